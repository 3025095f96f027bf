import type { WriteDeadline } from '../gateways/gateway.ts'

/** How long a permit may be used (then it goes back unused), and how long its row waits for an answer before it shows as doubt. */
export type Timings = { writeWithinMs: number; leaseMs: number }

/** The lease is the write deadline, the response time-out and 25 s: after it nobody alive will bring an answer. */
export const usualTimings: Timings = { writeWithinMs: 5_000, leaseMs: 5_000 + 30_000 + 25_000 }

/**
 * The deadline of a permit, from now on. The monotonic clock counts a stopped process, the wall clock a suspended machine: the larger of both
 * is the time that passed.
 */
export function writeDeadline(withinMs: number): WriteDeadline {
  const monotonic = performance.now()
  const wall = Date.now()
  return { expired: () => Math.max(performance.now() - monotonic, Date.now() - wall) >= withinMs }
}
