import type { Instant } from '../../core/instant.ts'

/**
 * Reads the digits of a local date and time in a zone. How many there are says what they are: 10 YYMMDDhhmm, 12
 * YYMMDDhhmmss or YYYYMMDDhhmm, 14 YYYYMMDDhhmmss. Undefined where they are no date.
 */
export function localTimeReader(zone: string): (digits: string) => Instant | undefined {
  const offsetOf = offsetReader(zone)
  return (digits) => {
    const local = wallClock(digits)
    // The offset is asked for at the instant itself; near a change of offset the first guess may be of the other side.
    return local === undefined ? undefined : local - offsetOf(local - offsetOf(local))
  }
}

/** Milliseconds since the epoch as if the zone were UTC. */
function wallClock(digits: string): number | undefined {
  switch (digits.length) {
    case 10:
      return dateOf(`20${digits}00`)
    case 12:
      // From 2013 on a year's last two digits cannot be a month, so only one reading is a date.
      return dateOf(`20${digits}`) ?? dateOf(`${digits}00`)
    case 14:
      return dateOf(digits)
    default:
      return undefined
  }
}

function dateOf(digits: string): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [0, 4, 6, 8, 10, 12].map((at) =>
    Number(digits.slice(at, at === 0 ? 4 : at + 2)),
  )
  if (year < 2000 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined
  const at = Date.UTC(year, month - 1, day, hour, minute, second)
  return new Date(at).getUTCDate() === day ? at : undefined
}

/**
 * A zone's offset from UTC in milliseconds. Zones change at whole quarter hours at most, so one answer serves its
 * quarter hour.
 */
function offsetReader(zone: string): (at: Instant) => number {
  if (zone === 'UTC') return () => 0
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  let known = { quarter: Number.NaN, offset: 0 }
  return (at) => {
    const quarter = Math.floor(at / 900_000)
    if (quarter !== known.quarter) known = { quarter, offset: offsetIn(format.format(at)) }
    return known.offset
  }
}

function offsetIn(words: string): number {
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):?(\d\d)?/.exec(words) ?? []
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
  return sign === '-' ? -offset : offset
}
