import { describe, expect, test } from 'vitest'
import type { AttemptRow, ReceiptRow } from '../store/message-history.ts'
import type { MessageRow } from '../store/message-list.ts'
import { timelineOf } from './timeline.ts'

const start = Date.UTC(2026, 10, 25, 10, 0, 0)
const none = { attempts: [], receipts: [], deeds: [] }

function message(over: Partial<MessageRow>): MessageRow {
  return {
    id: 'm',
    callId: 'c',
    callEndedAt: start,
    recipient: 'caller',
    number: '+919000001842',
    name: null,
    state: 'queued',
    reason: null,
    doubt: null,
    detail: null,
    settledBy: null,
    rule: 'r',
    template: null,
    header: 'KAVERI',
    dltTemplateId: null,
    hasEntity: false,
    text: 'Hello',
    encoding: 'gsm',
    parts: 1,
    price: 3000,
    gateway: null,
    attempt: 0,
    dueAt: null,
    validUntil: null,
    permittedAt: null,
    answeredAt: null,
    finalAt: null,
    answer: null,
    createdAt: start,
    ...over,
  }
}

const attempt = (over: Partial<AttemptRow>): AttemptRow => ({
  messageId: 'm',
  attempt: 1,
  permittedAt: start + 3,
  answeredAt: start + 31,
  outcome: 'refused',
  reason: null,
  doubt: null,
  answer: null,
  ...over,
})
const receipt = (over: Partial<ReceiptRow>): ReceiptRow => ({
  messageId: 'm',
  attempt: 1,
  part: 0,
  state: 'delivered',
  final: true,
  reason: null,
  receivedAt: start + 2_000,
  times: 1,
  raw: '{"code":"DELIVRD","words":"err:000"}',
  ...over,
})
const told = (row: MessageRow, history: Partial<Parameters<typeof timelineOf>[1]> = {}) =>
  timelineOf(row, { ...none, ...history }).map((one) => [
    Date.parse(one.at) - start,
    one.what,
    one.words,
    one.detail ?? null,
  ])

describe('the line of a text', () => {
  test('that arrived at once', () => {
    const row = message({
      state: 'delivered',
      attempt: 1,
      permittedAt: start,
      answeredAt: start + 41,
      finalAt: start + 2_000,
      settledBy: 'receipt',
      answer: '{"code":"ok"}',
    })
    expect(told(row, { receipts: [receipt({})] })).toEqual([
      [0, 'planned', 'Queued', null],
      [0, 'sending', 'Sending', null],
      [41, 'sent', 'Sent', 'ok'],
      [2_000, 'delivered', 'Delivered', 'DELIVRD err:000'],
    ])
  })

  test('that was asked to slow down first, and whose receipt came twice', () => {
    const row = message({
      state: 'delivered',
      attempt: 2,
      permittedAt: start + 2_140,
      answeredAt: start + 2_178,
      finalAt: start + 6_200,
      settledBy: 'receipt',
      answer: '{"words":"id:6f1c02e9"}',
    })
    const history = {
      attempts: [attempt({ reason: 'throttled', answer: '{"status":88,"code":"0x58","words":"throttled"}' })],
      receipts: [receipt({ attempt: 2, receivedAt: start + 6_200, times: 2 })],
    }
    expect(told(row, history)).toEqual([
      [0, 'planned', 'Queued', null],
      [31, 'refused_for_now', 'Attempt 1: asked to slow down', '0x58 throttled'],
      [2_140, 'sending', 'Attempt 2: sending', null],
      [2_178, 'sent', 'Attempt 2: sent', 'id:6f1c02e9'],
      [6_200, 'delivered', 'Delivered', 'DELIVRD err:000'],
      [6_200, 'repeat', 'The same receipt again', 'Changed nothing.'],
    ])
  })

  test('in doubt that a person settled', () => {
    const row = message({
      state: 'sent',
      attempt: 1,
      permittedAt: start,
      doubt: 'timeout',
      answeredAt: start + 30_000,
      settledBy: 'person',
    })
    const deeds = [{ messageId: 'm', at: start + 90_000, who: 'Owner', what: 'message.settled_as_sent' }]
    expect(told(row, { deeds })).toEqual([
      [0, 'planned', 'Queued', null],
      [0, 'sending', 'Sending', null],
      [30_000, 'doubt', 'Not known whether it went', 'The gateway did not answer in time.'],
      [90_000, 'settled_as_sent', 'Settled as sent', 'by Owner'],
    ])
  })

  test.each([
    [
      message({ state: 'skipped', reason: 'user_has_no_number' }),
      [[0, 'skipped', 'Skipped', 'The user has no mobile number.']],
    ],
    [
      message({ state: 'lapsed', reason: 'validity_over', finalAt: start + 60_000 }),
      [
        [0, 'planned', 'Queued', null],
        [60_000, 'lapsed', 'Lapsed', expect.any(String)],
      ],
    ],
    [
      message({ state: 'cancelled', reason: 'reached_meanwhile', finalAt: start + 9 }),
      [
        [0, 'planned', 'Queued', null],
        [9, 'cancelled', 'Cancelled', expect.any(String)],
      ],
    ],
    [
      message({
        state: 'rejected',
        reason: 'dlt_refused',
        attempt: 1,
        permittedAt: start,
        answeredAt: start + 40,
        finalAt: start + 40,
        answer: '{"words":"DLT: template not matched"}',
      }),
      [
        [0, 'planned', 'Queued', null],
        [0, 'sending', 'Sending', null],
        [40, 'rejected', 'Refused', 'DLT: template not matched'],
      ],
    ],
    [
      message({ state: 'queued', reason: 'throttled', attempt: 1, permittedAt: start, answeredAt: start + 5 }),
      [
        [0, 'planned', 'Queued', null],
        [0, 'sending', 'Sending', null],
        [5, 'refused_for_now', 'Asked to slow down', null],
      ],
    ],
  ])('that ended otherwise (%#)', (row, expected) => {
    expect(told(row)).toEqual(expected)
  })

  test('of several parts, each with its receipt', () => {
    const row = message({
      state: 'delivered',
      parts: 2,
      attempt: 1,
      permittedAt: start,
      answeredAt: start + 40,
      finalAt: start + 3_000,
      settledBy: 'receipt',
    })
    const receipts = [receipt({ part: 1 }), receipt({ part: 2, receivedAt: start + 3_000 })]
    expect(told(row, { receipts }).slice(3)).toEqual([
      [2_000, 'note_of_part', 'Receipt for part 1 of 2: delivered', 'DELIVRD err:000'],
      [3_000, 'note_of_part', 'Receipt for part 2 of 2: delivered', 'DELIVRD err:000'],
      [3_000, 'delivered', 'Delivered', 'All 2 parts arrived.'],
    ])
  })
})
