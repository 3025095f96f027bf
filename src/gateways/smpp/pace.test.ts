import { describe, expect, it } from 'vitest'
import { Pace } from './pace.ts'

function paceOf(perSecond: number | undefined): { pace: Pace; pass(ms: number): void; takeAll(forMs: number): number } {
  let now = 1_000_000
  const pace = new Pace(perSecond, () => now)
  const pass = (ms: number) => {
    now += ms
  }
  const takeAll = (forMs: number) => {
    let taken = 0
    for (const end = now + forMs; now < end; now++) {
      const free = Math.min(pace.tokens, 1_000)
      pace.take(free)
      taken += free
    }
    return taken
  }
  return { pace, pass, takeAll }
}

describe('the pace', () => {
  it.each([1, 7, 100, 1_500])(
    'lets %i a second through, and never a tenth of a second’s worth more in any second',
    (perSecond) => {
      const { takeAll } = paceOf(perSecond)
      const first = takeAll(1_000)
      expect(first).toBeLessThanOrEqual(perSecond + Math.max(1, perSecond / 10))
      const later = takeAll(10_000)
      expect(later).toBeGreaterThan(perSecond * 9.5)
      expect(later).toBeLessThanOrEqual(perSecond * 10 + 1)
    },
  )

  it('has no limit until somebody sets one', () => {
    const { pace } = paceOf(undefined)
    expect(pace.tokens).toBe(Number.POSITIVE_INFINITY)
    pace.take(1_000)
    expect(pace.waitMs).toBe(0)
  })

  it('lets a text of several parts go into debt rather than wait for ever', () => {
    const { pace, pass } = paceOf(1)
    pace.take(3)
    expect(pace.tokens).toBe(0)
    expect(pace.waitMs).toBe(3_000)
    pass(3_000)
    expect(pace.tokens).toBe(1)
  })

  it('gives back what was not used', () => {
    const { pace } = paceOf(10)
    pace.take(1)
    pace.giveBack(1)
    expect(pace.tokens).toBe(1)
  })

  it('halves when throttled, stops for a second, and comes back by five percent a second', () => {
    const { pace, pass } = paceOf(100)
    expect(pace.throttled()).toBe(1_000)
    expect(pace.rate).toBe(50)
    expect(pace.tokens).toBe(0)
    pass(1_000)
    const after = pace.rate
    pass(1_000)
    expect(pace.rate - after).toBeCloseTo(5)
    pass(20_000)
    expect(pace.rate).toBe(100)
  })

  it('takes the throttled answers of one burst for one', () => {
    const { pace, pass } = paceOf(100)
    pace.throttled()
    pass(10)
    expect(pace.throttled()).toBe(990)
    expect(pace.rate).toBe(50)
  })

  it('stops longer while throttling goes on, up to a minute, and briefly again after an accepted text', () => {
    const { pace, pass } = paceOf(100)
    const pauses: number[] = []
    for (let i = 0; i < 8; i++) {
      const pause = pace.throttled()
      pauses.push(pause)
      pass(pause)
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
    pace.accepted()
    expect(pace.throttled()).toBe(1_000)
  })

  it('without a set rate learns one from what went through, and forgets it when all is well again', () => {
    const { pace, pass } = paceOf(undefined)
    for (let i = 0; i < 200; i++) {
      pace.take(1)
      pass(5)
    }
    pace.throttled()
    expect(pace.rate).toBeGreaterThan(50)
    expect(pace.rate).toBeLessThanOrEqual(100)
    pass(30_000)
    expect(pace.rate).toBe(Number.POSITIVE_INFINITY)
  })
})
