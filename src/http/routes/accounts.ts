/** Who is asking, accounts and keys. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { FieldProblem } from '../../core/adapter.ts'
import { accountSettings } from '../../core/configuration.ts'
import { formatInstant } from '../../core/instant.ts'
import { maskNumbersOf } from '../../core/phone-number.ts'
import { parsePublicId, publicId } from '../../core/public-id.ts'
import { key } from '../../core/rule.ts'
import { AccountKeyTaken, createAccount } from '../../store/account-creation.ts'
import { findDemoAccount, listAccounts, readAccount, type StoredAccount } from '../../store/accounts.ts'
import { addAudit } from '../../store/audit-entry.ts'
import { InvalidConfiguration, OperatorsFields } from '../../store/configuration.ts'
import { configurationProblems } from '../../store/configuration-problems.ts'
import { normaliseSettings } from '../../store/configuration-wanted.ts'
import type { Database } from '../../store/database.ts'
import { type RevokedKey, revokeKey } from '../../store/key-revocation.ts'
import { type AccountRole, accountRoles, createKey, listKeys, roles } from '../../store/keys.ts'
import type { Api, Context } from '../context.ts'
import { idFrom, pageFrom, pageOf, pageQuery } from '../paging.ts'
import { patchOf } from '../patch-of.ts'
import { may, permissionsOf } from '../permissions.ts'
import { notFound, problem } from '../problems.ts'
import { instant } from '../shapes/common.ts'
import { account, me, roleWords } from '../shapes/setup.ts'
import { slugOf } from '../slug.ts'
import { accountOf, whoOf } from '../who.ts'
import { changeAccount, keyTaken } from './collection.ts'

const tag = 'Accounts'

export function addAccounts(api: Api, context: Context): void {
  addMe(api, context)
  addInstallation(api, context)
  addCurrent(api, context)
  addKeys(api, context)
}

function accountView({ accountId, key, isDemo, createdAt, settings }: StoredAccount): z.input<typeof account> {
  return { id: publicId('acct', accountId), key, isDemo, createdAt: formatInstant(createdAt), ...settings }
}

/** For whoever reads calls and not the configuration: its numbers are people's. */
function withoutNumbers(view: z.input<typeof account>): typeof view {
  return {
    ...view,
    trialNumbers: view.trialNumbers?.map(masked) ?? null,
    exclusions: view.exclusions?.map(masked) ?? [],
  }
}

const masked = (number: string) => maskNumbersOf(number, [number])

async function currentAccount({ db }: Context, accountId: string): Promise<StoredAccount> {
  const found = await readAccount(db.console, accountId)
  if (!found) throw notFound('account')
  return found
}

function addMe(api: Api, context: Context): void {
  const { db, version } = context
  api.get(
    '/v1/me',
    {
      config: { permission: 'self' },
      schema: { tags: [tag], summary: 'Who is asking, and for which account', response: { 200: me } },
    },
    async (request) => {
      const who = whoOf(request)
      const { name, role } = who
      const permissions = permissionsOf(role)
      const stored = who.account && accountView(await currentAccount(context, who.account.id))
      const current = stored && (may(role, 'configuration:read') ? stored : withoutNumbers(stored))
      if (role !== 'operator') return { name, role, permissions, account: current, version }
      const accounts = (await firstAccounts(db)).map((one) => ({
        id: publicId('acct', one.accountId),
        key: one.key,
        name: one.settings.name,
        isDemo: one.isDemo,
      }))
      return { name, role, permissions, account: current, accounts, version }
    },
  )
}

/** The newest 200, oldest first: the demo account, with which everything begins, leads however many there are. */
async function firstAccounts(db: Database): Promise<StoredAccount[]> {
  const all = (await listAccounts(db, mostAtOnce)).toReversed()
  const demo = all.length < mostAtOnce || all.some((one) => one.isDemo) ? undefined : await findDemoAccount(db.console)
  return demo ? [demo, ...all.slice(1)] : all
}

const mostAtOnce = 200

const newAccount = z.strictObject({
  key: key.optional(),
  ...accountSettings.shape,
  zone: accountSettings.shape.zone.default('Asia/Kolkata'),
})

function addInstallation(api: Api, context: Context): void {
  const { db, store } = context
  api.get(
    '/v1/accounts',
    {
      config: { permission: 'installation' },
      schema: {
        tags: [tag],
        summary: 'The accounts of the installation',
        querystring: z.object({
          ...pageQuery,
          search: z.string().trim().min(1).max(100).optional().describe('In name, key and id'),
        }),
        response: { 200: pageOf(account) },
      },
    },
    async (request) => {
      const { limit, after, search } = request.query
      const rows = await listAccounts(db, limit + 1, { before: idFrom(after), search })
      return pageFrom(rows, limit, { item: accountView, place: (row) => row.accountId })
    },
  )
  api.post(
    '/v1/accounts',
    {
      config: { permission: 'installation' },
      schema: {
        tags: [tag],
        summary: 'Add an account',
        description: 'Its API key is shown this once.',
        body: newAccount,
        response: { 201: z.object({ account, key: z.string() }) },
      },
    },
    async (request, reply) => {
      const { key: wanted, ...given } = request.body
      const settings = normaliseSettings(given)
      const empty = {
        users: [],
        departments: [],
        dids: [],
        headers: [],
        templates: [],
        rules: [],
        gateways: [],
        routes: [],
        sources: [],
      }
      const problems = configurationProblems(
        { account: settings, ...empty, isDemo: false, sharedKeys: [] },
        store.kinds,
      )
      if (problems.length > 0)
        throw problem('invalid', {
          errors: problems.map((one) => ({ ...one, path: one.path.replace(/^account\./, '') })),
        })
      const made = await createAccount(
        db,
        { key: wanted ?? slugOf(settings.name, 'account'), isKeyAsked: wanted !== undefined, settings },
        whoOf(request).name,
      ).catch((error: unknown) => {
        throw error instanceof AccountKeyTaken && wanted !== undefined ? keyTaken('account', wanted) : error
      })
      const first = await makeKey(context, request, { accountId: made.accountId, name: 'first key', role: 'owner' })
      return reply
        .code(201)
        .send({ account: accountView(await currentAccount(context, made.accountId)), key: first.key })
    },
  )
}

