import type { WriteDeadline } from '../gateways/gateway.ts'

/** A permit may be used within this long; then it goes back unused. */
export const writeWithinMs = 5_000

/**
 * The deadline of a permit, from now on. The monotonic clock counts a stopped process, the wall clock a suspended machine: the larger of both
 * is the time that passed.
 */
export function writeDeadline(withinMs = writeWithinMs): WriteDeadline {
  const monotonic = performance.now()
  const wall = Date.now()
  return { expired: () => Math.max(performance.now() - monotonic, Date.now() - wall) >= withinMs }
}
