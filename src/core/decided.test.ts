import { expect, test } from 'vitest'
import { type Decided, differencesOf } from './decided.ts'

const before: Decided = {
  rule: 'sales',
  reason: null,
  messages: [
    { recipient: 'caller', decided: 'send' },
    { recipient: 'user:1', decided: 'user_has_no_number' },
  ],
}

test('a plan that is made again as it was differs in nothing, in whatever order its recipients come', () => {
  expect(differencesOf(before, { ...before, messages: before.messages.toReversed() })).toEqual([])
})

test('another rule, another fate, and a recipient more or less each count', () => {
  const now: Decided = {
    rule: null,
    reason: 'no_rule_matched',
    messages: [
      { recipient: 'caller', decided: 'frequency_cap' },
      { recipient: 'user:2', decided: 'send' },
    ],
  }
  expect(differencesOf(before, now)).toEqual([
    { of: 'rule', before: 'sales', now: 'no_rule_matched' },
    { of: 'recipient', recipient: 'caller', before: 'send', now: 'frequency_cap' },
    { of: 'recipient', recipient: 'user:1', before: 'user_has_no_number', now: null },
    { of: 'recipient', recipient: 'user:2', before: null, now: 'send' },
  ])
})
