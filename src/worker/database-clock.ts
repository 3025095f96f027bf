/**
 * The database's time, by which validities are given and ended: who judges them here must do so by it, and not by the clock of this machine, which may be
 * wrong. Between looks the monotonic clock carries it on, so that a wall clock that is set changes nothing.
 */
import type { Instant } from '../core/instant.ts'
import type { Database } from '../store/database.ts'
import { pingDatabase } from '../store/ping.ts'

export type DatabaseClock = {
  now(): Instant
  /** Asks the database. Before the first look it is this machine's time. */
  look(): Promise<void>
}

/** What took longer to answer says too little of when it was said. */
const believedWithinMs = 1_000

export function createDatabaseClock(db: Database): DatabaseClock {
  let aheadMs = Date.now() - performance.now()
  let isKnown = false
  return {
    now: () => Math.round(performance.now() + aheadMs),
    look: async () => {
      const askedAt = performance.now()
      const told = await pingDatabase(db)
      const tookMs = performance.now() - askedAt
      if (isKnown && tookMs > believedWithinMs) return
      aheadMs = told - (askedAt + tookMs / 2)
      isKnown = true
    },
  }
}
