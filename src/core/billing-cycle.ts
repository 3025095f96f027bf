/**
 * Billing cycles. One begins at local midnight of the account's billing day, in the zone that it had then, or of the last day of a month that is too short for it, and ends where the
 * next begins: every moment is in exactly one.
 */
import type { Instant } from './instant.ts'
import { accountDateAt, addDays, daysBetween, startOfAccountDate, type Zones } from './local-day.ts'

/** `start` and `end` are its first and its last day; `endsAt` is the first moment of the next. */
export type Cycle = { start: string; end: string; days: number; startsAt: Instant; endsAt: Instant }

/** What cycles of an account follow: its zones and its billing day, 1 to 31. */
export type CycleBy = Zones & { day: number }

/** The cycle that a moment is in. */
export function cycleAt(at: Instant, by: CycleBy): Cycle {
  const month = accountDateAt(by, at).slice(0, 7)
  const cycle = cycleOfMonth(month, by)
  return at < cycle.startsAt ? cycleOfMonth(monthAfter(month, -1), by) : cycle
}

/** The cycle whose first day this is; undefined where none begins then. */
export function cycleFrom(start: string, by: CycleBy): Cycle | undefined {
  const cycle = cycleOfMonth(start.slice(0, 7), by)
  return cycle.start === start ? cycle : undefined
}

/** The cycles from the one of `last` back to the one of `first`, newest first. */
export function* cyclesBack(last: Instant, first: Instant, by: CycleBy): Generator<Cycle> {
  for (let cycle = cycleAt(last, by); cycle.endsAt > first; cycle = cycleAt(cycle.startsAt - 1, by)) yield cycle
}

/** A day of a cycle and its moments. */
export type Day = { day: string; startsAt: Instant; endsAt: Instant }

/** Every day from one date to another, both included. */
export function daysFrom(first: string, last: string, zones: Zones): Day[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, at) => {
    const day = addDays(first, at)
    return { day, startsAt: startOfAccountDate(zones, day), endsAt: startOfAccountDate(zones, addDays(day, 1)) }
  })
}

/** The cycle that begins in a month such as `2026-11`: every account has one in each. */
export function cycleOfMonth(month: string, { day, ...zones }: CycleBy): Cycle {
  const [start, next] = [dayIn(month, day), dayIn(monthAfter(month, 1), day)]
  return {
    start,
    end: addDays(next, -1),
    days: daysBetween(start, next),
    startsAt: startOfAccountDate(zones, start),
    endsAt: startOfAccountDate(zones, next),
  }
}

/** `2027-01` is the month after `2026-12`. */
function monthAfter(month: string, months: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 + months)).toISOString().slice(0, 7)
}

/** That day of the month, or its last. */
function dayIn(month: string, day: number): string {
  const last = Number(addDays(`${monthAfter(month, 1)}-01`, -1).slice(8))
  return `${month}-${String(Math.min(day, last)).padStart(2, '0')}`
}
