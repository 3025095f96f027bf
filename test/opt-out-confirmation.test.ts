/** Whoever opts out by their own word gets one confirming text where the account wants that: never two, and none for what others did. */
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConfigurationInput } from '../src/core/configuration.ts'
import { parsePublicId } from '../src/core/public-id.ts'
import { accountDocument, promotional, rule } from './support/account-document.ts'
import { missedCall, someCaller } from './support/call.ts'
import { quietPool } from './support/message-rows.ts'
import { type TestDatabase, testDatabase } from './support/postgres.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'

let database: TestDatabase
let sql: pg.Pool
let program: TestProgram
beforeAll(async () => {
  database = await testDatabase()
  sql = quietPool(database.url)
  program = await startTestProgram({ database, sandboxSpeed: 20 })
})
afterAll(async () => {
  await program.stop()
  await sql.end()
  await database.drop()
})

type Settings = Partial<NonNullable<ConfigurationInput['account']>>

const words = 'You will get no more texts from Test Traders. - Test Traders'
function document(over: Settings = {}, template: { category?: 'promotional'; status?: 'paused' } = {}) {
  const made = accountDocument([rule('any')])
  Object.assign(made.account!, { optOutConfirmation: { template: 'bye', byPage: true } }, over)
  made.templates![0]!.body = 'Sorry we missed you. No more: {{opt_out_link}} - Test Traders'
  made.templates!.push({ key: 'bye', name: 'Bye', header: 'tester', body: words, ...template })
  return made
}

/** An account that texted this number once. */
async function texted(over: Settings = {}, template = {}) {
  const account = await program.account(document(over, template))
  const caller = someCaller('842')
  const { messages } = await account.settled(await account.accepted(missedCall({ caller })))
  const link = /No more: (\S+) - /.exec(messages[0]?.text ?? '')?.[1] ?? ''
  return {
    account,
    caller,
    link,
    say: (text: string) => account.send('POST', '/v1/sandbox/replies', { from: caller, text }),
  }
}

/** Every confirmation so far, oldest first, when none is under way any more. */
async function confirmations(account: TestAccount) {
  const { items } = (await account.get('/v1/calls')).body
  const made = items.filter((one: { confirmsOptOut: boolean }) => one.confirmsOptOut).toReversed()
  return Promise.all(made.map((one: { id: string }) => account.settled(one.id)))
}
/** As if all that was confirmed so far had been a day ago. */
const aDayLater = (account: TestAccount) =>
  sql.query(`update opt_out set confirmed_at = confirmed_at - interval '25 hours' where account_id = $1`, [
    parsePublicId('acct', account.id),
  ])
const states = async (account: TestAccount) =>
  (await confirmations(account)).flatMap((one) =>
    one.messages.map(({ state, reason }: { state: string; reason: string | null }) => reason ?? state),
  )

