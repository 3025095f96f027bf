import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRefusalPace } from './refusal-pace.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** Refusals that say when they were told, by their number. */
function paced(options: Parameters<typeof createRefusalPace>[0], connectionOf: (n: number) => object = () => ({})) {
  const pace = createRefusalPace(options)
  const told: { n: number; at: number }[] = []
  const began = performance.now()
  return {
    told,
    refuse: (count: number) => {
      const isTold = (n: number) => pace.tell(() => told.push({ n, at: performance.now() - began }), connectionOf(n))
      return Array.from({ length: count }, (_, n) => isTold(n)).filter(Boolean).length
    },
  }
}

describe('the pace of refusals', () => {
  it('tells the first at once, and the others in their order, so many a second', () => {
    const { told, refuse } = paced({ perSecond: 100, atOnce: 10, mostMs: 10_000 })
    refuse(60)
    expect(told).toHaveLength(10)
    vi.advanceTimersByTime(200)
    expect(told).toHaveLength(30)
    vi.advanceTimersByTime(300)
    expect(told.map((one) => one.n)).toEqual(Array.from({ length: 60 }, (_, n) => n))
    // After a pause as many are told at once as at first, and no more.
    vi.advanceTimersByTime(60_000)
    refuse(11)
    expect(told).toHaveLength(70)
  })

  it('keeps nobody longer than it may, however many there are', () => {
    const { told, refuse } = paced({ perSecond: 10, atOnce: 100, mostMs: 1_000 })
    refuse(5_000)
    vi.advanceTimersByTime(1_100)
    expect(told).toHaveLength(5_000)
    // A few at a time, so that what else there is to do comes between them.
    const atATime = Object.values(Object.groupBy(told, (one) => one.at)).map((some) => some?.length ?? 0)
    expect(Math.max(...atATime)).toBeLessThanOrEqual(100)
  })

  it('lets so many wait and no more, and as many again when they have been told', () => {
    const { told, refuse } = paced({ perSecond: 1_000, atOnce: 10, most: 100 })
    expect(refuse(500)).toBe(110)
    vi.advanceTimersByTime(60_000)
    expect(told).toHaveLength(110)
    expect(refuse(500)).toBe(110)
  })

  it('lets few wait that one connection asks without waiting for answers, and beside them those of others', () => {
    const greedy = {}
    const { told, refuse } = paced({ perSecond: 1_000, atOnce: 10, mostOfOne: 20 }, (n) => (n < 500 ? greedy : {}))
    expect(refuse(600)).toBe(10 + 20 + 100)
    vi.advanceTimersByTime(60_000)
    expect(told).toHaveLength(130)
    expect(refuse(500)).toBe(30)
  })
})
