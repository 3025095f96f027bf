import { expect, test } from 'vitest'
import type { CallReport } from '../../api/rules.ts'
import type { Conditions, Rule, Template } from '../../api/types.ts'
import { t } from '../../i18n/i18n.ts'
import {
  callFor,
  keyFrom,
  mayAskFor,
  nameOfCopy,
  placeForNew,
  problemsOf,
  saveable,
  templateFor,
} from './rule-draft.ts'

const rule = (conditions: Rule['conditions']): Rule => ({
  key: 'a',
  name: ' A ',
  enabled: true,
  conditions,
  recipients: [],
  validityMinutes: 60,
})

test('conditions in which nothing is chosen yet ask nothing', () => {
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

test('a condition in which nothing is chosen cannot be saved as any, and is named', () => {
  const paths = (conditions: Conditions) => problemsOf(t, rule(conditions)).map(({ path }) => path)
  const about = ['recipients']
  expect(paths({ directions: ['incoming'], hours: 'open', talkSeconds: { min: 0 }, ringSeconds: { max: 9 } })).toEqual(
    about,
  )
  expect(
    paths({
      ...{ outcomes: [], departments: [], dids: [], users: { match: 'rung', users: [] }, ringSeconds: {} },
      ...{ talkSeconds: {}, caller: 'new', miss: { from: 1, withinHours: 24 } },
    }),
  ).toEqual([
    ...['outcomes', 'departments', 'dids', 'users', 'ringSeconds', 'talkSeconds'].map((one) => `conditions.${one}`),
    ...about,
  ])
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

const noNames = { department: (key: string) => key, did: (key: string) => key }

/** Whether the program would have a call fire for a rule of these conditions, but for what it knows of the caller and the hours. */
function fires({ directions, outcomes, departments, dids, users, miss, ...ranges }: Conditions, call: CallReport) {
  const isConnected = call.outcome === 'connected'
  const answered = isConnected ? call.user?.id : call.rung?.findLast((one) => one.result === 'answered')?.id
  const rang = [...(call.rung ?? []).map((one) => one.id), answered]
  const holds = (wanted: readonly string[] | undefined, is: readonly (string | undefined)[]) =>
    wanted === undefined || is.some((one) => one !== undefined && wanted.includes(one))
  const within = ({ min = 0, max = Number.POSITIVE_INFINITY } = {}, seconds = 0) => seconds >= min && seconds <= max
  return (
    holds(directions, [call.direction]) &&
    holds(outcomes, [call.outcome]) &&
    holds(departments, [call.department?.id]) &&
    holds(dids, [call.did]) &&
    holds(users?.users, users?.match === 'answered' ? [answered] : rang) &&
    (miss === undefined || (!isConnected && call.direction === 'incoming')) &&
    within(ranges.ringSeconds, call.ringSeconds) &&
    within(ranges.talkSeconds, call.talkSeconds)
  )
}

/** All that may be made by one choice for each condition; the first of each is not to ask. */
const everyRule = (choices: { [K in keyof Conditions]: Conditions[K][] }): Conditions[] =>
  Object.entries(choices).reduce<Conditions[]>(
    (all, [name, values]) => all.flatMap((one) => [one, ...values.map((value) => ({ ...one, [name]: value }))]),
    [{}],
  )

/** Calls of every kind on what these rules ask for. */
function everyCall(): CallReport[] {
  const kinds = (['incoming', 'outgoing'] as const).flatMap((direction) =>
    (['connected', 'missed', 'voicemail'] as const).map((outcome) => ({ direction, outcome })),
  )
  const about = { sourceCallId: 'c', caller: '+919000000842', department: { id: 'sales' }, did: 'free' }
  const rung = (['answered', 'no_answer'] as const).map((result) => [{ id: 'asha', result }])
  return kinds.flatMap((kind) =>
    [0, 10, 60, 90].flatMap((seconds) =>
      rung.map((one) => ({
        ...{ ...about, ...kind, rung: one, ringSeconds: seconds },
        ...(kind.outcome === 'connected' && { user: { id: 'asha' }, talkSeconds: seconds }),
      })),
    ),
  )
}

test('each rule that any call can fire fires for the call that is made up for it', () => {
  const rules = everyRule({
    directions: [['outgoing'], ['outgoing', 'incoming']],
    outcomes: [['missed'], ['connected'], ['voicemail', 'connected'], ['connected', 'missed']],
    users: [
      { match: 'rung', users: ['asha'] },
      { match: 'answered', users: ['asha'] },
    ],
    miss: [{ from: 1, withinHours: 24 }],
    ringSeconds: [{ min: 60 }, { max: 10 }],
    talkSeconds: [{ min: 0 }, { min: 60 }, { min: 60, max: 90 }, { max: 10 }, { max: 0 }],
    departments: [['sales']],
    dids: [['free']],
  })
  const calls = everyCall()
  const possible = rules.filter((conditions) => calls.some((call) => fires(conditions, call)))
  expect(possible.length).toBeGreaterThan(1_000)
  expect(possible.filter((conditions) => !fires(conditions, callFor({ conditions }, noNames)))).toEqual([])
})

test('whom a rule wants to have answered did so, and talked', () => {
  const call = callFor({ conditions: { users: { match: 'answered', users: ['asha', 'ravi'] } } }, noNames, 0)
  expect(call).toMatchObject({
    ...{ outcome: 'connected', rung: [{ id: 'asha', result: 'answered' }], user: { id: 'asha' }, talkSeconds: 60 },
  })
  expect(callFor({ conditions: { users: { match: 'rung', users: ['asha'] } } }, noNames)).toMatchObject({
    ...{ outcome: 'missed', rung: [{ id: 'asha' }] },
  })
})
