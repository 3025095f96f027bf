/** The counter behind an account's ticket numbers. Counted in the accepting transaction, so that no number is given twice and none is lost. */
import type { Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'

// The row's lock lasts until the commit: the accounts that use tickets accept their calls one batch after the other.
const take = statement(
  'take_tickets',
  { account_id: 'uuid', last: 'bigint' },
  `insert into ticket_counter as t (account_id, last)
   select * from (select * from unnest($1::uuid[], $2::bigint[])) u order by 1
   on conflict (account_id) do update set last = t.last + excluded.last
   returning account_id, last`,
)

/** By account: takes so many numbers, and answers the first of them. */
export async function takeTickets(tx: Runner, wanted: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  const entries = [...wanted].sort(([a], [b]) => (a < b ? -1 : 1))
  if (entries.length === 0) return new Map()
  const rows = await tx.run(take, columnsOf(entries, [([accountId]) => accountId, ([, count]) => count]))
  return new Map(rows.map((row) => [row.account_id, row.last - (wanted.get(row.account_id) ?? 0) + 1]))
}
