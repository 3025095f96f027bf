/** The zones that accounts had before today's, so that a day or a billing cycle that is over stays as it was cut. Rows are added and never changed. */
import type { Zones } from '../core/local-day.ts'
import type { Runner } from './database.ts'
import { statement } from './statement.ts'

const add = statement('add_zone_before', {}, 'insert into zone_before (account_id, zone) values ($1, $2)')

/** Notes the zone that an account had until now; in the transaction that changes it, and under the account's lock. */
export async function noteZone(tx: Runner, accountId: string, zone: string): Promise<void> {
  await tx.run(add, [accountId, zone])
}

const read = statement(
  'zones_before',
  { account_id: 'uuid', until: 'timestamptz', zone: 'text' },
  'select account_id, until, zone from zone_before where account_id = any($1::uuid[]) order by account_id, until',
)

/** By account, in the order of time; none for one that has always had its zone. */
export async function readZonesBefore(
  db: Runner,
  accountIds: readonly string[],
): Promise<Map<string, NonNullable<Zones['before']>>> {
  return Map.groupBy(await db.run(read, [accountIds]), (row) => row.account_id)
}
