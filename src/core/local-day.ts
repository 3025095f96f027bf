/** Days of the calendar in a zone, as dates such as `2026-03-31`, and the moments at which they begin. */
import type { Instant } from './instant.ts'
import { localTime, offsetMs } from './schedule.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)
}

/** How many days a date is after another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}

/** The moment at which this day began in the zone. */
export function startOfDay(zone: string, now: Instant): Instant {
  return startOfDate(zone, localTime(zone, now).date)
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
  let [before, from] = [earlier, later]
  while (from - before > minuteMs) {
    const middle = before + Math.floor((from - before) / 2 / minuteMs) * minuteMs
    if (clockAt(middle) < midnight) before = middle
    else from = middle
  }
  return from
}

/** The first moment after a date in the zone. */
export function endOfDate(zone: string, date: string): Instant {
  return startOfDate(zone, addDays(date, 1))
}
