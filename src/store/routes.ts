import type { Configuration } from '../core/configuration.ts'
import type { ChainMode } from '../core/dlt.ts'
import type { Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'

export type RouteFields = NonNullable<Configuration['routes']>[number]

const read = statement(
  'config_read_routes',
  { key: 'text', is_shared: 'boolean', telemarketer_id: 'text?', chain_mode: 'text' },
  `select g.key, g.owner_account_id is null as is_shared, r.telemarketer_id, r.chain_mode
   from route r join gateway g on g.gateway_id = r.gateway_id
   where r.account_id = $1 and g.retired_at is null order by r.position`,
)

export const sharedPrefix = 'shared:'

/** Which gateways take the account's texts, first choice first. */
export async function readRoutes(tx: Runner, accountId: string): Promise<RouteFields[]> {
  return (await tx.run(read, [accountId])).map((row) => ({
    gateway: row.is_shared ? `${sharedPrefix}${row.key}` : row.key,
    telemarketerId: row.telemarketer_id,
    chainMode: row.chain_mode as ChainMode,
  }))
}

const clear = statement('config_clear_routes', {}, 'delete from route where account_id = $1')

const write = statement(
  'config_write_routes',
  {},
  `insert into route (account_id, position, gateway_id, telemarketer_id, chain_mode)
   select $1::uuid, u.* from (select * from unnest($2::integer[], $3::uuid[], $4::text[], $5::text[])) u`,
)

/** `idOf` knows the ids of the account's gateways by key, and of the shared ones by `shared:<key>`. */
export async function writeRoutes(
  tx: Runner,
  accountId: string,
  routes: readonly RouteFields[],
  idOf: ReadonlyMap<string, string>,
): Promise<void> {
  await tx.run(clear, [accountId])
  const rows = routes.flatMap((one, position) => {
    const gatewayId = idOf.get(one.gateway)
    return gatewayId === undefined ? [] : [{ ...one, position, gatewayId }]
  })
  await tx.run(write, [
    accountId,
    ...columnsOf(rows, [
      (one) => one.position,
      (one) => one.gatewayId,
      (one) => one.telemarketerId,
      (one) => one.chainMode,
    ]),
  ])
}
