import type { Instant } from '../core/instant.ts'
import { localTime } from '../core/schedule.ts'

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
