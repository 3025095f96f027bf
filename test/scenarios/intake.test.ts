import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConfigurationInput } from '../../src/core/configuration.ts'
import { presets } from '../../src/telephony/mapped/presets.ts'
import { accountDocument, rule, toCaller, toUser } from '../support/account-document.ts'
import { connectedCall, missedCall, someCaller } from '../support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from '../support/program.ts'

let program: TestProgram
let account: TestAccount
type Sources = NonNullable<ConfigurationInput['sources']>
const generic = presets.find((one) => one.key === 'generic')?.settings as Sources[number]['settings']
const sources: Sources = [
  { key: 'native', name: 'Shop system', kind: 'native' },
  { key: 'mapped', name: 'Phone system', kind: 'mapped', settings: generic },
]

beforeAll(async () => {
  program = await startTestProgram({ sandboxSpeed: 20 })
  account = await program.account(
    accountDocument(
      [
        rule('voicemail', { conditions: { outcomes: ['voicemail'] } }),
        rule('missed', { recipients: [toCaller(), toUser()] }),
        rule('really-connected', {
          conditions: { outcomes: ['connected'], talkSeconds: { min: 5 } },
          recipients: [toUser()],
        }),
      ],
      { sources },
    ),
  )
})
afterAll(() => program.stop())

const ring = (extension: string, result: 'answered' | 'no_answer') => ({ extension, seconds: 10, result })
const byRecipient = (detail: { messages: { recipient: string }[] }, start: string) =>
  detail.messages.filter((one) => one.recipient.startsWith(start)) as never[]

describe('scenario 7', () => {
  it('takes the same call posted five times at once as one call, and answers four as known', async () => {
    const call = missedCall()
    const answers = await Promise.all(Array.from({ length: 5 }, () => account.post(call)))
    expect(answers.map((one) => one.status).sort()).toEqual([200, 200, 200, 200, 202])
    expect(new Set(answers.map((one) => one.body.id)).size).toBe(1)
    expect(byRecipient(await account.call(answers[0]!.body.id), 'caller')).toHaveLength(1)
  })
  it('knows a call again inside one array, and keeps the others', async () => {
    const call = missedCall()
    const { status, body } = await account.post([call, missedCall(), call, { ...missedCall(), direction: 'sideways' }])
    expect(status).toBe(202)
    expect(body.results.map((one: { outcome: string }) => one.outcome)).toEqual(['new', 'new', 'known', 'invalid'])
    expect(body.results[2].id).toBe(body.results[0].id)
    expect(body.results[3].problem.errors[0].path).toBe('direction')
  })
})

describe('scenario 9', () => {
  it('takes a queue call that rang six and was answered by a seventh as one connected call with one text', async () => {
    const call = connectedCall({
      rung: [...Array.from({ length: 6 }, (_, n) => ring(`30${n}`, 'no_answer')), ring('201', 'answered')],
      user: { extension: '201' },
    })
    const detail = await account.call(await account.accepted(call))
    expect(detail.messages).toHaveLength(1)
    expect(detail.messages[0]).toMatchObject({ name: 'Asha Nair' })
  })
  it('takes one that nobody answered as one missed call', async () => {
    const call = missedCall({ rung: ['201', '202'].map((one) => ring(one, 'no_answer')) })
    const detail = await account.call(await account.accepted(call))
    expect(byRecipient(detail, 'caller')).toHaveLength(1)
    expect(byRecipient(detail, 'user:')).toMatchObject([{ name: 'Ravi Deshmukh' }])
  })
})

describe('scenario 11', () => {
  it('knows a voicemail as an outcome of its own', async () => {
    const detail = await account.call(
      await account.accepted(missedCall({ outcome: 'voicemail', voicemail: { seconds: 12, sure: true } })),
    )
    expect(detail.plan.rule).toBe('voicemail')
  })
  it('lets a talk-time condition pass over a call that a carrier’s voicemail answered', async () => {
    const call = connectedCall({ direction: 'outgoing', talkSeconds: 2, user: { extension: '201' } })
    expect((await account.call(await account.accepted(call))).plan.rule).toBeNull()
  })
  it.each([
    { talkSeconds: 2, state: 'delivered', next: 'second-miss' },
    { talkSeconds: 5, state: 'cancelled', next: 'missed' },
    { talkSeconds: undefined, state: 'cancelled', next: 'missed' },
  ])(
    'after a call back of $talkSeconds s, where 5 reach the caller, the text is $state and the next miss is “$next”',
    async (one) => {
      const { talkSeconds, state, next } = one
      const document = accountDocument([
        rule('second-miss', { conditions: { miss: { from: 2, withinHours: 24 } }, recipients: [toCaller('note')] }),
        rule('missed', { delay: { seconds: 2, unlessReached: true } }),
      ])
      document.account!.reachedAfterSeconds = 5
      const own = await program.account(document)
      expect((await own.get('/v1/configuration')).body.account.reachedAfterSeconds).toBe(5)
      const caller = someCaller('842')
      const missed = await own.accepted(missedCall({ caller, endedAt: new Date().toISOString() }))
      const endedAt = new Date(Date.now() + 500).toISOString()
      await own.accepted(connectedCall({ caller, direction: 'outgoing', talkSeconds, totalSeconds: 9, endedAt }))
      expect((await own.settled(missed)).messages).toMatchObject([{ state }])
      const again = await own.accepted(missedCall({ caller, endedAt: new Date().toISOString() }))
      expect((await own.call(again)).plan.rule).toBe(next)
    },
  )
  it('asks between none and 600 seconds of talk of a call that reaches its caller, none without a word', async () => {
    expect((await account.get('/v1/account')).body.reachedAfterSeconds).toBe(0)
    for (const reachedAfterSeconds of [-1, 1.5, 601]) {
      const { status, body } = await account.send('PATCH', '/v1/account', { reachedAfterSeconds })
      expect([status, body.errors?.[0]?.path]).toEqual([422, 'reachedAfterSeconds'])
    }
  })
})

