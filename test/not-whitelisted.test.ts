/** What a value of the call leads to is held against the account's whitelist: when the text is planned, when it is previewed, and when it leaves the table. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConfigurationInput } from '../src/core/configuration.ts'
import { accountDocument, rule, toCaller } from './support/account-document.ts'
import { missedCall, someCaller } from './support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram({ sandboxSpeed: 20 })
})
afterAll(() => program.stop())

type Rule = Parameters<typeof rule>[1]

const body = 'Sorry we missed your call. Track your order at {{var.link}}. - Test Traders'
const text = 'Sorry we missed your call. Track your order at {#url#}. - Test Traders'
const whitelist = { links: ['kaveri.example/r', 'kaveri.example/s'], numbers: [] }

const accountWith = (over: { body?: string; text?: string } = {}, ofRule: Rule = {}): Promise<TestAccount> => {
  const document = accountDocument([rule('any', ofRule)])
  const account: ConfigurationInput['account'] = { name: 'Test Traders', zone: 'Asia/Kolkata', whitelist }
  Object.assign(document.templates![0]!, {
    body: over.body ?? body,
    registered: { text: over.text ?? text, tooLong: 'skip' },
  })
  return program.account({ ...document, account })
}
const calling = (link: string, caller = someCaller('842')) => missedCall({ caller, variables: { link } })
const sent = async (account: TestAccount, report: unknown) => account.settled(await account.accepted(report))

describe('a link that comes with the call', () => {
  it('is sent byte for byte where it is whitelisted, and skips the text with its name where it is not', async () => {
    const account = await accountWith()
    expect((await sent(account, calling('https://kaveri.example/r/1042'))).messages).toMatchObject([
      { state: 'delivered', text: body.replace('{{var.link}}', 'https://kaveri.example/r/1042') },
    ])
    const story = await sent(account, calling('https://bit.ly/abc'))
    const detail = 'var.link is “https://bit.ly/abc”, which is of a public shortener, which operators refuse'
    expect(story.messages).toMatchObject([
      { state: 'skipped', reason: 'not_whitelisted', detail, mend: expect.stringContaining('DLT portal') },
    ])
    expect(story.plan.messages).toMatchObject([{ is: 'skip', reason: 'not_whitelisted', detail }])
    const planned = await account.send('POST', '/v1/plan', { call: calling('https://other.example/1') })
    expect(planned.body.messages).toMatchObject([
      { reason: 'not_whitelisted', detail: expect.stringContaining('is not on the account’s whitelist') },
    ])
  })

  it('is looked for in a draft as once it is saved, also where no template in use can lead anywhere', async () => {
    const account = await accountWith({}, { recipients: [toCaller('note')] })
    const wanted = [rule('any', { recipients: [toCaller('sorry')] })]
    const plannedFor = async (link: string) =>
      (await account.send('POST', '/v1/plan', { call: calling(link), rules: wanted })).body.messages
    await account.accepted(calling('https://bit.ly/abc'))
    expect(await plannedFor('https://kaveri.example/r/1042')).toMatchObject([{ is: 'send' }])
    expect(await plannedFor('https://bit.ly/abc')).toMatchObject([{ reason: 'not_whitelisted' }])
    const tried = await account.send('POST', '/v1/rule-set/try', { rules: wanted, days: 1 })
    expect(tried.body.draft).toMatchObject({ texts: 0, skipped: { not_whitelisted: 1 } })
    expect((await account.putRules(wanted, (await account.get('/v1/rule-set')).etag)).status).toBe(200)
    expect((await sent(account, calling('https://bit.ly/abc'))).messages).toMatchObject([{ reason: 'not_whitelisted' }])
  })

  it('is looked for in an untagged variable, too', async () => {
    const account = await accountWith({ text: text.replace('{#url#}', '{#var#}') })
    expect((await sent(account, calling('http://bit.ly/x'))).messages).toMatchObject([{ reason: 'not_whitelisted' }])
    expect((await sent(account, calling('the counter'))).messages).toMatchObject([{ state: 'delivered' }])
  })

  it('is no matter of texts to other countries, which carry no registration', async () => {
    const account = await accountWith()
    expect((await sent(account, calling('https://bit.ly/abc', '+447911123456'))).messages).toMatchObject([
      { state: 'delivered' },
    ])
  })

  it('goes as soon as the account has listed it, and an earlier call is still explained as it was judged', async () => {
    const account = await accountWith()
    const early = await account.accepted(calling('https://shop.example/9'))
    expect((await account.settled(early)).messages).toMatchObject([{ reason: 'not_whitelisted' }])
    const links = [...whitelist.links, 'shop.example']
    expect((await account.send('PATCH', '/v1/account', { whitelist: { links, numbers: [] } })).status).toBe(200)
    expect((await sent(account, calling('https://shop.example/9'))).messages).toMatchObject([{ state: 'delivered' }])
    expect((await account.call(early)).plan.messages).toMatchObject([{ reason: 'not_whitelisted' }])
  })

  it('that leaves the whitelist while its text waits is stopped at the gate', async () => {
    const account = await accountWith({}, { delay: { seconds: 5, unlessReached: false } })
    const [gone, kept] = [
      await account.accepted(calling('https://kaveri.example/r/1')),
      await account.accepted(calling('https://kaveri.example/s/1')),
    ]
    const links = ['kaveri.example/s']
    expect((await account.send('PATCH', '/v1/account', { whitelist: { links, numbers: [] } })).status).toBe(200)
    expect((await account.settled(gone)).messages).toMatchObject([{ state: 'skipped', reason: 'not_whitelisted' }])
    expect((await account.settled(kept)).messages[0].reason).toBe(null)
  })
})

it('a call-back number that is not listed skips its text', async () => {
  const account = await accountWith({
    body: 'Sorry we missed your call. Call us at {{var.link}}. - Test Traders',
    text: 'Sorry we missed your call. Call us at {#cbn#}. - Test Traders',
  })
  const numbers = ['080 4123 4500']
  expect((await account.send('PATCH', '/v1/account', { whitelist: { links: [], numbers } })).status).toBe(200)
  expect((await sent(account, calling('08041234500'))).messages).toMatchObject([{ state: 'delivered' }])
  expect((await sent(account, calling('08041230000'))).messages).toMatchObject([{ reason: 'not_whitelisted' }])
})

it('the editor says of the sample’s value that its text would be skipped', async () => {
  const account = await accountWith()
  const { body: preview } = await account.send('POST', '/v1/templates/preview', {
    body,
    registered: { text, tooLong: 'skip' },
    values: { 'var.link': 'https://bit.ly/abc' },
  })
  expect(preview.registered.variables).toEqual([
    { placeholder: 'var.link', tag: 'url', raw: 'https://bit.ly/abc', is: 'not_whitelisted', sent: null },
  ])
})

it('a test text is held against it as well', async () => {
  const account = await accountWith()
  const { body: tested } = await account.send('POST', '/v1/templates/sorry/test', {
    to: '+919812300001',
    variables: { link: 'https://bit.ly/abc' },
  })
  expect(tested.message).toMatchObject({ state: 'skipped', reason: 'not_whitelisted' })
})

it('the whitelist is no part of a rule set whose texts can lead nowhere', async () => {
  const changed = async (account: TestAccount) => {
    const before = (await account.get('/v1/rule-sets')).body.items.length
    await account.send('PATCH', '/v1/account', { whitelist: { links: ['other.example'], numbers: [] } })
    return (await account.get('/v1/rule-sets')).body.items.length - before
  }
  const plain = { body: 'Sorry, {{department_name|we}} will call. - T', text: 'Sorry, {#alphanumeric#} will call. - T' }
  expect(await changed(await accountWith(plain))).toBe(0)
  expect(await changed(await accountWith())).toBe(1)
})
