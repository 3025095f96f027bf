import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatAmount, invoiceLine, money, parseAmount, priceOf } from './billing.ts'

const amount = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 })

test('amounts are written with four places and read back', () => {
  expect(formatAmount(1_234_500)).toBe('123.4500')
  expect(formatAmount(1)).toBe('0.0001')
  expect(formatAmount(0)).toBe('0.0000')
  expect(formatAmount(-3000)).toBe('-0.3000')
  expect(money(3000, 'INR')).toEqual({ amount: '0.3000', currency: 'INR' })
  fc.assert(
    fc.property(amount, (units) => {
      expect(parseAmount(formatAmount(units))).toBe(units)
    }),
  )
})

test.each([
  ['0.3', 3000],
  ['1400', 14_000_000],
  ['-12.005', -120_050],
  ['-0', 0],
  ['99999999999.9999', 999_999_999_999_999],
])('%s is %i units', (text, units) => {
  expect(parseAmount(text)).toBe(units)
})

test.each(['', '-', '.5', '1.', '1.23456', '1,400', '1e3', ' 1', '+1', '१', 'NaN', '999999999999'])(
  '%j is no amount',
  (text) => {
    expect(parseAmount(text)).toBeUndefined()
  },
)

test('a text costs its parts', () => {
  expect(priceOf(2, 3000)).toBe(6000)
  expect(() => priceOf(2, 0.3)).toThrow(RangeError)
  expect(() => priceOf(3, Number.MAX_SAFE_INTEGER)).toThrow(RangeError)
})

test('a line is rounded half up, once, to what the currency has coins for', () => {
  // Three texts at 0.125: 0.375, not three times 0.13.
  expect(invoiceLine([1250, 1250, 1250], 'INR')).toBe(3800)
  expect(invoiceLine([1249], 'INR')).toBe(1200)
  expect(invoiceLine([1250], 'INR')).toBe(1300)
  expect(invoiceLine([-1250], 'INR')).toBe(-1300)
  expect(invoiceLine([-49], 'INR')).toBe(0)
  expect(invoiceLine([5000], 'JPY')).toBe(10_000)
  expect(invoiceLine([4999], 'JPY')).toBe(0)
  expect(invoiceLine([1255], 'KWD')).toBe(1260)
  expect(invoiceLine([], 'INR')).toBe(0)
  expect(() => invoiceLine([1], 'rupees')).toThrow(RangeError)
})

test('a line differs from the exact sum by at most half a coin, does not heed the order, and has nothing left to round', () => {
  const items = fc.array(fc.integer({ min: -10_000_000, max: 10_000_000 }), { maxLength: 200 })
  fc.assert(
    fc.property(items, (units) => {
      const line = invoiceLine(units, 'INR')
      const exact = units.reduce((sum, one) => sum + BigInt(one), 0n)
      expect(line % 100).toBe(line < 0 ? -0 : 0)
      expect(Math.abs(line - Number(exact))).toBeLessThanOrEqual(50)
      expect(invoiceLine([...units].reverse(), 'INR')).toBe(line)
      expect(invoiceLine([line], 'INR')).toBe(line)
      expect(
        invoiceLine(
          units.map((one) => -one),
          'INR',
        ),
      ).toBe(line === 0 ? 0 : -line)
    }),
  )
})