describe('scenario 11, a voicemail that is told after the missed call', () => {
  type Report = ReturnType<typeof missedCall>
  const withVoicemail = (call: Report): Report => ({
    ...call,
    outcome: 'voicemail',
    voicemail: { seconds: 31, sure: true },
  })
  const noteWords = async (id: string) => (await account.call(id)).notes.map((one: { words: string }) => one.words)
  const told = ['Told again, otherwise: a voicemail was left.']

  it('is no second outcome and no second text, and is kept once with the call, however often it is told', async () => {
    const call = missedCall({ missedBecause: 'no_answer' })
    const id = await account.accepted(call)
    const before = await account.settled(id)
    for (let n = 0; n < 3; n++)
      expect(await account.post(withVoicemail(call))).toMatchObject({ status: 200, body: { id, outcome: 'known' } })
    const after = await account.call(id)
    expect(after.notes.map((one: { words: string }) => one.words)).toEqual(told)
    expect(after).toMatchObject({ call: { outcome: 'missed' }, plan: before.plan })
    expect(after.messages).toHaveLength(before.messages.length)
  })

  it('is kept where both come in one array too', async () => {
    const call = missedCall()
    const { body } = await account.post([call, call, withVoicemail(call)])
    expect(await noteWords(body.results[0].id)).toEqual(told)
  })

  const asPhoneSystem = ({ sourceCallId, outcome, caller, endedAt }: Report) => ({
    ...{ call_id: sourceCallId, direction: 'in', status: outcome, caller, end: endedAt, duration: 24 },
  })
  it.each([
    ['native', (call: Report) => call],
    ['mapped', asPhoneSystem],
  ])('is kept where a %s source tells it, and the same report again is nothing to keep', async (key, write) => {
    const { body } = await account.get(`/v1/sources/${key}`)
    const address = `${program.url().replace('localhost', '127.0.0.1')}${new URL(body.webhookUrl).pathname}`
    const post = async (call: Report) => {
      const answer = await fetch(address, { method: 'POST', body: JSON.stringify(write(call)) })
      return { status: answer.status, body: (await answer.json()) as { id: string; outcome: string } }
    }
    const call = missedCall()
    const first = await post(call)
    expect(first).toMatchObject({ status: 200, body: { outcome: 'new' } })
    const { id } = first.body
    expect(await post(call)).toEqual({ status: 200, body: { id, outcome: 'known' } })
    expect(await noteWords(id)).toEqual([])
    for (let n = 0; n < 2; n++) await post(withVoicemail(call))
    expect(await noteWords(id)).toEqual(told)
  })
})

describe('scenario 10', () => {
  it('texts who talked last where only a transfer says who it was, once, and can say both names', async () => {
    const names = { key: 'names', name: 'Both names', header: 'tester', dltTemplateId: '1107172974420810004' }
    const document = accountDocument([
      rule('connected', { conditions: { outcomes: ['connected'] }, recipients: [toUser('names')] }),
    ])
    document.templates?.push({ ...names, body: '{{first_user_name}}, then {{user_name}}. - Test Traders' })
    const own = await program.account(document)
    const passedOn = { from: 'Asha Nair', to: 'Ravi Deshmukh', kind: 'attended' as const }
    const detail = await own.call(
      await own.accepted(
        connectedCall({ department: { name: 'Sales' }, transfers: [{ ...passedOn, at: '2026-11-23T15:45:30+05:30' }] }),
      ),
    )
    expect(detail.messages).toMatchObject([
      { name: 'Ravi Deshmukh', text: 'Asha Nair, then Ravi Deshmukh. - Test Traders' },
    ])
    expect(detail.facts).toMatchObject({ answeredBy: 'ravi', answeredFirst: 'asha' })
    expect(detail.call).toMatchObject({
      user: { name: 'Ravi Deshmukh' },
      transfers: [{ ...passedOn, at: '2026-11-23T10:15:30.000Z' }],
    })
  })
})

describe('scenario 12', () => {
  it.each([null, 'anonymous', 'JX-KAVERI', '12ab'])('skips the caller %s, and still tells the user', async (caller) => {
    const detail = await account.call(await account.accepted(missedCall({ caller, user: { extension: '201' } })))
    expect(byRecipient(detail, 'caller')).toMatchObject([{ state: 'skipped', reason: 'caller_unknown' }])
    const [note] = byRecipient(detail, 'user:') as { text: string; state: string }[]
    expect(note?.text).toContain('Missed call from withheld')
    expect(note?.state).not.toBe('skipped')
  })
})

describe('scenario 13', () => {
  it.each([
    ['+912222223333', 'not_a_mobile'],
    ['1800123456', 'not_a_mobile'],
    ['56767', 'not_a_mobile'],
    ['18005720199', 'own_number'],
  ])('does not text %s: %s, at no cost', async (caller, reason) => {
    const detail = await account.call(await account.accepted(missedCall({ caller })))
    expect(byRecipient(detail, 'caller')).toMatchObject([{ state: 'skipped', reason, price: { amount: '0.0000' } }])
  })
})
