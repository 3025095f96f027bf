import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule, toCaller } from '../support/account-document.ts'
import { missedCall } from '../support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from '../support/program.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram()
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
    expect((await next(account))[0].reason).not.toBe('template_refused')
    expect((await account.get('/v1/notices')).body.items).toEqual([])
  })
  it('lets a text that was accepted end the row', async () => {
    const account = await program.account(accountDocument([rule('any', { recipients: [toCaller()] })]))
    await drawRefusals(account, 4, 20)
    await next(account)
    await drawRefusals(account, 4, 30)
    expect((await next(account))[0].reason).not.toBe('template_refused')
  })
  it('sends again by a changed wording, once it is approved', async () => {
    const account = await program.account(accountDocument([rule('any', { recipients: [toCaller()] })]))
    await drawRefusals(account, 5, 40)
    expect(await next(account)).toMatchObject([{ reason: 'template_refused' }])
    await account.send('PATCH', '/v1/templates/sorry', { body: 'Sorry we missed your call. - Test Traders' })
    expect(await next(account)).toMatchObject([{ reason: 'template_refused' }])
    expect((await account.send('POST', '/v1/templates/sorry/approve')).body.version).toBe(2)
    expect((await next(account))[0].reason).not.toBe('template_refused')
  })
})
