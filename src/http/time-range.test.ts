import { expect, test } from 'vitest'
import { timeRangeOf } from './time-range.ts'

test.each([
  ['Asia/Kolkata', '2026-03-11', '2026-03-11', '2026-03-10T18:30:00.000Z', '2026-03-11T18:30:00.000Z'],
  ['UTC', '2026-12-31', '2026-12-31', '2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ['Pacific/Kiritimati', '2026-03-11', '2026-03-12', '2026-03-10T10:00:00.000Z', '2026-03-12T10:00:00.000Z'],
  ['Pacific/Pago_Pago', '2026-03-11', '2026-03-11', '2026-03-11T11:00:00.000Z', '2026-03-12T11:00:00.000Z'],
  // Days of 23 and 25 hours, and one that begins at one o'clock.
  ['Europe/Berlin', '2026-03-29', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ['Asia/Beirut', '2026-03-29', '2026-03-29', '2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
  ['UTC', '2026-03-11T10:00:00+05:30', '2026-03-11T10:00:01Z', '2026-03-11T04:30:00.000Z', '2026-03-11T10:00:01.000Z'],
])('in %s from %s to %s is from %s and before %s', (zone, from, to, ...expected) => {
  const range = timeRangeOf({ from, to }, zone)
  expect([range.from, range.before].map((at) => new Date(at ?? 0).toISOString())).toEqual(expected)
})

test('the last date there is can be asked for, and nothing need be', () => {
  expect(timeRangeOf({ to: '9999-12-31' }, 'Asia/Kolkata').before).toBeGreaterThan(Date.UTC(9999, 11, 30))
  expect(timeRangeOf({}, 'UTC')).toEqual({ from: undefined, before: undefined })
})
