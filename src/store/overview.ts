/** What happened since a moment, counted: for the home page. */
import type { Outcome } from '../core/call.ts'
import type { State } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Reason } from '../core/reasons.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'
import { idAt } from './uuid.ts'

// Served by the primary keys: ids are UUIDv7 and begin with the time.
const calls = statement(
  'count_calls_since',
  { outcome: 'text', count: 'bigint' },
  'select outcome, count(*) as count from call where account_id = $1 and id >= $2 group by outcome',
)
const texts = statement(
  'count_messages_since',
  { state: 'text', reason: 'text?', count: 'bigint' },
  'select state, reason, count(*) as count from message where account_id = $1 and id >= $2 group by state, reason',
)

// Served by message_open_doubt, which no longer holds what was settled: a doubt of yesterday waits for somebody like one of today.
const doubts = statement(
  'count_messages_in_doubt',
  { count: 'bigint' },
  `select count(*) as count from message where account_id = $1 and doubt is not null and watch_at is not null and state = 'unconfirmed'`,
)

/** Texts of whatever day that a person has to settle. */
export async function countInDoubt(db: Database, accountId: string): Promise<number> {
  return (await db.console.run(doubts, [accountId]))[0]?.count ?? 0
}

export type Overview = {
  calls: { outcome: Outcome; count: number }[]
  texts: { state: State; reason: Reason | null; count: number }[]
}

export async function countSince(db: Database, accountId: string, since: Instant): Promise<Overview> {
  const [counted, messages] = await Promise.all([
    db.console.run(calls, [accountId, idAt(since)]),
    db.console.run(texts, [accountId, idAt(since)]),
  ])
  return { calls: counted as Overview['calls'], texts: messages as Overview['texts'] }
}
