/** Permits that go back unused: the holder has forgotten them before this is called, so nobody can write them any more. */
import type { Database } from './database.ts'
import { applyLateTruth } from './late-truth.ts'
import { type MessageKey, messageKey, moveMessages } from './messages.ts'

/** Puts messages back to `queued` whose attempt was surely never written, and answers which moved. Those whose row is not there are left alone. */
export async function giveBackPermits(
  db: Database,
  permits: readonly (MessageKey & { attempt: number })[],
): Promise<Set<string>> {
  if (permits.length === 0) return new Set()
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
      permits.filter((one) => one.attempt > 1 && moved.has(messageKey(one))),
    )
    return moved
  })
}
