import type { AttemptKey } from './attempts.ts'
import type { Runner } from './database.ts'
import { moveMessages } from './messages.ts'

/** Long enough for an answer that is a little late to take the resend back. */
const waitMs = 5_000

/** The operator's choice for a gateway, "rather twice than never": its doubts go out again by themselves, and may arrive twice. */
export async function resendDoubts(tx: Runner, doubts: readonly AttemptKey[]): Promise<void> {
  await moveMessages(
    tx,
    doubts.map(({ accountId, messageId, attempt }) => ({
      accountId,
      messageId,
      attempt,
      event: 'resend_doubt',
      dueAt: Date.now() + waitMs,
    })),
  )
}
