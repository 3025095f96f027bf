/** What each rule caught lately, and what its texts came to. Counting costs the same for whoever has had millions of calls. */
import { totalOf } from '../core/billing.ts'
import { isCharged, type State } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Reason } from '../core/reasons.ts'
import type { Database } from './database.ts'
import { priceSum } from './price-sum.ts'
import { statement } from './statement.ts'
import { idAt } from './uuid.ts'

// A call that was made up to try a template has neither rule nor reason.
const countCalls = statement(
  'count_calls_by_rule',
  { rule: 'text?', calls: 'bigint' },
  `select rule, count(*) as calls
   from (select rule from call where account_id = $1 and id >= $2 and (rule is not null or reason is not null) order by id desc limit $3) c group by rule`,
)

// By state and reason too: which of them are charged is said in core alone.
const sumTexts = statement(
  'sum_texts_by_rule',
  { rule: 'text', state: 'text', reason: 'text?', texts: 'bigint', price: 'bigint' },
  `select rule, state, reason, count(*) as texts, ${priceSum('price')} as price
   from (select rule, state, reason, price from message where account_id = $1 and id >= $2 and rule is not null order by id desc limit $3) m
   group by rule, state, reason`,
)

/** At most so many calls, and so many texts, are counted: the newest. */
const mostCounted = 200_000

/** Whether there may be more than were counted. */
type Counted<T> = { rows: T[]; isBounded: boolean }

/** How many of the calls since then (at most the newest 200,000) each rule caught; null: none did. Ids begin with the time. */
export async function countCallsByRule(
  db: Database,
  accountId: string,
  since: Instant,
  atMost = mostCounted,
): Promise<Counted<{ rule: string | null; calls: number }>> {
  const rows = await db.console.run(countCalls, [accountId, idAt(since), atMost])
  return { rows, isBounded: rows.reduce((sum, row) => sum + row.calls, 0) >= atMost }
}

/** The texts that are charged, since they went or may, by rule, and what they cost in 1/10,000 of the currency's unit; of the newest 200,000 since then. */
export async function sumTextsByRule(
  db: Database,
  accountId: string,
  since: Instant,
  atMost = mostCounted,
): Promise<Counted<{ rule: string; texts: number; price: number }>> {
  const all = await db.console.run(sumTexts, [accountId, idAt(since), atMost])
  const charged = all.filter((row) => isCharged({ state: row.state as State, reason: row.reason as Reason | null }))
  return {
    rows: [...Map.groupBy(charged, (row) => row.rule)].map(([rule, rows]) => ({
      rule,
      texts: rows.reduce((sum, row) => sum + row.texts, 0),
      price: totalOf(rows.map((row) => row.price)),
    })),
    isBounded: all.reduce((sum, row) => sum + row.texts, 0) >= atMost,
  }
}
