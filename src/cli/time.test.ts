import { expect, test } from 'vitest'
import { dayAndTime, sinceWords, spanWords } from './time.ts'

test('a moment is told in full in the account’s zone', () => {
  expect(dayAndTime('2026-11-21T13:12:10.500Z', 'Asia/Kolkata')).toBe('Sat 21 Nov 2026 18:42:10 IST')
  expect(dayAndTime(Date.UTC(2026, 10, 21), 'UTC')).toBe('Sat 21 Nov 2026 00:00:00 UTC')
})

test('a zone that is not known is told as UTC', () => {
  expect(dayAndTime('2026-11-21T13:12:10Z', 'Mars/Olympus')).toBe('Sat 21 Nov 2026 13:12:10 UTC')
})

test('spans carry their unit', () => {
  const words = [0, 41, 999.4, 2_140, 61_000, 1_560_000, 3 * 3_600_000, 9 * 86_400_000].map(spanWords)
  expect(words).toEqual(['0 ms', '41 ms', '999 ms', '2.14 s', '1 min 1 s', '26 min', '3 h', '9 d'])
})

test('what came since counts from the first moment', () => {
  expect(sinceWords('2026-11-21T13:12:12.640Z', '2026-11-21T13:12:10.500Z')).toBe('+ 2.14 s')
})
