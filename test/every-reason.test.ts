/** Every reason why a text was not sent or did not arrive, and every doubt whether it did, each brought about through the API. The compiler asks for a way to each. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConfigurationInput } from '../src/core/configuration.ts'
import type { Doubt, Reason } from '../src/core/reasons.ts'
import { localTime } from '../src/core/schedule.ts'
import { accountDocument, promotional, rule, toCaller } from './support/account-document.ts'
import { connectedCall, daytimeCaller, missedCall, someCaller } from './support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'
import { type Answer, Smsc, type Submitted } from './support/smsc.ts'

let program: TestProgram
const peers: Smsc[] = []
let refusingKannel: Server
beforeAll(async () => {
  program = await startTestProgram({ sandboxSpeed: 20 })
  refusingKannel = createServer(({ url }, response) =>
    response
      .writeHead(403)
      .end(url?.startsWith('/nowhere') ? 'Not routable. Do not try again.' : 'Authorization failed for sendsms'),
  )
  await new Promise<void>((resolve) => refusingKannel.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await program.stop()
  for (const one of peers) await one.close()
  await new Promise((resolve) => refusingKannel.close(resolve))
})

type Document = ConfigurationInput
type Rule = Parameters<typeof rule>[1]
type Template = NonNullable<Document['templates']>[number]

const withRule = (over: Rule): Document => accountDocument([rule('any', over)])
const withTemplate = (over: Partial<Template>): Document => {
  const document = withRule({})
  Object.assign(document.templates![0]!, over)
  return document
}
const withPromotion = (): Document => withTemplate(promotional(accountDocument([]).templates![0]!))
const withAccount = (over: Partial<NonNullable<Document['account']>>): Document => {
  const document = withRule({})
  return { ...document, account: { ...document.account!, ...over } }
}
const toSelector = (selector: NonNullable<Rule>['recipients'] extends (infer R)[] | undefined ? R : never) =>
  withRule({ recipients: [selector] })
const withGateway = (kind: string, settings: Record<string, unknown>): Document => ({
  ...withRule({}),
  gateways: [{ key: 'own', title: 'Own', kind, settings: settings as never, secrets: { password: 'secret' } }],
  routes: [{ gateway: 'own' }],
})

const zone = 'Asia/Kolkata'
const clock = (minutesFromNow: number) => {
  const { minute } = localTime(zone, Date.now() + minutesFromNow * 60_000)
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
/** Seconds until it is half past eleven at night in India. */
const untilNight = () => {
  const { minute } = localTime(zone, Date.now())
  return ((23 * 60 + 30 - minute + 1440) % 1440 || 1440) * 60
}
const inSales = { department: { name: 'Sales' } }
/** The sandbox refuses it for its preferences. */
const blockedCaller = daytimeCaller('911')
const sandboxed = (ending: string) => missedCall({ caller: someCaller(ending) })

/** What is said of the account's texts, and of this call, as soon as it is what is wanted. */
async function said(account: TestAccount, report: unknown, wanted: Reason | Doubt): Promise<unknown[]> {
  const id = await account.accepted(report)
  for (const until = performance.now() + 15_000; ; await setTimeout(50)) {
    const { call } = await account.call(id)
    const { items } = (await account.get('/v1/messages')).body
    const all = [call.reason, ...items.flatMap((one: { reason: unknown; doubt: unknown }) => [one.reason, one.doubt])]
    if (all.includes(wanted) || performance.now() > until) return all
  }
}

type Way = {
  document: () => Document | Promise<Document>
  call?: () => unknown
  before?: (account: TestAccount) => Promise<unknown>
  after?: (account: TestAccount) => Promise<unknown>
}

