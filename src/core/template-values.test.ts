import { describe, expect, test } from 'vitest'
import type { Call } from './call.ts'
import type { Facts, Person } from './facts.ts'
import { type PhoneNumber, readNumber } from './phone-number.ts'
import type { RuleSetVersion } from './rule-set.ts'
import { compileTemplate, render } from './template.ts'
import { placeholderNames, placeholders } from './template-names.ts'
import { templateValues } from './template-values.ts'

const person = (key: string, name: string, phone: string | null): Person => ({
  id: `id-${key}`,
  key,
  name,
  phone: phone as PhoneNumber | null,
  textsOff: false,
})
const asha = person('asha', 'Asha Nair', '+919000007731')
const ravi = person('ravi', 'Ravi Deshmukh', null)
const meera = person('meera', 'Meera Iyer', '+919000000001')

const baseCall: Call = {
  sourceCallId: 'c1',
  direction: 'incoming',
  outcome: 'missed',
  caller: '9000001842',
  callerName: 'Kiran',
  did: '18005720199',
  startedAt: Date.parse('2026-11-23T14:31:52+05:30'),
  endedAt: Date.parse('2026-11-23T14:32:20+05:30'),
  ringSeconds: 24,
  variables: { ticket_number: 'T-17', order_no: '42', __proto__x: 'odd' },
  approximate: [],
}

function valuesOf(
  change: {
    call?: Partial<Call>
    caller?: string | null
    facts?: Partial<Facts>
    version?: Partial<RuleSetVersion>
    to?: Person
    toNumber?: string
  } = {},
) {
  const call = { ...baseCall, ...change.call }
  const country = change.version?.country ?? 'IN'
  const read = readNumber('caller' in change ? change.caller : call.caller, country)
  const facts: Facts = {
    caller: { raw: read.raw, number: read.number, kind: read.kind, own: false },
    department: { id: 'd1', key: 'sales', name: 'Sales', members: ['asha', 'ravi'] },
    did: { id: 'n1', key: 'toll-free', number: '+9118005720199', name: 'Toll-free' },
    answeredBy: null,
    rung: ['ravi', 'asha'],
    now: call.endedAt,
    accountOn: true,
    isNew: true,
    misses: [],
    lastReachedAt: null,
    recentTexts: [],
    unknown: [],
    owners: ['meera'],
    people: { asha, ravi, meera },
    gateway: null,
    pricePerPart: 3000,
    ...change.facts,
  }
  const version: RuleSetVersion = {
    number: 1,
    zone: 'Asia/Kolkata',
    language: 'en',
    accountName: 'Kaveri Appliances',
    country,
    hours: null,
    departmentHours: {},
    templates: {},
    rules: [],
    ...change.version,
  }
  return templateValues(call, facts, version, {
    person: change.to ?? null,
    number: (change.toNumber as PhoneNumber | undefined) ?? null,
  })
}

test('a missed call in India says everything in forms that its DLT slots take', () => {
  expect(valuesOf()).toEqual({
    caller_number: '9000001842',
    caller_name: 'Kiran',
    user_name: 'Asha Nair',
    user_number: '9000007731',
    first_user_name: undefined,
    department_name: 'Sales',
    did_number: '1800 572 0199',
    account_name: 'Kaveri Appliances',
    call_date: '23 Nov',
    call_time: '2 31 PM',
    outcome: 'missed',
    ring_time: '24 s',
    talk_time: '0 s',
    recording_url: undefined,
    ticket_number: 'T-17',
    'var.ticket_number': 'T-17',
    'var.order_no': '42',
    'var.__proto__x': 'odd',
  })
})

test('every placeholder has its value here', () => {
  expect(Object.keys(valuesOf())).toEqual(expect.arrayContaining([...placeholderNames]))
})

test('the example of every placeholder is what it says', () => {
  const link = placeholders.opt_out_link.example
  const values = valuesOf({
    call: {
      outcome: 'connected',
      talkSeconds: 192,
      recordingUrl: 'https://kaveri.example/r/4711',
      variables: { ticket_number: 'KC-000042' },
    },
    facts: { answeredBy: 'asha', answeredFirst: 'ravi', optOutLinks: { '+919000001842': link } },
    toNumber: '+919000001842',
  })
  for (const name of placeholderNames) expect([name, values[name]]).toEqual([name, placeholders[name].example])
})

test('in Hindi', () => {
  const values = valuesOf({
    version: { language: 'hi' },
    call: { outcome: 'voicemail', ringSeconds: 3792 },
    caller: null,
  })
  expect(values).toMatchObject({
    caller_number: { standIn: 'गोपनीय', digits: '0' },
    call_date: '23 नवंबर',
    call_time: '2 31 PM',
    outcome: 'वॉइसमेल',
    ring_time: '1 घंटा 3 मिनट 12 सेकंड',
  })
  expect(valuesOf({ version: { language: 'hi-IN' } })['outcome']).toBe('मिस्ड')
  expect(valuesOf({ version: { language: 'hi-Latn' } })['outcome']).toBe('missed')
})

