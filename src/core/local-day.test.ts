import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, endOfDate, startOfDate } from './local-day.ts'
import { localTime } from './schedule.ts'

const zones = [
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'UTC',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Havana',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Cairo',
]
const moment = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2035, 0) })

test.each([
  ['Asia/Kolkata', '2026-11-05', '2026-11-04T18:30:00.000Z'],
  ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z'],
  // Midnight is left out, and the day begins at one.
  ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
  // Midnight comes twice.
  ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
  // The whole day is left out.
  ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
  ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
])('in %s %s begins at %s', (zone, date, at) => {
  expect(new Date(startOfDate(zone, date)).toISOString()).toBe(at)
})

test('a day begins with the first moment that shows its date, and the next begins where it ends', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (zone, at) => {
      const { date } = localTime(zone, at)
      const start = startOfDate(zone, date)
      expect(start).toBeLessThanOrEqual(at)
      expect(localTime(zone, start).date).toBe(date)
      expect(localTime(zone, start - 1).date < date).toBe(true)
      expect(endOfDate(zone, date)).toBe(startOfDate(zone, addDays(date, 1)))
    }),
  )
})

test('dates are counted by the calendar', () => {
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(daysBetween('2026-11-05', '2026-12-05')).toBe(30)
})
