/** What news of an attempt that is no longer the latest does to its message: the better of what became of the attempts stands. */
import type { DeliveryEvent, State } from './delivery.ts'

/** What became known of an earlier attempt after it had ended as refused or in doubt. A receipt says more than the answer. */
export type LateNews = { accepted: boolean; receiptState: 'delivered' | 'undelivered' | null }

const nothingBetter: readonly State[] = ['skipped', 'rejected', 'lapsed', 'cancelled']

/**
 * The event that the news is for a message whose latest attempt made it `state`, or undefined where that state stands. While the latest is on its way
 * the news waits with its own attempt.
 */
export function lateEvent(state: State, { accepted, receiptState }: LateNews): DeliveryEvent | undefined {
  if (state === 'sending') return undefined
  if (receiptState === 'delivered') return 'receipt_delivered'
  // It surely did not arrive, which is no news about a later one that was accepted, is in doubt or is yet to come.
  if (receiptState === 'undelivered') return nothingBetter.includes(state) ? 'receipt_undelivered' : undefined
  return accepted ? 'accepted' : undefined
}
