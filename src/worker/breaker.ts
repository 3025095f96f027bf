/**
 * Opens after failures of the transport (never after refusals of single texts): while open nothing is claimed and texts wait in the table.
 * Half open, one text at a time shows whether the gateway is back; the pause grows from 5 to 60 s each time it is not. What was under way when it
 * opened still fails one by one: that is the same event, and makes the pause no longer.
 */
export type Breaker = {
  open(now: number): boolean
  halfOpen(now: number): boolean
  succeeded(): void
  failed(now: number): void
  openUntil(): number
}

export function breaker(options = { failures: 5, firstPauseMs: 5_000, longestPauseMs: 60_000 }): Breaker {
  let inRow = 0
  let until = 0
  let pause = options.firstPauseMs
  return {
    open: (now) => now < until,
    halfOpen: (now) => until > 0 && now >= until,
    openUntil: () => until,
    succeeded: () => {
      inRow = 0
      until = 0
      pause = options.firstPauseMs
    },
    failed: (now) => {
      if (now < until) return
      inRow += 1
      if (inRow < options.failures && until === 0) return
      until = now + pause
      pause = Math.min(pause * 2, options.longestPauseMs)
    },
  }
}
