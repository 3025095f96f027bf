import { describe, expect, it } from 'vitest'
import type { Outcome } from './gateway.ts'
import { oneByOne } from './one-by-one.ts'

describe('a gateway with a pace', () => {
  it('lets a text of three parts begin where it may begin one part at a time, and pauses the longer after it', () => {
    let now = 1_000
    const io = { now: () => now, late: () => undefined, freed: () => undefined, log: { info: silent, warn: silent } }
    const gateway = oneByOne(io, { window: 10, perSecond: 5 }, never, () => ({ state: 'ok', words: '' }))
    expect(gateway.reserve(3)?.count).toBe(3)
    expect(gateway.reserve(1)).toBeNull()
    now += 500
    expect(gateway.reserve(1)).toBeNull()
    now += 100
    expect(gateway.reserve(1)?.count).toBe(1)
  })

  it('has no place for more parts than its window, however slow it is', () => {
    const io = { now: () => 1_000, late: () => undefined, freed: () => undefined, log: { info: silent, warn: silent } }
    const gateway = oneByOne(io, { window: 2, perSecond: 5 }, never, () => ({ state: 'ok', words: '' }))
    expect(gateway.reserve(3)).toBeNull()
  })
})

const silent = () => undefined
const never = () => new Promise<Outcome>(() => undefined)
