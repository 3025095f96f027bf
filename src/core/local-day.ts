/** Days of the calendar in a zone, as dates such as `2026-03-31`, and the moments at which they begin. */
import type { Instant } from './instant.ts'
import { firstShowing, localTime, offsetMs } from './schedule.ts'

const dayMs = 86_400_000

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)
}

/** How many days a date is after another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}

/**
 * The first moment at which the calendar in the zone shows this date, or a later one. Where clocks are set back over midnight that is the first midnight, where they
 * are set forward over it the moment of the change.
 */
export function startOfDate(zone: string, date: string): Instant {
  const midnight = Date.parse(date)
  const clockAt = (at: Instant) => at + offsetMs(zone, at)
  // By the clock of the day before and by that of the day after: one of them shows midnight, unless it is left out.
  const [one, other] = [midnight - dayMs, midnight + dayMs].map((near) => midnight - offsetMs(zone, near)) as [
    Instant,
    Instant,
  ]
  const [earlier, later] = one < other ? [one, other] : [other, one]
  if (clockAt(earlier) === midnight) return earlier
  if (clockAt(later) === midnight) return later
  return firstShowing(zone, midnight, earlier, later)
}

/** The zone that an account has, and those that it had before, in the order of time and each until it was changed. */
export type Zones = { zone: string; before?: readonly { zone: string; until: Instant }[] }

/** The zone that was in force at a moment. */
export function zoneAt({ zone, before = [] }: Zones, at: Instant): string {
  return before.find((one) => at < one.until)?.zone ?? zone
}

/**
 * The moment at which this date began for an account, by the zone of then: what has begun stays as it was when the zone is changed. A date that has begun already in
 * the next zone, and not yet in the one before, begins with the change.
 */
export function startOfAccountDate({ zone, before = [] }: Zones, date: string): Instant {
  let since = Number.NEGATIVE_INFINITY
  for (const one of before) {
    const start = startOfDate(one.zone, date)
    if (start < one.until) return Math.max(start, since)
    since = one.until
  }
  return Math.max(startOfDate(zone, date), since)
}

/** The date that a moment is of for an account. None comes again: where the clocks of the next zone show the day before, it goes on with the later. */
export function accountDateAt(zones: Zones, at: Instant): string {
  let date = localTime(zoneAt(zones, at), at).date
  for (let next = addDays(date, 1); startOfAccountDate(zones, next) <= at; next = addDays(date, 1)) date = next
  return date
}

/** The first moment after a date in the zone. */
export function endOfDate(zone: string, date: string): Instant {
  return startOfDate(zone, addDays(date, 1))
}
