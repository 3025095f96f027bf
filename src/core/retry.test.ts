import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryDelayMs } from './retry.ts'

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

test('the wait grows from up to 1 s to up to 60 s', () => {
  const most = [0, 1, 2, 3, 4, 5, 6, 7, 100, 5000].map((refusals) => retryDelayMs(refusals, 0.9999999))
  expect(most).toEqual([999, 1999, 3999, 7999, 15_999, 31_999, 59_999, 59_999, 59_999, 59_999])
})

test('the wait is anything up to its bound, in whole ms', () => {
  fc.assert(
    fc.property(fc.nat(40), random, (refusals, chance) => {
      const delay = retryDelayMs(refusals, chance)
      expect(Number.isInteger(delay)).toBe(true)
      expect(delay).toBeGreaterThanOrEqual(0)
      expect(delay).toBeLessThan(Math.min(60_000, 1000 * 2 ** refusals))
    }),
  )
  expect(retryDelayMs(3, 0)).toBe(0)
  expect(retryDelayMs(3, 0.5)).toBe(4000)
})

test('a gateway that said how long to wait is not asked before that', () => {
  fc.assert(
    fc.property(fc.nat(40), random, fc.nat(3_600_000), (refusals, chance, hint) => {
      expect(retryDelayMs(refusals, chance, hint)).toBe(hint + retryDelayMs(refusals, chance))
    }),
  )
})
