import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Outcome } from './gateway.ts'
import { oneByOne } from './one-by-one.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a gateway with a pace', () => {
  it('lets a text of three parts begin where it may begin one part at a time, and pauses the longer after it', () => {
    const gateway = oneByOne(io, { window: 10, perSecond: 5 }, never, () => ({ state: 'ok', words: '' }))
    expect(gateway.reserve(3)?.count).toBe(3)
    expect(gateway.reserve(1)).toBeNull()
    vi.advanceTimersByTime(500)
    expect(gateway.reserve(1)).toBeNull()
    vi.advanceTimersByTime(100)
    expect(gateway.reserve(1)?.count).toBe(1)
  })

  it('keeps its pace when the wall clock is put back by an hour', () => {
    const gateway = oneByOne(io, { window: 10, perSecond: 5 }, never, () => ({ state: 'ok', words: '' }))
    expect(gateway.reserve(1)?.count).toBe(1)
    vi.setSystemTime(Date.now() - 3_600_000)
    expect(gateway.reserve(1)).toBeNull()
    vi.advanceTimersByTime(200)
    expect(gateway.reserve(1)?.count).toBe(1)
  })

  it('has no place for more parts than its window, however slow it is', () => {
    const gateway = oneByOne(io, { window: 2, perSecond: 5 }, never, () => ({ state: 'ok', words: '' }))
    expect(gateway.reserve(3)).toBeNull()
  })
})

const silent = () => undefined
const io = { now: () => Date.now(), late: silent, freed: silent, log: { info: silent, warn: silent } }
const never = () => new Promise<Outcome>(() => undefined)
