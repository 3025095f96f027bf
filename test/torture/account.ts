/** What the two accounts of the torture run are, and how many texts each of their calls must become. */
import { accountDocument, rule, toCaller, toUser } from '../support/account-document.ts'
import { draw } from './draw.ts'
import { callerOf, tokenOf } from './text.ts'

export type CallKind = 'plain' | 'long' | 'delayed' | 'http'

/** Recipients of a call of each kind. */
export const recipientsOf: Record<CallKind, readonly string[]> = {
  plain: ['caller', 'user'],
  long: ['caller'],
  delayed: ['caller'],
  http: ['caller'],
}

export function kindOf(seed: number, n: number): CallKind {
  const share = draw(seed, 'kind', n)
  return share < 0.55 ? 'plain' : share < 0.7 ? 'long' : share < 0.85 ? 'delayed' : 'http'
}

const threeParts = 'We are sorry that nobody could take your call just now. '.repeat(6)
const plain = {
  key: 'plain',
  name: 'Plain',
  header: 'tester',
  body: 'Sorry we missed your call. {{var.token}}-c We will call you back. - Test Traders',
  dltTemplateId: '1107172974420810002',
}

/** Longer than any run: none of its texts may lapse. */
const validityMinutes = 2880

/** Its rules; each change is another delay, which no text may fail for. */
export function smppRules(change: number) {
  return [
    rule('delayed', {
      conditions: { outcomes: ['missed'], departments: ['support'] },
      recipients: [toCaller('plain')],
      delay: { seconds: 2 + (change % 3), unlessReached: false },
      validityMinutes,
    }),
    rule('long', {
      conditions: { outcomes: ['missed'], departments: ['sales'] },
      recipients: [toCaller('long')],
      validityMinutes,
    }),
    rule('missed', { recipients: [toCaller('plain'), toUser('note')], validityMinutes }),
  ]
}

export function smppAccount(port: number, window: number) {
  return accountDocument(smppRules(0), {
    templates: [
      plain,
      {
        ...plain,
        key: 'note',
        name: 'Note',
        body: 'Missed call of {{caller_number}}. {{var.token}}-u - Test Traders',
      },
      { ...plain, key: 'long', name: 'Long', body: `{{var.token}}-c ${threeParts}` },
    ],
    gateways: [
      {
        key: 'smsc',
        title: 'SMSC',
        kind: 'smpp',
        settings: { host: '127.0.0.1', port, systemId: 'torture', window, idleSeconds: 5 },
        secrets: { password: 'torture' },
      },
    ],
    account: { name: 'Torture', zone: 'Asia/Kolkata' },
    routes: [{ gateway: 'smsc' }],
  })
}

export function httpAccount(port: number) {
  return accountDocument([rule('missed', { recipients: [toCaller('plain')], validityMinutes })], {
    templates: [plain],
    gateways: [
      {
        key: 'kannel',
        title: 'Kannel',
        kind: 'kannel',
        settings: {
          url: `http://127.0.0.1:${port}/cgi-bin/sendsms`,
          username: 'torture',
          window: 5,
          timeoutSeconds: 2,
        },
        secrets: { password: 'torture' },
      },
    ],
    account: { name: 'Torture by HTTP', zone: 'Asia/Kolkata' },
    routes: [{ gateway: 'kannel' }],
  })
}

/** The n-th call, always the same but for the time. */
export function reportOf(seed: number, n: number, endedAt: number) {
  const kind = kindOf(seed, n)
  const department = kind === 'long' ? 'Sales' : kind === 'delayed' ? 'Support' : undefined
  return {
    sourceCallId: `torture-${seed}-${n}`,
    direction: 'incoming',
    outcome: 'missed',
    caller: callerOf(n),
    endedAt: new Date(endedAt).toISOString(),
    totalSeconds: 20,
    variables: { token: tokenOf(n) },
    ...(department === undefined ? {} : { department: { name: department } }),
    ...(kind === 'plain' ? { rung: [{ extension: n % 2 === 0 ? '201' : '202', result: 'no_answer' }] } : {}),
  }
}
