import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule, toCaller, toUser } from '../support/account-document.ts'
import { missedCall, someCaller } from '../support/call.ts'
import { startTestProgram, type TestProgram } from '../support/program.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram({ sandboxSpeed: 20 })
})
afterAll(() => program.stop())

describe('scenario 15', () => {
  it('texts the caller beside a user who has no mobile number, and says so of the user', async () => {
    const account = await program.account(accountDocument([rule('both', { recipients: [toUser(), toCaller()] })]))
    const call = missedCall({ caller: someCaller('842'), user: { extension: '203' } })
    const { messages, plan } = await account.settled(await account.accepted(call))
    expect(messages).toMatchObject([
      {
        recipient: expect.stringMatching(/^user:/),
        name: 'Meera Iyer',
        number: null,
        ...{ state: 'skipped', reason: 'user_has_no_number', detail: 'Meera Iyer' },
        ...{ mend: expect.stringContaining('People'), check: { check: 'number' }, attempt: 0 },
        charged: { amount: '0.0000' },
      },
      { recipient: 'caller', state: 'delivered', reason: null, attempt: 1, charged: { amount: '0.3000' } },
    ])
    expect(plan.rule).toBe('both')
  })
})

describe('scenario 16', () => {
  it('sends one text to a fixed number that is the caller’s own, and skips the second', async () => {
    const caller = someCaller('842')
    const account = await program.account(
      accountDocument([
        rule('both', {
          recipients: [toCaller(), { selector: { to: 'numbers', numbers: [caller] }, template: 'note' }],
        }),
      ]),
    )
    const detail = await account.settled(await account.accepted(missedCall({ caller })))
    expect(detail.messages).toMatchObject([
      { recipient: 'caller', state: 'delivered' },
      { recipient: `number:${caller}`, state: 'skipped', reason: 'duplicate_recipient' },
    ])
  })
})

describe('scenario 13', () => {
  it('texts no fixed number that is one of the account’s own', async () => {
    const other = someCaller('842')
    const numbers = ['98123 45842', other]
    const document = accountDocument([
      rule('both', { recipients: [{ selector: { to: 'numbers', numbers }, template: 'note' }] }),
    ])
    document.dids = [{ key: 'mobile', number: '098123 45842', name: 'Mobile' }]
    const account = await program.account(document)
    const { messages, plan } = await account.settled(await account.accepted(missedCall({ caller: someCaller('842') })))
    expect(messages).toMatchObject([
      { recipient: 'number:+919812345842', state: 'skipped', reason: 'own_number', detail: null },
      { recipient: `number:${other}`, state: 'delivered' },
    ])
    expect(plan.messages[0]).toMatchObject({ reason: 'own_number', check: { check: 'number' } })
  })
})

describe('scenario 18', () => {
  it('refuses a misspelt placeholder and offers the nearest', async () => {
    const account = await program.account(accountDocument([]))
    const { status, body } = await account.send('POST', '/v1/templates', {
      name: 'Typo',
      header: 'tester',
      body: 'Hello {{caler_number}}',
    })
    expect(status).toBe(422)
    expect(body.errors[0].path).toBe('body')
    expect(body.errors[0].message).toContain('caller_number')
  })
  it('skips a text whose value is missing, and sends no raw braces, not even those of a value', async () => {
    const document = accountDocument([rule('any')])
    document.templates![0]!.body = 'You called about {{var.subject}}. - Test Traders'
    const account = await program.account(document)
    const missing = await account.call(await account.accepted(missedCall()))
    expect(missing.messages).toMatchObject([{ state: 'skipped', reason: 'value_missing' }])
    const given = await account.call(
      await account.accepted(missedCall({ variables: { subject: 'a {{caller_number}} fridge' } })),
    )
    expect(given.messages[0].text).toBe('You called about a caller_number fridge. - Test Traders')
  })
})
