/** The demo account as the pictures show it. */
import type {
  Account,
  CallRow,
  CallStory,
  Department,
  Did,
  Gateway,
  Header,
  Message,
  Rule,
  Source,
  Template,
  User,
} from '../src/api/types.ts'

export const account: Account = {
  id: 'acct_1',
  key: 'kaveri',
  name: 'Kaveri Appliances',
  isDemo: true,
  zone: 'Asia/Kolkata',
  language: 'en',
  country: 'IN',
  currency: 'INR',
  pricePerPart: '0.3000',
  smsOn: true,
  hours: null,
}
const user = (key: string, name: string, phone: string | null, owner = false): User => ({
  key,
  id: `user_${key}`,
  name,
  phone,
  extension: null,
  email: null,
  owner,
  textsOff: false,
})
export const users = [
  user('asha-nair', 'Asha Nair', '+919000007731'),
  user('ravi-deshmukh', 'Ravi Deshmukh', null),
  user('meera-iyer', 'Meera Iyer', '+919000004410', true),
]
export const departments: Department[] = [
  { key: 'sales', id: 'dept_1', name: 'Sales', members: ['asha-nair', 'ravi-deshmukh'], hours: null },
  { key: 'support', id: 'dept_2', name: 'Support', members: ['ravi-deshmukh'], hours: null },
]
export const dids: Did[] = [
  { key: 'toll-free', id: 'did_1', number: '18005720199', name: 'toll-free' },
  { key: 'bengaluru', id: 'did_2', number: '+918041230019', name: 'Bengaluru' },
]
export const headers: Header[] = [{ key: 'kaveri', id: 'hdr_1', header: 'KAVERI', entityId: '1101234567890123456' }]
const template = (key: string, name: string, body: string, status: Template['status'] = 'approved'): Template => ({
  key,
  id: `tmpl_${key}`,
  name,
  body,
  header: 'kaveri',
  dltTemplateId: '1107161512345678901',
  category: 'service_implicit',
  status,
  version: 3,
})
export const templates = [
  template(
    'sorry',
    'Sorry we missed you',
    'Sorry we missed your call to {{department_name|us}} on {{call_date}}. Expect a call back from {{user_name|our team}} soon. You can also reach us on 1800 572 0199. - Kaveri Appliances',
  ),
  template(
    'note',
    'Missed call note',
    'Missed call for {{department_name|us}} from {{caller_number}} at {{call_time}}. Please call back as soon as you can. - Kaveri Appliances',
  ),
  template(
    'voicemail',
    'Voicemail received',
    'Thank you for your message. We will listen to it and call you back today. - Kaveri Appliances',
  ),
  template('thanks', 'Thanks for calling', 'कावेरी अप्लायंसेज़ को कॉल करने के लिए धन्यवाद। सेवा के लिए 1800 572 0199 पर कॉल करें।'),
  template(
    'summary',
    'Call summary',
    'Call with {{caller_number}}: {{outcome}}, talked {{talk_time|not known}}. - Kaveri Appliances',
  ),
]
const rule = (
  key: string,
  name: string,
  conditions: Rule['conditions'],
  recipients: Rule['recipients'],
  more: Partial<Rule> = {},
): Rule => ({ key, name, enabled: true, conditions, recipients, validityMinutes: 60, ...more })
const caller = (name: string) => ({ selector: { to: 'caller' as const }, template: name })
const agent = (name: string) => ({ selector: { to: 'user' as const }, template: name })
export const rules: Rule[] = [
  rule(
    'third-miss',
    'Third miss, Sales',
    {
      directions: ['incoming'],
      departments: ['sales'],
      outcomes: ['missed'],
      miss: { from: 3, to: 3, withinHours: 24 },
    },
    [agent('note')],
  ),
  rule('voicemail', 'Voicemail', { directions: ['incoming'], outcomes: ['voicemail'] }, [caller('voicemail')]),
  rule(
    'support-connected',
    'Support, connected',
    { directions: ['incoming'], departments: ['support'], outcomes: ['connected'], talkSeconds: { min: 30 } },
    [caller('thanks')],
  ),
  rule(
    'sales-missed',
    'Sales missed, toll-free',
    { directions: ['incoming'], departments: ['sales'], dids: ['toll-free'], outcomes: ['missed'] },
    [caller('sorry'), agent('note'), { selector: { to: 'numbers', numbers: ['+919000007731'] }, template: 'note' }],
  ),
  rule('any-missed', 'Any missed call', { directions: ['incoming'], outcomes: ['missed'] }, [caller('sorry')], {
    cap: { texts: 1, hours: 24 },
  }),
  rule(
    'support-closed',
    'Support, closed',
    { directions: ['incoming'], departments: ['support'], outcomes: ['missed'], hours: 'closed' },
    [caller('sorry')],
  ),
  rule(
    'outgoing',
    'Outgoing, first contact',
    { directions: ['outgoing'], caller: 'new', outcomes: ['connected'] },
    [caller('thanks')],
    { enabled: false },
  ),
  rule('rest', 'Everything else', {}, [agent('summary')]),
]
export const counts: Record<string, number> = {
  'third-miss': 58,
  voicemail: 187,
  'support-connected': 1936,
  'sales-missed': 354,
  'any-missed': 638,
  'support-closed': 0,
  outgoing: 0,
  rest: 1204,
}
export const gateways: Gateway[] = [
  {
    key: 'sandbox',
    id: 'gw_1',
    title: 'Sandbox',
    kind: 'sandbox',
    shared: true,
    settings: {},
    secrets: {},
    paused: false,
    ratherTwice: false,
    health: { state: 'ok', words: 'Ready. Nothing leaves this computer.' },
  },
]
export const sources: Source[] = [
  {
    key: 'pbx',
    id: 'src_1',
    name: 'Office phone system',
    kind: 'mapped',
    settings: {},
    secrets: {},
    webhookUrl: 'http://localhost:8480/s/1f6a9c2e7b804d3e',
    setup: ['Open the webhook page of the phone system.', 'Paste the address and choose POST.'],
    lastReportAt: null,
  },
]

