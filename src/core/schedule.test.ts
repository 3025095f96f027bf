import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { isOpen, isTimeZone, localTime, type OpeningHours, openingHours, weekdays } from './schedule.ts'

const at = (text: string) => Date.parse(text)
const office = openingHours.parse({
  week: {
    mon: [
      { from: '09:30', to: '13:00' },
      { from: '14:00', to: '18:30' },
    ],
    sat: [{ from: '00:00', to: '24:00' }],
  },
  holidays: [
    { date: '2026-11-23', name: 'Founding day' },
    { date: '2026-11-24', spans: [{ from: '10:00', to: '12:00' }] },
  ],
})

describe('opening hours in Asia/Kolkata', () => {
  test.each([
    ['2026-11-16T09:29:59.999+05:30', false],
    ['2026-11-16T09:30:00+05:30', true],
    ['2026-11-16T12:59:59.999+05:30', true],
    ['2026-11-16T13:00:00+05:30', false],
    ['2026-11-16T18:29:59+05:30', true],
    ['2026-11-16T18:30:00+05:30', false],
    ['2026-11-17T10:00:00+05:30', false],
    ['2026-11-21T00:00:00+05:30', true],
    ['2026-11-21T23:59:59.999+05:30', true],
    ['2026-11-22T00:00:00+05:30', false],
    ['2026-11-20T23:59:59+05:30', false],
    ['2026-11-23T10:00:00+05:30', false],
    ['2026-11-24T10:00:00+05:30', true],
    ['2026-11-24T12:00:00+05:30', false],
    ['2026-11-30T10:00:00+05:30', true],
  ])('at %s: %s', (text, open) => {
    expect(isOpen(office, 'Asia/Kolkata', at(text))).toBe(open)
  })
})

test('hours go by the clock on the wall when clocks change', () => {
  const early: OpeningHours = openingHours.parse({ week: { sun: [{ from: '01:30', to: '03:30' }] } })
  const open = (text: string) => isOpen(early, 'America/New_York', at(text))
  // 8 March 2026: 01:59:59 EST is followed by 03:00:00 EDT.
  expect(open('2026-03-08T06:29:59Z')).toBe(false)
  expect(open('2026-03-08T06:30:00Z')).toBe(true)
  expect(open('2026-03-08T07:00:00Z')).toBe(true)
  expect(open('2026-03-08T07:30:00Z')).toBe(false)
  // 1 November 2026: 01:30 comes twice, in EDT and in EST.
  expect(open('2026-11-01T05:30:00Z')).toBe(true)
  expect(open('2026-11-01T06:00:00Z')).toBe(false)
  expect(open('2026-11-01T06:30:00Z')).toBe(true)
  expect(open('2026-11-01T08:30:00Z')).toBe(false)
})

test('a zone is known or not', () => {
  expect(isTimeZone('Asia/Kolkata')).toBe(true)
  expect(isTimeZone('UTC')).toBe(true)
  expect(isTimeZone('Asia/Bangalore')).toBe(false)
  expect(isTimeZone('')).toBe(false)
  expect(() => isOpen(office, 'Asia/Bangalore', 0)).toThrow(RangeError)
})

const zones = [
  'UTC',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Europe/London',
  'Asia/Tehran',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Pacific/Chatham',
  'Asia/Pyongyang',
  'America/Caracas',
  'Pacific/Kiritimati',
  'Africa/Monrovia',
]
const anyZone = fc.constantFrom(...zones)
const anyInstant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) })
/** Within two hours of a change of the zone's clock, where there is one after the instant. */
const nearChange = fc
  .tuple(anyZone, anyInstant, fc.integer({ min: -7_200_000, max: 7_200_000 }))
  .map(([zone, from, beside]) => {
    const change = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).getTimeZoneTransition('next')
    return [zone, (change?.epochMilliseconds ?? from) + beside] as const
  })
const anyMoment = fc.oneof(fc.tuple(anyZone, anyInstant), nearChange)

test('local time is what Temporal says it is', () => {
  fc.assert(
    fc.property(anyMoment, ([zone, instant]) => {
      const told = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
      expect(localTime(zone, instant)).toEqual({
        date: told.toPlainDate().toString(),
        month: told.month,
        day: told.day,
        weekday: weekdays[told.dayOfWeek - 1],
        minute: told.hour * 60 + told.minute,
      })
    }),
    { numRuns: 4000 },
  )
})

test('open is what one finds by comparing wall-clock times as text', () => {
  const minute = fc.integer({ min: 0, max: 1440 })
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const span = fc
    .tuple(minute, minute)
    .filter(([one, other]) => one !== other)
    .map(([one, other]) => ({ from: clock(Math.min(one, other)), to: clock(Math.max(one, other)) }))
  const spans = fc.array(span, { maxLength: 3 })
  const week = fc.record(Object.fromEntries(weekdays.map((day) => [day, spans])), { requiredKeys: [] })
  fc.assert(
    fc.property(anyMoment, week, fc.option(spans), ([zone, instant], hours, own) => {
      const told = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
      const date = told.toPlainDate().toString()
      const time = told.toPlainTime().toString().slice(0, 5)
      const wanted: OpeningHours = openingHours.parse({
        week: hours,
        holidays: own === null ? [] : [{ date, spans: own }],
      })
      const today = own ?? wanted.week[weekdays[told.dayOfWeek - 1]!] ?? []
      expect(isOpen(wanted, zone, instant)).toBe(today.some(({ from, to }) => from <= time && time < to))
    }),
    { numRuns: 2000 },
  )
})
