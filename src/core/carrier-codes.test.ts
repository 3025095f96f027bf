import { expect, test } from 'vitest'
import { indianCode } from './carrier-codes.ts'

test.each([
  [600, 'dlt_refused', 'entity'],
  [616, 'dlt_refused', 'chain'],
  [620, 'header_refused', 'header'],
  [633, 'dlt_refused', 'does not match'],
  [635, 'dlt_refused', 'variable'],
  [642, 'content_refused', 'whitelisted'],
  [650, 'number_blocked', 'DND'],
  [660, 'number_blocked', 'consent'],
  [670, 'network_failed', 'itself'],
  [5208, 'header_refused', 'header'],
  [5307, 'dlt_refused', 'does not match'],
  [5310, 'network_failed', 'parts'],
  [5604, 'dlt_refused', 'chain'],
  [7003, 'dlt_refused', 'entity'],
])('%i is %s: %s', (code, reason, word) => {
  expect(indianCode(code)).toMatchObject({
    reason,
    means: expect.stringContaining(word),
    next: expect.stringMatching(/\.$/),
  })
})

test.each([0, 1, 599, 702, 5000, 5109, Number.NaN])('%d is on no list', (code) => {
  expect(indianCode(code)).toBeUndefined()
})
