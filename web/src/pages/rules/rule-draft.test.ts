import { expect, test } from 'vitest'
import type { Rule, Template } from '../../api/types.ts'
import { keyFrom, mayAskFor, nameOfCopy, placeForNew, saveable, templateFor } from './rule-draft.ts'

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
  expect(keyFrom('New', [])).toBe('new-2')
})

test('a copy of a rule has a name that can be saved', () => {
  expect(nameOfCopy('Sales', ', copy')).toBe('Sales, copy')
  expect(nameOfCopy('S'.repeat(80), ', copy')).toBe(`${'S'.repeat(74)}, copy`)
  expect(nameOfCopy(`${'S'.repeat(73)}😀`, ', copy')).toBe(`${'S'.repeat(73)}, copy`)
})

test('a new rule goes above a last one that takes everything', () => {
  expect(placeForNew([rule({ outcomes: ['missed'] }), rule({})])).toBe(1)
  expect(placeForNew([rule({ outcomes: ['missed'] })])).toBe(1)
})

test('a rule begins with the first template that can be sent and speaks to its recipient', () => {
  const template = (key: string, body: string, over: Partial<Template> = {}) =>
    ({ key, body, status: 'approved', variantOf: null, ...over }) as Template
  const all = [
    template('draft', 'Sorry', { status: 'draft' }),
    template('hindi', 'Sorry', { variantOf: 'sorry' }),
    template('note', 'Missed call from {{ caller_number }}'),
    template('sorry', 'Dear {{caller_name|caller}}, sorry'),
  ]
  expect(templateFor('caller', all)?.key).toBe('sorry')
  expect(templateFor('user', all)?.key).toBe('note')
  expect(templateFor('user', all.slice(0, 2))).toBeUndefined()
})

test('a rule may ask for a call where none of its conditions speaks against it', () => {
  const did = { key: 'free', number: '+911800', name: 'Free' }
  const department = { key: 'sales', name: 'Sales' }
  const call = { direction: 'incoming', outcome: 'missed', department, did } as const
  expect(mayAskFor({}, call)).toBe(true)
  expect(mayAskFor({ outcomes: ['voicemail', 'missed'], departments: ['sales'], dids: ['free'] }, call)).toBe(true)
  expect(mayAskFor({ directions: ['outgoing'] }, call)).toBe(false)
  expect(mayAskFor({ departments: ['sales'] }, { ...call, department: null })).toBe(false)
  // A condition of a draft that asks for nothing yet.
  expect(mayAskFor({ dids: [] }, { ...call, did: null })).toBe(true)
})
