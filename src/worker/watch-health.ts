/** Whether this process can take calls: looked at every second, so that asking costs nothing. */
import type { Readiness } from '../core/readiness.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { freeDiskBytes } from '../store/embedded-postgres.ts'
import { pingDatabase } from '../store/ping.ts'
import { startLoop } from './loop.ts'

export type HealthFigures = {
  /** Room where our own database lives; null where another computer holds it, or nobody has looked yet. */
  freeDiskBytes: number | null
  /** How long the database took for its last answer, and how long ago that was. */
  databaseMs: number
  databaseAnsweredMsAgo: number
}

export type HealthWatch = {
  readiness(): Readiness
  figures(): HealthFigures
  /** From now on nothing new is taken. */
  stopping(): void
  stop(): Promise<void>
}

/**
 * Intake stops while there is still room to finish what was accepted: a database without room for its log cannot even recover. Not a share of the disk (a
 * tenth of a large one is room for years), and not a whole GiB (much of a small one). Where something else fills the disk all the same, the ballast lets the server start again.
 */
const leastFreeBytes = 256 * 1024 * 1024
const unansweredLimitMs = 2_000
/** Where the process itself stands, the answer lies unread behind thousands of requests: time counts only as far as turns of the loop have passed with it. */
const turnMs = 250

/** After the database said that it has no room: the next call that is let through finds out whether it has some again. */
const fullAgainMs = 5_000

/** `folder` is where our own database lives; undefined where another computer holds it. */
export function watchHealth(db: Database, folder: string | undefined, log: Log): HealthWatch {
  let isStopping = false
  let answeredAt = performance.now()
  let databaseMs = 0
  let turnsSince = 0
  const turning = setInterval(() => {
    turnsSince += 1
  }, turnMs).unref()
  let freeBytes = Number.POSITIVE_INFINITY
  const full = { times: db.errors().full, at: Number.NEGATIVE_INFINITY }

  const isFull = () => {
    const times = db.errors().full
    if (times > full.times) {
      full.times = times
      full.at = performance.now()
      log.error({ alarm: 'database_full' }, 'the database has no room on its disk, or no memory; calls are refused')
    }
    return performance.now() - full.at < fullAgainMs
  }

  const look = async () => {
    if (folder !== undefined) freeBytes = await freeDiskBytes(folder)
    const askedAt = performance.now()
    await pingDatabase(db)
    answeredAt = performance.now()
    databaseMs = answeredAt - askedAt
    turnsSince = 0
  }
  const loop = startLoop('health', 1_000, look, log)

  return {
    readiness: () => {
      if (isStopping) return { ready: false, words: 'The program is stopping.' }
      if (freeBytes < leastFreeBytes)
        return {
          ready: false,
          words: `The disk has only ${Math.round(freeBytes / 1_048_576)} MB left. Free some; calls are taken again by themselves.`,
        }
      if (isFull())
        return {
          ready: false,
          words:
            'The database has no room left on its disk, or no memory. Make room; it is tried again every five seconds.',
        }
      if (turnsSince * turnMs > unansweredLimitMs + 1_000)
        return { ready: false, words: 'The database does not answer.' }
      if (!db.takesWrites())
        return {
          ready: false,
          words:
            'The database takes no writes: it is a standby, or writes are switched off there. Calls are taken again by themselves when one does.',
        }
      return { ready: true, words: 'Calls are taken.' }
    },
    figures: () => ({
      freeDiskBytes: Number.isFinite(freeBytes) ? freeBytes : null,
      databaseMs,
      databaseAnsweredMsAgo: performance.now() - answeredAt,
    }),
    stopping: () => {
      isStopping = true
    },
    stop: async () => {
      clearInterval(turning)
      await loop.stop()
    },
  }
}
