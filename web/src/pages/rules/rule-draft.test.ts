import { expect, test } from 'vitest'
import type { Rule } from '../../api/types.ts'
import { keyFrom, placeForNew, saveable } from './rule-draft.ts'

const rule = (conditions: Rule['conditions']): Rule => ({
  key: 'a',
  name: ' A ',
  enabled: true,
  conditions,
  recipients: [],
  validityMinutes: 60,
})

test('conditions that ask nothing are not saved', () => {
  const draft = rule({
    outcomes: [],
    departments: ['sales'],
    users: { match: 'rung', users: [] },
    ringSeconds: {},
    talkSeconds: { min: 0 },
    hours: 'open',
  })
  expect(saveable(draft)).toMatchObject({
    name: 'A',
    conditions: { departments: ['sales'], talkSeconds: { min: 0 }, hours: 'open' },
  })
  expect(Object.keys(saveable(draft).conditions)).toEqual(['departments', 'talkSeconds', 'hours'])
})

test('a key is a slug of the name, and unique', () => {
  expect(keyFrom('Missed + Sales', [])).toBe('missed-sales')
  expect(keyFrom('Missed + Sales', ['missed-sales', 'missed-sales-2'])).toBe('missed-sales-3')
  expect(keyFrom('बिक्री', [])).toBe('rule')
})

test('a new rule goes above a last one that takes everything', () => {
  expect(placeForNew([rule({ outcomes: ['missed'] }), rule({})])).toBe(1)
  expect(placeForNew([rule({ outcomes: ['missed'] })])).toBe(1)
})
