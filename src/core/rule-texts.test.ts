import { expect, test } from 'vitest'
import type { Rule } from './rule.ts'
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
