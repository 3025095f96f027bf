/** Whether this process can take calls: looked at every second, so that asking costs nothing. */
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { freeDiskBytes } from '../store/embedded-postgres.ts'
import { pingDatabase } from '../store/ping.ts'
import { startLoop } from './loop.ts'

export type Readiness = { ready: boolean; words: string }

export type HealthWatch = {
  readiness(): Readiness
  /** From now on nothing new is taken. */
  stopping(): void
  stop(): Promise<void>
}

/** Intake stops while there is still room to finish what was accepted: a database without room for its log cannot even recover. */
const leastFreeBytes = 256 * 1024 * 1024
const unansweredLimitMs = 2_000

/** `folder` is where our own database lives; undefined where another computer holds it. */
export function watchHealth(db: Database, folder: string | undefined, log: Log): HealthWatch {
  let isStopping = false
  let answeredAt = performance.now()
  let freeBytes = Number.POSITIVE_INFINITY

  const look = async () => {
    if (folder !== undefined) freeBytes = await freeDiskBytes(folder)
    await pingDatabase(db)
    answeredAt = performance.now()
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
      if (performance.now() - answeredAt > unansweredLimitMs + 1_000)
        return { ready: false, words: 'The database does not answer.' }
      return { ready: true, words: 'Calls are taken.' }
    },
    stopping: () => {
      isStopping = true
    },
    stop: loop.stop,
  }
}
