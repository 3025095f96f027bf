import { describe, expect, test } from 'vitest'
import type { Call } from './call.ts'
import { compileRuleSet } from './conditions.ts'
import { explain } from './explain.ts'
import { buildDirectory, type Department, type DirectoryUser, findParties } from './facts.ts'
import { gatherFacts } from './gather-facts.ts'
import { type PhoneNumber, parsePhoneNumber } from './phone-number.ts'
import type { Conditions, Rule } from './rule.ts'
import type { RuleSetSnapshot } from './rule-set.ts'

const at = Date.parse('2026-11-23T14:31:52+05:30')

const user = (key: string, name: string, extension: string): DirectoryUser => ({
  ...{ id: `id-${key}`, key, name, extension, email: null, owner: false, textsOff: false },
  phone: parsePhoneNumber(`98123000${extension.slice(-2)}`, 'IN') as PhoneNumber,
})
const department = (key: string, name: string, ...members: string[]): Department => ({
  ...{ id: `id-${key}`, key, name, members },
})

type World = {
  call?: Partial<Call>
  users?: DirectoryUser[]
  departments?: Department[]
  conditions?: Conditions
  to?: Rule['recipients'][number]['selector']
  hours?: Pick<RuleSetSnapshot, 'hours' | 'departmentHours'>
}

/** What is said of a call by an account of one rule. */
function explained({ call, users = [], departments = [], conditions = {}, to = { to: 'caller' }, hours }: World) {
  const template = {
    ...{ key: 'note', id: 't', version: 1, name: 'Note', body: 'Call back.', status: 'approved' as const },
    ...{ header: 'KAVERI', entityId: null, dltTemplateId: null, category: 'service_implicit' as const },
  }
  const rules = compileRuleSet({
    ...{ number: 1, zone: 'Asia/Kolkata', language: 'en', accountName: 'Kaveri', country: 'IN' },
    ...(hours ?? { hours: null, departmentHours: {} }),
    templates: { note: template },
    rules: [
      {
        ...{ key: 'any', name: 'Any', enabled: true, conditions, validityMinutes: 60 },
        recipients: [{ selector: to, template: 'note' }],
      },
    ],
  })
  const told: Call = {
    ...{ sourceCallId: 'c', direction: 'incoming', outcome: 'missed', caller: '+919000001842' },
    ...{ startedAt: at, endedAt: at, approximate: [] },
    ...call,
  }
  const directory = buildDirectory({ country: 'IN', users, departments, dids: [], mappings: [] })
  const parties = findParties(told, directory, 's')
  const nothing = { optedOut: undefined, consented: undefined, dndLearnt: undefined, pausedTemplates: undefined }
  const facts = gatherFacts({
    ...{ now: at, accountOn: true, parties, caller: undefined, rules, directory, ...nothing },
    ...{ gateway: { id: 'g', maxParts: 1 }, pricePerPart: 0, policy: null, loopGuard: null, optOutLink: () => '' },
    ...{ ticket: undefined, usage: { texts: 0, spent: 0 }, test: undefined },
  })
  const names = {
    department: (key: string) => directory.departments.get(key)?.name ?? key,
    did: (key: string) => key,
    user: (key: string) => directory.users.get(key)?.name ?? key,
  }
  const { verdicts, messages } = explain(told, rules, facts, names)
  return { verdict: verdicts[0], messages }
}

