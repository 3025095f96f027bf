import { expect, test } from 'vitest'
import { senderAsReceived } from './sender.ts'

test.each([
  ['transactional', 'JX-KAVERI-T'],
  ['service_implicit', 'JX-KAVERI-S'],
  ['service_explicit', 'JX-KAVERI-P'],
  ['promotional', 'JX-KAVERI-P'],
  [null, 'KAVERI'],
] as const)('a phone in India shows a text of class %s as from %s', (category, shown) => {
  expect(senderAsReceived('KAVERI', { isIndian: true, category })).toBe(shown)
})

test('elsewhere a header is shown as it is', () => {
  expect(senderAsReceived('KAVERI', { isIndian: false, category: 'promotional' })).toBe('KAVERI')
})
