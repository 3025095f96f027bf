/**
 * Storing what gateways answered. The common case is one compare-and-set for a whole batch and one insert of receipt keys; what that did
 * not move (late truth about an earlier attempt, a receipt that came first) is looked at one by one under its lock.
 */
import type { Instant } from '../core/instant.ts'
import type { Doubt, Reason } from '../core/reasons.ts'
import { noteLateNews } from './attempts.ts'
import { type Database, type Runner, timestamp } from './database.ts'
import { learnFromBlocked } from './dnd.ts'
import { applyLateTruth, type YetDelivered } from './late-truth.ts'
import { inTurn } from './lock-order.ts'
import { lockBeside, lockMessages, type MessageKey, type Move, messageKey, moveMessages } from './messages.ts'
import { resendDoubts } from './rather-twice.ts'
import { applyTaken, takeWaiting } from './receipts.ts'
import type { HashNumber } from './seal.ts'
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
    // How long from when it is stored: an instant would be wrong by an hour where the clock is put right between the answer and that.
    | { is: 'refused_for_now'; reason: Reason; inMs: number }
    | { is: 'refused_for_good'; reason: Reason }
    | { is: 'doubted'; doubt: Doubt; sendAgain?: boolean }
  )

/** Stores a batch of outcomes. Repeatable: an outcome that is stored already changes nothing. */
export async function storeOutcomes(
  db: Database,
  outcomes: readonly StoredOutcome[],
  hashNumber: HashNumber,
): Promise<YetDelivered[]> {
  const alarms: YetDelivered[] = []
  for (const wave of wavesOf(outcomes))
    alarms.push(...(await inTurn(db, (tx, locksFirst) => storeWave(tx, wave, { hashNumber, locksFirst }))))
  return alarms
}

/** A doubt and the answer that came late may be in one batch, in this order. One transaction moves a message once: they follow one another. */
function wavesOf(outcomes: readonly StoredOutcome[]): StoredOutcome[][] {
  const waves: StoredOutcome[][] = []
  const seen = new Map<string, number>()
  for (const one of outcomes) {
    const nth = seen.get(messageKey(one)) ?? 0
    seen.set(messageKey(one), nth + 1)
    const wave = waves[nth]
    if (wave) wave.push(one)
    else waves.push([one])
  }
  return waves
}

type Storing = { hashNumber: HashNumber; locksFirst: boolean }

async function storeWave(tx: Runner, outcomes: readonly StoredOutcome[], how: Storing): Promise<YetDelivered[]> {
  const keyed = keyedOf(outcomes)
  // None asks for another's answer: they leave in one turn, and the server takes them in this order.
  const [waiting, held, moved] = await Promise.all([
    takeAllWaiting(tx, keyed),
    lockMessages(tx, how.locksFirst ? outcomes : []),
    moveMessages(tx, outcomes.map(moveOf)),
  ])
  const unmoved = outcomes.filter((one) => !moved.has(messageKey(one)))
  const locked = how.locksFirst ? held : await lockBeside(tx, unmoved)
  await addSubmissions(tx, keyed)
  const alarms = await applyAllTaken(tx, waiting, how)
  await storeLate(tx, unmoved, locked)
  await resendDoubts(
    tx,
    outcomes.filter((one) => one.is === 'doubted' && one.sendAgain && moved.has(messageKey(one))),
  )
  // A later attempt has ended: what became known of the earlier ones meanwhile stands where it is better.
  await applyLateTruth(
    tx,
    outcomes.filter((one) => one.attempt > 1),
  )
  await learnFromBlocked(
    tx,
    how.hashNumber,
    outcomes.filter((one) => one.is === 'refused_for_good' && one.reason === 'number_blocked'),
  )
  return alarms
}

/** By what receipts will name these attempts. */
const keyedOf = (outcomes: readonly StoredOutcome[]) =>
  outcomes.flatMap((one) =>
    one.keys.flatMap((key) => {
      const text = receiptKeyText(key, one.to)
      return text === undefined ? [] : [{ ...one, key: text, part: key.part ?? 0 }]
    }),
  )

type WaitingOfGateway = { gatewayId: string; perPartReceipts: boolean; taken: Awaited<ReturnType<typeof takeWaiting>> }

/** Receipts that came before these answers. Taken first of all: whoever stores receipts locks them before the messages, too. */
async function takeAllWaiting(tx: Runner, keyed: ReturnType<typeof keyedOf>): Promise<WaitingOfGateway[]> {
  const groups = [...Map.groupBy(keyed, (one) => one.gatewayId)].sort(([one], [other]) => (one < other ? -1 : 1))
  return await Promise.all(
    groups.map(async ([gatewayId, group]) => {
      const known = group.map((one) => ({ key: one.key, number: one.to }))
      const perPartReceipts = group[0]?.perPartReceipts ?? true
      return { gatewayId, perPartReceipts, taken: await takeWaiting(tx, known, gatewayId) }
    }),
  )
}

async function applyAllTaken(tx: Runner, waiting: readonly WaitingOfGateway[], how: Storing): Promise<YetDelivered[]> {
  const alarms: YetDelivered[] = []
  for (const { taken, ...of } of waiting) alarms.push(...(await applyTaken(tx, taken, { ...of, ...how })).alarms)
  return alarms
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
      return { ...base, event: 'refused_for_now', reason: one.reason, dueAt: Date.now() + one.inMs }
    case 'refused_for_good':
      return { ...base, event: 'refused_for_good', reason: one.reason, settledBy: 'answer' }
    case 'doubted':
      return { ...base, event: 'doubted', doubt: one.doubt }
  }
}

/** Outcomes that the compare-and-set did not take: a receipt was first, or the message is at a later attempt. */
async function storeLate(
  tx: Runner,
  outcomes: readonly StoredOutcome[],
  locked: Awaited<ReturnType<typeof lockMessages>>,
): Promise<void> {
  if (outcomes.length === 0) return
  const isLatest = (one: StoredOutcome) => locked.get(messageKey(one))?.attempt === one.attempt
  for (const { accountId, messageId, attempt, answer, at } of outcomes.filter(isLatest))
    await tx.run(noteAnswer, [accountId, messageId, attempt, answer, timestamp(at)])
  const earlier = outcomes.filter((one) => locked.has(messageKey(one)) && !isLatest(one))
  await noteLateNews(
    tx,
    earlier.map(({ accountId, messageId, attempt, answer, is }) => ({
      accountId,
      messageId,
      attempt,
      answer,
      ...(is === 'accepted' && { outcome: is }),
    })),
  )
  await applyLateTruth(tx, earlier)
}
