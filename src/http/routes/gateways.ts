/** Gateways and routes: where texts go out. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Health } from '../../core/adapter.ts'
import { gateway } from '../../core/configuration.ts'
import { formatInstant } from '../../core/instant.ts'
import { publicId } from '../../core/public-id.ts'
import { key } from '../../core/rule.ts'
import { pausedWords, unopenedHealth } from '../../pipeline/sender-figures.ts'
import { readAccount } from '../../store/accounts.ts'
import { addAudit } from '../../store/audit-entry.ts'
import { exportConfiguration, keepAll } from '../../store/configuration-export.ts'
import {
  pauseGateway,
  readAccountGateways,
  readInstallationGateways,
  readSharedGateways,
  type SharedGateway,
  type StoredGateway,
  tokenOfGateway,
} from '../../store/gateways.ts'
import { readRoutes } from '../../store/routes.ts'
import { passedBy } from '../../store/way-out.ts'
import type { Api, Context } from '../context.ts'
import { type GatewayName, gatewayParams, nameOfGateway, readGatewayName } from '../gateway-name.ts'
import { kindView } from '../kinds.ts'
import { patchOf } from '../patch-of.ts'
import { notFound, problem } from '../problems.ts'
import { check, type health } from '../shapes/common.ts'
import { gatewayShape, kind, routeShape } from '../shapes/setup.ts'
import { wayOut } from '../way-out.ts'
import { accountOf, isOperator, whoOf } from '../who.ts'
import { addCollection, changeAccount } from './collection.ts'
import { addTryGateway } from './try-gateway.ts'

const tag = 'Gateways'
type GatewayView = z.input<typeof gatewayShape>

export function addGateways(api: Api, context: Context): void {
  addKinds(api, context)
  addCollection(api, context, {
    section: 'gateways',
    one: 'gateway',
    tag,
    shape: gatewayShape,
    create: gateway.extend({ key: key.optional() }),
    patch: patchOf(gateway),
    nameOf: (item) => item.title,
    list: listGateways,
    view: (_, document, wanted) => {
      const one = document.gateways.find((each) => each.key === wanted)
      return one && ownView(context, one)
    },
    // Secrets that a patch does not name are kept.
    merge: (before, patch) => ({ ...before, ...patch, secrets: { ...before.secrets, ...patch.secrets } }),
    remove: (document, gone) => ({ routes: document.routes?.filter((one) => one.gateway !== gone) }),
    changed: ({ services }) => services.gatewaysChanged(),
  })
  addCare(api, context)
  addRoutes(api, context)
}

/** Shared ones last: the account's own come first in what is read. */
async function listGateways(context: Context, request: FastifyRequest): Promise<GatewayView[]> {
  const { db, seal } = context
  const shared = (await readSharedGateways(db.console)).map((one) => sharedView(context, one, isOperator(request)))
  const own = await readAccountGateways(db.console, seal, accountOf(request))
  return [...shared, ...own.map((one) => ownView(context, one))]
}

function ownView(context: Context, { id, secrets, ...one }: StoredGateway): GatewayView {
  return {
    ...one,
    id: publicId('gw', id),
    shared: false,
    secrets: keepAll(secrets),
    health: healthOf(context, id, one.paused),
  }
}

/** An account is told how it is and not in which words: these name what it speaks to. */
function sharedView(
  context: Context,
  { id, key, title, kind, paused }: SharedGateway,
  isForOperator: boolean,
): GatewayView {
  const health = healthOf(context, id, paused)
  return {
    id: publicId('gw', id),
    key,
    title,
    kind,
    shared: true,
    settings: {},
    secrets: {},
    paused,
    ratherTwice: false,
    health: isForOperator ? health : { ...health, words: paused ? pausedWords : sharedWords[health.state] },
  }
}

const sharedWords = {
  ok: 'It takes texts.',
  connecting: 'It is connecting; its texts wait.',
  degraded: 'It takes texts with difficulty. Who runs this installation can see why.',
  down: 'It takes no texts now; they wait. Who runs this installation can see why.',
  stopped: 'It is not open; its texts wait.',
} as const satisfies Record<Health['state'], string>

/** How a gateway is, as this process sees it. */
export function healthOf({ services }: Context, id: string, isPaused: boolean): z.input<typeof health> {
  const { since, ...rest } = services.gatewayHealth(id)?.health ?? unopenedHealth(isPaused)
  return { ...rest, ...(since === undefined ? {} : { since: formatInstant(since) }) }
}

function addKinds(api: Api, { kinds }: Context): void {
  const views = kinds.gateways.map(kindView)
  api.get(
    '/v1/gateway-kinds',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'The kinds of gateway there are, each with its settings',
        response: { 200: z.object({ items: z.array(kind) }) },
      },
    },
    async () => ({ items: views }),
  )
}

