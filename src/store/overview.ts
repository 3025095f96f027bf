/** What happened in spans of time, counted: for the home page. */
import type { Outcome } from '../core/call.ts'
import type { State } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Reason } from '../core/reasons.ts'
import { stepsPerPowerOfTen, type Waits } from '../core/waits.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'
import { idAt } from './uuid.ts'

// Served by the primary keys: ids are UUIDv7 and begin with the time. What was made up to try a template, or to confirm an opt-out, is no call: it has neither
// rule nor reason.
const calls = statement(
  'count_calls_of_span',
  { outcome: 'text', count: 'bigint', listed: 'bigint' },
  `select outcome, count(*) filter (where rule is not null or reason is not null) as count, count(*) as listed from call
   where account_id = $1 and id >= $2 and id < $3 group by outcome`,
)
const texts = statement(
  'count_messages_of_span',
  { state: 'text', reason: 'text?', count: 'bigint' },
  'select state, reason, count(*) as count from message where account_id = $1 and id >= $2 and id < $3 group by state, reason',
)
const answered = statement(
  'count_answered_calls_of_span',
  { count: 'bigint' },
  // What nobody said more of within three days is unknown: it was taken where its gateway answered so, and nothing was in doubt.
  `select count(*) as count from message
   where account_id = $1 and id >= $2 and id < $3 and rule is not null and recipient = 'caller'
     and (state in ('sent', 'delivered', 'undelivered') or state = 'unknown' and answered_at is not null and doubt is null)`,
)
const waits = statement(
  'count_waits_of_span',
  { step: 'integer', texts: 'bigint' },
  `select floor(${stepsPerPowerOfTen} * log(greatest(extract(epoch from m.final_at - c.ended_at)::float8 * 1000, 1)))::integer as step, count(*) as texts
   from message m join call c on c.account_id = $1 and c.id = m.call_id
   where m.account_id = $1 and m.id >= $2 and m.id < $3 and m.rule is not null and m.recipient = 'caller' and m.state = 'delivered' and m.final_at is not null
   group by 1`,
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

export type Span = { startsAt: Instant; endsAt: Instant }
export type SpanCounts = {
  calls: Record<Outcome, number>
  /** Those and what was made up, which the list of calls holds too. */
  listed: number
  /** Calls whose caller was sent a text that a gateway took. */
  answered: number
  texts: { state: State; reason: Reason | null; count: number }[]
  /** From the end of the call until the caller's phone had the text. */
  waits: Waits
}

/** One statement after the other, so that it takes no more than one of the connections that everybody shares. */
export async function countSpan(db: Database, accountId: string, span: Span): Promise<SpanCounts> {
  const asked = [accountId, idAt(span.startsAt), idAt(span.endsAt)] as const
  const ofOutcomes = await db.console.run(calls, asked)
  const outcomes = ofOutcomes.map((row) => [row.outcome, row.count])
  return {
    calls: { connected: 0, missed: 0, voicemail: 0, ...Object.fromEntries(outcomes) },
    listed: ofOutcomes.reduce((sum, row) => sum + row.listed, 0),
    texts: (await db.console.run(texts, asked)) as SpanCounts['texts'],
    answered: (await db.console.run(answered, asked))[0]?.count ?? 0,
    waits: await db.console.run(waits, asked),
  }
}
