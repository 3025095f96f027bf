import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatInstant, parseInstant } from './instant.ts'

it('reads back every instant that it writes', () => {
  const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(instant, (at) => {
      expect(parseInstant(formatInstant(at.getTime()))).toBe(at.getTime())
    }),
  )
})

it.each([
  ['2026-11-23T15:45:10.1234567+05:30', '2026-11-23T10:15:10.123Z'],
  ['2028-02-29t00:00:00z', '2028-02-29T00:00:00.000Z'],
  ['2026-12-31 23:59:59-01:00', '2027-01-01T00:59:59.000Z'],
])('reads %s', (text, written) => {
  expect(formatInstant(parseInstant(text) ?? 0)).toBe(written)
})

it.each([
  '2026-02-30T00:00:00Z',
  '2027-02-29T10:00:00+05:30',
  '2026-04-31T10:00:00Z',
  '2026-00-10T10:00:00Z',
  '2026-01-32T10:00:00Z',
  '2026-11-23T24:00:00Z',
  '2026-11-23T10:60:00Z',
  '2026-11-23T10:15:10',
  '2026-11-23',
])('refuses %s, which is no moment', (text) => {
  expect(parseInstant(text)).toBeUndefined()
})