describe('the caller', () => {
  test.each([
    ['+919000001842', 'IN', '9000001842'],
    ['08041234567', 'IN', '8041234567'],
    ['+12133734253', 'IN', '+12133734253'],
    ['+12133734253', 'US', '2133734253'],
    ['+447400123456', 'GB', '07400123456'],
    ['+919000001842', 'US', '+919000001842'],
    ['1909', 'IN', '1909'],
    ['sip:1001@10.0.0.1', 'IN', '1001'],
  ])('%s of an account in %s is said as %s', (caller, country, said) => {
    expect(valuesOf({ caller, version: { country } })['caller_number']).toBe(said)
  })

  test.each([null, 'anonymous', '+266696687', 'AD-KAVERI', '12345678901234567'])(
    'withheld or unreadable (%s) is the fallback, else the word, never missing',
    (caller) => {
      const say = (body: string) => render(compileTemplate(body), valuesOf({ caller }))
      expect(say('Missed call from {{caller_number}}')).toEqual({ text: 'Missed call from withheld' })
      expect(say('Missed call from {{caller_number|someone}}')).toEqual({ text: 'Missed call from someone' })
    },
  )
})

describe('the user', () => {
  const userName = (change: Parameters<typeof valuesOf>[0]) => valuesOf(change)['user_name']

  test('is who answered last, else who rang last', () => {
    expect(userName({ facts: { answeredBy: 'ravi' } })).toBe('Ravi Deshmukh')
    expect(valuesOf({ facts: { answeredBy: 'ravi' } })['user_number']).toBeUndefined()
    expect(userName({})).toBe('Asha Nair')
  })

  test('goes by the source’s words while nobody has mapped them', () => {
    const unknown = [{ kind: 'user' as const, external: '09812345678', shown: 'Agent 7' }]
    const told = { call: { user: { name: 'Agent 7', phone: '09812345678' } }, facts: { unknown } }
    expect(valuesOf(told)).toMatchObject({ user_name: 'Agent 7', user_number: '9812345678' })
    expect(userName({ call: { rung: [{ name: 'Agent 8', result: 'answered' as const }, { name: 'Agent 9' }] } })).toBe(
      'Agent 8',
    )
    expect(userName({ call: { rung: [{ name: 'Agent 8' }, { name: 'Agent 9' }] }, facts: { rung: [] } })).toBe(
      'Agent 9',
    )
  })

  test('of a call that was passed on is who talked last, and who answered first has a name of their own', () => {
    const passedOn = { outcome: 'connected' as const, transfers: [{ from: 'Ravi', to: 'Asha' }] }
    const both = { call: passedOn, facts: { answeredBy: 'asha', answeredFirst: 'ravi', rung: [] } }
    expect(valuesOf(both)).toMatchObject({ user_name: 'Asha Nair', first_user_name: 'Ravi Deshmukh' })
    // Nobody has mapped them yet.
    const unmapped = { call: passedOn, facts: { answeredFirst: null, rung: [] } }
    expect(valuesOf(unmapped)).toMatchObject({ user_name: 'Asha', first_user_name: 'Ravi' })
    const notPassedOn = { call: { outcome: 'connected' as const }, facts: { answeredBy: 'asha' } }
    expect(valuesOf(notPassedOn)).toMatchObject({ user_name: 'Asha Nair', first_user_name: 'Asha Nair' })
  })

  test('is the department’s member who reads when nobody is known, and no one else', () => {
    expect(userName({ facts: { rung: [] }, to: ravi })).toBe('Ravi Deshmukh')
    expect(userName({ facts: { rung: [] }, to: meera })).toBeUndefined()
    expect(userName({ facts: { rung: [] } })).toBeUndefined()
  })
})

test('a DID and a department are said as told while they are not known', () => {
  const unknown = { did: null, department: null }
  expect(valuesOf({ facts: unknown, call: { did: '08041234567', department: { name: 'Sales desk' } } })).toMatchObject({
    did_number: '080 4123 4567',
    department_name: 'Sales desk',
  })
  expect(valuesOf({ facts: unknown, call: { did: 'trunk-3', department: { id: '9' } } })).toMatchObject({
    did_number: 'trunk-3',
    department_name: undefined,
  })
})

test.each([
  ['2026-11-22T18:30:00Z', 'Asia/Kolkata', '23 Nov', '12 00 AM'],
  ['2026-11-23T06:30:00Z', 'Asia/Kolkata', '23 Nov', '12 00 PM'],
  ['2026-01-01T04:59:59Z', 'America/New_York', '31 Dec', '11 59 PM'],
  ['2026-09-05T12:05:00Z', 'Europe/London', '5 Sep', '1 05 PM'],
])('%s in %s is %s, %s', (text, zone, date, time) => {
  const values = valuesOf({ call: { startedAt: Date.parse(text) }, version: { zone } })
  expect([values['call_date'], values['call_time']]).toEqual([date, time])
})

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [192, '3 min 12 s'],
  [3600, '1 h'],
  [3720, '1 h 2 min'],
  [7325, '2 h 2 min 5 s'],
])('%i seconds of talk are %s', (talkSeconds, said) => {
  expect(valuesOf({ call: { outcome: 'connected', talkSeconds } })['talk_time']).toBe(said)
})

test('a recording is the call’s, else the voicemail’s', () => {
  expect(valuesOf({ call: { recordingUrl: 'https://r.example/1' } })['recording_url']).toBe('https://r.example/1')
  const empty = { recordingUrl: '', voicemail: { url: 'https://r.example/2' } }
  expect(valuesOf({ call: empty })['recording_url']).toBe('https://r.example/2')
  expect(valuesOf({ call: { voicemail: { url: 'https://r.example/2' } } })['recording_url']).toBe('https://r.example/2')
})

test('a length that the source did not tell is missing', () => {
  expect(valuesOf({ call: { outcome: 'connected' } })['talk_time']).toBeUndefined()
})
