/**
 * What receipts do to their messages. The common one, the final word on a text of one part, is one compare-and-set for a whole batch; several
 * parts, and news of earlier attempts, are looked at under the locks of their messages.
 */
import { type ReceiptState, wholeOf } from '../core/delivery.ts'
import type { Reason } from '../core/reasons.ts'
import { noteLateNews } from './attempts.ts'
import type { Runner } from './database.ts'
import { forgetDelivered, learnFromBlocked } from './dnd.ts'
import { applyLateTruth, type YetDelivered } from './late-truth.ts'
import { LocksOutOfTurn } from './lock-order.ts'
import { type LockedMessage, lockBeside, lockMessages, type Move, messageKey, moveMessages } from './messages.ts'
import type { HashNumber } from './seal.ts'
import { type FoundSubmission, noteReceiptStates, statesOfParts } from './submissions.ts'

/** A receipt whose attempt is known. */
export type Located = {
  state: ReceiptState
  final: boolean
  reason: Reason | null
  submission: FoundSubmission
  by?: 'receipt' | 'adoption'
}

export type Applied = { moved: number; alarms: YetDelivered[] }

type Final = Located & { state: 'delivered' | 'undelivered' }

/** `perPartReceipts`: the gateway sends one for each part of a text, not one for the whole. */
export type Applying = { perPartReceipts: boolean; hashNumber: HashNumber }
/** `locksFirst`: as lock-order.ts says it. */
export type ApplyingInTurn = Applying & { locksFirst: boolean }

/** Applies receipts of one gateway. Throws LocksOutOfTurn unless it `locksFirst`. */
export async function applyReceipts(
  tx: Runner,
  gatewayId: string,
  receipts: readonly Located[],
  { perPartReceipts, hashNumber, locksFirst }: ApplyingInTurn,
): Promise<Applied> {
  const isOfWhole = ({ submission }: Located) => submission.parts <= 1 || !perPartReceipts
  const isOfLatest = ({ submission }: Located) => submission.attempt === submission.latest
  const doubted = receipts.filter((one) => isOfWhole(one) && isOfLatest(one) && isOnItsWay(one))
  const final = receipts.filter(isFinal).filter(isNews)
  const quick = final.filter((one) => isOfWhole(one) && isOfLatest(one))
  // Two statements that move, one after the other.
  if (doubted.length > 0 && quick.length > 0 && !locksFirst) throw new LocksOutOfTurn()
  const held = locksFirst ? await lockMessages(tx, [...doubted, ...final].map(submissionOf)) : undefined
  await settleOnTheirWay(tx, doubted)
  const moved = await moveQuickly(tx, quick)
  // What did not move was settled, or its message has a later attempt, since it was read.
  const left = final.filter((one) => !quick.includes(one) || !moved.has(messageKey(one.submission)))
  const locked = held ?? (await lockBeside(tx, left.map(submissionOf)))
  const slow = await applySlowly(tx, { gatewayId, perPartReceipts, receipts: left, locked })
  const repeated = final.filter(({ submission }) => submission.latest > 1)
  await applyLateTruth(tx, [...slow.late, ...repeated.map(submissionOf)])
  await learnFromBlocked(tx, hashNumber, final.filter((one) => one.reason === 'number_blocked').map(submissionOf))
  await forgetDelivered(
    tx,
    hashNumber,
    final.filter((one) => one.state === 'delivered' && one.submission.hasDndLearnt).map(submissionOf),
  )
  const alarms = quick.filter(({ submission }) => moved.has(messageKey(submission))).flatMap(alarmOf)
  return { moved: moved.size + slow.moved, alarms: [...alarms, ...slow.alarms] }
}

const submissionOf = ({ submission }: Located) => submission

/** A text in doubt of which the gateway says that it is on its way. */
const isOnItsWay = ({ state, submission }: Located) => state === 'sent' && submission.state === 'unconfirmed'

function isFinal(one: Located): one is Final {
  return one.final && (one.state === 'delivered' || one.state === 'undelivered')
}

/** A person who sends again what did not arrive knows that it did not: told once more, it takes the resend back no more. */
function isNews({ state, submission }: Final): boolean {
  return state === 'delivered' || submission.state !== 'queued' || submission.settledBy === null
}

/** A text in doubt that is on its way was surely taken. */
async function settleOnTheirWay(tx: Runner, doubted: readonly Located[]): Promise<void> {
  const unique = new Map(doubted.map((one) => [messageKey(one.submission), one]))
  await moveMessages(
    tx,
    [...unique.values()].map(({ submission, by = 'receipt' }): Move => {
      const { accountId, messageId, attempt } = submission
      return { accountId, messageId, attempt, event: 'accepted', only: ['unconfirmed'], reason: null, settledBy: by }
    }),
  )
}

