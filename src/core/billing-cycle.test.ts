import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cycleAt, cycleFrom, cyclesBack, daysFrom } from './billing-cycle.ts'
import { localTime } from './schedule.ts'

const zones = ['Asia/Kolkata', 'UTC', 'America/New_York', 'America/Sao_Paulo', 'America/St_Johns', 'Pacific/Apia']
const moment = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2035, 0) })
const zone = fc.constantFrom(...zones)
/** A moment, and an account whose zone was changed up to three times about then, within hours or months. */
const accountAt = fc
  .record({
    now: moment,
    zone,
    day: fc.integer({ min: 1, max: 31 }),
    changes: fc.array(
      fc.record({ zone, hours: fc.oneof(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -1500, max: 1500 })) }),
      { maxLength: 3 },
    ),
  })
  .map(({ now, changes, ...by }) => {
    const before = changes.map(({ zone, hours }) => ({ zone, until: now + hours * 3_600_000 }))
    return { now, account: { ...by, before: before.sort((a, b) => a.until - b.until) } }
  })
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
    fc.property(accountAt, ({ account, now }) => {
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
    fc.property(accountAt, ({ account, now }) => {
      const cycle = cycleAt(now, account)
      const days = daysFrom(cycle.start, cycle.end, account)
      expect(days).toHaveLength(cycle.days)
      expect(days[0]?.startsAt).toBe(cycle.startsAt)
      expect(days.at(-1)?.endsAt).toBe(cycle.endsAt)
      for (const [n, day] of days.entries()) expect(day.endsAt).toBe(days[n + 1]?.startsAt ?? cycle.endsAt)
    }),
  )
})

test('a change of the zone leaves what had ended as it was, and cuts what comes by the new one', () => {
  fc.assert(
    fc.property(accountAt, zone, ({ account, now }, next) => {
      const changedAt = Math.max(now, ...account.before.map((one) => one.until))
      const changed = { ...account, zone: next, before: [...account.before, { zone: account.zone, until: changedAt }] }
      const last = cycleAt(cycleAt(changedAt, account).startsAt - 1, account)
      expect(cycleAt(last.startsAt, changed)).toEqual(last)
      expect(daysFrom(last.start, last.end, changed)).toEqual(daysFrom(last.start, last.end, account))
      const twoLater = cycleAt(changedAt + 63 * 86_400_000, changed)
      expect(twoLater).toEqual(cycleAt(twoLater.startsAt, { zone: next, day: account.day }))
    }),
  )
})

test('a day that began in the zone before goes on in one where it is still the day before, and is not there twice', () => {
  const until = at('2026-11-05T08:00:00Z')
  const west = { zone: 'America/New_York', day: 5, before: [{ zone: 'Asia/Kolkata', until }] }
  expect(cycleAt(at('2026-11-04T18:30:00Z'), west).start).toBe('2026-11-05')
  expect(cycleAt(at('2026-11-05T04:59:00Z'), west).start).toBe('2026-11-05')
  expect(daysFrom('2026-11-05', '2026-11-05', west)).toEqual([
    { day: '2026-11-05', startsAt: at('2026-11-04T18:30:00Z'), endsAt: at('2026-11-06T05:00:00Z') },
  ])
  // The fifth has begun in the east, and not yet in the west: it begins with the change.
  const east = {
    zone: 'Asia/Kolkata',
    day: 5,
    before: [{ zone: 'America/New_York', until: at('2026-11-04T20:00:00Z') }],
  }
  expect(cycleAt(at('2026-11-04T19:59:00Z'), east)).toMatchObject({ end: '2026-11-04' })
  expect(cycleAt(at('2026-11-04T20:00:00Z'), east)).toMatchObject({ start: '2026-11-05' })
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
