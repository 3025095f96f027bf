import { expect, test } from 'vitest'
import type { Span, SpanCounts } from '../store/overview.ts'
import { rememberSpans } from './counted-spans.ts'

const dayMs = 86_400_000
const now = Date.parse('2026-11-27T12:00:00Z')
const dayBefore = (days: number): Span => ({ startsAt: now - (days + 1) * dayMs, endsAt: now - days * dayMs })

function counting() {
  const asked: Span[] = []
  const failing = new Set<Span>()
  const texts: SpanCounts['texts'] = []
  const spans = rememberSpans(async (_accountId, span) => {
    asked.push(span)
    if (failing.has(span)) throw new Error('no database')
    const calls = { connected: asked.length, missed: 0, voicemail: 0 }
    return { calls, listed: asked.length, answered: 0, texts: [...texts], waits: [] }
  })
  return { spans, asked, failing, texts }
}
const waiting = { now, isGone: () => false }

test('a day is counted once however many ask at a time, and is remembered', async () => {
  const { spans, asked } = counting()
  const days = [dayBefore(5), dayBefore(1)]
  await Promise.all([spans('a', days, waiting), spans('a', days, waiting)])
  await spans('a', days, waiting)
  expect(asked).toEqual(days)
})

test('the newest hours are counted each time', async () => {
  const { spans, asked } = counting()
  const newest = { startsAt: now - 3_600_000, endsAt: now }
  for (const each of [1, 2]) {
    await spans('a', [newest], waiting)
    expect(asked).toHaveLength(each)
  }
})

test('a day with a text in doubt is counted each time, until that is settled', async () => {
  const { spans, asked, texts } = counting()
  const day = dayBefore(5)
  texts.push({ state: 'unconfirmed', reason: null, count: 1 })
  await spans('a', [day], waiting)
  texts.splice(0, 1, { state: 'delivered', reason: null, count: 1 })
  for (const _each of [1, 2])
    expect((await spans('a', [day], waiting))[0]?.texts).toEqual([{ state: 'delivered', reason: null, count: 1 }])
  expect(asked).toHaveLength(2)
})

test('the days of one account are not those of another', async () => {
  const { spans } = counting()
  const [first] = await spans('a', [dayBefore(1)], waiting)
  const [other] = await spans('b', [dayBefore(1)], waiting)
  expect([first?.calls.connected, other?.calls.connected]).toEqual([1, 2])
})

test('a day that could not be counted is counted when it is asked for again', async () => {
  const { spans, failing } = counting()
  const day = dayBefore(1)
  failing.add(day)
  await expect(spans('a', [day], waiting)).rejects.toThrow('no database')
  failing.clear()
  expect(await spans('a', [day], waiting)).toHaveLength(1)
})

test('whoever goes away ends it after the day that is being counted', async () => {
  const { spans, asked } = counting()
  const leaving = { now, isGone: () => asked.length === 2 }
  await expect(spans('a', [dayBefore(3), dayBefore(2), dayBefore(1)], leaving)).rejects.toMatchObject({
    code: 'not_now',
  })
  expect(asked).toHaveLength(2)
})
