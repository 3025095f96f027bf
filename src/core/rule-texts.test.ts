import { describe, expect, test } from 'vitest'
import type { Rule } from './rule.ts'
import type { SnapshotTemplate } from './rule-set.ts'
import { textWarnings } from './rule-texts.ts'

const users = Array.from({ length: 20_000 }, (_, n) => ({
  key: `u${n}`,
  name: `Asha of the very long name number ${n}`,
  owner: false,
}))

function warningsOf(rules: number, names: typeof users) {
  const made = Array.from({ length: rules }, (_, n) => ({
    key: `r${n}`,
    conditions: { users: { match: 'answered', users: [`u${n}`, `u${n + 1}`] } },
    recipients: [{ selector: { to: 'caller' }, template: 'note' }],
  }))
  const note = {
    key: 'note',
    name: 'Note',
    body: 'Hi {{user_name}}.',
    registered: { text: 'Hi {#var#}.', tooLong: 'skip' },
  }
  const snapshot = {
    rules: made as unknown as Rule[],
    templates: { note: note as never },
    country: 'IN',
    accountName: 'Kaveri',
  }
  return textWarnings(snapshot, { departments: [], users: names, reachesNetwork: true })
}

test('a name that the variable of a text cannot hold is said for each rule that lets it through', () => {
  const said = warningsOf(2, users.slice(0, 3))
  expect(said.map((one) => [one.path, one.code])).toEqual([
    ['rules[0].recipients[0].template', 'variable_too_long'],
    ['rules[0].recipients[0].template', 'variable_too_long'],
    ['rules[1].recipients[0].template', 'variable_too_long'],
    ['rules[1].recipients[0].template', 'variable_too_long'],
  ])
})

test('a thousand rules and twenty thousand users are looked at within bounds', () => {
  const begin = performance.now()
  expect(warningsOf(1000, users)).toHaveLength(200)
  expect(performance.now() - begin).toBeLessThan(10_000)
})

test('a rule that texts owners is told of as long as nobody is one', () => {
  const [note, owners] = [{ to: 'user' }, { to: 'owners' }].map((selector) => ({ selector, template: 'note' }))
  const rules = [{ key: 'r', conditions: {}, recipients: [note, owners] }] as unknown as Rule[]
  const [asha, ravi] = users
  const said = (isOwner: boolean) =>
    textWarnings(
      { rules, templates: {}, country: 'GB', accountName: 'Kaveri' },
      { departments: [], users: [asha!, { ...ravi!, owner: isOwner }], reachesNetwork: true },
    )
  expect(said(false)).toMatchObject([{ path: 'rules[0].recipients[1].selector', code: 'no_owner' }])
  expect(said(true)).toEqual([])
})

describe('a text that says that its call was just now', () => {
  const said = (over: Partial<Rule>, template: Partial<SnapshotTemplate> = {}, recipient: object = {}) => {
    const rules = [
      {
        key: 'r',
        conditions: {},
        recipients: [{ selector: { to: 'caller' }, template: 'sorry', ...recipient }],
        ...over,
      },
    ]
    const sorry = {
      key: 'sorry',
      name: 'Sorry',
      body: 'You called us just now.',
      category: 'service_implicit',
      ...template,
    }
    const snapshot = {
      rules: rules as never,
      templates: { sorry: sorry as never },
      country: 'GB',
      accountName: 'Kaveri',
    }
    return textWarnings(snapshot, { departments: [], users: [], reachesNetwork: true })
  }
  const night = { from: '21:00', to: '09:00', action: 'hold' } as const

  test.each<[string, Partial<Rule>, Partial<SnapshotTemplate>]>([
    ['this rule sends it 10 minutes after the call', { delay: { seconds: 600, unlessReached: true } }, {}],
    ['this rule sends it 1 hour after the call', { delay: { seconds: 3600, unlessReached: true } }, {}],
    ['this rule holds it in its quiet hours, from 21:00 to 09:00', { quietHours: night }, {}],
    ['texts of its category go only from', {}, { category: 'promotional' }],
  ])('is told of where it may go later: %s', (why, over, template) => {
    expect(said(over, template)).toEqual([
      {
        path: 'rules[0].recipients[0].template',
        code: 'says_just_now',
        message: expect.stringContaining(
          `“Sorry” says “just now”, which is not true of a text that goes later: ${why}`,
        ),
      },
    ])
  })

  test('is as it should be where it goes at once, or not at all', () => {
    expect(said({})).toEqual([])
    expect(said({ quietHours: { ...night, action: 'skip' } })).toEqual([])
    expect(said({ quietHours: night }, {}, { quietTemplate: 'closed' })).toEqual([])
    expect(said({ quietHours: night }, { body: 'You called us. {{var.x|just now}}' })).toEqual([])
  })
})
