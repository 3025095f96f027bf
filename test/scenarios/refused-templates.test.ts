import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule, toCaller } from '../support/account-document.ts'
import { missedCall } from '../support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from '../support/program.ts'
import { type ReceiptPlan, Smsc } from '../support/smsc.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram({ sandboxSpeed: 20 })
})
afterAll(() => program.stop())

/** Numbers that the sandbox refuses for DLT, all different. */
const refused = (n: number) => missedCall({ caller: `+9191000${String(n).padStart(2, '0')}903` })
const drawRefusals = async (account: TestAccount, times: number, from: number) => {
  for (let n = 0; n < times; n += 1) await account.settled(await account.accepted(refused(from + n)))
}
const next = async (account: TestAccount) => (await account.settled(await account.accepted(missedCall()))).messages

describe('scenario 28', () => {
  it('pauses a template after five DLT refusals in a row, tells the administrator, and resumes by hand', async () => {
    const account = await program.account(accountDocument([rule('any', { recipients: [toCaller()] })]))
    await drawRefusals(account, 5, 10)
    expect(await next(account)).toMatchObject([{ state: 'skipped', reason: 'template_refused' }])
    const { body } = await account.get('/v1/notices')
    expect(body.items).toMatchObject([{ kind: 'template_refused', subject: 'sorry' }])
    expect(body.items[0].words).toContain('Sorry we missed you')

    expect((await account.send('POST', '/v1/templates/sorry/resume')).status).toBe(200)
    expect(await next(account)).toMatchObject([{ state: 'delivered' }])
    expect((await account.get('/v1/notices')).body.items).toEqual([])
  })
  it('tells the administrator from the first refusal on, until it is seen, paused or resumed', async () => {
    const account = await program.account(accountDocument([rule('any', { recipients: [toCaller()] })]))
    const notices = async () => (await account.get('/v1/notices')).body.items
    await next(account)
    expect(await notices()).toEqual([])
    await drawRefusals(account, 1, 50)
    expect(await notices()).toMatchObject([{ kind: 'template_at_risk', subject: 'sorry', times: 1 }])
    expect((await notices())[0].words).toMatch(/^“Sorry we missed you” was refused by the operator’s DLT check/)
    await account.send('POST', '/v1/notices/dismiss', { kind: 'template_at_risk', subject: 'sorry' })
    expect(await notices()).toEqual([])
    await drawRefusals(account, 3, 51)
    expect(await notices()).toMatchObject([{ kind: 'template_at_risk', times: 4 }])
    // The text that went in between ended the row: five more pause it.
    await next(account)
    await drawRefusals(account, 5, 54)
    expect(await notices()).toMatchObject([{ kind: 'template_refused', subject: 'sorry' }])
  })
  it('lets a text that was accepted end the row', async () => {
    const account = await program.account(accountDocument([rule('any', { recipients: [toCaller()] })]))
    await drawRefusals(account, 4, 20)
    await next(account)
    await drawRefusals(account, 4, 30)
    expect(await next(account)).toMatchObject([{ state: 'delivered' }])
  })
  it('sends again by a changed wording, once it is approved', async () => {
    const account = await program.account(accountDocument([rule('any', { recipients: [toCaller()] })]))
    await drawRefusals(account, 5, 40)
    expect(await next(account)).toMatchObject([{ reason: 'template_refused' }])
    await account.send('PATCH', '/v1/templates/sorry', { body: 'Sorry we missed your call. - Test Traders' })
    expect(await next(account)).toMatchObject([{ reason: 'template_refused' }])
    expect((await account.send('POST', '/v1/templates/sorry/approve')).body.version).toBe(2)
    expect(await next(account)).toMatchObject([{ state: 'delivered' }])
  })
})

describe('scenario 28, by an SMSC', () => {
  const peers: Smsc[] = []
  afterAll(() => Promise.all(peers.map((one) => one.close())))

  /** An account whose SMSC takes every text and then tells that it was not delivered, so. */
  async function accountBySmsc(plan: Omit<ReceiptPlan, 'afterMs' | 'stat'>, settings: object = {}) {
    const smsc = await Smsc.open({ receipt: () => ({ afterMs: 20, stat: 'UNDELIV', by: 'both', ...plan }) })
    peers.push(smsc)
    const own = { host: '127.0.0.1', port: smsc.port, systemId: 'test', dlt: true, ...settings }
    return program.account({
      ...accountDocument([rule('any', { recipients: [toCaller()] })]),
      gateways: [{ key: 'own', title: 'Own', kind: 'smpp', settings: own as never, secrets: { password: 'secret' } }],
      routes: [{ gateway: 'own' }],
    })
  }
  const drawFive = async (account: TestAccount) => {
    const texts = []
    for (let n = 0; n < 5; n += 1) texts.push((await account.settled(await account.accepted(missedCall()))).messages[0])
    return texts
  }

  it('pauses a template whose refusals stand in network_error_code, and says each in words', async () => {
    const account = await accountBySmsc({ network: [8, 633] })
    const texts = await drawFive(account)
    expect(texts.map((one) => one.reason)).toEqual(Array(5).fill('dlt_refused'))
    const { timeline, receipts } = (await account.get(`/v1/messages/${texts[0].id}`)).body
    expect(timeline.at(-1).detail).toContain('The text does not match its registered template. Open the template')
    expect(receipts[0].raw.carrier).toEqual({ list: 'common', code: 633 })
    expect(await next(account)).toMatchObject([{ state: 'skipped', reason: 'template_refused' }])
  })

  it('reads the codes by the list that the gateway is set to', async () => {
    const account = await accountBySmsc({ err: '429' }, { dltCodes: 'four_hundred' })
    expect((await drawFive(account)).map((one) => one.reason)).toEqual(Array(5).fill('dlt_refused'))
    expect(await next(account)).toMatchObject([{ reason: 'template_refused' }])
  })

  it('does not pause it for promotional texts that came too late in the evening', async () => {
    const account = await accountBySmsc({ err: '651' })
    expect((await drawFive(account)).map((one) => one.reason)).toEqual(Array(5).fill('promotional_hours'))
    expect(await next(account)).toMatchObject([{ state: 'undelivered', reason: 'promotional_hours' }])
  })
})