export function messageOf(part: Partial<Message> & Pick<Message, 'id' | 'callId' | 'recipient'>): Message {
  const at = new Date().toISOString()
  return {
    name: null,
    number: null,
    numberShown: null,
    state: 'queued',
    reason: null,
    reasonWords: null,
    mend: null,
    doubt: null,
    doubtWords: null,
    settledBy: null,
    rule: null,
    template: { key: 'sorry', name: 'Sorry we missed you', version: 3 },
    header: 'KAVERI',
    dltTemplateId: '1107161512345678901',
    text: null,
    encoding: 'gsm',
    parts: 1,
    price: { amount: '0.3000', currency: 'INR' },
    gateway: { key: 'sandbox', title: 'Sandbox' },
    attempt: 1,
    createdAt: at,
    dueAt: at,
    validUntil: at,
    permittedAt: null,
    answeredAt: null,
    finalAt: null,
    ...part,
  }
}

/** A morning of calls for the lists. */
export function morning(): CallStory[] {
  const outcomes = [
    'missed',
    'connected',
    'missed',
    'connected',
    'voicemail',
    'connected',
    'missed',
    'missed',
    'connected',
    'missed',
    'voicemail',
    'connected',
  ] as const
  return outcomes.map((outcome, index) => pastCall(outcome, index))
}

