/**
 * The life of a message. A message is planned as `skipped`, `queued` or, handed over at once, `sending`; the move to
 * `sending`, committed, is the permit to write one attempt. An answer makes it `sent` or `rejected`, or puts it back
 * to `queued` when it surely did not go; anything else is doubt, `unconfirmed`, and doubt is settled by evidence or by
 * a person, never by sending again: a resend that is stopped leaves it in doubt as before. A receipt ends it as
 * `delivered` or `undelivered`. What nobody ever said becomes `unknown` 72 h after the last attempt. `delivered` is
 * final. The table stands below, and store/messages.ts has the one function that moves a message and refuses what the
 * table refuses, but for two: the permit (store/claims.ts), and what a restore holds (store/hold-what-waits.ts).
 */
import { freeRefusals, type Reason } from './reasons.ts'

export const states = [
  'skipped',
  'queued',
  'sending',
  'sent',
  'unconfirmed',
  'delivered',
  'undelivered',
  'rejected',
  'lapsed',
  'cancelled',
  'unknown',
] as const

export type State = (typeof states)[number]

/** What can happen to a message that exists, and who says so. */
export const events = {
  /** The gate, in the transaction that would have given the permit, found a reason not to send. */
  gate_skipped: { from: ['queued'], to: 'skipped' },
  /** A claim gives the permit for the next attempt. */
  permitted: { from: ['queued'], to: 'sending' },
  /** The validity ended before a permit. */
  validity_over: { from: ['queued'], to: 'lapsed' },
  /** The caller was reached meanwhile, or a person cancelled. */
  cancelled: { from: ['queued'], to: 'cancelled' },
  /** Any of these three, of what was to go again after a doubt: that it does not go again says nothing about whether it went. */
  resend_stopped: { from: ['queued'], to: 'unconfirmed' },
  /**
   * The gateway accepted the attempt. `queued` only while the attempt is still the latest: it cancels a resend that was not yet claimed. Not what is
   * `unknown`: its 72 hours are over, and that it was sent is no end.
   */
  accepted: { from: ['sending', 'unconfirmed', 'queued', 'skipped', 'rejected', 'lapsed', 'cancelled'], to: 'sent' },
  /** A definite refusal for now (allow-listed), or the holder knows that no byte left. */
  refused_for_now: { from: ['sending', 'unconfirmed'], to: 'queued' },
  /** A definite refusal for good. */
  refused_for_good: { from: ['sending', 'unconfirmed'], to: 'rejected' },
  /** No answer, cut, some parts, or the lease ran out. */
  doubted: { from: ['sending'], to: 'unconfirmed' },
  /** A restore found it waiting. */
  restored: { from: ['queued', 'sending'], to: 'unconfirmed' },
  /** A receipt says that it arrived. */
  receipt_delivered: {
    from: [
      'queued',
      'skipped',
      'sending',
      'sent',
      'unconfirmed',
      'undelivered',
      'unknown',
      'rejected',
      'lapsed',
      'cancelled',
    ],
    to: 'delivered',
  },
  /** A receipt says that it finally did not arrive. */
  receipt_undelivered: {
    from: ['queued', 'skipped', 'sending', 'sent', 'unconfirmed', 'unknown', 'rejected', 'lapsed', 'cancelled'],
    to: 'undelivered',
  },
  /** Nobody said anything for 72 h after the last attempt. */
  given_up: { from: ['sent', 'unconfirmed'], to: 'unknown' },
  /** A person settled a doubt by words: it went. */
  settled_sent: { from: ['unconfirmed'], to: 'sent' },
  /** A person settled a doubt by words: it did not go, and is not to go again. */
  settled_rejected: { from: ['unconfirmed'], to: 'rejected' },
  /** A person (or a gateway's policy "rather twice than never") asks for another attempt of a doubt. */
  resend_doubt: { from: ['unconfirmed'], to: 'queued' },
  /** A person asks for another attempt of what surely did not arrive. */
  resend: { from: ['rejected', 'undelivered', 'lapsed', 'cancelled'], to: 'queued' },
} as const satisfies Record<string, { from: readonly State[]; to: State }>

export type DeliveryEvent = keyof typeof events

/** The state that `event` leads to from `state`, or undefined where the table refuses it. */
export function next(state: State, event: DeliveryEvent): State | undefined {
  const move = events[event]
  return (move.from as readonly State[]).includes(state) ? move.to : undefined
}

/** Which states count against a cap or as "the number has a text of this call": everything that may still reach, or reached, the phone. */
export const countsForCap = [
  'queued',
  'sending',
  'unconfirmed',
  'sent',
  'delivered',
] as const satisfies readonly State[]

/**
 * Whether a text costs its price: it went, or may have or still may. What was refused, lapsed or was stopped costs nothing, and no more does what the
 * operator's DLT check refused after the SMSC had taken it, which only a receipt tells.
 */
export function isCharged({ state, reason }: { state: State; reason: Reason | null }): boolean {
  if (state === 'undelivered') return reason === null || !freeRefusals.includes(reason)
  return !['skipped', 'rejected', 'lapsed', 'cancelled'].includes(state)
}

/** States in which nothing more is expected unless somebody acts or late truth arrives. */
export const settledStates = [
  'skipped',
  'delivered',
  'undelivered',
  'rejected',
  'lapsed',
  'cancelled',
  'unknown',
] as const satisfies readonly State[]

/** What a receipt claims of a part or of the whole, in the field's words reduced to ours. `sent` is "on its way", not an end. */
export const receiptStates = ['sent', 'delivered', 'undelivered', 'unknown'] as const
export type ReceiptState = (typeof receiptStates)[number]

/** After this long without an end the message becomes `unknown`; the same limit AWS uses for its own receipts. */
export const giveUpAfterMs = 72 * 3_600_000

/**
 * What the receipts of a multipart text say together: `undelivered` as soon as one part finally failed, `delivered` when every part that the
 * gateway reports on is, else undefined (nothing final yet). A better receipt wins within a part.
 * `reported` holds the best final state of each part seen so far; `expected` is how many parts the gateway sends receipts for.
 */
export function wholeOf(reported: readonly ReceiptState[], expected: number): 'delivered' | 'undelivered' | undefined {
  if (reported.includes('undelivered')) return 'undelivered'
  return reported.filter((state) => state === 'delivered').length >= expected ? 'delivered' : undefined
}
