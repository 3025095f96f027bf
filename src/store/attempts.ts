/** History of attempts: one that ended before a later one began, and what became known of it since. */

import type { LateNews } from '../core/late-truth.ts'
import type { Reason } from '../core/reasons.ts'
import type { Runner } from './database.ts'
import type { MessageKey } from './messages.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'

// In the transaction that permits the next attempt, the ended one becomes history. While a message is queued its row still says how the last attempt
// ended: as undelivered (then a person sent it again), in doubt, or refused.
const keepEnded = statement(
  'keep_ended_attempts',
  {},
  `insert into attempt (account_id, message_id, attempt, gateway_id, owner, ref, permitted_at, answered_at, outcome, reason, doubt, answer)
   select m.account_id, m.id, m.attempt, m.gateway_id, m.owner, m.ref, m.permitted_at, m.answered_at,
     case when m.settled_by in ('receipt', 'adoption') then 'undelivered' when m.settled_by = 'answer' or m.doubt is null then 'refused' else 'unconfirmed' end, m.reason, m.doubt, m.answer
   from (select * from unnest($1::uuid[], $2::uuid[]) as t(a, i)) u
   join message m on m.account_id = u.a and m.id = u.i
   where m.attempt > 0 and m.permitted_at is not null
   on conflict (account_id, message_id, attempt) do nothing`,
)

export async function keepEndedAttempts(tx: Runner, keys: readonly MessageKey[]): Promise<void> {
  if (keys.length > 0) await tx.run(keepEnded, columnsOf(keys, [(one) => one.accountId, (one) => one.messageId]))
}

// That an undelivered attempt was not delivered is no news: a person knew it and sent again.
const noteLate = statement(
  'note_late_news',
  { account_id: 'uuid', message_id: 'uuid', attempt: 'integer', outcome: 'text' },
  `update attempt t set outcome = coalesce(u.outcome, t.outcome), answer = coalesce(u.answer, t.answer), reason = coalesce(t.reason, u.reason),
     receipt_state = case when t.receipt_state = 'delivered' or t.outcome = 'undelivered' and u.receipt_state = 'undelivered' then t.receipt_state
       else coalesce(u.receipt_state, t.receipt_state) end
   from (select * from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[]) as t(a, i, k, outcome, answer, receipt_state, reason) order by a, i, k) u
   where t.account_id = u.a and t.message_id = u.i and t.attempt = u.k
   returning t.account_id, t.message_id, t.attempt, t.outcome`,
)

export type AttemptKey = MessageKey & { attempt: number }

/** News of attempts that are no longer the latest: kept with them. Answers what stands of each. An attempt may appear once in a batch. */
export async function noteLateNews(
  tx: Runner,
  news: readonly (AttemptKey & {
    outcome?: 'accepted'
    answer?: string
    receiptState?: string
    reason?: Reason | null
  })[],
): Promise<(AttemptKey & { outcome: string })[]> {
  if (news.length === 0) return []
  const rows = await tx.run(
    noteLate,
    columnsOf(news, [
      (one) => one.accountId,
      (one) => one.messageId,
      (one) => one.attempt,
      (one) => one.outcome ?? null,
      (one) => one.answer ?? null,
      (one) => one.receiptState ?? null,
      (one) => one.reason ?? null,
    ]),
  )
  return rows.map((row) => ({
    accountId: row.account_id,
    messageId: row.message_id,
    attempt: row.attempt,
    outcome: row.outcome,
  }))
}

const lateNewsOf = statement(
  'late_news_of',
  {
    account_id: 'uuid',
    message_id: 'uuid',
    attempt: 'integer',
    outcome: 'text',
    receipt_state: 'text?',
    reason: 'text?',
  },
  `select t.account_id, t.message_id, t.attempt, t.outcome, t.receipt_state, t.reason
   from (select * from unnest($1::uuid[], $2::uuid[]) as t(a, i)) u
   join attempt t on t.account_id = u.a and t.message_id = u.i
   where t.outcome = 'accepted' or t.receipt_state is not null`,
)

/** Earlier attempts of these messages of which there is news. */
export async function lateNews(
  tx: Runner,
  keys: readonly MessageKey[],
): Promise<(AttemptKey & LateNews & { reason: Reason | null })[]> {
  if (keys.length === 0) return []
  const rows = await tx.run(lateNewsOf, columnsOf(keys, [(one) => one.accountId, (one) => one.messageId]))
  return rows.map((row) => ({
    accountId: row.account_id,
    messageId: row.message_id,
    attempt: row.attempt,
    accepted: row.outcome === 'accepted',
    receiptState: row.receipt_state as LateNews['receiptState'],
    reason: row.reason as Reason | null,
  }))
}