/** By an SMSC of its own, since receipts come by any bind there is. */
const bySmsc = (answer: (smsc: Smsc, submit: Submitted) => Answer): Way => ({
  document: async () => {
    const smsc = await Smsc.open()
    peers.push(smsc)
    smsc.answer = (submit) => answer(smsc, submit)
    return withGateway('smpp', { host: '127.0.0.1', port: smsc.port, systemId: 'test', window: 10, dlt: true })
  },
})
const refusedBySmsc = (status: number) => bySmsc(() => ({ status }))
/** Taken, and then told of by a receipt with this code of the operators. */
const receiptFromSmsc = (code: string) =>
  bySmsc((smsc, submit) => {
    const receipt = smsc.receiptOf(submit, { stat: 'UNDELIV' })
    const octets = Buffer.from(receipt.octets.toString('latin1').replace('err:000', `err:${code}`), 'latin1')
    void setTimeout(200).then(() => smsc.deliver({ ...receipt, octets }))
    return {}
  })
const refusedByKannel = (place: string): Way => ({
  document: () =>
    withGateway('kannel', {
      url: `http://127.0.0.1:${(refusingKannel.address() as AddressInfo).port}${place}`,
      username: 'test',
    }),
})
const ownSandbox = { key: 'own', title: 'Own', kind: 'sandbox', settings: {}, secrets: {} }
/** The same way with a text of two parts. */
const inParts = ({ document, ...way }: Way): Way => ({
  ...way,
  document: async () => {
    const made = await document()
    made.templates![0]!.body = `${'Long. '.repeat(40)}- Test Traders`
    return made
  },
})
const twice = (document: () => Document, call: () => unknown): Way => ({
  document,
  call,
  before: async (account) => account.settled(await account.accepted(call())),
})

