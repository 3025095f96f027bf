/** What became known of earlier attempts is applied to their messages, whenever the latest attempt is not on its way. */
import type { DeliveryEvent } from '../core/delivery.ts'
import { lateEvent } from '../core/late-truth.ts'
import { type AttemptKey, lateNews } from './attempts.ts'
import type { Runner } from './database.ts'
import { lockMessages, type MessageKey, type Move, messageKey, moveMessages } from './messages.ts'

/** A text that was stored as surely not sent, and arrived: the allow-list of refusals is not true of this gateway, or a person was wrong. */
export type YetDelivered = AttemptKey & { was: string }

const best: readonly DeliveryEvent[] = ['receipt_delivered', 'accepted', 'receipt_undelivered']

/** Call it where a later attempt has ended, or an earlier one is news of. Messages without such news are left alone. */
export async function applyLateTruth(tx: Runner, keys: readonly MessageKey[]): Promise<number> {
  const news = await lateNews(tx, keys)
  if (news.length === 0) return 0
  const locked = await lockMessages(tx, news)
  const moves = [...Map.groupBy(news, messageKey)].flatMap(([key, ofMessage]): Move[] => {
    const message = locked.get(key)
    if (!message) return []
    const told = ofMessage.map((one) => ({ event: lateEvent(message.state, one), reason: one.reason }))
    const event = best.find((one) => told.some((other) => other.event === one))
    if (!event) return []
    const { accountId, messageId, attempt } = message
    const settledBy = event === 'accepted' ? 'answer' : 'receipt'
    const reason = event === 'receipt_undelivered' ? told.findLast((one) => one.event === event)?.reason : null
    return [{ accountId, messageId, attempt, event, reason: reason ?? null, settledBy }]
  })
  return (await moveMessages(tx, moves)).size
}
