import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRefusalPace } from './refusal-pace.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** Refusals that say when they were told, by their number. */
function paced(options: Parameters<typeof createRefusalPace>[0]) {
  const pace = createRefusalPace(options)
  const told: { n: number; at: number }[] = []
  const began = performance.now()
  return {
    told,
    refuse: (count: number) => {
      for (let n = 0; n < count; n++) pace.tell(() => told.push({ n, at: performance.now() - began }))
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
})