function addCare(api: Api, context: Context): void {
  const { db, seal, services } = context
  api.post(
    '/v1/gateways/:key/check',
    {
      config: { permission: 'configuration:write', waits: true },
      schema: {
        tags: [tag],
        summary: 'Try the settings of a gateway',
        description:
          'Signs in and looks around; sends nothing. The last line says whether the account’s texts leave by this gateway.',
        params: gatewayParams,
        response: { 200: z.object({ items: z.array(check) }) },
      },
    },
    async (request) => {
      const found = await settingsOf(context, request, request.params.key)
      const { kind, isShared } = found
      const settings = { ...found.settings, ...found.secrets }
      const items = await services.checkGateway({ kind, settings, isShared })
      return { items: [...items, wayOut(await placeOf(context, request, found), items)] }
    },
  )

  api.get(
    '/v1/gateways/:key/address',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Where a gateway sends receipts and replies',
        description: 'Its path is the proof of whoever calls it, so it is a secret. Null for a kind that calls nobody.',
        params: gatewayParams,
        response: { 200: z.object({ url: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { id, kind } = await settingsOf(context, request, request.params.key)
      const calls = context.kinds.gateways.find((one) => one.kind === kind)?.receipts !== undefined
      const token = calls ? await tokenOfGateway(db, seal, id) : null
      return { url: token === null ? null : `${context.publicUrl()}/g/${token}` }
    },
  )

  addTryGateway(api, context, (request, wanted) => settingsOf(context, request, wanted))

  for (const verb of ['pause', 'resume'] as const)
    api.post(
      `/v1/gateways/:key/${verb}`,
      {
        config: { permission: 'configuration:write' },
        schema: {
          tags: [tag],
          summary: verb === 'pause' ? 'Let a gateway’s texts wait' : 'Let a gateway send again',
          params: gatewayParams,
          response: { 200: gatewayShape },
        },
      },
      async (request) => {
        const name = readGatewayName(request.params.key)
        await setPaused(context, request, name, verb === 'pause')
        await services.gatewaysChanged()
        const changed = (await listGateways(context, request)).findLast(
          (one) => one.key === name.key && (one.shared || !name.isSurelyShared),
        )
        if (!changed) throw noSuch(name)
        return changed
      },
    )

  const settingsOf = async (_: Context, request: FastifyRequest, wanted: string) => {
    const name = readGatewayName(wanted)
    const own = await findOwn(context, request, name)
    if (own) return { ...own, isShared: false }
    const shared = (await readInstallationGateways(db.console, seal)).find((one) => one.key === name.key)
    if (!shared) throw noSuch(name)
    if (!isOperator(request)) throw problem('forbidden', { detail: 'A shared gateway is the operator’s to check.' })
    return { ...shared, isShared: true }
  }
}

const noSuch = ({ key, isSurelyShared }: GatewayName) =>
  notFound(isSurelyShared ? `shared gateway "${key}"` : `gateway "${key}"`)

/** The account's own gateway of that name: it comes before a shared one of the same key. */
async function findOwn(
  { db, seal }: Context,
  request: FastifyRequest,
  { key, isSurelyShared }: GatewayName,
): Promise<StoredGateway | undefined> {
  if (isSurelyShared) return undefined
  return (await readAccountGateways(db.console, seal, accountOf(request))).find((one) => one.key === key)
}

/** Where a gateway stands among the account's ways out. */
async function placeOf({ db, store }: Context, request: FastifyRequest, found: StoredGateway & { isShared: boolean }) {
  const [first] = await readRoutes(db.console, accountOf(request))
  const account = await readAccount(db.console, accountOf(request))
  const dlt = passedBy(store.kinds, found)
  return {
    title: found.title,
    isPaused: found.paused,
    isFirstRoute: first?.gateway === nameOfGateway(found),
    leavesOut: account?.settings.country === 'IN' && dlt?.is === 'none' ? dlt.mend : undefined,
  }
}

async function setPaused(
  context: Context,
  request: FastifyRequest,
  name: GatewayName,
  isPaused: boolean,
): Promise<void> {
  const { db } = context
  const { key: wanted } = name
  if (await findOwn(context, request, name)) {
    await changeAccount(context, request, isPaused ? 'gateway paused' : 'gateway resumed', (current) => ({
      gateways: exportConfiguration(current).gateways?.map((one) =>
        one.key === wanted ? { ...one, paused: isPaused } : one,
      ),
    }))
    return
  }
  const who = whoOf(request)
  if (who.role !== 'operator')
    throw (await readSharedGateways(db.console)).some((one) => one.key === wanted)
      ? problem('forbidden', { detail: 'A shared gateway is the operator’s to pause.' })
      : noSuch(name)
  await db.transaction('console', async (tx) => {
    if (!(await pauseGateway(tx, null, wanted, isPaused))) throw noSuch(name)
    await addAudit(tx, {
      accountId: accountOf(request),
      who: who.name,
      what: isPaused ? 'gateway.paused' : 'gateway.resumed',
      subject: nameOfGateway({ key: wanted, isShared: true }),
    })
  })
}

const routeList = z.object({ items: z.array(routeShape) })

function addRoutes(api: Api, context: Context): void {
  api.get(
    '/v1/routes',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'Which gateways take the account’s texts, first choice first',
        response: { 200: routeList },
      },
    },
    async (request) => ({ items: await readRoutes(context.db.console, accountOf(request)) }),
  )
  api.put(
    '/v1/routes',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Choose the gateways',
        description: 'A shared one is named `shared:<key>`.',
        body: z.strictObject({ routes: z.array(routeShape).max(20) }),
        response: { 200: routeList },
      },
    },
    async (request) => {
      const changed = await changeAccount(context, request, 'routes changed', () => ({ routes: request.body.routes }))
      return { items: changed.document.routes }
    },
  )
}
