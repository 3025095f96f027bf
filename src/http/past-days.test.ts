import { expect, test } from 'vitest'
import type { Span, SpanCounts } from '../store/overview.ts'
import { rememberDays } from './past-days.ts'

const dayMs = 86_400_000
const now = Date.parse('2026-11-27T12:00:00Z')
const dayBefore = (days: number): Span => ({ startsAt: now - (days + 1) * dayMs, endsAt: now - days * dayMs })

function counting() {
  const asked: Span[] = []
  const failing = new Set<Span>()
  const days = rememberDays(async (_accountId, of) => {
    asked.push(...of)
    if (of.some((one) => failing.has(one))) throw new Error('no database')
    return of.map(
      (): SpanCounts => ({
        calls: { connected: asked.length, missed: 0, voicemail: 0 },
        answered: 0,
        texts: [],
        waits: [],
      }),
    )
  })
  return { days, asked, failing }
}

test('a day is counted once however many ask at a time, and again after a minute, or an hour where it is long over', async () => {
  const { days, asked } = counting()
  const [young, old] = [dayBefore(1), dayBefore(5)]
  await Promise.all([days('a', [young, old], now), days('a', [young, old], now)])
  expect(asked).toEqual([young, old])
  await days('a', [young, old], now + 59_000)
  expect(asked).toHaveLength(2)
  await days('a', [young, old], now + 61_000)
  expect(asked.slice(2)).toEqual([young])
  await days('a', [young, old], now + 3_601_000)
  expect(asked.slice(3)).toEqual([young, old])
})

test('the days of one account are not those of another', async () => {
  const { days, asked } = counting()
  const [first] = await days('a', [dayBefore(1)], now)
  const [other] = await days('b', [dayBefore(1)], now)
  expect(asked).toHaveLength(2)
  expect([first?.calls.connected, other?.calls.connected]).toEqual([1, 2])
})

test('a day that could not be counted is counted when it is asked for again', async () => {
  const { days, failing } = counting()
  const day = dayBefore(1)
  failing.add(day)
  await expect(days('a', [day], now)).rejects.toThrow('no database')
  failing.clear()
  expect(await days('a', [day], now)).toHaveLength(1)
})
