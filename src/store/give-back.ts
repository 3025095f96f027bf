/** Permits that go back unused: the holder has forgotten them before this is called, so nobody can write them any more. */
import type { Database } from './database.ts'
import { applyLateTruth } from './late-truth.ts'
import { type MessageKey, moveMessages } from './messages.ts'

/** Puts messages back to `queued` whose attempt was surely never written. Those whose row is not there (the commit failed) are left alone. */
export async function giveBackPermits(
  db: Database,
  permits: readonly (MessageKey & { attempt: number })[],
): Promise<number> {
  if (permits.length === 0) return 0
  return await db.transaction('send', async (tx) => {
    const moved = await moveMessages(
      tx,
      permits.map((one) => ({
        ...one,
        event: 'refused_for_now',
        reason: 'not_sent',
        dueAt: Date.now(),
      })),
    )
    await applyLateTruth(
      tx,
      permits.filter((one) => one.attempt > 1),
    )
    return moved.size
  })
}
