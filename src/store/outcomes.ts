/**
 * Storing what gateways answered. The common case is one compare-and-set for a whole batch and one insert of receipt keys; what that did
 * not move (late truth about an earlier attempt, a receipt that came first) is looked at one by one under its lock.
 */
import type { DeliveryEvent } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Doubt, Reason } from '../core/reasons.ts'
import { lateTruth, noteLateNews } from './attempts.ts'
import { type Database, type Runner, timestamp } from './database.ts'
import { lockMessages, type MessageKey, type Move, messageKey, moveMessages } from './messages.ts'
import { applyWaiting } from './receipts.ts'
import { statement } from './statement.ts'
import { addSubmissions, type NamedKey, receiptKeyText } from './submissions.ts'

// A receipt ended the message before its answer came: the answer changes no state, but belongs to the story.
const noteAnswer = statement(
  'note_answer',
  {},
  'update message set answer = coalesce(answer, $4), answered_at = coalesce(answered_at, $5) where account_id = $1 and id = $2 and attempt = $3',
)

/** What became of one attempt, as core/retry and the sender decided it. */
export type StoredOutcome = MessageKey & {
  attempt: number
  gatewayId: string
  to: string
  answer: string
  at: Instant
  keys: readonly (NamedKey & { part?: number | undefined })[]
  perPartReceipts: boolean
} & (
    | { is: 'accepted' }
    | { is: 'refused_for_now'; reason: Reason; dueAt: Instant }
    | { is: 'refused_for_good'; reason: Reason }
    | { is: 'doubted'; doubt: Doubt }
  )

/** Stores a batch of outcomes in one transaction. Repeatable: an outcome that is stored already changes nothing. */
export async function storeOutcomes(db: Database, outcomes: readonly StoredOutcome[]): Promise<void> {
  await db.transaction('send', async (tx) => {
    const moved = await moveMessages(tx, outcomes.map(moveOf))
    const submissions = outcomes.flatMap((one) =>
      one.keys.flatMap((key) => {
        const text = receiptKeyText(key, one.to)
        return text === undefined ? [] : [{ ...one, key: text, part: key.part ?? 0 }]
      }),
    )
    await addSubmissions(tx, submissions)
    for (const [gatewayId, group] of grouped(submissions))
      await applyWaiting(
        tx,
        gatewayId,
        group.map((one) => one.key),
        group[0]?.perPartReceipts ?? true,
      )
    const rest = outcomes.filter((one) => !moved.has(messageKey(one)))
    if (rest.length > 0) await storeLate(tx, rest)
    const repeated = outcomes.filter((one) => one.attempt > 1 && moved.has(messageKey(one)))
    if (repeated.length > 0) await applyLateTruth(tx, repeated)
  })
}

function moveOf(one: StoredOutcome): Move {
  const base = {
    accountId: one.accountId,
    messageId: one.messageId,
    attempt: one.attempt,
    answer: one.answer,
    answeredAt: one.at,
  }
  switch (one.is) {
    case 'accepted':
      return { ...base, event: 'accepted', reason: null, settledBy: 'answer' }
    case 'refused_for_now':
      return { ...base, event: 'refused_for_now', reason: one.reason, dueAt: one.dueAt }
    case 'refused_for_good':
      return { ...base, event: 'refused_for_good', reason: one.reason, settledBy: 'answer' }
    case 'doubted':
      return { ...base, event: 'doubted', doubt: one.doubt }
  }
}

function grouped<Row extends { gatewayId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.gatewayId)
    if (group) group.push(row)
    else groups.set(row.gatewayId, [row])
  }
  return groups
}

/** Outcomes that the compare-and-set did not take: a receipt was first, or the message is at a later attempt. */
async function storeLate(tx: Runner, outcomes: readonly StoredOutcome[]): Promise<void> {
  const locked = await lockMessages(tx, outcomes)
  for (const one of outcomes) {
    const message = locked.get(messageKey(one))
    if (!message) continue
    const answer = {
      ...one,
      outcome: one.is === 'accepted' ? 'accepted' : one.is === 'doubted' ? 'unconfirmed' : 'refused',
    }
    if (message.attempt === one.attempt) {
      await tx.run(noteAnswer, [one.accountId, one.messageId, one.attempt, one.answer, timestamp(one.at)])
      continue
    }
    await noteLateNews(tx, [answer])
    // While the later attempt is on its way the news waits with the earlier one; otherwise late truth cancels the resend.
    if (one.is === 'accepted' && message.state !== 'sending')
      await moveMessages(tx, [
        { ...one, attempt: message.attempt, event: 'accepted', reason: null, settledBy: 'answer' },
      ])
  }
}

/** A later attempt has ended: what became known of the earlier ones meanwhile is applied, and the better of both stands. */
async function applyLateTruth(tx: Runner, keys: readonly MessageKey[]): Promise<void> {
  for (const news of await lateTruth(tx, keys)) {
    const locked = (await lockMessages(tx, [news])).get(messageKey(news))
    if (!locked || locked.state === 'sending') continue
    const event: DeliveryEvent | undefined =
      news.receiptState === 'delivered'
        ? 'receipt_delivered'
        : locked.state === 'queued' || locked.state === 'rejected'
          ? news.receiptState === 'undelivered'
            ? 'receipt_undelivered'
            : news.accepted
              ? 'accepted'
              : undefined
          : undefined
    if (event)
      await moveMessages(tx, [
        {
          ...news,
          attempt: locked.attempt,
          event,
          reason: null,
          settledBy: news.receiptState === null ? 'answer' : 'receipt',
        },
      ])
  }
}