describe('a confirmation', () => {
  it('goes once to whoever opts out by reply, and once more after START and a new STOP on another day', async () => {
    const { account, caller, say } = await texted()
    expect((await say('STOP')).body).toEqual({ meaning: 'stop', repeated: false })
    expect(await states(account)).toEqual(['delivered'])
    await say('Stop all of it')
    expect(await states(account)).toEqual(['delivered'])
    await say('START')
    await say('STOP')
    expect(await states(account)).toEqual(['delivered'])
    await aDayLater(account)
    await say('Start')
    await say('unsubscribe')
    expect(await states(account)).toEqual(['delivered', 'delivered'])
    const [first] = await confirmations(account)
    expect(first).toMatchObject({
      call: { isTest: false, confirmsOptOut: true, rule: null },
      plan: { verdicts: [] },
      messages: [{ number: caller, text: words, recipient: `number:${caller}`, template: { key: 'bye' } }],
    })
    // It opens no way around the opt-out.
    const later = await account.settled(await account.accepted(missedCall({ caller })))
    expect(later.messages).toMatchObject([{ state: 'skipped', reason: 'opted_out' }])
  })

  it('is none where the reply could not be kept, and nobody is told that it was taken', async () => {
    const { account, caller, say } = await texted()
    const mine = parsePublicId('acct', account.id)
    await sql.query(`alter table reply add constraint unkept check (account_id <> '${mine}')`)
    expect(await say('STOP')).toMatchObject({ status: 422, body: { code: 'invalid' } })
    await sql.query('alter table reply drop constraint unkept')
    expect(await states(account)).toEqual([])
    expect((await account.send('POST', '/v1/opt-outs/check', { number: caller })).body.optedOut).toBe(false)
  })

  it('is none of the caller’s calls, and stands among the texts with its price', async () => {
    const { account, say, caller } = await texted({ quota: 3 })
    await say('STOP')
    expect(await states(account)).toEqual(['delivered'])
    const { items } = (await account.get('/v1/messages')).body
    expect(items[0]).toMatchObject({ text: words, price: { amount: '0.3000' } })
    // One of the quota is left.
    const gets = async (caller: string) =>
      (await account.settled(await account.accepted(missedCall({ caller })))).messages[0].reason
    expect([await gets(someCaller('842')), await gets(someCaller('842'))]).toEqual([null, 'quota_exhausted'])
    await say('START')
    const { plan } = await account.settled(await account.accepted(missedCall({ caller })))
    expect(plan.rule).toBe('any')
  })

  const press = (link: string, want: string) =>
    fetch(`${program.url().replace('localhost', '127.0.0.1')}${new URL(link).pathname}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `want=${want}`,
    })

  it('is one a day, however often somebody goes in and out by the page, and by reply as well', async () => {
    const { account, say, link } = await texted()
    await press(link, 'out')
    expect(await states(account)).toEqual(['delivered'])
    for (let turn = 0; turn < 5; turn++) for (const want of ['in', 'out']) await press(link, want)
    await press(link, 'in')
    await say('STOP')
    expect(await states(account)).toEqual(['delivered'])
    await press(link, 'in')
    await aDayLater(account)
    await press(link, 'out')
    expect(await states(account)).toEqual(['delivered', 'delivered'])
  })

  it('looks once a day for the number behind a link, also where it finds none', async () => {
    const { account, link } = await texted()
    // The text with the link is one no longer.
    await sql.query(`update message set body = 'x' where account_id = $1`, [parsePublicId('acct', account.id)])
    await press(link, 'out')
    await press(link, 'in')
    await sql.query(`update message set body = $2 where account_id = $1`, [parsePublicId('acct', account.id), link])
    await press(link, 'out')
    expect(await states(account)).toEqual([])
  })

  it('goes by page where the setting says so, and by reply alone where it does not', async () => {
    const { account, caller, link } = await texted()
    expect((await press(link, 'out')).status).toBe(200)
    await press(link, 'out')
    expect(await states(account)).toEqual(['delivered'])
    expect((await confirmations(account))[0].messages[0].number).toBe(caller)
    const other = await texted({ optOutConfirmation: { template: 'bye' } })
    await press(other.link, 'out')
    expect(await states(other.account)).toEqual([])
    await press(other.link, 'in')
    await other.say('STOP')
    expect(await states(other.account)).toEqual(['delivered'])
  })

  it('is not sent for what a person, a system or a file did', async () => {
    const { account, caller, say } = await texted()
    await account.send('POST', '/v1/opt-outs', { number: caller })
    await say('STOP')
    expect((await account.get('/v1/replies')).body.items).toMatchObject([{ meaning: 'stop' }])
    expect(await states(account)).toEqual([])
  })

  it('is in what the caller reads, where there is such a text that may be sent', async () => {
    const made = document()
    const hindi = { key: 'bye-hi', name: 'Bye, Hindi', variantOf: 'bye', language: 'hi', header: 'tester' }
    made.templates!.push({ ...hindi, body: 'अब आपको कोई संदेश नहीं मिलेगा। - Test Traders' })
    const account = await program.account(made)
    const textOf = async (language: string) => {
      const caller = someCaller('842')
      await account.settled(await account.accepted(missedCall({ caller, callerLanguage: language })))
      await account.send('POST', '/v1/sandbox/replies', { from: caller, text: 'STOP' })
      return (await confirmations(account)).at(-1)?.messages[0].template.key
    }
    expect(await textOf('hi')).toBe('bye-hi')
    expect(await textOf('ta')).toBe('bye')
    await account.send('POST', '/v1/templates/bye-hi/pause', {})
    expect(await textOf('hi')).toBe('bye')
  })

  it('is not sent where the account wants none', async () => {
    const { account, say } = await texted({ optOutConfirmation: null })
    await say('STOP')
    expect((await account.get('/v1/opt-outs')).body.items).toHaveLength(1)
    expect(await states(account)).toEqual([])
  })

  it('passes what other texts pass, but the opt-out and the consent that it took back', async () => {
    const stopped = async (over: Settings, template = {}) => {
      const { account, say, caller } = await texted(over, template)
      await account.send('PATCH', '/v1/account', over.exclusions ? { exclusions: [caller] } : {})
      await say('STOP')
      return states(account)
    }
    expect(await stopped({ quota: 1 })).toEqual(['quota_exhausted'])
    expect(await stopped({ spendStop: '0.5000' })).toEqual(['spend_stop'])
    expect(await stopped({ exclusions: [] })).toEqual(['number_excluded'])
    expect(await stopped({}, { status: 'paused' })).toEqual(['template_paused'])
    const { account, caller, say } = await texted({})
    await account.send('POST', '/v1/consents', { number: caller, purpose: 'Texts about calls' })
    await account.send('PATCH', '/v1/account', { consent: { neededFor: ['service_implicit'] } })
    await say('STOP')
    expect(await states(account)).toEqual(['delivered'])
  })

  it('is cancelled when texts are asked for again before it went', async () => {
    const account = await program.account(document({}, {}))
    const own = { key: 'own', title: 'Own', kind: 'sandbox', settings: {}, secrets: {} }
    await account.send('PUT', '/v1/configuration', { gateways: [own], routes: [{ gateway: 'own' }] })
    const caller = someCaller('842')
    await account.settled(await account.accepted(missedCall({ caller })))
    await account.send('PUT', '/v1/configuration', { gateways: [{ ...own, paused: true }] })
    const say = (text: string) => account.send('POST', '/v1/sandbox/replies', { from: caller, text })
    await say('STOP')
    const waiting = (await account.get('/v1/messages')).body.items[0]
    expect(waiting).toMatchObject({ text: words, state: 'queued' })
    await say('START')
    expect(await states(account)).toEqual(['opted_in_again'])
  })

  it('is committed with its opt-out, or neither is', async () => {
    const { account, say } = await texted()
    await sql.query('alter table opt_out_confirmation rename to gone')
    expect((await say('STOP')).status).toBe(500)
    await sql.query('alter table gone rename to opt_out_confirmation')
    expect((await account.get('/v1/opt-outs')).body.items).toEqual([])
    expect(await states(account)).toEqual([])
    await say('STOP')
    expect(await states(account)).toEqual(['delivered'])
  })

  it('lasts no longer than five minutes', async () => {
    const { account, say } = await texted()
    await say('STOP')
    const [{ messages }] = await confirmations(account)
    expect(Date.parse(messages[0].validUntil) - Date.parse(messages[0].createdAt)).toBeLessThanOrEqual(300_000)
  })
})

describe('the setting', () => {
  it('names a template that is there and sells nothing', async () => {
    const { account } = await texted()
    const set = async (optOutConfirmation: object) =>
      (await account.send('PATCH', '/v1/account', { optOutConfirmation })).body.errors?.[0]
    expect(await set({ template: 'byee' })).toMatchObject({
      path: 'optOutConfirmation.template',
      code: 'not_found',
      message: expect.stringContaining('did you mean "bye"?'),
    })
    const made = document()
    made.templates![2] = promotional(made.templates![2]!)
    const { status, body } = await account.send('PUT', '/v1/configuration', made)
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ path: 'account.optOutConfirmation.template', code: 'not_service' }])
    expect((await account.get('/v1/configuration')).body.account.optOutConfirmation).toEqual({
      template: 'bye',
      byPage: true,
    })
  })
})
