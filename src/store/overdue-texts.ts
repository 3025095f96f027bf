/** Texts that a gateway took and of which it has told no end: to be asked about, where it can be asked. */
import type { RawAnswer } from '../core/adapter.ts'
import type { Instant } from '../core/instant.ts'
import type { PhoneNumber } from '../core/phone-number.ts'
import { type Database, timestamp } from './database.ts'
import { statement } from './statement.ts'

// Served by message_watch, whose time of a text that was taken is 72 h after its permit.
const overdue = statement(
  'overdue_texts',
  {
    account_id: 'uuid',
    id: 'uuid',
    attempt: 'integer',
    watch_at: 'timestamptz',
    number: 'text',
    header: 'text',
    ref: 'text?',
    permitted_at: 'timestamptz',
    answer: 'text?',
  },
  `select m.account_id, m.id, m.attempt, m.watch_at, m.number, m.header, m.ref, m.permitted_at, m.answer
   from message m
   where m.watch_at > $2 and m.watch_at <= $3 and m.gateway_id = $1 and m.state in ('sent', 'unconfirmed')
     and m.number is not null and m.permitted_at is not null
   order by m.watch_at limit 100`,
  { acrossAccounts: 'a gateway is asked about the texts of all whose texts it took' },
)

// Asked apart, as submissions lie by their keys and texts by their accounts. Served by submission_message.
const openKeys = statement(
  'open_keys_of_texts',
  { message_id: 'uuid', receipt_key: 'text' },
  `select s.message_id, s.receipt_key
   from (select * from unnest($2::uuid[], $3::uuid[], $4::integer[]) as t(a, i, k)) u
   join submission s on s.account_id = u.a and s.message_id = u.i and s.attempt = u.k
   where s.gateway_id = $1 and s.receipt_state is null order by s.part`,
  { acrossAccounts: 'a gateway is asked about the texts of all whose texts it took' },
)

/** A round of the first statement gives at most so many. */
export const overdueLimit = 100

export type OverdueText = {
  watchAt: Instant
  number: PhoneNumber
  header: string
  ref: string
  permittedAt: Instant
  answer: RawAnswer | undefined
  /** Ids of the parts of which no end is known. */
  ids: string[]
}

/** Texts of this gateway that are given up between the two instants, the first to be given up first. */
export async function overdueTexts(
  db: Database,
  gatewayId: string,
  from: Instant,
  until: Instant,
): Promise<OverdueText[]> {
  const rows = await db.send.run(overdue, [gatewayId, timestamp(from), timestamp(until)])
  if (rows.length === 0) return []
  const texts = [rows.map((row) => row.account_id), rows.map((row) => row.id), rows.map((row) => row.attempt)]
  const open = Map.groupBy(await db.send.run(openKeys, [gatewayId, ...texts]), (one) => one.message_id)
  return rows.map((row) => ({
    watchAt: row.watch_at,
    number: row.number as PhoneNumber,
    header: row.header,
    ref: row.ref ?? '',
    permittedAt: row.permitted_at,
    answer: row.answer === null ? undefined : (JSON.parse(row.answer) as RawAnswer),
    ids: (open.get(row.id) ?? []).flatMap(({ receipt_key: key }) => (key.startsWith('i:') ? key.slice(2) : [])),
  }))
}
