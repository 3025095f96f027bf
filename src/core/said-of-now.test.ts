import { describe, expect, test } from 'vitest'
import type { Rule } from './rule.ts'
import { saidOfNow, whyLaterByRules } from './said-of-now.ts'

describe('words that say that it was this very moment', () => {
  test.each([
    ['You called us just now.', 'just now'],
    ['We missed your call a moment ago.', 'a moment ago'],
    ['You rang a few minutes ago.', 'a few minutes ago'],
    ['Thank you, you have just called Kaveri.', 'you have just called'],
    ['आपने अभी-अभी कॉल किया था।', 'अभी-अभी'],
    ['अभी अभी आपका कॉल छूट गया।', 'अभी अभी'],
    ['आपने अभी हमें कॉल किया।', 'आपने अभी'],
    ['थोड़ी देर पहले आपका कॉल आया।', 'थोड़ी देर पहले'],
    ['थो\u095cी देर पहले आपका कॉल आया।', 'थो\u095cी देर पहले'],
    ['Aapne abhi abhi call kiya.', 'abhi abhi'],
  ])('%s', (text, words) => {
    expect(saidOfNow(text)).toEqual([{ words, at: text.indexOf(words) }])
  })

  test.each([
    'Call us right now.',
    'Sorry we missed your call on {{call_date}}.',
    'अभी कॉल करें।',
    'आपने अभी तक जवाब नहीं दिया।',
    'Just nowhere else.',
    'An hour ago is too long.',
  ])('are none of: %s', (text) => {
    expect(saidOfNow(text)).toEqual([])
  })
})

test('the first enabled rule that may send a template later says why', () => {
  const recipients = [{ selector: { to: 'caller' }, template: 'sorry', quietTemplate: 'closed' }]
  const rule = (name: string, over: Partial<Rule>) => ({ name, enabled: true, recipients, ...over }) as Rule
  const later = { delay: { seconds: 90, unlessReached: true } }
  const quiet = { quietHours: { from: '21:00', to: '09:00', action: 'hold' as const } }
  const rules = [rule('Off', { ...later, enabled: false }), rule('Night', quiet), rule('Later', later)]
  const sent = { category: 'service_implicit' as const, country: 'IN' }
  expect(whyLaterByRules(rules, 'sorry', sent)).toBe('rule “Later” sends it 90 seconds after the call')
  expect(whyLaterByRules(rules, 'closed', sent)).toBe('rule “Later” sends it 90 seconds after the call')
  expect(whyLaterByRules(rules, 'other', sent)).toBeUndefined()
  expect(whyLaterByRules(rules.slice(0, 2), 'sorry', sent)).toBeUndefined()
})
