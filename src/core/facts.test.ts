import { describe, expect, test } from 'vitest'
import type { Call } from './call.ts'
import { compileRuleSet } from './conditions.ts'
import { buildDirectory, type DirectoryUser, findParties } from './facts.ts'
import { gatherFacts } from './gather-facts.ts'
import { type PhoneNumber, parsePhoneNumber } from './phone-number.ts'
import { plan } from './plan.ts'
import type { Rule } from './rule.ts'

const now = Date.parse('2026-11-23T06:30:00Z')

const user = (key: string, name: string, extension: string): DirectoryUser => ({
  id: `id-${key}`,
  key,
  name,
  extension,
  phone: parsePhoneNumber(`98123000${extension.slice(-2)}`, 'IN') as PhoneNumber,
  email: null,
  owner: false,
  textsOff: false,
})
const directory = buildDirectory({
  country: 'IN',
  users: [user('asha', 'Asha Nair', '201'), user('ravi', 'Ravi Deshmukh', '202'), user('meera', 'Meera Iyer', '203')],
  departments: [],
  dids: [],
  mappings: [{ source: 's', kind: 'user', external: 'agent 9', to: 'meera' }],
})

const rules = (rule: Partial<Rule> = {}) =>
  compileRuleSet({
    number: 1,
    zone: 'Asia/Kolkata',
    language: 'en',
    accountName: 'Kaveri',
    country: 'IN',
    hours: null,
    departmentHours: {},
    templates: {
      note: {
        key: 'note',
        id: 't',
        version: 1,
        name: 'Note',
        body: 'Call back, {{user_name|somebody}}.',
        status: 'approved',
        header: 'KAVERI',
        entityId: null,
        dltTemplateId: null,
        category: 'service_implicit',
      },
    },
    rules: [
      {
        key: 'any',
        name: 'Any',
        enabled: true,
        conditions: {},
        recipients: [{ selector: { to: 'user' }, template: 'note' }],
        validityMinutes: 60,
        ...rule,
      } as Rule,
    ],
  })

/** What the plan of a call that nobody talked in says to whom. */
function planned(people: Pick<Partial<Call>, 'outcome' | 'user' | 'rung'>, rule: Partial<Rule> = {}) {
  const call: Call = {
    sourceCallId: 'c',
    direction: 'incoming',
    outcome: 'missed',
    caller: '+919000001842',
    startedAt: now - 60_000,
    endedAt: now - 60_000,
    approximate: [],
    ...people,
  }
  const compiled = rules(rule)
  const parties = findParties(call, directory, 's')
  const facts = gatherFacts({
    now,
    accountOn: true,
    parties,
    caller: undefined,
    rules: compiled,
    directory,
    gateway: { id: 'g', maxParts: 1 },
    pricePerPart: 3000,
    policy: null,
    loopGuard: null,
    optedOut: undefined,
    optOutLink: () => '',
    consented: undefined,
    dndLearnt: undefined,
    ticket: undefined,
    pausedTemplates: undefined,
    usage: { texts: 0, spent: 0 },
    test: undefined,
  })
  const { rule: fired, messages } = plan(call, compiled, facts)
  return { fired, answeredBy: parties.answeredBy, to: messages[0]?.name, text: messages[0]?.text }
}

