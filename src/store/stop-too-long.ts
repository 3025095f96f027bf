/** Texts of more parts than the window of their gateway has by now: no place would ever be free for them. */
import type { Database } from './database.ts'
import { lockMessages, type MessageKey, moveMessages } from './messages.ts'
import { stopsOf } from './standing-doubts.ts'

export async function stopTooLong(db: Database, texts: readonly MessageKey[]): Promise<void> {
  await db.transaction('send', async (tx) => {
    const how = { event: 'gate_skipped', reason: 'text_too_long' } as const
    const stops = [...(await lockMessages(tx, texts)).values()].map(({ accountId, messageId, attempt }) => ({
      accountId,
      messageId,
      attempt,
      ...how,
    }))
    await moveMessages(tx, await stopsOf(tx, stops))
  })
}
