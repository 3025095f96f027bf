import { describe, expect, test } from 'vitest'
import type { MessageRow } from '../store/message-list.ts'
import { readableBy } from './peer-words.ts'
import { type History, timelineOf } from './timeline.ts'
import type { Viewer } from './views.ts'

const at = Date.UTC(2026, 10, 23, 9)
const words = 'The SMSC at 10.1.2.3:2775 does not take us.'
const account: Viewer = { seesNumbers: true, isOperator: false, currency: 'INR' }

const message = (isShared: boolean): MessageRow =>
  ({
    state: 'rejected',
    reason: 'credentials_refused',
    doubt: null,
    attempt: 2,
    parts: 1,
    gateway: { id: 'g', key: 'main', title: 'Main', isShared },
    createdAt: at,
    permittedAt: at,
    answeredAt: at,
    finalAt: at,
    answer: JSON.stringify({ code: '0x0e', words }),
  }) as MessageRow
const history: History = {
  attempts: [
    {
      messageId: 'm',
      attempt: 1,
      permittedAt: at,
      answeredAt: at,
      outcome: 'refused',
      reason: 'throttled',
      doubt: null,
      answer: JSON.stringify({ words }),
    },
  ],
  receipts: [
    {
      messageId: 'm',
      attempt: 1,
      part: 0,
      state: 'undelivered',
      final: true,
      reason: 'dlt_refused',
      receivedAt: at,
      times: 1,
      raw: JSON.stringify({ words: 'stat:UNDELIV err:633', carrier: { list: 'common', code: 633 } }),
    },
  ],
  deeds: [],
}
const told = (isShared: boolean, viewer: Viewer) => {
  const readable = readableBy(viewer, message(isShared), history)
  return timelineOf(readable.message, readable.history).map((one) => one.detail)
}

describe('what a gateway answered', () => {
  test('is whole for whoever runs it: the operator, or the account whose own it is', () => {
    const whole = expect.arrayContaining([words, expect.stringContaining('stat:UNDELIV err:633')])
    expect(told(true, { ...account, isOperator: true })).toEqual(whole)
    expect(told(false, account)).toEqual(whole)
  })

  test('is told to an account with a shared gateway by its meaning alone', () => {
    const details = told(true, account)
    expect(details).toContain('The gateway does not accept the credentials.')
    expect(details).toContainEqual(expect.stringMatching(/^The text does not match its registered template\. Open/))
    expect(JSON.stringify(details)).not.toMatch(/10\.1\.2\.3|0x0e|UNDELIV/)
  })
})
