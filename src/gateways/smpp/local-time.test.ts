import { expect, it } from 'vitest'
import { localTimeReader } from './local-time.ts'

const ist = localTimeReader('Asia/Kolkata')

it.each([
  ['2611231545', '2026-11-23T15:45:00+05:30'],
  ['261123154510', '2026-11-23T15:45:10+05:30'],
  ['202611231545', '2026-11-23T15:45:00+05:30'],
  ['20261123154510', '2026-11-23T15:45:10+05:30'],
  ['2602282359', '2026-02-28T23:59:00+05:30'],
])('reads %s by its length', (digits, instant) => {
  expect(ist(digits)).toBe(Date.parse(instant))
})

it.each([
  '',
  '0',
  '0000000000',
  '2613231545',
  '2602301545',
  '2611232545',
  '2611231560',
  '26112315451',
  '99999999999999',
])('takes %j for no date', (digits) => {
  expect(ist(digits)).toBeUndefined()
})

it('knows the offset of the day, and of both sides of a change', () => {
  const berlin = localTimeReader('Europe/Berlin')
  expect(berlin('2607011200')).toBe(Date.parse('2026-07-01T12:00:00+02:00'))
  expect(berlin('2612011200')).toBe(Date.parse('2026-12-01T12:00:00+01:00'))
  expect(berlin('2610250130')).toBe(Date.parse('2026-10-25T01:30:00+02:00'))
  expect(berlin('2610250330')).toBe(Date.parse('2026-10-25T03:30:00+01:00'))
  expect(localTimeReader('America/New_York')('2601150900')).toBe(Date.parse('2026-01-15T09:00:00-05:00'))
  expect(localTimeReader('UTC')('2601150900')).toBe(Date.parse('2026-01-15T09:00:00Z'))
})
