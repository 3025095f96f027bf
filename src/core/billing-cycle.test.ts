import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cycleAt, cycleFrom, cyclesBack, daysFrom } from './billing-cycle.ts'
import { localTime } from './schedule.ts'

const zones = ['Asia/Kolkata', 'UTC', 'America/New_York', 'America/Sao_Paulo', 'America/St_Johns', 'Pacific/Apia']
const by = fc.record({ zone: fc.constantFrom(...zones), day: fc.integer({ min: 1, max: 31 }) })
const moment = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2035, 0) })
const at = (text: string) => Date.parse(text)

test('a cycle begins at local midnight of the billing day and ends where the next begins', () => {
  expect(cycleAt(at('2026-11-23T10:00:00+05:30'), { zone: 'Asia/Kolkata', day: 5 })).toEqual({
    start: '2026-11-05',
    end: '2026-12-04',
    days: 30,
    startsAt: at('2026-11-05T00:00:00+05:30'),
    endsAt: at('2026-12-05T00:00:00+05:30'),
  })
})

test.each([
  ['2026-02-27T23:59:59.999+05:30', '2026-01-31', '2026-02-27'],
  ['2026-02-28T00:00:00+05:30', '2026-02-28', '2026-03-30'],
  ['2028-02-28T12:00:00+05:30', '2028-01-31', '2028-02-28'],
  ['2028-02-29T00:00:00+05:30', '2028-02-29', '2028-03-30'],
  ['2026-04-30T00:00:00+05:30', '2026-04-30', '2026-05-30'],
  ['2026-12-31T23:59:59.900+05:30', '2026-12-31', '2027-01-30'],
])('by day 31, %s is in the cycle from %s to %s', (moment, start, end) => {
  expect(cycleAt(at(moment), { zone: 'Asia/Kolkata', day: 31 })).toMatchObject({ start, end })
})

test('the last moment of a cycle is in it, and the next one in the next', () => {
  const kolkata = { zone: 'Asia/Kolkata', day: 5 }
  const last = at('2026-12-04T23:59:59.999+05:30')
  expect(cycleAt(last, kolkata).start).toBe('2026-11-05')
  expect(cycleAt(last + 1, kolkata).start).toBe('2026-12-05')
})

test('every moment is in exactly one cycle, and cycles lie end to end', () => {
  fc.assert(
    fc.property(by, moment, (account, now) => {
      const cycle = cycleAt(now, account)
      expect(cycle.startsAt).toBeLessThanOrEqual(now)
      expect(cycle.endsAt).toBeGreaterThan(now)
      expect(cycleAt(cycle.startsAt, account)).toEqual(cycle)
      expect(cycleAt(cycle.endsAt - 1, account)).toEqual(cycle)
      const next = cycleAt(cycle.endsAt, account)
      expect(next.startsAt).toBe(cycle.endsAt)
      expect(cycleAt(cycle.startsAt - 1, account).endsAt).toBe(cycle.startsAt)
      expect(cycleFrom(cycle.start, account)).toEqual(cycle)
    }),
  )
})

test('the days of a cycle lie end to end too, from its beginning to its end', () => {
  fc.assert(
    fc.property(by, moment, (account, now) => {
      const cycle = cycleAt(now, account)
      const days = daysFrom(cycle.start, cycle.end, account.zone)
      expect(days).toHaveLength(cycle.days)
      expect(days[0]?.startsAt).toBe(cycle.startsAt)
      expect(days.at(-1)?.endsAt).toBe(cycle.endsAt)
      for (const [n, day] of days.entries()) expect(day.endsAt).toBe(days[n + 1]?.startsAt ?? cycle.endsAt)
    }),
  )
})

test('no cycle begins on another day', () => {
  const kolkata = { zone: 'Asia/Kolkata', day: 30 }
  expect(cycleFrom('2026-11-05', kolkata)).toBeUndefined()
  expect(cycleFrom('2026-02-28', kolkata)?.end).toBe('2026-03-29')
})

test('they are told newest first, back to the one that an account began in', () => {
  const kolkata = { zone: 'Asia/Kolkata', day: 5 }
  const all = [...cyclesBack(at('2026-11-23T10:00:00Z'), at('2026-09-04T18:29:00Z'), kolkata)]
  expect(all.map((one) => one.start)).toEqual(['2026-11-05', '2026-10-05', '2026-09-05', '2026-08-05'])
  expect(localTime('Asia/Kolkata', at('2026-09-04T18:29:00Z')).date).toBe('2026-09-04')
})
