/** Texts that a gateway took and of which it has told no end: to be asked about, where it can be asked. */
import type { RawAnswer } from '../core/adapter.ts'
import type { Instant } from '../core/instant.ts'
import type { PhoneNumber } from '../core/phone-number.ts'
import { type Database, timestamp } from './database.ts'
import { statement } from './statement.ts'

// Served by message_watch, whose time of a text that was taken is 72 h after its permit, and by submission_message.
const overdue = statement(
  'overdue_texts',
  {
    watch_at: 'timestamptz',
    number: 'text',
    header: 'text',
    ref: 'text?',
    permitted_at: 'timestamptz',
    answer: 'text?',
    keys: 'text[]',
  },
  `select m.watch_at, m.number, m.header, m.ref, m.permitted_at, m.answer,
     array(select s.receipt_key from submission s where s.account_id = m.account_id and s.message_id = m.id
       and s.attempt = m.attempt and s.gateway_id = m.gateway_id and s.receipt_state is null order by s.part) as keys
   from message m
   where m.watch_at > $2 and m.watch_at <= $3 and m.gateway_id = $1 and m.state in ('sent', 'unconfirmed')
     and m.number is not null and m.permitted_at is not null
   order by m.watch_at limit 100`,
  { acrossAccounts: 'a gateway is asked about the texts of all whose texts it took' },
)

/** A round of the statement above gives at most so many. */
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
  return rows.map((row) => ({
    watchAt: row.watch_at,
    number: row.number as PhoneNumber,
    header: row.header,
    ref: row.ref ?? '',
    permittedAt: row.permitted_at,
    answer: row.answer === null ? undefined : (JSON.parse(row.answer) as RawAnswer),
    ids: row.keys.flatMap((key) => (key.startsWith('i:') ? key.slice(2) : [])),
  }))
}
