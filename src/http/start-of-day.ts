import type { Instant } from '../core/instant.ts'
import { localTime, offsetMs } from '../core/schedule.ts'

const minuteMs = 60_000

/** The moment at which this day began in the zone. */
export function startOfDay(zone: string, now: Instant): Instant {
  const minutesGone = (at: Instant) => localTime(zone, at).minute
  const first = Math.floor(now / minuteMs) * minuteMs - minutesGone(now) * minuteMs
  // On the day on which clocks change, the minutes on the clock are not the minutes that passed.
  const off = minutesGone(first)
  if (off === 0) return first
  return off > 720 ? first + (1440 - off) * minuteMs : first - off * minuteMs
}

/** The moment at which a date such as `2026-03-31` begins in the zone. */
export function startOfDate(zone: string, date: string): Instant {
  // By noon the clock shows this date, whatever was done to it in the night.
  const noon = Date.parse(`${date}T12:00:00Z`)
  return startOfDay(zone, noon - offsetMs(zone, noon))
}

/** The first moment after a date in the zone. */
export function endOfDate(zone: string, date: string): Instant {
  // A day and a half on, the next one is there, also after a day of 23 or 25 hours.
  return startOfDay(zone, startOfDate(zone, date) + 36 * 60 * minuteMs)
}
