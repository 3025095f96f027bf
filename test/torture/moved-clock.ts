/**
 * A wall clock that is moved while the process runs, as an administrator or a time server does: the file says by how many milliseconds. Only the torture's own
 * main reads it; the program has no switch for it. The monotonic clock goes on as ever.
 */
import { readFileSync } from 'node:fs'

const lookEveryMs = 50

export function followClock(file: string): void {
  let moved = 0
  const look = () => {
    try {
      moved = Number(readFileSync(file, 'utf8')) || 0
    } catch {
      moved = 0
    }
  }
  look()
  setInterval(look, lookEveryMs).unref()
  const RealDate = Date
  class MovedDate extends RealDate {
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [MovedDate.now()] : given) as [number]))
    }

    static override now(): number {
      return RealDate.now() + moved
    }
  }
  globalThis.Date = MovedDate as DateConstructor
}