describe('a word by which several of an account go', () => {
  const users = [
    { ...user('asha', 'Asha', '201'), email: 'desk@kaveri.example' },
    { ...user('asha-2', 'ASHA', '202'), email: 'Desk@Kaveri.example' },
    { ...user('ravi', 'Ravi Deshmukh', '203'), phone: '+919812300001' as PhoneNumber },
    user('meera', 'Meera Iyer', '203'),
    user('desk', 'Ravi', '204'),
    user('ravi-2', 'Desk', '205'),
  ]
  const departments = [
    { id: 'd1', key: 'sales', name: 'Sales', members: [] },
    { id: 'd2', key: 'sales-2', name: 'Sales ', members: [] },
    { id: 'd3', key: 'support', name: 'Support', members: [] },
  ]
  const mappings = [{ source: 'mapped', kind: 'user' as const, external: 'asha', to: 'asha-2' }]
  const shared = buildDirectory({ country: 'IN', users, departments, dids: [], mappings })
  const partiesOf = (people: Pick<Partial<Call>, 'user' | 'department' | 'transfers' | 'rung'>, source = 's') => {
    const call = { sourceCallId: 'c', direction: 'incoming', outcome: 'connected', caller: null } as const
    return findParties({ ...call, approximate: [], startedAt: now, endedAt: now, ...people }, shared, source)
  }

  test.each([
    [{ name: 'Asha' }, 'asha'],
    [{ id: 'Asha' }, 'asha'],
    [{ extension: '203' }, '203'],
    [{ phone: '98123 00001' }, '98123 00001'],
    [{ email: 'desk@kaveri.example' }, 'desk@kaveri.example'],
    [{ extension: '203', name: 'Asha' }, '203'],
  ])('means none of them: %o is listed for mapping', (told, external) => {
    const { answeredBy, unknown } = partiesOf({ user: told })
    expect(answeredBy).toBeNull()
    expect(unknown).toMatchObject([{ kind: 'user', external, isShared: true }])
  })

  test('decides nothing where another word names one alone, in whichever order they are told', () => {
    expect(partiesOf({ user: { extension: '202', name: 'Asha' } })).toMatchObject({ answeredBy: 'asha-2', unknown: [] })
    expect(partiesOf({ user: { extension: '203', name: 'Meera Iyer' } })).toMatchObject({ answeredBy: 'meera' })
    expect(partiesOf({ user: { extension: '999', name: 'Asha' } }).unknown).toMatchObject([
      { external: '999', isShared: true },
    ])
  })

  test('means whom an administrator says, and a user’s own key means them', () => {
    expect(partiesOf({ user: { name: 'Asha' } }, 'mapped').answeredBy).toBe('asha-2')
    expect(partiesOf({ user: { id: 'asha' } }).answeredBy).toBe('asha')
    expect(partiesOf({ user: { name: 'asha-2' } }).answeredBy).toBe('asha-2')
    // Here a key is the name of another, and of nobody else.
    expect(partiesOf({ user: { name: 'Desk' } }).answeredBy).toBe('desk')
  })

  test('means no department, and is no user either', () => {
    const named = partiesOf({ department: { name: 'Sales' }, transfers: [{ to: 'Sales' }] })
    expect(named).toMatchObject({ department: null, answeredBy: null })
    expect(named.unknown).toEqual([{ kind: 'department', external: 'sales', shown: 'Sales', isShared: true }])
    expect(partiesOf({ department: { id: 'sales', name: 'Sales' } }).department?.key).toBe('sales')
    expect(partiesOf({ department: { name: 'sales-2' } }).department?.key).toBe('sales-2')
    expect(partiesOf({ department: { name: 'Plumbing' } }).unknown).toEqual([
      { kind: 'department', external: 'plumbing', shown: 'Plumbing' },
    ])
  })
})

describe('the user of a call that nobody talked in', () => {
  const answeredThenRang = [
    { extension: '201', result: 'answered' as const },
    { extension: '202', result: 'no_answer' as const },
  ]

  test.each(['missed', 'voicemail'] as const)('is who answered, of a %s one too, not who rang last', (outcome) => {
    const asha = { answeredBy: 'asha', to: 'Asha Nair', text: 'Call back, Asha Nair.' }
    expect(planned({ outcome, rung: answeredThenRang })).toMatchObject(asha)
    // Named as the user, too, it is still who rang last.
    expect(planned({ outcome, rung: answeredThenRang, user: { extension: '202' } })).toMatchObject(asha)
  })

  test('is whom a rule for those who answered asks about', () => {
    const answered = (key: string) => ({ conditions: { users: { match: 'answered', users: [key] } } }) as Partial<Rule>
    expect(planned({ rung: answeredThenRang }, answered('asha')).fired).toBe('any')
    expect(planned({ rung: answeredThenRang }, answered('ravi')).fired).toBeNull()
  })

  test('is said by the name that the account gives, whatever the phone system calls the person', () => {
    const told = { rung: [{ name: 'Agent 9', result: 'answered' as const }, { extension: '202' }] }
    expect(planned(told)).toMatchObject({ to: 'Meera Iyer', text: 'Call back, Meera Iyer.' })
    // A stranger among those who rang takes nobody's name away.
    const withStranger = { rung: [{ name: 'Agent 7' }], user: { name: 'Agent 9' } }
    expect(planned(withStranger)).toMatchObject({ to: 'Meera Iyer', text: 'Call back, Meera Iyer.' })
  })

  test('is who rang last where nobody answered', () => {
    const rung = answeredThenRang.map((one) => ({ ...one, result: 'no_answer' as const }))
    expect(planned({ rung })).toEqual({
      fired: 'any',
      answeredBy: null,
      to: 'Ravi Deshmukh',
      text: 'Call back, Ravi Deshmukh.',
    })
  })
})
