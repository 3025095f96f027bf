/** Permits that go back unused: the holder has forgotten them before this is called, so nobody can write them any more. */
import type { Database } from './database.ts'
import { type MessageKey, moveMessages } from './messages.ts'

/** Puts messages back to `queued` whose attempt was surely never written. Those whose row is not there (the commit failed) are left alone. */
export async function giveBackPermits(
  db: Database,
  permits: readonly (MessageKey & { attempt: number })[],
): Promise<number> {
  if (permits.length === 0) return 0
  const moved = await db.transaction('send', (tx) =>
    moveMessages(
      tx,
      permits.map((one) => ({
        ...one,
        event: 'refused_for_now',
        reason: 'not_sent',
        only: ['sending'],
        dueAt: Date.now(),
      })),
    ),
  )
  return moved.size
}
