import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineModes, modesOf } from './line-mode.ts'
import { type Rule, rule } from './rule.ts'

type Selector = Rule['recipients'][number]['selector']
const all: Selector[] = [
  { to: 'caller' },
  { to: 'user' },
  { to: 'rung' },
  { to: 'members' },
  { to: 'users', users: ['asha'] },
  { to: 'owners' },
  { to: 'numbers', numbers: ['+919812300001'] },
]
const ruleTo = (selectors: Selector[], over: { dids?: string[]; enabled?: boolean } = {}): Rule =>
  rule.parse({
    key: 'rule',
    name: 'rule',
    enabled: over.enabled ?? true,
    conditions: over.dids ? { dids: over.dids } : {},
    recipients: selectors.map((selector) => ({ selector, template: 'sorry' })),
  })
const modeOf = (rules: Rule[], smsOn = true) => modesOf({ smsOn, rules })('main')

test('one side is one-way, whichever it is', () => {
  for (const selector of all) expect(modeOf([ruleTo([selector])])).toBe('one_way')
  expect(modeOf([ruleTo(all.slice(1))])).toBe('one_way')
})

test('both sides by one rule are two-way, also by owners and fixed numbers', () => {
  for (const selector of all.slice(1)) expect(modeOf([ruleTo([{ to: 'caller' }, selector])])).toBe('two_way')
})

test('two rules that text one side each leave the lines one-way', () => {
  expect(modeOf([ruleTo([{ to: 'caller' }]), ruleTo([{ to: 'user' }])])).toBe('one_way')
})

test('a rule counts for the DIDs that it names, and for all when it names none', () => {
  const both: Selector[] = [{ to: 'caller' }, { to: 'user' }]
  const modes = modesOf({ smsOn: true, rules: [ruleTo([{ to: 'caller' }]), ruleTo(both, { dids: ['toll-free'] })] })
  expect([modes('toll-free'), modes('main')]).toEqual(['two_way', 'one_way'])
})

test('nothing is on without rules, with After-Call SMS off, or where the rules are off', () => {
  const both: Selector[] = [{ to: 'caller' }, { to: 'user' }]
  expect(modeOf([])).toBe('off')
  expect(modeOf([ruleTo(both)], false)).toBe('off')
  expect(modeOf([ruleTo(both, { enabled: false })])).toBe('off')
  expect(modeOf([ruleTo(both, { dids: ['toll-free'] })])).toBe('off')
})

test('another rule never makes a mode cheaper, and the order of rules is all one', () => {
  const rules = fc.array(
    fc
      .record({
        selectors: fc.subarray(all, { minLength: 1 }),
        dids: fc.option(fc.subarray(['main', 'toll-free'], { minLength: 1 }), { nil: undefined }),
        enabled: fc.boolean(),
      })
      .map(({ selectors, dids, enabled }) => ruleTo(selectors, { ...(dids && { dids }), enabled })),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(rules, (some) => {
      const place = (mode: ReturnType<typeof modeOf>) => lineModes.indexOf(mode)
      expect(place(modeOf(some.slice(1)))).toBeLessThanOrEqual(place(modeOf(some)))
      expect(modeOf(some.toReversed())).toBe(modeOf(some))
    }),
  )
})
