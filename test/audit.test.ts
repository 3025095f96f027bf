/** Who did what, when, and to what: read by whoever owns the account, and by nobody else's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'

let api: TestApi
let account: Awaited<ReturnType<TestApi['account']>>

beforeAll(async () => {
  api = await startTestApi()
  account = await api.account(accountDocument([rule('missed')]))
})
afterAll(() => api.stop())

describe('the audit', () => {
  it('says newest first who did what to which call or message, page by page', async () => {
    const callId = (await account.send('POST', '/v1/calls', missedCall({ caller: '+919000012345' }))).body.id
    const { id } = (await account.get(`/v1/messages?call=${callId}`)).body.items[0]
    await account.send('POST', '/v1/numbers/reveal', { callId })
    await account.send('POST', '/v1/numbers/reveal', { messageId: id.slice(0, 30) })
    await account.send('POST', `/v1/messages/${id}/cancel`)
    const { items } = (await account.get('/v1/audit?limit=4')).body
    const who = 'API key “first key”'
    expect(items).toMatchObject([
      { who, what: 'message.cancelled', words: 'Cancelled', subject: id, detail: 'was queued' },
      { who, what: 'number.revealed', words: 'Number shown whole', subject: id },
      { who, what: 'number.revealed', subject: callId },
      {
        who,
        what: 'configuration.changed',
        words: 'Configuration changed',
        detail: expect.stringMatching(/^user asha added, .*, and \d+ more$/),
      },
    ])
    expect(new Date(items[0].at).getTime()).toBeGreaterThanOrEqual(new Date(items[3].at).getTime())

    const seen: string[] = []
    let after = ''
    for (let page = 0; page < 10; page++) {
      const { body } = await account.get(`/v1/audit?limit=2${after}`)
      seen.push(...body.items.map((one: { what: string }) => one.what))
      if (body.next === null) break
      after = `&after=${body.next}`
    }
    expect(seen).toEqual([
      'message.cancelled',
      'number.revealed',
      'number.revealed',
      'configuration.changed',
      'key.made',
      'account.created',
    ])
  })

  it('says nothing of another account, and nothing to whoever only answers callers', async () => {
    const other = await api.account()
    expect((await other.get('/v1/audit')).body.items.map((one: { what: string }) => one.what)).toEqual([
      'key.made',
      'account.created',
    ])
    const made = await account.send('POST', '/v1/keys', { name: 'help desk', role: 'support' })
    const support = api.as({ authorization: `Bearer ${made.body.key}` })
    expect((await support.get('/v1/audit')).status).toBe(403)
    expect((await api.operator.get('/v1/audit', { 'aftercall-account': account.accountKey })).status).toBe(200)
  })
  it('says to the operator who names no account what concerns none, and to nobody else', async () => {
    const ravi = await api.operator.send('POST', '/v1/links', { name: 'Ravi' })
    expect(ravi.status).toBe(201)
    const { status, body } = await api.operator.get('/v1/audit?limit=1')
    expect(status).toBe(200)
    expect(body.items).toMatchObject([{ what: 'link.made', subject: 'operator', detail: 'Ravi' }])
    const ofAccount = (await account.get('/v1/audit')).body.items
    expect(ofAccount.map((one: { subject: string }) => one.subject)).not.toContain('operator')
  })
})