const ways: Record<Reason, Way> = {
  no_rule_matched: { document: () => withRule({ conditions: { outcomes: ['voicemail'] } }) },
  account_off: { document: () => withAccount({ smsOn: false }) },
  too_late: {
    document: () => withRule({ validityMinutes: 30 }),
    call: () => missedCall({ endedAt: new Date(Date.now() - 3_600_000).toISOString() }),
  },
  caller_unknown: { document: () => withRule({}), call: () => missedCall({ caller: null }) },
  not_a_mobile: { document: () => withRule({}), call: () => missedCall({ caller: '+918041112222' }) },
  own_number: { document: () => withRule({}), call: () => missedCall({ caller: '+918041234500' }) },
  user_unknown: { document: () => toSelector({ selector: { to: 'rung' }, template: 'note' }) },
  user_has_no_number: { document: () => toSelector({ selector: { to: 'users', users: ['meera'] }, template: 'note' }) },
  user_turned_off: {
    document: () => {
      const document = toSelector({ selector: { to: 'users', users: ['asha'] }, template: 'note' })
      document.users![0]!.textsOff = true
      return document
    },
  },
  no_owner: {
    document: () => {
      const document = toSelector({ selector: { to: 'owners' }, template: 'note' })
      for (const user of document.users!) user.owner = false
      return document
    },
  },
  department_unknown: {
    document: () => toSelector({ selector: { to: 'members' }, template: 'note' }),
    call: () => missedCall({ department: { name: 'Plumbing' } }),
  },
  department_has_no_members: {
    document: () => {
      const document = toSelector({ selector: { to: 'members' }, template: 'note' })
      document.departments![0]!.members = []
      return document
    },
    call: () => missedCall(inSales),
  },
  duplicate_recipient: {
    document: () =>
      withRule({
        recipients: [toCaller(), { selector: { to: 'numbers', numbers: ['+919000044842'] }, template: 'note' }],
      }),
    call: () => missedCall({ caller: '+919000044842' }),
  },
  number_excluded: {
    document: () => withAccount({ exclusions: ['+919000055842'] }),
    call: () => missedCall({ caller: '+919000055842' }),
  },
  opted_out: {
    document: () => withRule({}),
    before: (account) => account.send('POST', '/v1/opt-outs', { number: '+919000066842' }),
    call: () => missedCall({ caller: '+919000066842' }),
  },
  no_consent: {
    document: () => {
      const document = withPromotion()
      document.account!.consent = { neededFor: ['promotional'] }
      return document
    },
  },
  dnd_learnt: {
    document: () => withPromotion(),
    before: async (account) => {
      await account.send('POST', '/v1/consents', { number: blockedCaller, purpose: 'offers', evidence: 'form 4' })
      await account.settled(await account.accepted(missedCall({ caller: blockedCaller })))
    },
    call: () => missedCall({ caller: blockedCaller }),
  },
  template_not_approved: { document: () => withTemplate({ status: 'submitted' }) },
  template_paused: { document: () => withTemplate({ status: 'paused' }) },
  header_inactive: {
    document: () => {
      const document = withRule({})
      document.headers![0]!.status = 'suspended'
      return document
    },
  },
  header_not_for_country: { document: () => withRule({}), call: () => missedCall({ caller: '+12133734253' }) },
  template_refused: {
    document: () => withRule({}),
    before: async (account) => {
      for (let n = 0; n < 5; n += 1) await account.settled(await account.accepted(sandboxed('903')))
    },
  },
  value_missing: { document: () => withTemplate({ body: 'Your order {{var.order}} is ready. - Test Traders' }) },
  not_whitelisted: {
    document: () =>
      withTemplate({
        body: 'Track your order at {{var.link}}. - Test Traders',
        registered: { text: 'Track your order at {#url#}. - Test Traders', tooLong: 'skip' },
      }),
    call: () => missedCall({ variables: { link: 'https://bit.ly/abc' } }),
  },
  variable_too_long: {
    document: () =>
      withTemplate({
        body: 'Sorry, {{caller_name}}. - Test Traders',
        registered: { text: 'Sorry, {#var#}. - Test Traders', tooLong: 'skip' },
      }),
    call: () => missedCall({ callerName: 'A name of far more than forty characters, as some businesses have them' }),
  },
  dlt_text_mismatch: {
    document: () => withTemplate({ body: 'Sorry, we can’t talk.', registered: { text: "Sorry, we can't talk." } }),
  },
  text_too_long: { document: () => withTemplate({ body: `${'Long. '.repeat(300)}- Test Traders` }) },
  reached_meanwhile: {
    document: () => withRule({ delay: { seconds: 2, unlessReached: true } }),
    call: () => missedCall({ caller: '+919000077842' }),
    after: (account) =>
      account.accepted(
        connectedCall({ caller: '+919000077842', direction: 'outgoing', endedAt: new Date().toISOString() }),
      ),
  },
  promotional_hours: {
    document: () => {
      const seconds = untilNight()
      const document = withRule({ delay: { seconds }, validityMinutes: Math.min(2880, Math.ceil(seconds / 60) + 30) })
      document.templates![0] = promotional(document.templates![0]!)
      return document
    },
  },
  quiet_hours: {
    document: () => withRule({ quietHours: { from: clock(-60), to: clock(60), action: 'skip' } }),
  },
  frequency_cap: twice(
    () => withRule({ cap: { texts: 1, hours: 24 } }),
    () => missedCall({ caller: '+919000088842' }),
  ),
  quota_exhausted: twice(
    () => withAccount({ quota: 1 }),
    () => sandboxed('842'),
  ),
  loop_suspected: twice(
    () => withAccount({ loopGuard: { texts: 1, minutes: 60 } }),
    () => missedCall({ caller: '+919000099842' }),
  ),
  trial_mode: { document: () => withAccount({ trialNumbers: ['+919812300001'] }) },
  spend_stop: { document: () => withAccount({ spendStop: '0.1000' }) },
  no_gateway: { document: () => ({ ...withRule({}), routes: [] }) },
  validity_over: {
    document: () => ({
      ...withGateway('smpp', { host: '127.0.0.1', port: 9, systemId: 'nobody' }),
      rules: [rule('any', { validityMinutes: 1 })],
    }),
    call: () => missedCall({ endedAt: new Date(Date.now() - 57_000).toISOString() }),
  },
  opted_in_again: {
    document: () => {
      const document = withAccount({ optOutConfirmation: { template: 'bye' } })
      document.templates!.push({ ...document.templates![0]!, key: 'bye', name: 'Bye', body: 'No more. - Test Traders' })
      return { ...document, gateways: [ownSandbox], routes: [{ gateway: 'own' }] }
    },
    call: () => sandboxed('842'),
    after: async (account) => {
      await account.send('PUT', '/v1/configuration', { gateways: [{ ...ownSandbox, paused: true }] })
      const [{ number }] = (await account.get('/v1/messages')).body.items
      for (const text of ['STOP', 'START']) await account.send('POST', '/v1/sandbox/replies', { from: number, text })
    },
  },
  gateway_removed: {
    document: () => ({ ...withRule({}), gateways: [{ ...ownSandbox, paused: true }], routes: [{ gateway: 'own' }] }),
    after: async (account) => {
      await account.send('PUT', '/v1/configuration', { gateways: [], routes: [{ gateway: 'shared:sandbox' }] })
    },
  },
  cancelled_by_hand: {
    document: () => withRule({ delay: { seconds: 600 } }),
    after: async (account) => {
      const [text] = (await account.get('/v1/messages')).body.items
      await account.send('POST', `/v1/messages/${text.id}/cancel`)
    },
  },
  settled_by_hand: {
    document: () => withRule({}),
    call: () => sandboxed('910'),
    after: async (account) => {
      const inDoubt = async () => (await account.get('/v1/messages?state=unconfirmed')).body.items[0]
      await expect.poll(inDoubt, { timeout: 10_000 }).toBeDefined()
      await account.send('POST', `/v1/messages/${(await inDoubt()).id}/settle`, { as: 'rejected' })
    },
  },
  number_invalid: { document: () => withRule({}), call: () => sandboxed('902') },
  number_unreachable: { document: () => withRule({}), call: () => sandboxed('901') },
  number_blocked: { document: () => withRule({}), call: () => sandboxed('911') },
  dlt_refused: { document: () => withRule({}), call: () => sandboxed('903') },
  header_refused: refusedBySmsc(0x0a),
  content_refused: receiptFromSmsc('642'),
  credentials_refused: refusedByKannel('/cgi-bin/sendsms'),
  no_credit: { document: () => withRule({}), call: () => sandboxed('913') },
  throttled: refusedBySmsc(0x58),
  gateway_refused: refusedBySmsc(0x65),
  not_routable: refusedByKannel('/nowhere'),
  network_failed: receiptFromSmsc('670'),
  not_sent: refusedBySmsc(0x04),
}

