import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cycleAt, daysFrom } from './billing-cycle.ts'
import { lineModes } from './line-mode.ts'
import { type LineChange, lineRental, modeByDay, rentalItems, rentalOf, rentedLines } from './rental.ts'

const zone = 'Asia/Kolkata'
const at = (text: string) => Date.parse(`${text}+05:30`)
const november = cycleAt(at('2026-11-05T00:00:00'), { zone, day: 5 })
const december = cycleAt(november.endsAt, { zone, day: 5 })
const prices = { oneWay: 2_000_000, twoWay: 4_000_000, currency: 'INR' }
const change = (time: string, lines: number, mode: LineChange['mode'], what = 'rules saved'): LineChange => ({
  at: at(time),
  lines,
  mode,
  ruleSet: 1,
  what,
})

test('one minute of two-way makes the lines two-way for the whole cycle, and reverting helps from the next', () => {
  const main = [change('2026-10-01T00:00:00', 3, 'one_way')]
  const tollFree = [
    change('2026-10-01T00:00:00', 2, 'one_way'),
    change('2026-11-07T10:00:00', 2, 'two_way'),
    change('2026-11-07T10:01:00', 2, 'one_way'),
  ]
  expect(rentalOf(main, november, prices) + rentalOf(tollFree, november, prices)).toBe(14_000_000)
  expect(rentalItems(tollFree, november, prices)).toMatchObject([
    { mode: 'two_way', lines: 2, price: 4_000_000, amount: 8_000_000, since: { at: at('2026-11-07T10:00:00') } },
  ])
  expect(rentalOf(main, december, prices) + rentalOf(tollFree, december, prices)).toBe(10_000_000)
})

test('lines that were added and lines that were removed in the cycle each cost once in full', () => {
  const added = [change('2026-10-01T00:00:00', 2, 'one_way'), change('2026-11-28T09:00:00', 3, 'one_way')]
  expect(rentedLines(added, november)).toEqual([
    { mode: 'one_way', lines: 2 },
    { mode: 'one_way', lines: 1, since: { at: at('2026-11-28T09:00:00'), ruleSet: 1, what: 'rules saved' } },
  ])
  const removed = [change('2026-10-01T00:00:00', 3, 'one_way'), change('2026-12-02T09:00:00', 2, 'one_way')]
  expect(rentedLines(removed, november)).toEqual([
    { mode: 'one_way', lines: 2 },
    { mode: 'one_way', lines: 1, until: { at: at('2026-12-02T09:00:00'), ruleSet: 1, what: 'rules saved' } },
  ])
  expect(rentalOf(added, november, prices)).toBe(6_000_000)
  expect(rentalOf(removed, november, prices)).toBe(6_000_000)
  expect(rentalOf(removed, december, prices)).toBe(4_000_000)
})

test('the newest go first, and keep the mode that they had', () => {
  const changes = [
    change('2026-10-01T00:00:00', 2, 'one_way'),
    change('2026-11-06T00:00:00', 4, 'one_way'),
    change('2026-11-07T00:00:00', 2, 'one_way'),
    change('2026-11-08T00:00:00', 2, 'two_way'),
  ]
  expect(rentedLines(changes, november)).toMatchObject([
    { mode: 'two_way', lines: 2, since: { at: at('2026-11-08T00:00:00') } },
    {
      mode: 'one_way',
      lines: 2,
      since: { at: at('2026-11-06T00:00:00') },
      until: { at: at('2026-11-07T00:00:00') },
    },
  ])
})

test('lines that were never on are listed and cost nothing, and none at all are not listed', () => {
  expect(rentalItems([change('2026-10-01T00:00:00', 3, 'off')], november, prices)).toMatchObject([
    { mode: 'off', lines: 3, price: 0, amount: 0 },
  ])
  const gone = [change('2026-09-01T00:00:00', 3, 'one_way'), change('2026-10-01T00:00:00', 0, 'off')]
  expect(rentedLines(gone, november)).toEqual([])
  expect(rentedLines([change('2026-12-05T00:00:00', 3, 'one_way')], november)).toEqual([])
})

test('a change in the very first moment is how the cycle began', () => {
  const changes = [change('2026-10-01T00:00:00', 2, 'two_way'), change('2026-11-05T00:00:00', 2, 'one_way')]
  expect(rentedLines(changes, november)).toEqual([{ mode: 'one_way', lines: 2 }])
})

const story = fc
  .array(
    fc.record({
      after: fc.integer({ min: 1, max: 20 * 86_400_000 }),
      lines: fc.integer({ min: 0, max: 5 }),
      mode: fc.constantFrom(...lineModes),
    }),
    { maxLength: 8 },
  )
  .map((steps) => {
    let time = at('2026-10-20T00:00:00')
    return steps.map(({ after, lines, mode }): LineChange => {
      time += after
      return { at: time, lines, mode, ruleSet: 1, what: 'rules saved' }
    })
  })

/** Line by line and moment by moment: what the grouped form must come to. */
function oneByOne(changes: readonly LineChange[]): number {
  const open: LineChange['mode'][] = []
  const all: LineChange['mode'][] = []
  const place = (mode: LineChange['mode']) => lineModes.indexOf(mode)
  for (const one of changes.filter(({ at: time }) => time < november.endsAt)) {
    const begins = one.at <= november.startsAt
    while (open.length > one.lines) {
      const gone = open.pop()
      if (gone && !begins) all.push(gone)
    }
    for (const [n, mode] of open.entries()) open[n] = begins || place(one.mode) > place(mode) ? one.mode : mode
    while (open.length < one.lines) open.push(one.mode)
  }
  return [...all, ...open].reduce((sum, mode) => sum + lineRental(1, mode, prices), 0)
}

test('whatever was changed and when, each line costs what it would by itself', () => {
  fc.assert(
    fc.property(story, (changes) => {
      expect(rentalOf(changes, november, prices)).toBe(oneByOne(changes))
    }),
    { numRuns: 500 },
  )
})

test('what came before the last change before the cycle changes nothing', () => {
  fc.assert(
    fc.property(story, (changes) => {
      const before = changes.findLastIndex((one) => one.at <= november.startsAt)
      expect(rentedLines(changes.slice(Math.max(0, before)), november)).toEqual(rentedLines(changes, november))
    }),
  )
})

test('a day shows the highest mode of its moments, and days to come the one that stands', () => {
  const days = daysFrom(november.start, november.end, { zone })
  const changes = [
    change('2026-10-01T00:00:00', 2, 'one_way'),
    change('2026-11-07T10:00:00', 2, 'two_way'),
    change('2026-11-07T10:01:00', 2, 'one_way'),
    change('2026-11-09T00:00:00', 0, 'off'),
    change('2026-11-11T12:00:00', 2, 'two_way'),
    change('2026-11-11T13:00:00', 2, 'one_way'),
  ]
  const shown = modeByDay(changes, days, at('2026-11-11T18:00:00'))
  expect(shown).toHaveLength(30)
  expect(shown.slice(0, 8)).toEqual([
    { day: '2026-11-05', mode: 'one_way' },
    { day: '2026-11-06', mode: 'one_way' },
    { day: '2026-11-07', mode: 'two_way' },
    { day: '2026-11-08', mode: 'one_way' },
    { day: '2026-11-09', mode: 'off' },
    { day: '2026-11-10', mode: 'off' },
    { day: '2026-11-11', mode: 'two_way' },
    { day: '2026-11-12', mode: 'one_way', isToCome: true },
  ])
  expect(modeByDay([], days, november.endsAt).every((one) => one.mode === 'off' && !one.isToCome)).toBe(true)
})
