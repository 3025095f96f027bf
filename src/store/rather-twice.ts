import type { Database } from './database.ts'
import { type MessageKey, moveMessages } from './messages.ts'

/** The operator's choice for a gateway, "rather twice than never": its doubts go out again by themselves, and may arrive twice. */
export async function resendDoubts(db: Database, doubts: readonly (MessageKey & { attempt: number })[]): Promise<void> {
  await db.transaction('send', (tx) =>
    moveMessages(
      tx,
      doubts.map((one) => ({
        accountId: one.accountId,
        messageId: one.messageId,
        attempt: one.attempt,
        event: 'resend_doubt',
        dueAt: Date.now() + 5_000,
      })),
    ),
  )
}
