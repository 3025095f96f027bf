import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountDocument, rule, toCaller } from '../support/account-document.ts'
import { missedCall, someCaller } from '../support/call.ts'
import { startTestProgram, type TestProgram } from '../support/program.ts'
import { Smsc } from '../support/smsc.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram()
})
afterAll(() => program.stop())

/** Of 161 characters of the GSM alphabet: two parts. */
const text = `So ${'Long. '.repeat(24)}- Test Traders`

describe('scenario 35', () => {
  let smsc: Smsc
  beforeEach(async () => {
    smsc = await Smsc.open()
  })
  afterEach(() => smsc.close())

  const accountBySmsc = (other: string) => {
    const both = {
      recipients: [toCaller(), { selector: { to: 'numbers' as const, numbers: [other] }, template: 'sorry' }],
    }
    const settings = { host: '127.0.0.1', port: smsc.port, systemId: 'test', dlt: true }
    const document = accountDocument([rule('both', both)], {
      gateways: [{ key: 'smsc', title: 'SMSC', kind: 'smpp', settings, secrets: { password: 'secret' } }],
      routes: [{ gateway: 'smsc' }],
    })
    document.templates![0]!.body = text
    return program.account(document)
  }

  it.each([
    { told: 'by the answer', status: 0xc0, err: '000', state: 'rejected', reason: 'dlt_refused' },
    { told: 'by a receipt', status: 0, err: '633', state: 'undelivered', reason: 'dlt_refused' },
    { told: 'by a receipt', status: 0, err: '620', state: 'undelivered', reason: 'header_refused' },
    { told: 'by a receipt', status: 0, err: '642', state: 'undelivered', reason: 'content_refused' },
  ])('charges two parts to one of two numbers where the other is $reason $told', async (refusal) => {
    const other = someCaller()
    const isRefused = ({ dest }: { dest: string }) => other.endsWith(dest)
    smsc.answer = (submit) => (isRefused(submit) ? { status: refusal.status } : {})
    smsc.receipt = (submit) =>
      isRefused(submit) ? { afterMs: 20, stat: 'UNDELIV', err: refusal.err } : { afterMs: 20, stat: 'DELIVRD' }
    const account = await accountBySmsc(other)
    expect(text).toHaveLength(161)

    const { call, messages } = await account.settled(await account.accepted(missedCall()))
    const cost = (amount: string) => ({ amount, currency: 'INR' })
    expect(messages).toMatchObject([
      { recipient: 'caller', state: 'delivered', parts: 2, charged: cost('0.6000') },
      {
        recipient: `number:${other}`,
        state: refusal.state,
        reason: refusal.reason,
        reasonWords: expect.stringMatching(/\w/),
        parts: 2,
        price: cost('0.6000'),
        charged: cost('0.0000'),
      },
    ])
    expect(call.messages).toMatchObject([{ charged: cost('0.6000') }, { charged: cost('0.0000') }])
    const { texts } = (await account.get('/v1/rule-set/counts')).body
    expect(texts).toEqual({ both: { count: 1, price: cost('0.6000') } })
  })
})
