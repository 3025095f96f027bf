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
