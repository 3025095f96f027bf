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
const receipt = (reason: ReceiptRow['reason']): ReceiptRow => ({
  messageId: 'm',
  attempt: 1,
  part: 0,
  state: 'undelivered',
  final: true,
  reason,
  receivedAt: at,
  times: 1,
  raw: JSON.stringify({ words: 'stat:UNDELIV err:633' }),
})
const detailOf = (reason: ReceiptRow['reason']) =>
  timelineOf({ ...message, reason, doubt: null, answer: null, settledBy: 'receipt' } as MessageRow, {
    attempts: [],
    receipts: [receipt(reason)],
    deeds: [],
  }).find((one) => one.what === 'undelivered')?.detail

test('an operator’s code is said in words, with what to do', () => {
  expect(detailOf('dlt_refused')).toBe(
    'stat:UNDELIV err:633. The text does not match its registered template. Open the template and paste its registered text: it shows the character that differs.',
  )
})

test('the same number under another reason is no code of India’s', () => {
  expect(detailOf('number_unreachable')).toBe('stat:UNDELIV err:633')
})
