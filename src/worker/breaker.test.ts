import { describe, expect, it } from 'vitest'
import { breaker } from './breaker.ts'

const options = { failures: 5, firstPauseMs: 5_000, longestPauseMs: 60_000 }

describe('a breaker', () => {
  it('opens at the fifth failure in a row, and not when one success lies between', () => {
    const one = breaker(options)
    for (let n = 0; n < 4; n++) one.failed(0)
    one.succeeded()
    for (let n = 0; n < 4; n++) one.failed(0)
    expect(one.open(0)).toBe(false)
    one.failed(0)
    expect(one.open(4_999)).toBe(true)
    expect(one.halfOpen(5_000)).toBe(true)
  })

  it('pauses 5 s after a cut line, however many texts were under way on it', () => {
    const one = breaker(options)
    for (let n = 0; n < 100; n++) one.failed(10)
    expect(one.openUntil()).toBe(5_010)
  })

  it('doubles its pause when the one text that was risked fails too, up to a minute', () => {
    const one = breaker(options)
    let now = 0
    for (let n = 0; n < 5; n++) one.failed(now)
    const pauses = [10, 20, 40, 60, 60].map((seconds) => {
      now = one.openUntil()
      one.failed(now)
      return (one.openUntil() - now) / 1_000 === seconds
    })
    expect(pauses).toEqual([true, true, true, true, true])
    one.succeeded()
    expect(one.halfOpen(now + 100_000)).toBe(false)
  })
})