function pastCall(outcome: CallRow['outcome'], index: number): CallStory {
  const ended = Date.now() - (index + 1) * 151_000
  const iso = (ms: number) => new Date(ended + ms).toISOString()
  const id = `call_${String(900 - index).padStart(32, '0')}`
  const department = departments[index % 2] ?? null
  const key = outcome === 'voicemail' ? 'voicemail' : outcome === 'connected' ? 'support-connected' : 'sales-missed'
  const place = rules.findIndex((one) => one.key === key) + 1
  const number = `+9190000${String(17_417 + index * 731).padStart(5, '0')}`
  const shown = `+91 90000 ••${number.slice(-3)}`
  const states = ['delivered', 'delivered', 'skipped', 'sent', 'delivered', 'unconfirmed'] as const
  const state = states[index % states.length] ?? 'delivered'
  const done =
    state === 'delivered'
      ? { answeredAt: iso(41), finalAt: iso(2310 + index * 97) }
      : state === 'sent'
        ? { answeredAt: iso(41) }
        : {}
  const skipped =
    state === 'skipped'
      ? {
          reason: 'frequency_cap',
          reasonWords: 'The caller already had the texts this rule allows in its period.',
          mend: 'Raise the cap in the rule if this is too strict.',
        }
      : {}
  const doubt = state === 'unconfirmed' ? { doubt: 'timeout', doubtWords: 'The gateway did not answer in time.' } : {}
  const text =
    'Sorry we missed your call to Sales on 23 Nov. Expect a call back from Ravi Deshmukh soon. You can also reach us on 1800 572 0199. - Kaveri Appliances'
  const messages = [
    messageOf({
      id: `msg_c${index}`,
      callId: id,
      recipient: 'caller',
      number,
      numberShown: shown,
      state,
      rule: key,
      text: state === 'skipped' ? null : text,
      createdAt: iso(9),
      permittedAt: iso(12),
      ...done,
      ...skipped,
      ...doubt,
    }),
    ...(key === 'sales-missed'
      ? [
          messageOf({
            id: `msg_u${index}`,
            callId: id,
            recipient: 'user:user_ravi-deshmukh',
            name: 'Ravi Deshmukh',
            state: 'skipped',
            rule: key,
            reason: 'user_has_no_number',
            reasonWords: 'The user has no mobile number.',
            mend: 'Add a mobile number under People.',
            createdAt: iso(9),
          }),
        ]
      : []),
  ]
  return {
    call: {
      id,
      direction: 'incoming',
      outcome,
      caller: number,
      callerShown: shown,
      department: department && { key: department.key, name: department.name },
      did: dids[0] ?? null,
      user: { key: 'ravi-deshmukh', name: 'Ravi Deshmukh' },
      startedAt: iso(-24_000),
      endedAt: iso(0),
      acceptedAt: iso(9),
      ringSeconds: 24,
      talkSeconds: outcome === 'connected' ? 95 : null,
      source: { key: 'pbx', name: 'Office phone system' },
      rule: { key, name: rules[place - 1]?.name ?? key, place },
      reason: null,
      messages,
    },
    ruleSet: { number: 17, rules: rules.map(({ key: one, name }) => ({ key: one, name })) },
    plan: { ruleSet: 17, rule: key, reason: null, verdicts: verdictsFor(key, outcome), messages: [] },
    messages,
    notes: [],
  }
}

export function verdictsFor(fired: string, outcome: string): CallStory['plan']['verdicts'] {
  const at = rules.findIndex((one) => one.key === fired)
  return rules.map((one, index) => {
    if (!one.enabled) return { rule: one.key, is: 'disabled' }
    if (index === at) return { rule: one.key, is: 'fired' }
    if (one.key === 'third-miss' && outcome === 'missed')
      return { rule: one.key, is: 'no', condition: 'miss', wants: 'the 3rd miss in 24 h', was: 'was the 1st' }
    if (index > at && (one.key === 'rest' || (one.key === 'any-missed' && outcome === 'missed')))
      return { rule: one.key, is: 'also_matches' }
    if (one.conditions.outcomes && !one.conditions.outcomes.includes(outcome as 'missed'))
      return {
        rule: one.key,
        is: 'no',
        condition: 'outcomes',
        wants: one.conditions.outcomes[0] ?? '',
        was: `was ${outcome}`,
      }
    return { rule: one.key, is: 'no', condition: 'departments', wants: 'Support', was: 'went to Sales' }
  })
}
