import { expect, test } from 'vitest'
import { checkOf } from '../core/checks.ts'
import type { CallStoryView, PlannedView } from '../http/shapes/calls.ts'
import { columns, paintFor, width } from './print.ts'
import type { StoryMessage } from './story.ts'
import { headLines, messageLines, plannedLines, replayLines, toldLines, verdictLines } from './story.ts'

const plain = paintFor(1)

const message = (over: Partial<StoryMessage>): StoryMessage => ({
  id: 'msg_019ab3e27f2c7d1e8a4b5c6d7e8f9012',
  callEndedAt: '2026-11-23T09:00:00.000Z',
  callId: 'call_019ab3e27f2c7d1e8a4b5c6d7e8f9012',
  recipient: 'caller',
  name: null,
  number: '+919000012417',
  numberShown: '+91 90000 ••417',
  state: 'delivered',
  reason: null,
  reasonWords: null,
  mend: null,
  check: null,
  detail: null,
  linkedMessageId: null,
  doubt: null,
  doubtWords: null,
  settledBy: null,
  rule: 'sales-missed',
  template: { key: 'sorry', name: 'Sorry we missed you', version: 3, category: 'service_implicit' },
  header: 'KAVERI',
  dltTemplateId: null,
  dltSent: null,
  text: 'Sorry',
  encoding: 'gsm',
  parts: 1,
  price: { amount: '0.3000', currency: 'INR' },
  charged: { amount: '0.3000', currency: 'INR' },
  gateway: { key: 'sandbox', title: 'Sandbox', shared: true },
  attempt: 2,
  createdAt: '2026-11-21T13:12:10.000Z',
  dueAt: null,
  validUntil: null,
  permittedAt: '2026-11-21T13:12:10.009Z',
  answeredAt: '2026-11-21T13:12:12.140Z',
  finalAt: '2026-11-21T13:12:16.200Z',
  ...over,
})

const story: CallStoryView = {
  call: {
    id: 'call_019ab3e27f2c7d1e8a4b5c6d7e8f9012',
    sourceCallId: '1',
    isTest: false,
    confirmsOptOut: false,
    direction: 'incoming',
    outcome: 'missed',
    caller: '+919000012417',
    callerShown: '+91 90000 ••417',
    department: { key: 'sales', name: 'Sales' },
    did: { key: 'toll-free', number: '18005720199', name: '1800 572 0199' },
    user: { key: 'ravi', name: 'Ravi Deshmukh' },
    startedAt: '2026-11-21T13:11:46.000Z',
    endedAt: '2026-11-21T13:12:10.000Z',
    acceptedAt: '2026-11-21T13:12:10.000Z',
    ringSeconds: 24,
    source: { key: 'asterisk', name: 'asterisk' },
    rule: { key: 'sales-missed', name: 'Sales missed, toll-free', place: 2 },
    reason: null,
    messages: [],
    approximate: [],
    approximateWords: {},
  },
  facts: {
    caller: { raw: '+919000012417', number: '+919000012417', kind: 'mobile', own: false },
    department: { key: 'sales', name: 'Sales' },
    did: { key: 'toll-free', number: '18005720199', name: '1800 572 0199' },
    answeredBy: null,
    rung: ['ravi'],
    unknown: [],
    now: '2026-11-21T13:12:10.000Z',
    accountOn: true,
    ticket: null,
    callerLanguage: null,
    policy: { excluded: [], optedOut: [], consents: null, dndLearnt: [], trial: null, quota: null, spend: null },
    isNew: true,
    misses: [],
    lastReachedAt: null,
    recentTexts: [],
    owners: [],
    people: { ravi: { id: 'user_1', key: 'ravi', name: 'Ravi Deshmukh', phone: null, textsOff: false } },
  },
  notes: [],
  replay: { agrees: true, differences: [] },
  ruleSet: { number: 17, rules: [] },
  plan: {
    ruleSet: 17,
    rule: 'sales-missed',
    reason: null,
    messages: [],
    verdicts: [
      {
        rule: 'third',
        name: 'Third miss, Sales',
        is: 'no',
        condition: 'miss',
        wants: 'the 3rd miss in 24 h',
        was: 'was the 1st',
        unknown: null,
      },
      { rule: 'sales-missed', name: 'Sales missed, toll-free', is: 'fired' },
      { rule: 'any', name: 'Any missed call', is: 'also_matches' },
      { rule: 'out', name: 'Outgoing, first contact', is: 'disabled' },
    ],
  },
  messages: [
    message({
      timeline: [
        { at: '2026-11-21T13:12:10.000Z', what: 'planned', words: 'Queued' },
        {
          at: '2026-11-21T13:12:10.031Z',
          what: 'refused_for_now',
          words: 'Attempt 1: asked to slow down',
          detail: '0x58',
        },
        { at: '2026-11-21T13:12:12.140Z', what: 'sent', words: 'Attempt 2: sent' },
        { at: '2026-11-21T13:12:16.200Z', what: 'delivered', words: 'Delivered' },
      ],
    }),
    message({
      recipient: 'user:019ab3e2-7f2c-7d1e-8a4b-5c6d7e8f9012',
      name: 'Ravi Deshmukh',
      state: 'skipped',
      reason: 'user_has_no_number',
      reasonWords: 'The user has no mobile number.',
      mend: 'Add a mobile number under People.',
      check: checkOf('user_has_no_number'),
      text: null,
      parts: 0,
    }),
  ],
}

