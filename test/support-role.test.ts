/** Scenario 36: whoever answers an account's callers reads what became of their calls, sees no number whole, and changes nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLink } from '../src/store/sessions.ts'
import { accountDocument, rule, toCaller, toUser } from './support/account-document.ts'
import { type Asker, startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'

let api: TestApi
let owner: Awaited<ReturnType<TestApi['account']>>
/** The same role by its two doors. */
let byKey: Asker
let bySession: Asker
let callId: string
let messageId: string

const caller = '+919000012345'
const secretAddress = 'https://pbx.example/secret'

/** Presses the button of the page behind a one-time link. */
const follow = (url: string) =>
  api.server.inject({ method: 'POST', url, headers: { host: 'localhost', 'sec-fetch-site': 'same-origin' } })

beforeAll(async () => {
  api = await startTestApi()
  owner = await api.account(
    accountDocument([rule('missed', { recipients: [toCaller(), toUser()] })], {
      account: { name: 'Test Traders', zone: 'Asia/Kolkata', exclusions: ['+919812300077'], trialNumbers: [caller] },
      sources: [{ key: 'office', name: 'Office PBX', kind: 'native' }],
    }),
  )
  const made = await owner.send('POST', '/v1/keys', { name: 'help desk', role: 'support' })
  byKey = api.as({ authorization: `Bearer ${made.body.key}` })
  const link = await api.operator.send('POST', '/v1/links', { account: owner.accountKey, role: 'support' })
  const entered = await follow(new URL(link.body.url).pathname)
  const [cookie = ''] = String(entered.headers['set-cookie']).split(';')
  bySession = api.as({ cookie, 'sec-fetch-site': 'same-origin' })
  const told = { caller, rung: [{ extension: '201' }], recordingUrl: `${secretAddress}/9000012345` }
  callId = (await owner.send('POST', '/v1/calls', missedCall(told))).body.id
  const items = (await owner.get('/v1/messages')).body.items
  messageId = items.find((one: { recipient: string }) => one.recipient === 'caller').id
  await owner.send('POST', '/v1/sandbox/replies', { from: caller, text: 'ring 90000 12345 please' })
})
afterAll(() => api.stop())

/** Everything that the role may ask for. Whoever adds a route here says why in the commit. */
const allowed = [
  'GET /v1/me',
  'DELETE /v1/session',
  'POST /v1/session',
  'GET /v1/calls',
  'GET /v1/calls.csv',
  'GET /v1/calls/{id}',
  'GET /v1/messages',
  'GET /v1/messages.csv',
  'GET /v1/messages/{id}',
  'GET /v1/restored',
  'GET /v1/replies',
  'GET /v1/live',
  'GET /v1/overview',
  'GET /v1/departments',
  'GET /v1/departments/{key}',
  'GET /v1/dids',
  'GET /v1/dids/{key}',
  'GET /v1/reasons',
  'GET /v1/carrier-codes',
  'GET /v1/sandbox/endings',
]

async function everyOperation(): Promise<string[]> {
  const { paths } = JSON.parse((await api.operator.get('/openapi.json')).text)
  return Object.entries(paths as Record<string, object>).flatMap(([path, item]) =>
    Object.keys(item).flatMap((method) =>
      ['get', 'post', 'put', 'patch', 'delete'].includes(method) ? [`${method.toUpperCase()} ${path}`] : [],
    ),
  )
}

const addressOf = (path: string) =>
  path
    .replace('/calls/{id}', `/calls/${callId}`)
    .replace('/messages/{id}', `/messages/${messageId}`)
    .replace('/departments/{key}', '/departments/sales')
    .replace('/dids/{key}', '/dids/landline')
    .replace(/\{[^}]+\}/g, 'x')

/** Numbers of people that stand whole in an answer, however they are written. */
function whole(text: string): string[] {
  const digits = text.replaceAll(/(?<=\d)[\s().+/-]+(?=\d)/g, '')
  return ['9000012345', '9812300001', '9812300002', '9812300077'].filter((one) => digits.includes(one))
}