/** What is left for later by a process that died is in scenarios/delivery.test.ts, by a restore in restored-texts.test.ts and backup-command.test.ts. */
const doubtful: Record<Exclude<Doubt, 'lease_over' | 'restored' | 'restored_window'>, Way> = {
  timeout: { document: () => withRule({}), call: () => sandboxed('910') },
  cut: bySmsc(() => ({ cut: 'instead' })),
  server_error: { document: () => withRule({}), call: () => sandboxed('912') },
  unreadable: bySmsc(() => ({ saysId: '' })),
  some_parts: inParts(bySmsc((_, { part }) => (part === 2 ? { status: 0x65 } : {}))),
  duplicate: { document: () => withRule({}), call: () => sandboxed('914') },
}

const everyWay = [...Object.entries(ways), ...Object.entries(doubtful)] as [Reason | Doubt, Way][]

describe('of a text', () => {
  it.each(everyWay)('%s is said', async (wanted, { document, call, before, after }) => {
    const account = await program.account(await document())
    await before?.(account)
    const all = said(account, (call ?? missedCall)(), wanted)
    if (after) {
      await setTimeout(300)
      await after(account)
    }
    expect(await all).toContain(wanted)
  })
})

describe('every reason', () => {
  it('has words and a way out in the list of reasons', async () => {
    const account = await program.account(withRule({}))
    const { body } = await account.get('/v1/reasons')
    const listed = new Map(body.items.map((one: { code: string }) => [one.code, one]))
    const words = expect.stringMatching(/\w/)
    for (const reason of Object.keys(ways)) expect(listed.get(reason)).toMatchObject({ what: words, mend: words })
  })

  it('is what each operator’s code is read as, with words and a way out', async () => {
    const account = await program.account(withRule({}))
    const { items } = (await account.get('/v1/carrier-codes')).body
    expect(items).toContainEqual({
      family: 'four_hundred',
      codes: '438',
      reason: 'promotional_hours',
      means: expect.stringMatching(/\w/),
      next: expect.stringMatching(/\w/),
    })
    for (const one of items) expect(Object.keys(ways)).toContain(one.reason)
  })
})