function addCurrent(api: Api, context: Context): void {
  api.get(
    '/v1/account',
    {
      config: { permission: 'configuration:read' },
      schema: { tags: [tag], summary: 'The account and its settings', response: { 200: account } },
    },
    async (request) => accountView(await currentAccount(context, accountOf(request))),
  )
  api.patch(
    '/v1/account',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Change the account’s settings',
        description:
          'Where `operatorSetsPrices` is set, prices, rentals, taxes, currency and quota are the operator’s: from anybody else another value is answered 403 `operators_fields`, which names the field.',
        body: patchOf(accountSettings),
        response: { 200: account },
      },
    },
    async (request) => {
      await changeAccount(context, request, 'settings changed', (current) => ({
        account: { ...current.account, ...withoutAbsent(request.body) },
      })).catch((error: unknown) => {
        if (error instanceof InvalidConfiguration) throw problem('invalid', { errors: error.problems.map(inAccount) })
        if (error instanceof OperatorsFields)
          throw problem('operators_fields', { errors: error.problems.map(inAccount) })
        throw error
      })
      return accountView(await currentAccount(context, accountOf(request)))
    },
  )
}

/** Settings stand alone here; in the document they are a section. */
const inAccount = (one: FieldProblem): FieldProblem => ({ ...one, path: one.path.replace(/^account\./, '') })

function withoutAbsent<T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

const keyView = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(roles),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'Key' })

function addKeys(api: Api, context: Context): void {
  const { db, auth } = context
  api.get(
    '/v1/keys',
    {
      config: { permission: 'keys:manage' },
      schema: {
        tags: [tag],
        summary: 'The account’s API keys',
        querystring: z.object(pageQuery),
        response: { 200: pageOf(keyView) },
      },
    },
    async (request) => {
      const { limit, after } = request.query
      const rows = await listKeys(db, accountOf(request), limit + 1, idFrom(after))
      return pageFrom(rows, limit, {
        item: (row) => ({
          id: publicId('key', row.id),
          name: row.name,
          role: row.role,
          createdAt: formatInstant(row.createdAt),
          lastUsedAt: row.lastUsedAt === null ? null : formatInstant(row.lastUsedAt),
        }),
        place: (row) => row.id,
      })
    },
  )
  api.post(
    '/v1/keys',
    {
      config: { permission: 'keys:manage' },
      schema: {
        tags: [tag],
        summary: 'Make an API key',
        description: 'It is shown this once.',
        body: z.strictObject({
          name: z.string().trim().min(1).max(80),
          role: z.enum(accountRoles).default('owner').describe(roleWords),
        }),
        response: { 201: z.object({ id: z.string(), key: z.string() }) },
      },
    },
    async (request, reply) => {
      const { name, role } = request.body
      const made = await makeKey(context, request, { accountId: accountOf(request), name, role })
      return reply.code(201).send({ id: publicId('key', made.id), key: made.key })
    },
  )
  api.delete(
    '/v1/keys/:id',
    {
      config: { permission: 'keys:manage' },
      schema: {
        tags: [tag],
        summary: 'Revoke an API key',
        description: 'It is refused everywhere within seconds, and browsers that signed in with it are signed out.',
        params: z.object({ id: z.string().max(60) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const id = parsePublicId('key', request.params.id)
      const revoked = id === undefined ? undefined : await endKey(context, request, id)
      if (!revoked) throw notFound(`key "${request.params.id}"`)
      for (const hash of revoked.hashes) auth.forget(hash)
      return reply.code(204).send(null)
    },
  )
}

/** A key, and the trace of who made it, or neither. */
async function makeKey(
  { db }: Context,
  request: FastifyRequest,
  holder: { accountId: string; name: string; role: AccountRole },
): Promise<{ id: string; key: string }> {
  return await db.transaction('console', async (tx) => {
    const made = await createKey(tx, holder)
    await addAudit(tx, {
      accountId: holder.accountId,
      who: whoOf(request).name,
      what: 'key.made',
      subject: publicId('key', made.id),
      detail: holder.name,
    })
    return made
  })
}

async function endKey({ db }: Context, request: FastifyRequest, id: string): Promise<RevokedKey | undefined> {
  const accountId = accountOf(request)
  return await db.transaction('console', async (tx) => {
    const revoked = await revokeKey(tx, accountId, id)
    if (revoked)
      await addAudit(tx, {
        accountId,
        who: whoOf(request).name,
        what: 'key.revoked',
        subject: publicId('key', id),
        detail: revoked.name,
      })
    return revoked
  })
}
