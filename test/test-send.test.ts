import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { missedCall } from './support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram({ sandboxSpeed: 20 })
})
afterAll(() => program.stop())

const asha = '+919812300001'
const test = (account: TestAccount, body: object, template = 'sorry') =>
  account.send('POST', `/v1/templates/${template}/test`, { to: asha, ...body })

describe('a test of a template', () => {
  it('is one real text by the ordinary way, with its bytes and ids, and its receipt comes back', async () => {
    // No rule sends this template: it needs none.
    const account = await program.account(accountDocument([]))
    const { status, body } = await test(account, { department: 'support', caller: '+919000000842' }, 'note')
    expect(status).toBe(202)
    expect(body).toMatchObject({
      entityId: '1101172974420810001',
      dltTemplateId: '1107172974420810003',
      message: { text: 'Missed call from 9000000842. Please call back. - Test Traders', header: 'TESTER' },
      bytes: { encoding: 'gsm', parts: [{ hex: expect.stringMatching(/^4d697373656420/) }] },
    })
    const story = await account.settled(body.callId)
    expect(story.messages).toMatchObject([{ state: 'delivered', attempt: 1, dltTemplateId: '1107172974420810003' }])
    expect(story.call).toMatchObject({ isTest: true, rule: null, reason: null })
    expect(story.plan).toMatchObject({ rule: null, verdicts: [], messages: [{ is: 'send', template: 'note' }] })
  })
  it('changes nothing of what is known of the caller', async () => {
    const account = await program.account(
      accountDocument([rule('first', { conditions: { outcomes: ['missed'], caller: 'new' } }), rule('again')]),
    )
    const caller = '+919000012345'
    await test(account, { caller })
    expect((await account.get('/v1/rule-set/counts')).body).toMatchObject({ total: 0 })
    const story = await account.call(await account.accepted(missedCall({ caller })))
    expect(story.plan.rule).toBe('first')
  })
  it('fills the text with a call that was, as if it had ended now', async () => {
    const account = await program.account(accountDocument([]))
    const id = await account.accepted(
      missedCall({ department: { name: 'Support' }, endedAt: new Date(Date.now() - 5 * 3_600_000).toISOString() }),
    )
    const { body } = await test(account, { callId: id })
    expect(body.message.text).toContain('your call to Support')
    expect((await account.settled(body.callId)).messages[0].state).toBe('delivered')
  })
  it('goes to the account’s own people and its trial list, and to no stranger', async () => {
    const account = await program.account(
      accountDocument([], {
        account: { name: 'Test Traders', zone: 'Asia/Kolkata', trialNumbers: ['+919812399999'] },
      }),
    )
    expect(await test(account, { to: '+919812345678' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'to', code: 'not_yours', message: expect.stringContaining('add it under People') }] },
    })
    expect(await test(account, { to: 'nobody' })).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'not_a_number' }] },
    })
    expect(await test(account, { department: 'suport' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'department', code: 'not_found' }] },
    })
    const listed = await test(account, { to: '98123 99999' })
    expect((await account.settled(listed.body.callId)).messages[0].state).toBe('delivered')
    // One of the people who is not on the list gets none while the trial lasts, as ever.
    expect((await test(account, {})).body.message).toMatchObject({ state: 'skipped', reason: 'trial_mode' })
  })
  it('is stopped by whatever stops other texts', async () => {
    const account = await program.account(accountDocument([]))
    await account.send('POST', '/v1/templates/sorry/pause')
    expect((await test(account, {})).body).toMatchObject({
      message: { state: 'skipped', reason: 'template_paused' },
      bytes: null,
    })
    await account.send('PATCH', '/v1/account', { exclusions: [asha] })
    expect((await test(account, {}, 'note')).body.message.reason).toBe('number_excluded')
    expect((await test(account, {}, 'none')).status).toBe(404)
  })
})
