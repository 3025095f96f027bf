/**
 * The order in which everybody locks rows of the path of a text: receipts, messages, submissions, each in the order of its keys. Who keeps it waits for
 * nobody in a ring, which would cost a second: the server looks for rings no sooner.
 */
import type { Database, Runner } from './database.ts'

/** Some rows did not move by the statement that locks those it moves, and to lock them now would come out of turn. */
export class LocksOutOfTurn extends Error {
  override name = 'LocksOutOfTurn'
}

/**
 * Runs `work` in one transaction that locks what it moves by moving it. Where it throws LocksOutOfTurn, which is rare, nothing is kept of it, and it is run
 * again with `locksFirst`: then it locks all of its messages before it moves any.
 */
export async function inTurn<T>(db: Database, work: (tx: Runner, locksFirst: boolean) => Promise<T>): Promise<T> {
  try {
    return await db.transaction('send', (tx) => work(tx, false))
  } catch (error) {
    if (!(error instanceof LocksOutOfTurn)) throw error
    return await db.transaction('send', (tx) => work(tx, true))
  }
}
