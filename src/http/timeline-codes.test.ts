import { expect, test } from 'vitest'
import type { ReceiptRow } from '../store/message-history.ts'
import type { MessageRow } from '../store/message-list.ts'
import { timelineOf } from './timeline.ts'

const at = Date.UTC(2026, 10, 23, 9)
const message = {
  state: 'undelivered',
  attempt: 1,
  parts: 1,
  createdAt: at,
  permittedAt: at,
  answeredAt: at,
  finalAt: at,
} as MessageRow
const mismatch =
  'The text does not match its registered template. Open the template and paste its registered text: it shows the character that differs.'

const receipt = (raw: object): ReceiptRow => ({
  messageId: 'm',
  attempt: 1,
  part: 0,
  state: 'undelivered',
  final: true,
  reason: 'dlt_refused',
  receivedAt: at,
  times: 1,
  raw: JSON.stringify(raw),
})
const detailOf = (raw: object) =>
  timelineOf({ ...message, reason: 'dlt_refused', doubt: null, answer: null, settledBy: 'receipt' } as MessageRow, {
    attempts: [],
    receipts: [receipt(raw)],
    deeds: [],
  }).find((one) => one.what === 'undelivered')?.detail

test('an operator’s code is said in words, with what to do', () => {
  expect(detailOf({ words: 'stat:UNDELIV err:633', carrier: { list: 'common', code: 633 } })).toBe(
    `stat:UNDELIV err:633. ${mismatch}`,
  )
})

test.each([
  ['common', 'The chain from your entity'],
  ['older', 'The header is not known'],
])('614 is said as the list %s has it', (list, words) => {
  expect(detailOf({ code: 'network 0:614', carrier: { list, code: 614 } })).toContain(`network 0:614. ${words}`)
})

test('a number that no list was asked for is no operator’s code', () => {
  expect(detailOf({ words: 'stat:UNDELIV err:633' })).toBe('stat:UNDELIV err:633')
})

test('the code of an answer is said in words as well', () => {
  const answer = JSON.stringify({ code: '633', words: 'template not matched', carrier: { list: 'common', code: 633 } })
  const rejected = { ...message, state: 'rejected', reason: 'dlt_refused', doubt: null, answer } as MessageRow
  expect(timelineOf(rejected, { attempts: [], receipts: [], deeds: [] }).at(-1)?.detail).toBe(
    `633 template not matched. ${mismatch}`,
  )
})
