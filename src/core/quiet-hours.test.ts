import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freeMoment, type Quiet, quietOf } from './quiet-hours.ts'
import { localTime } from './schedule.ts'

const night = (zone: string, over: Partial<Quiet> = {}): Quiet => ({
  from: '21:00',
  to: '09:00',
  action: 'hold',
  zone,
  reason: 'quiet_hours',
  ...over,
})
const free = (quiet: Quiet[], at: string) => {
  const moment = freeMoment(quiet, Date.parse(at))
  return moment.is === 'free' ? new Date(moment.at).toISOString() : moment.reason
}

describe('scenario 25', () => {
  test.each([
    ['Asia/Kolkata', '2026-11-23T22:10:00+05:30', '2026-11-24T09:00:00+05:30'],
    ['Asia/Kolkata', '2026-11-24T03:00:00+05:30', '2026-11-24T09:00:00+05:30'],
    ['Asia/Kolkata', '2026-11-23T20:59:59+05:30', '2026-11-23T20:59:59+05:30'],
    ['Asia/Kolkata', '2026-11-24T09:00:00+05:30', '2026-11-24T09:00:00+05:30'],
    ['Asia/Kathmandu', '2026-11-23T22:10:00+05:45', '2026-11-24T09:00:00+05:45'],
    // Clocks go forward, and back, in the night.
    ['Europe/London', '2026-03-28T22:10:00Z', '2026-03-29T09:00:00+01:00'],
    ['Europe/London', '2026-10-24T22:10:00+01:00', '2026-10-25T09:00:00Z'],
    ['America/St_Johns', '2026-03-07T22:10:00-03:30', '2026-03-08T09:00:00-02:30'],
  ])('in %s a text of %s goes at %s', (zone, at, expected) => {
    expect(free([night(zone)], at)).toBe(new Date(expected).toISOString())
  })
  // The clock never shows the end, or shows it for the first time behind the gap.
  test.each([
    ['Africa/Cairo', '22:00', '00:00', '2026-04-23T23:30:00+02:00', '2026-04-24T01:00:00+03:00'],
    ['America/Havana', '22:00', '00:00', '2026-03-07T23:30:00-05:00', '2026-03-08T01:00:00-04:00'],
    ['Europe/London', '22:00', '01:00', '2026-03-28T23:30:00Z', '2026-03-29T02:00:00+01:00'],
    ['America/New_York', '21:00', '02:30', '2026-03-07T22:00:00-05:00', '2026-03-08T03:00:00-04:00'],
    ['America/New_York', '21:00', '03:00', '2026-03-07T22:00:00-05:00', '2026-03-08T03:00:00-04:00'],
  ])('in %s quiet hours from %s to %s end behind the hour that is left out', (zone, from, to, at, expected) => {
    expect(free([night(zone, { from, to })], at)).toBe(new Date(expected).toISOString())
  })
  test('a rule that does not hold skips', () => {
    expect(free([night('Asia/Kolkata', { action: 'skip' })], '2026-11-23T22:10:00+05:30')).toBe('quiet_hours')
  })
  test('hours that follow upon each other are waited for one after the other', () => {
    const morning = night('Asia/Kolkata', { from: '09:00', to: '10:30' })
    expect(free([night('Asia/Kolkata'), morning], '2026-11-23T22:10:00+05:30')).toBe('2026-11-24T05:00:00.000Z')
  })
  test('hours that leave no minute of the day skip', () => {
    const day = night('Asia/Kolkata', { from: '09:00', to: '21:00' })
    expect(free([night('Asia/Kolkata'), day], '2026-11-23T22:10:00+05:30')).toBe('quiet_hours')
  })
})

test('promotional texts wait for 10:00 in India by its clock, whatever zone the account is in; service texts never wait', () => {
  const indian = { zone: 'Europe/London', number: '+919812345678' }
  expect(free(quietOf({}, 'promotional', indian) ?? [], '2026-11-23T22:10:00+05:30')).toBe('2026-11-24T04:30:00.000Z')
  expect(quietOf({}, 'service_implicit', indian)).toBeNull()
})

test('the free moment is never before the moment asked for, nor within quiet hours, in any zone', () => {
  const zones = fc.constantFrom(
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Europe/London',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Africa/Cairo',
    'America/Havana',
  )
  const minute = fc.integer({ min: 0, max: 1439 })
  const time = (n: number) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`
  const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) })
  fc.assert(
    fc.property(zones, minute, minute, instants, (zone, from, to, at) => {
      fc.pre(from !== to)
      const moment = freeMoment([night(zone, { from: time(from), to: time(to) })], at)
      expect(moment.is).toBe('free')
      if (moment.is !== 'free') return
      expect(moment.at).toBeGreaterThanOrEqual(at)
      // Where the only free minutes are in the hour that is left out, a day has none.
      expect(moment.at - at).toBeLessThan(50 * 3_600_000)
      const local = localTime(zone, moment.at).minute
      expect(from < to ? from <= local && local < to : from <= local || local < to).toBe(false)
    }),
    { numRuns: 5000 },
  )
})