/** One message, one move: of two receipts in a batch the better is applied. */
async function moveQuickly(tx: Runner, receipts: readonly Final[]): Promise<Set<string>> {
  const moves = new Map<string, Move>()
  for (const one of receipts) {
    const key = messageKey(one.submission)
    if (one.state === 'delivered' || !moves.has(key)) moves.set(key, moveOf(one, one.state, one.submission.latest))
  }
  return await moveMessages(tx, [...moves.values()])
}

function moveOf({ submission, reason, by = 'receipt' }: Final, whole: Final['state'], attempt: number): Move {
  const { accountId, messageId } = submission
  const base = { accountId, messageId, attempt, settledBy: by }
  if (whole === 'delivered') return { ...base, event: 'receipt_delivered', reason: null }
  return { ...base, event: 'receipt_undelivered', reason: reason ?? 'network_failed' }
}

type Slow = Applied & { late: FoundSubmission[] }

async function applySlowly(
  tx: Runner,
  {
    gatewayId,
    perPartReceipts,
    receipts,
    locked,
  }: { gatewayId: string; perPartReceipts: boolean; receipts: readonly Final[]; locked: Map<string, LockedMessage> },
): Promise<Slow> {
  if (receipts.length === 0) return { moved: 0, alarms: [], late: [] }
  await noteReceiptStates(
    tx,
    gatewayId,
    receipts.map((one) => ({ key: one.submission.key, state: one.state })),
  )
  const parts = await statesOfParts(tx, receipts.map(submissionOf))

  const moves: Move[] = []
  const late: { submission: FoundSubmission; whole: Final['state']; reason: Reason | null }[] = []
  for (const ofAttempt of Map.groupBy(receipts, (one) => attemptKey(one.submission)).values()) {
    const [first] = ofAttempt
    const message = first && locked.get(messageKey(first.submission))
    if (!first || !message) continue
    const { submission } = first
    const known = parts.filter((part) => attemptKey(part) === attemptKey(submission)).map((part) => part.state)
    const whole = wholeOf(known.filter(isState), expectedReceipts(message, submission, known.length, perPartReceipts))
    if (whole === undefined) continue
    const telling = ofAttempt.find((one) => one.state === whole) ?? first
    const move = moveOf(telling, whole, message.attempt)
    if (submission.attempt < message.attempt) late.push({ submission, whole, reason: move.reason ?? null })
    else moves.push(move)
  }
  const kept = await noteLateNews(
    tx,
    late.map(({ submission, whole, reason }) => ({ ...submission, receiptState: whole, reason })),
  )
  const moved = await moveMessages(tx, moves)
  const refused = new Set(kept.filter((one) => one.outcome === 'refused').map(attemptKey))
  return {
    moved: moved.size,
    late: late.map((one) => one.submission),
    alarms: [
      ...receipts.filter(({ submission }) => moved.has(messageKey(submission))).flatMap(alarmOf),
      ...late.flatMap(({ submission: { accountId, messageId, attempt }, whole }) =>
        whole === 'delivered' && refused.has(attemptKey({ accountId, messageId, attempt }))
          ? [{ accountId, messageId, attempt, was: 'refused' }]
          : [],
      ),
    ],
  }
}

const attemptKey = (one: { accountId: string; messageId: string; attempt: number }) =>
  `${messageKey(one)} ${one.attempt}`

const isState = (state: string | null): state is ReceiptState => state !== null

/** A gateway that reports on parts reports on every part it gave an id for; a text in doubt may have more parts than ids are known. */
function expectedReceipts(
  message: LockedMessage,
  { attempt }: FoundSubmission,
  known: number,
  perPartReceipts: boolean,
): number {
  if (!perPartReceipts) return 1
  return message.wasAnswered && attempt === message.attempt ? known : Math.max(message.parts, known)
}

/** What the message was when its receipt came: refused, or stopped before a further attempt after a refusal. */
function alarmOf({ state, submission }: Final): YetDelivered[] {
  const { accountId, messageId, attempt, doubt, settledBy } = submission
  const wasStopped = (['queued', 'skipped', 'rejected', 'lapsed', 'cancelled'] as const).some(
    (one) => one === submission.state,
  )
  if (state !== 'delivered' || !wasStopped || doubt !== null) return []
  return settledBy === null || settledBy === 'answer' ? [{ accountId, messageId, attempt, was: submission.state }] : []
}
