/** The installation's shared gateways: the operator makes and changes them, accounts name them in their routes. */
import { z } from 'zod'
import { gateway } from '../../core/configuration.ts'
import { publicId } from '../../core/public-id.ts'
import { key } from '../../core/rule.ts'
import { keepAll } from '../../store/configuration-export.ts'
import { readInstallationGateways, type StoredGateway } from '../../store/gateways.ts'
import { putSharedGateway, removeSharedGateway } from '../../store/shared-gateways.ts'
import type { Api, Context } from '../context.ts'
import { notFound, problem } from '../problems.ts'
import { gatewayShape } from '../shapes/setup.ts'
import { whoOf } from '../who.ts'
import { healthOf } from './gateways.ts'

const tag = 'Shared gateways'
const keyParams = z.object({ key })

export function addSharedGateways(api: Api, context: Context): void {
  const { db, seal, store, services } = context
  const find = async (wanted: string) => {
    const one = (await readInstallationGateways(db.console, seal)).find((each) => each.key === wanted)
    if (!one) throw notFound(`shared gateway "${wanted}"`)
    return view(context, one)
  }
  api.get(
    '/v1/shared-gateways',
    {
      config: { permission: 'installation' },
      schema: {
        tags: [tag],
        summary: 'The shared gateways, with their settings',
        response: { 200: z.object({ items: z.array(gatewayShape) }) },
      },
    },
    async () => ({ items: (await readInstallationGateways(db.console, seal)).map((one) => view(context, one)) }),
  )

  api.put(
    '/v1/shared-gateways/:key',
    {
      config: { permission: 'installation' },
      schema: {
        tags: [tag],
        summary: 'Make a shared gateway, or change it',
        description: 'Accounts name it in their routes as `shared:<key>`. A secret that stays is `{"keep": true}`.',
        params: keyParams,
        body: gateway.omit({ key: true }),
        response: { 200: gatewayShape, 201: gatewayShape },
      },
    },
    async (request, reply) => {
      const wanted = { ...request.body, key: request.params.key }
      const put = await putSharedGateway(store, wanted, whoOf(request).name)
      if (put.is === 'invalid') throw problem('invalid', { errors: put.problems })
      await services.gatewaysChanged()
      reply.code(put.is === 'made' ? 201 : 200)
      return await find(request.params.key)
    },
  )

  api.delete(
    '/v1/shared-gateways/:key',
    {
      config: { permission: 'installation' },
      schema: {
        tags: [tag],
        summary: 'Remove a shared gateway that no account has a route by',
        params: keyParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { params } = request
      const removed = await removeSharedGateway(store, params.key, whoOf(request).name)
      if (removed.is === 'unknown') throw notFound(`shared gateway "${params.key}"`)
      if (removed.is === 'in_use') {
        const who = removed.accounts === 1 ? 'One account has a route' : `${removed.accounts} accounts have routes`
        throw problem('in_use', { detail: `${who} by it; give them another first, or pause it.` })
      }
      await services.gatewaysChanged()
      return reply.code(204).send(null)
    },
  )
}

function view(context: Context, { id, secrets, ...one }: StoredGateway): z.input<typeof gatewayShape> {
  return {
    ...one,
    id: publicId('gw', id),
    shared: true,
    secrets: keepAll(secrets),
    health: healthOf(context, id, one.paused),
  }
}
