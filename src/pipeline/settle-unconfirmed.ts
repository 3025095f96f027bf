/** A person settles a doubt, sends again, or cancels. Each is a compare-and-set on the latest attempt, and is recorded with who did it. */
import { type DeliveryEvent, events, next, type State } from '../core/delivery.ts'
import type { AttemptKey } from '../store/attempts.ts'
import { addAudit } from '../store/audit-entry.ts'
import type { Database, Runner } from '../store/database.ts'
import {
  lockMessages,
  type MessageKey,
  type Move,
  markResent,
  messageKey,
  moveMessages,
  type WhyNotAgain,
  whyNotAgain,
} from '../store/messages.ts'
import { standingDoubts, stopsOf } from '../store/standing-doubts.ts'

export const settlements = ['sent', 'delivered', 'undelivered', 'rejected'] as const
export type Settlement = (typeof settlements)[number]

export type ByHand =
  | { is: 'done'; state: State }
  | { is: 'not_found' }
  | { is: 'not_now'; state: State; allowed: readonly State[] }
  | { is: WhyNotAgain }
  /** It, or an attempt before its last, is in doubt, and nobody took it upon themselves that it may arrive twice. */
  | { is: 'confirm_needed' }
  /** Whoever asks speaks of an attempt that is not its last by now. */
  | { is: 'tried_since'; attempt: number }

const settleEvents = {
  sent: 'settled_sent',
  delivered: 'receipt_delivered',
  undelivered: 'receipt_undelivered',
  rejected: 'settled_rejected',
} as const satisfies Record<Settlement, DeliveryEvent>

/** The attempt that a person read of, where it is said: another since then is not what they decided about. */
export type AsRead = { attempt?: number | undefined }

/** Says of a text in doubt what became of it. */
export function settleMessage(
  db: Database,
  key: MessageKey,
  { as, attempt }: { as: Settlement } & AsRead,
  who: string,
): Promise<ByHand> {
  return byHand(db, { ...key, attempt }, who, `settled as ${as}`, async (_, latest) => ({
    ...latest,
    event: settleEvents[as],
    only: ['unconfirmed'],
    settledBy: 'person',
    reason: as === 'rejected' || as === 'undelivered' ? 'settled_by_hand' : null,
  }))
}

/** How long the new attempt may take, and whether the person was asked about a doubt in words, and agreed. */
export type Resend = { validMinutes: number; mayArriveTwice: boolean } & AsRead

/**
 * Another attempt of the same message. Of a text in doubt it may arrive twice; whether it is in doubt is judged as it stands, for it may have come to be
 * after the person read it. A doubt about an attempt before the last stands for as long as nobody settled it.
 */
export function resendMessage(
  db: Database,
  key: MessageKey,
  { validMinutes, mayArriveTwice, attempt }: Resend,
  who: string,
): Promise<ByHand> {
  return byHand(db, { ...key, attempt }, who, 'sent again', async (tx, latest, state) => {
    const now = Date.now()
    const event = state === 'unconfirmed' ? 'resend_doubt' : 'resend'
    if (isAllowed(state, event)) {
      const why = await whyNotAgain(tx, key, now)
      if (why) return why
      const isDoubted = state === 'unconfirmed' || (await standingDoubts(tx, [key])).size > 0
      if (isDoubted && !mayArriveTwice) return 'confirm_needed'
    }
    return { ...latest, event, reason: null, dueAt: now, validUntil: now + validMinutes * 60_000 }
  })
}

/** Stops a text that is still queued. */
export function cancelMessage(db: Database, key: MessageKey, who: string): Promise<ByHand> {
  return byHand(db, key, who, 'cancelled', async (tx, latest) => {
    const stop = { ...latest, event: 'cancelled', reason: 'cancelled_by_hand' } as const
    const [move = stop] = await stopsOf(tx, [stop])
    return move
  })
}

const resends: readonly DeliveryEvent[] = ['resend', 'resend_doubt']

const isAllowed = (state: State, event: DeliveryEvent) => next(state, event) !== undefined

type Refusal = 'confirm_needed' | WhyNotAgain

async function byHand(
  db: Database,
  { attempt, ...key }: MessageKey & AsRead,
  who: string,
  what: string,
  moveOf: (tx: Runner, latest: AttemptKey, state: State) => Promise<Move | Refusal>,
): Promise<ByHand> {
  return await db.transaction('console', async (tx) => {
    const message = (await lockMessages(tx, [key])).get(messageKey(key))
    if (!message) return { is: 'not_found' }
    if (attempt !== undefined && attempt !== message.attempt) return { is: 'tried_since', attempt: message.attempt }
    const wanted = await moveOf(tx, { ...key, attempt: message.attempt }, message.state)
    if (typeof wanted === 'string') return { is: wanted }
    const allowed = wanted.only ?? (events[wanted.event].from as readonly State[])
    const moved = allowed.includes(message.state) ? await moveMessages(tx, [wanted]) : new Set()
    if (moved.size === 0) return { is: 'not_now', state: message.state, allowed }
    if (resends.includes(wanted.event)) await markResent(tx, key)
    await addAudit(tx, {
      accountId: key.accountId,
      who,
      what: `message.${what.replaceAll(' ', '_')}`,
      subject: key.messageId,
      detail: `was ${message.state}`,
    })
    return { is: 'done', state: events[wanted.event].to }
  })
}
