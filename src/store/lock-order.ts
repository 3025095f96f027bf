/**
 * The order in which rows on the path of a text are locked: callers, accounts, receipts, messages, submissions, each in the order of its keys. Who keeps it
 * waits for nobody in a ring, which would cost a second: the server looks for rings no sooner. Three do not, since it would cost every batch and they are
 * rare: what pauses a refused template or header, and the first preference learnt of an account, write the account behind the messages; and an id that a
 * gateway gives again after three days forgets its old receipts. Their rings the server breaks, and the transaction is repeated.
 */
import type { Database, Runner } from './database.ts'

/** What did not move is held by somebody else, and to wait for it now would be out of turn. */
export class LocksOutOfTurn extends Error {
  override name = 'LocksOutOfTurn'
}

/**
 * Runs `work` in one transaction that locks what it moves by moving it, and what does not move beside that, if nobody holds it. Where it throws
 * LocksOutOfTurn nothing is kept of it, and it is run again with `locksFirst`: then it locks all of its messages before it moves any.
 */
export async function inTurn<T>(db: Database, work: (tx: Runner, locksFirst: boolean) => Promise<T>): Promise<T> {
  try {
    return await db.transaction('send', (tx) => work(tx, false))
  } catch (error) {
    if (!(error instanceof LocksOutOfTurn)) throw error
    return await db.transaction('send', (tx) => work(tx, true))
  }
}