test('a story reads like this', () => {
  const lines = [
    ...headLines(story, 'Asia/Kolkata', plain),
    '',
    ...verdictLines('Rule set 17', story.plan, plain),
    '',
    ...messageLines(story, plain),
  ]
  expect(lines.join('\n')).toBe(
    `
  Missed call to Sales, 1800 572 0199               Sat 21 Nov 2026 18:42:10 IST
  Caller +91 90000 ••417, rang Ravi Deshmukh 24 s, reported by asterisk

  Rule set 17
    1  Third miss, Sales        no     wants the 3rd miss in 24 h; this call was
                                       the 1st
  > 2  Sales missed, toll-free  FIRED
    3  Any missed call          also   matches, but rule 2 is above it
    4  Outgoing, first contact  off

  caller  delivered   + 6.20 s  1 part   ₹0.30   Sorry we missed you, version 3
          +91 90000 ••417, attempt 1: asked to slow down + 31 ms (0x58), attempt
          2: sent + 2.14 s
          | Sorry
  user    skipped     user_has_no_number        Ravi Deshmukh
          Add a mobile number under People. Stopped at check 2 of 20, whether
          there is a number that takes texts, and, users aside, none of the
          account’s own; the one before it passed.`.slice(1),
  )
})

test('a time that was inferred says so below it', () => {
  const call = { ...story.call, approximateWords: { endedAt: 'When it was reported.' } }
  expect(headLines({ ...story, call }, 'Asia/Kolkata', plain).at(-1)).toBe('  Ended  When it was reported.')
})

test('what else came in stands below, and nothing that did not', () => {
  expect(toldLines(story, plain).join('\n')).toBe('  Id at the source  1')
  const call: CallStoryView['call'] = {
    ...story.call,
    missedBecauseWords: 'the caller left the queue',
    waitSeconds: 40,
    rung: [
      { user: { key: 'ravi', name: 'Ravi Deshmukh' }, name: '202', seconds: 15, resultWords: 'did not answer' },
      { user: null, name: 'Front desk', resultWords: 'was busy' },
    ],
    recordingUrl: 'https://recordings.example/1',
    voicemail: { seconds: 9, sure: false },
    variables: { order_no: '4711' },
  }
  expect(toldLines({ ...story, call, facts: { ...story.facts, ticket: 'KC-000123' } }, plain).join('\n')).toBe(
    `
  Missed because  the caller left the queue
  Rang  Ravi Deshmukh did not answer, 15 s; Front desk was busy
  Waited  40 s
  Recording  https://recordings.example/1
  Voicemail  left, it seems, 9 s
  Ticket  KC-000123
  Variables  order_no: 4711
  Id at the source  1`.slice(1),
  )
})

test.each([
  ['whom nobody here knows', { user: null, name: 'Front desk' }, 'Front desk'],
  ['without a name', { user: null, name: null }, 'a phone without a name'],
  [
    'that rang for no second',
    { user: { key: 'ravi', name: 'Ravi Deshmukh' }, name: '202', seconds: 0 },
    'Ravi Deshmukh, 0 s',
  ],
])('a phone %s stands there too', (_, one, words) => {
  const call: CallStoryView['call'] = { ...story.call, rung: [one] }
  expect(toldLines({ ...story, call }, plain)[0]).toBe(`  Rang  ${words}`)
})

test('who rang is not said again where the lines above say it', () => {
  const call: CallStoryView['call'] = {
    ...story.call,
    rung: [{ user: { key: 'ravi', name: 'Ravi Deshmukh' }, name: '202' }],
  }
  expect(toldLines({ ...story, call }, plain).join('\n')).toBe('  Id at the source  1')
})

test('a text that was skipped shows what it would have read, where that is known', () => {
  const skipped = message({
    state: 'skipped',
    reason: 'trial_mode',
    mend: 'Add the number under Settings.',
    text: 'Sorry we missed your call to Sales. We will call you back as soon as somebody is free.\n- Kaveri',
    parts: 0,
  })
  expect(messageLines({ call: story.call, messages: [skipped] }, plain).join('\n')).toBe(
    `
  caller  skipped     trial_mode                +91 90000 ••417
          Add the number under Settings.
          It would have read:
          | Sorry we missed your call to Sales. We will call you back as soon as
          | somebody is free.
          | - Kaveri`.slice(1),
  )
})

