/** Opening hours with holidays, judged in the account's time zone. */
import { z } from 'zod'
import type { Instant } from './instant.ts'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'is a time such as 09:30')

/** A span within one day; `to` is exclusive and may be 24:00. A span over midnight is written as two. */
const span = z
  .strictObject({
    from: clockTime.describe('Open from this minute on, such as 09:30'),
    to: clockTime.describe('Closed from this minute on, at most 24:00; a span over midnight is written as two'),
  })
  .refine((one) => one.from < one.to, { message: 'from is not before to' })

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** Open spans by weekday (an absent day is closed), and dates (`2026-11-25`) that are closed or have hours of their own. */
export const openingHours = z.strictObject({
  week: z
    .partialRecord(z.enum(weekdays), z.array(span).max(6))
    .describe('Open spans by weekday, mon to sun; a day that is absent is closed'),
  holidays: z
    .array(
      z.strictObject({
        date: z.iso.date().describe('Such as 2026-11-25'),
        name: z.string().max(80).optional().describe('What people read'),
        spans: z.array(span).max(6).default([]).describe('Hours of that date instead of its weekday’s; none: closed'),
      }),
    )
    .max(400)
    .default([])
    .describe('Dates that are closed, or have hours of their own'),
})
export type OpeningHours = z.infer<typeof openingHours>

/**
 * Whether an instant falls into the hours, by the clock on the wall in the zone (IANA): an hour that daylight saving repeats is judged alike both
 * times. A holiday's own spans replace those of its weekday; without any it is closed. Throws a RangeError for a zone that Node does not know.
 */
export function isOpen(hours: OpeningHours, zone: string, at: Instant): boolean {
  const { week, holidays } = spansOf(hours)
  const { date, weekday, minute } = localTime(zone, at)
  const spans = holidays.get(date) ?? week[weekday] ?? []
  return spans.some(({ from, to }) => from <= minute && minute < to)
}

type MinuteSpan = { from: number; to: number }
type Spans = { week: Partial<Record<Weekday, MinuteSpan[]>>; holidays: ReadonlyMap<string, MinuteSpan[]> }

/** Hours belong to an immutable rule-set version, so each is read once. */
const readSpans = new WeakMap<OpeningHours, Spans>()

function spansOf(hours: OpeningHours): Spans {
  const known = readSpans.get(hours)
  if (known) return known
  const inMinutes = (spans: z.infer<typeof span>[]) =>
    spans.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) }))
  const week = Object.fromEntries(Object.entries(hours.week).map(([day, spans]) => [day, inMinutes(spans)]))
  // A date that stands twice is open in the spans of both.
  const holidays = new Map<string, MinuteSpan[]>()
  for (const { date, spans } of hours.holidays) holidays.set(date, [...(holidays.get(date) ?? []), ...inMinutes(spans)])
  const read = { week, holidays }
  readSpans.set(hours, read)
  return read
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** The calendar and the clock on the wall in a zone; `month` is 1 to 12, `minute` counts from midnight by the clock (0 to 1439). */
export type LocalTime = { date: string; month: number; day: number; weekday: Weekday; minute: number }

/** The local time of an instant. Throws a RangeError for a zone that Node does not know. */
export function localTime(zone: string, at: Instant): LocalTime {
  const shifted = new Date(at + offsetMs(zone, at))
  return {
    date: shifted.toISOString().slice(0, 10),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: weekdays[(shifted.getUTCDay() + 6) % 7] ?? 'mon',
    minute: shifted.getUTCHours() * 60 + shifted.getUTCMinutes(),
  }
}

const minuteMs = 60_000

/** The next moment, after `at`, at which the clock on the wall shows that minute of the day (0 to 1439). In a gap it is the moment behind it. */
export function instantOfClock(zone: string, at: Instant, minute: number): Instant {
  const wall = Math.floor((at + offsetMs(zone, at)) / minuteMs)
  const ahead = (minute - (wall % 1440) + 1440) % 1440 || 1440
  const end = (wall + ahead) * minuteMs
  // The offset there may be another than here.
  const early = end - offsetMs(zone, at)
  const exact = end - offsetMs(zone, early)
  return localTime(zone, exact).minute === minute ? exact : firstShowing(zone, end, exact, early)
}

/**
 * The first moment, to the minute, at which the clock on the wall shows `wall` or later, where clocks are set forward over it between two moments. `wall` is
 * what a clock shows, counted as if it were that of UTC.
 */
export function firstShowing(zone: string, wall: number, earlier: Instant, later: Instant): Instant {
  let [before, from] = [earlier, later]
  while (from - before > minuteMs) {
    const middle = before + Math.floor((from - before) / 2 / minuteMs) * minuteMs
    if (middle + offsetMs(zone, middle) < wall) before = middle
    else from = middle
  }
  return from
}

/** Whether a text names a time zone that localTime can use. */
export function isTimeZone(zone: string): boolean {
  try {
    return clockOf(zone) !== undefined
  } catch {
    return false
  }
}

type Clock = { format: Intl.DateTimeFormat; minute: number; offsetMs: number }

/** By zone: a formatter costs 30 us to make and 2 us to ask, and calls come in the order of time, so the minute asked last answers most. */
const clocks = new Map<string, Clock>()

function clockOf(zone: string): Clock {
  const known = clocks.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  const clock = { format, minute: Number.NaN, offsetMs: 0 }
  clocks.set(zone, clock)
  return clock
}

/** How far the zone's clock is ahead of UTC. Clocks are only ever changed on a whole minute. */
export function offsetMs(zone: string, at: Instant): number {
  const clock = clockOf(zone)
  const minute = Math.floor(at / minuteMs)
  if (clock.minute !== minute) {
    // "11/23/2026, GMT+05:30"; UTC itself is "GMT".
    const [, sign, hours, minutes, seconds] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(clock.format.format(at)) ?? []
    const ahead = (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) * 1000
    clock.minute = minute
    clock.offsetMs = sign === '-' ? -ahead : ahead
  }
  return clock.offsetMs
}