describe('scenario 36', () => {
  it('every route that the role may not use is closed to it, by its key and signed in', async () => {
    const closed = (await everyOperation()).filter((one) => !allowed.includes(one))
    expect(closed.length).toBeGreaterThan(60)
    for (const name of closed)
      for (const support of [byKey, bySession]) {
        const [method = '', path = ''] = name.split(' ')
        const at = addressOf(path)
        const answer = method === 'GET' ? await support.get(at) : await support.send(method as 'POST', at, {})
        expect({ name, status: answer.status, code: answer.body?.code }).toEqual({
          name,
          status: 403,
          code: 'forbidden',
        })
      }
  })

  it('what it may read says no number whole, and no address or name by which anybody else comes in', async () => {
    const open = allowed.filter((one) => one.startsWith('GET ') && one !== 'GET /v1/live')
    expect(await everyOperation()).toEqual(expect.arrayContaining(open))
    for (const name of open)
      for (const support of [byKey, bySession]) {
        const answer = await support.get(addressOf(name.slice(4)))
        expect({ name, status: answer.status }).toEqual({ name, status: 200 })
        expect({ name, whole: whole(answer.text) }).toEqual({ name, whole: [] })
        expect(answer.text).not.toMatch(/webhook|"phone":"\+?\d{10}|ac_[A-Za-z0-9_-]{20}/)
      }
  })

  it('the page of a call says all of it: rule, verdicts, fates, parts, cost and times', async () => {
    const { body } = await byKey.get(`/v1/calls/${callId}`)
    expect(body).toMatchObject({
      call: { caller: null, callerShown: '+91 90000 ••345', rule: { key: 'missed' } },
      ruleSet: { number: 2 },
      plan: { verdicts: [{ rule: 'missed', is: 'fired' }] },
      messages: [
        { recipient: 'caller', number: null, parts: 1, price: { amount: '0.3000' }, timeline: [{ what: 'planned' }] },
        { name: 'Asha Nair', state: 'skipped', reason: 'trial_mode' },
      ],
    })
    expect(body.messages[1].text).toBe('Missed call from 90000••345. Please call back. - Test Traders')
    // For whoever has the right it stands there whole.
    expect((await owner.get(`/v1/calls/${callId}`)).body.messages[1].text).toContain('from 9000012345.')
  })

  it('what a caller replied says the number no more than the number beside it', async () => {
    expect((await bySession.get('/v1/replies')).body.items).toMatchObject([
      { number: null, numberShown: '+91 90000 ••345', text: 'ring 90000 ••345 please' },
    ])
  })

  it('says of itself what it may do', async () => {
    expect((await byKey.get('/v1/me')).body).toMatchObject({
      role: 'support',
      permissions: ['anyone', 'self', 'calls:read', 'names:read'],
      account: { key: owner.accountKey, exclusions: ['+9198123••077'] },
    })
    expect((await owner.get('/v1/me')).body.permissions).toContain('numbers:reveal')
  })

  it('a call is found by its caller’s whole number and its date, and the look is recorded', async () => {
    const today = new Date(Date.now() + 5.5 * 3_600_000).toISOString().slice(0, 10)
    const found = async (query: string) => (await byKey.get(`/v1/calls?${query}`)).body.items
    expect(await found(`caller=%2B919000012345&from=${today}&to=${today}`)).toMatchObject([{ id: callId }])
    expect(await found('caller=9000012345&to=2026-01-01')).toEqual([])
    expect(await found('caller=2345')).toMatchObject([{ id: callId }])
    const rows = await api.db.query<{ who: string; subject: string }>(
      'console',
      `select who, subject from audit where what = 'calls.searched' order by id`,
      [],
    )
    expect(rows).toEqual([
      { who: 'API key “help desk”', subject: '+91 90000 ••345' },
      { who: 'API key “help desk”', subject: '+91 90000 ••345' },
      { who: 'API key “help desk”', subject: '2345' },
    ])
  })

  it('a text is found by its recipient’s number, and the look is recorded', async () => {
    expect((await byKey.get('/v1/messages?number=2345')).body.items).toMatchObject([{ callId }])
    const rows = await api.db.query('console', `select who, subject from audit where what = 'messages.searched'`, [])
    expect(rows).toEqual([{ who: 'API key “help desk”', subject: '2345' }])
  })

  it('whoever sees numbers whole is not recorded for asking by one, and the console of an owner is', async () => {
    const count = async () =>
      (await api.db.query('console', `select 1 from audit where what = 'calls.searched'`, [])).length
    const before = await count()
    await owner.get('/v1/calls?caller=9000012345')
    expect(await count()).toBe(before)
    const token = await createLink(api.db.console, {
      accountId: uuidOf(owner.accountId),
      role: 'owner',
      name: null,
      keyHash: null,
    })
    const entered = await follow(`/enter/${token}`)
    const tab = api.as({ cookie: String(entered.headers['set-cookie']).split(';')[0] ?? '' })
    await tab.get('/v1/calls?caller=9000012345')
    expect(await count()).toBe(before + 1)
  })

  it('a key of it signs a browser in as no more than it is', async () => {
    const signed = await api.server.inject({
      method: 'POST',
      url: '/v1/session',
      headers: { host: 'localhost' },
      payload: { key: byKey.key },
    })
    expect(signed.json()).toEqual({ role: 'support' })
    const cookie = String(signed.headers['set-cookie']).split(';')[0] ?? ''
    const tab = api.as({ cookie, 'sec-fetch-site': 'same-origin' })
    expect((await tab.send('POST', '/v1/numbers/reveal', { callId })).status).toBe(403)
  })

  it('a link of a role names its account', async () => {
    expect(await api.operator.send('POST', '/v1/links', { role: 'support' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'account' }] },
    })
  })
})

const uuidOf = (id: string) => id.slice(5).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