test('what is said of a skipped text is in words, and neither an id nor a code', () => {
  const nothing = { state: 'skipped', text: null, parts: 0, mend: 'Nothing to do.' } as const
  const messages = [
    message({ recipient: 'user:user_1', name: 'Ravi Deshmukh' }),
    message({ ...nothing, recipient: 'user:user_2', reason: 'duplicate_recipient', detail: 'user:user_1' }),
    message({ ...nothing, reason: 'not_a_mobile', detail: 'toll_free' }),
    message({ ...nothing, reason: 'user_turned_off', name: 'Asha Nair', detail: 'Asha Nair' }),
  ]
  const told = messageLines({ call: story.call, messages }, plain).join('\n')
  expect(told).toContain('          the one before it: Ravi Deshmukh\n          Nothing to do.')
  expect(told).toContain('          a toll-free number\n          Nothing to do.')
  expect(told).toContain('Asha Nair\n          Nothing to do.')
})

test('no line leaves the page, painted or not, however long the names are', () => {
  const long = 'A department whose name goes on and on, longer than any page is wide, and then on'
  const verdicts = story.plan.verdicts.map((one) => ({ ...one, name: long }))
  const wide: CallStoryView = {
    ...story,
    call: {
      ...story.call,
      ...{ department: { key: 'x', name: long }, callerName: long, variables: { note: long } },
      rung: [{ user: null, name: long, resultWords: 'was busy', result: 'busy' }],
    },
    plan: { ...story.plan, verdicts },
    messages: story.messages.map((one) => ({
      ...one,
      name: long,
      template: { key: 'x', name: long, version: 3, category: null },
    })),
  }
  for (const paint of [plain, paintFor(8)])
    for (const line of [
      ...headLines(wide, 'Asia/Kolkata', paint),
      ...toldLines(wide, paint),
      ...verdictLines('Rule set 17', wide.plan, paint),
      ...messageLines(wide, paint),
    ])
      expect(width(line), line).toBeLessThanOrEqual(columns)
})

test('where planning again decides otherwise it is said, and only there', () => {
  expect(replayLines(story.replay, plain)).toEqual([])
  const words = 'The text to caller: to be sent then, skipped as frequency_cap now.'
  const difference = { recipient: 'caller', before: 'send', now: 'frequency_cap', words }
  const lines = replayLines({ agrees: false, differences: [difference] }, plain)
  expect(lines.join('\n')).toBe(
    `

  Planned again, this call gets something else than was decided when it was
  taken in. What was decided then is what happened.
    ${words}`.slice(1),
  )
})

test('a call that no rule matched says what to do', () => {
  const lines = verdictLines('Rule set 1', { ...story.plan, verdicts: [], reason: 'no_rule_matched' }, plain)
  expect(lines.join(' ')).toContain('No rule matched this call. Add a rule at the bottom that catches every call.')
})

test('a plan shows each text as it would be read, and why one would not go', () => {
  const planned = (over: Partial<PlannedView>): PlannedView => ({
    recipient: 'caller',
    number: '+919000012842',
    numberShown: '+91 90000 ••842',
    name: null,
    template: 'sorry',
    templateVersion: 3,
    header: 'KAVERI',
    is: 'send',
    text: null,
    ...over,
  })
  const lines = plannedLines(
    [
      planned({
        text: 'Sorry we missed your call.\n- Kaveri',
        encoding: 'gsm',
        parts: 1,
        price: { amount: '0.3000', currency: 'INR' },
      }),
      planned({
        recipient: 'user:user_1',
        name: 'Meera Iyer',
        is: 'skip',
        reason: 'user_has_no_number',
        mend: 'Add a mobile number under People.',
        check: checkOf('user_has_no_number'),
      }),
    ],
    plain,
  )
  expect(lines.join('\n')).toBe(
    `
  caller  would go    +91 90000 ••842    1 part, GSM     ₹0.30
          | Sorry we missed your call.
          | - Kaveri
  user    skipped     user_has_no_number        Meera Iyer
          Add a mobile number under People. Stopped at check 2 of 20, whether
          there is a number that takes texts, and, users aside, none of the
          account’s own; the one before it passed.`.slice(1),
  )
})

test('a text to a user says whose number it went to, and how it read', () => {
  const text = 'Missed call from 9000012417. Please call back.\n- Kaveri'
  const sent = message({ recipient: 'user:user_1', name: 'Ravi Deshmukh', numberShown: '+91 98123 ••002', text })
  expect(messageLines({ call: story.call, messages: [sent] }, plain).slice(1)).toEqual([
    '          Ravi Deshmukh, +91 98123 ••002',
    '          | Missed call from 9000012417. Please call back.',
    '          | - Kaveri',
  ])
})
