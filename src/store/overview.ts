/** What happened in spans of time, counted: for the home page. */
import type { Outcome } from '../core/call.ts'
import type { State } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Reason } from '../core/reasons.ts'
import { stepsPerPowerOfTen, type Waits } from '../core/waits.ts'
import type { Database } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { idAt } from './uuid.ts'

// Served by the primary keys: ids are UUIDv7 and begin with the time. What was made up to try a template, or to confirm an opt-out, is no call: it has neither
// rule nor reason.
const spans = '(select * from unnest($2::integer[], $3::uuid[], $4::uuid[]) as t(n, f, b)) u'

const calls = statement(
  'count_calls_of_spans',
  { span: 'integer', outcome: 'text', count: 'bigint' },
  `select u.n as span, s.outcome, s.count from ${spans} cross join lateral (
     select outcome, count(*) as count from call
     where account_id = $1 and id >= u.f and id < u.b and (rule is not null or reason is not null) group by outcome) s`,
)
const texts = statement(
  'count_messages_of_spans',
  { span: 'integer', state: 'text', reason: 'text?', count: 'bigint' },
  `select u.n as span, s.state, s.reason, s.count from ${spans} cross join lateral (
     select state, reason, count(*) as count from message where account_id = $1 and id >= u.f and id < u.b group by state, reason) s`,
)
const answered = statement(
  'count_answered_calls_of_spans',
  { span: 'integer', count: 'bigint' },
  // What nobody said more of within three days is unknown: it was taken where its gateway answered so, and nothing was in doubt.
  `select u.n as span, s.count from ${spans} cross join lateral (
     select count(*) as count from message
     where account_id = $1 and id >= u.f and id < u.b and rule is not null and recipient = 'caller'
       and (state in ('sent', 'delivered', 'undelivered') or state = 'unknown' and answered_at is not null and doubt is null)) s`,
)
const waits = statement(
  'count_waits_of_spans',
  { span: 'integer', step: 'integer', texts: 'bigint' },
  `select u.n as span, s.step, s.texts from ${spans} cross join lateral (
     select floor(${stepsPerPowerOfTen} * log(greatest(extract(epoch from m.final_at - c.ended_at)::float8 * 1000, 1)))::integer as step, count(*) as texts
     from message m join call c on c.account_id = $1 and c.id = m.call_id
     where m.account_id = $1 and m.id >= u.f and m.id < u.b and m.rule is not null and m.recipient = 'caller' and m.state = 'delivered' and m.final_at is not null
     group by 1) s`,
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
  /** Calls whose caller was sent a text that a gateway took. */
  answered: number
  texts: { state: State; reason: Reason | null; count: number }[]
  /** From the end of the call until the caller's phone had the text. */
  waits: Waits
}

/** In the order of the spans. One after the other, so that it takes no more than one of the connections that everybody shares. */
export async function countSpans(db: Database, accountId: string, of: readonly Span[]): Promise<SpanCounts[]> {
  const columns = columnsOf(
    of.map((span, n) => ({ n, ...span })),
    [(one) => one.n, (one) => idAt(one.startsAt), (one) => idAt(one.endsAt)],
  )
  const asked = [accountId, ...columns] as const
  const ofCalls = Map.groupBy(await db.console.run(calls, asked), (row) => row.span)
  const ofTexts = Map.groupBy(await db.console.run(texts, asked), (row) => row.span)
  const ofAnswered = new Map((await db.console.run(answered, asked)).map((row) => [row.span, row.count]))
  const ofWaits = Map.groupBy(await db.console.run(waits, asked), (row) => row.span)
  return of.map((_span, n) => ({
    calls: {
      connected: 0,
      missed: 0,
      voicemail: 0,
      ...Object.fromEntries((ofCalls.get(n) ?? []).map((row) => [row.outcome, row.count])),
    },
    answered: ofAnswered.get(n) ?? 0,
    texts: (ofTexts.get(n) ?? []).map(({ state, reason, count }) => ({
      state: state as State,
      reason: reason as Reason | null,
      count,
    })),
    waits: ofWaits.get(n) ?? [],
  }))
}
