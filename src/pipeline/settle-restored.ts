/** A person lets texts go that a restore held, or drops them: many at once, each a compare-and-set on its latest attempt, each written down. */
import { addAudit } from '../store/audit-entry.ts'
import type { Database } from '../store/database.ts'
import { lockMessages, type Move, messageKey, moveMessages } from '../store/messages.ts'
import { findRestoredTexts, restoredTextsAmong } from '../store/restored-texts.ts'

/** So many in one transaction; whoever means all asks again until none is left. */
export const mostRestored = 200

/** `ids`: only these; else the oldest. */
export type Wanted = { accountId: string; ids: readonly string[] | undefined; who: string }
export type Done = { done: number; left: number }

/** Lets them go: a first attempt, or another one. They pass the gate like any other, opt-outs and all. */
export function sendRestored(db: Database, wanted: Wanted, validMinutes: number): Promise<Done> {
  const now = Date.now()
  const how = { event: 'resend_doubt', reason: null, dueAt: now, validUntil: now + validMinutes * 60_000 } as const
  return settle(db, wanted, 'sent_after_restore', how)
}

/** Says that they are not to go. */
export function dropRestored(db: Database, wanted: Wanted): Promise<Done> {
  const how = { event: 'settled_rejected', reason: 'settled_by_hand', settledBy: 'person' } as const
  return settle(db, wanted, 'dropped_after_restore', how)
}

type How = Omit<Move, 'accountId' | 'messageId' | 'attempt'>

async function settle(db: Database, { accountId, ids, who }: Wanted, what: string, how: How): Promise<Done> {
  const chosen = ids ?? (await findRestoredTexts(db, accountId, { limit: mostRestored })).ids
  const keys = await restoredTextsAmong(db, accountId, chosen)
  const moved = await db.transaction('console', async (tx) => {
    const locked = await lockMessages(tx, keys)
    const moves = [...locked.values()].map(
      ({ messageId, attempt }): Move => ({ accountId, messageId, attempt, ...how, only: ['unconfirmed'] }),
    )
    const done = await moveMessages(tx, moves)
    for (const one of moves.filter((move) => done.has(messageKey(move))))
      await addAudit(tx, { accountId, who, what: `message.${what}`, subject: one.messageId, detail: 'was unconfirmed' })
    return done.size
  })
  return { done: moved, left: (await findRestoredTexts(db, accountId, { limit: 1 })).waiting }
}