describe('what a call was', () => {
  const verdictOf = (conditions: Conditions, call: Partial<Call>, users = [user('asha', 'Asha Nair', '201')]) => {
    const { verdict } = explained({ conditions, call, users })
    if (verdict?.is !== 'no') throw new Error('the rule fired')
    return verdict
  }
  const answered = { users: { match: 'answered' as const, users: ['asha'] } }
  const rang = { name: 'Agent X', result: 'no_answer' as const }
  const took = { name: 'Agent Y', result: 'answered' as const }
  const stranger = (name: string) => `was answered by "${name}", who is not mapped to a user`

  test('names of those nobody knows the one who answered, not one who only rang', () => {
    const connected = { outcome: 'connected' as const }
    const unknown = 'unknown_user'
    expect(verdictOf(answered, { ...connected, rung: [rang, took] })).toMatchObject({
      was: stranger('Agent Y'),
      unknown,
    })
    expect(verdictOf(answered, { ...connected, rung: [rang], user: { name: 'Agent Y' } }).was).toBe(stranger('Agent Y'))
    expect(verdictOf(answered, { ...connected, rung: [rang], transfers: [{ to: 'Agent Z' }] }).was).toBe(
      stranger('Agent Z'),
    )
    expect(verdictOf(answered, { rung: [took, rang] }).was).toBe(stranger('Agent Y'))
  })

  test('says that a name is that of several, and which is meant is to be said', () => {
    const users = [user('amit-kumar', 'Amit Kumar', '201'), user('amit-kumar-2', 'Amit Kumar', '202')]
    const conditions = { users: { match: 'answered' as const, users: ['amit-kumar'] } }
    const meant = 'say under Gateways and sources which is meant'
    expect(verdictOf(conditions, { outcome: 'connected', user: { name: 'Amit Kumar' } }, users)).toMatchObject({
      was: `was answered by "Amit Kumar", a name of more than one user: ${meant}`,
      unknown: 'unknown_user',
    })
    const departments = [department('sales', 'Sales'), department('sales-2', 'Sales')]
    const call = { department: { name: 'Sales' } }
    expect(explained({ conditions: { departments: ['sales'] }, call, departments }).verdict).toMatchObject({
      was: `went to "Sales", a name of more than one department: ${meant}`,
      unknown: 'unknown_department',
    })
  })

  test('says that nobody answered where phones only rang', () => {
    const nobody = { was: 'was answered by nobody', unknown: null }
    expect(verdictOf(answered, { rung: [rang] })).toMatchObject(nobody)
    expect(verdictOf(answered, { user: { name: 'Agent X' } })).toMatchObject(nobody)
    const rung = { users: { match: 'rung' as const, users: ['asha'] } }
    expect(verdictOf(rung, { rung: [rang] }).was).toBe('rang "Agent X", who is not mapped to a user')
    // That somebody talked is told, and by no name at all.
    expect(verdictOf(answered, { outcome: 'connected', rung: [rang] }).was).toBe('was answered by nobody known')
  })

  test('says of a caller without a number not that they called before', () => {
    const isNew = { caller: 'new' as const }
    const unsaid = 'so nobody knows whether its caller is new'
    expect(verdictOf(isNew, { caller: null }).was).toBe(`came with its number withheld, ${unsaid}`)
    expect(verdictOf(isNew, { caller: 'the door' }).was).toBe(`came from no number that can be read, ${unsaid}`)
  })

  test('says of an outgoing call that nobody answered why it is no miss', () => {
    const third = { miss: { from: 3, withinHours: 24 } }
    expect(verdictOf(third, { direction: 'outgoing' }).was).toBe('was outgoing, and only incoming ones are misses')
    expect(verdictOf(third, { outcome: 'connected' }).was).toBe('was not missed')
    expect(verdictOf(third, {}).was).toBe('was the 1st')
  })
})

describe('whom nobody is texted for', () => {
  const toMembers = (call: Partial<Call>) =>
    explained({ call, to: { to: 'members' }, departments: [department('sales', 'Sales')] }).messages
  const rung = [{ name: 'Agent X' }]

  test('is a department that is not known, by the name to be mapped, or that the call has not', () => {
    expect(toMembers({ rung, department: { name: 'Plumbing' } })).toMatchObject([
      { recipient: 'members', reason: 'department_unknown', detail: 'Plumbing' },
    ])
    expect(toMembers({ rung })).toMatchObject([{ reason: 'department_unknown', detail: null }])
    expect(toMembers({ rung, department: { name: 'Sales' } })).toMatchObject([
      { reason: 'department_has_no_members', detail: null },
    ])
  })

  test('is the user who answered, and of people of the account’s own no user of the call', () => {
    const call = { outcome: 'connected' as const, rung, user: { name: 'Agent Y' } }
    expect(explained({ call, to: { to: 'user' } }).messages).toMatchObject([{ detail: 'Agent Y' }])
    expect(explained({ call, to: { to: 'rung' } }).messages).toMatchObject([{ detail: 'Agent X' }])
    expect(explained({ call, to: { to: 'owners' } }).messages).toMatchObject([{ reason: 'no_owner', detail: null }])
  })
})

describe('a key that every object has', () => {
  const closed = { week: {}, holidays: [] }

  test('names a department without hours of its own like any other', () => {
    const of = {
      call: { department: { name: 'Builders' } },
      departments: [department('constructor', 'Builders')],
      conditions: { hours: 'open' as const },
    }
    expect(explained({ ...of, hours: { hours: closed, departmentHours: {} } }).verdict).toMatchObject({
      is: 'no',
      was: 'came outside them',
    })
    const own = { hours: null, departmentHours: { constructor: closed } }
    expect(explained({ ...of, hours: own }).verdict).toMatchObject({ is: 'no', was: 'came outside them' })
  })

  test('names no user where there is none', () => {
    const { messages } = explained({ to: { to: 'users', users: ['constructor'] } })
    expect(messages).toMatchObject([{ is: 'skip', reason: 'user_unknown' }])
    const users = [user('constructor', 'Con Structor', '201')]
    expect(explained({ users, to: { to: 'users', users: ['constructor'] } }).messages).toMatchObject([
      { is: 'send', name: 'Con Structor' },
    ])
  })
})
