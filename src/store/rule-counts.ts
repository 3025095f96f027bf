/** What each rule caught lately, and what its texts came to. Counting costs the same for whoever has had millions of calls. */
import { chargedStates } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Database } from './database.ts'
import { idAt } from './rule-sets.ts'
import { statement } from './statement.ts'

// A call that was made up to try a template has neither rule nor reason.
const countCalls = statement(
  'count_calls_by_rule',
  { rule: 'text?', calls: 'bigint' },
  `select rule, count(*) as calls
   from (select rule from call where account_id = $1 and id >= $2 and (rule is not null or reason is not null) order by id desc limit $3) c group by rule`,
)

const sumTexts = statement(
  'sum_texts_by_rule',
  { rule: 'text', texts: 'bigint', price: 'bigint' },
  `select rule, count(*) as texts, sum(price)::bigint as price
   from (select rule, state, price from message where account_id = $1 and id >= $2 and rule is not null order by id desc limit $3) m
   where state = any($4::text[]) group by rule`,
)

const counted = 200_000

/** How many of the calls since then (at most the newest 200,000) each rule caught; null: none did. Ids begin with the time. */
export async function countCallsByRule(
  db: Database,
  accountId: string,
  since: Instant,
): Promise<{ rule: string | null; calls: number }[]> {
  return await db.console.run(countCalls, [accountId, idAt(since), counted])
}

/** The texts that are charged, since they went or may, by rule, and what they cost in 1/10,000 of the currency's unit; of the newest 200,000 since then. */
export async function sumTextsByRule(
  db: Database,
  accountId: string,
  since: Instant,
): Promise<{ rule: string; texts: number; price: number }[]> {
  return await db.console.run(sumTexts, [accountId, idAt(since), counted, chargedStates])
}
