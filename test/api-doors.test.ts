import { fastify } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parsePublicId } from '../src/core/public-id.ts'
import { createAuth } from '../src/http/auth.ts'
import { createKey } from '../src/store/keys.ts'
import { createLink, findSession } from '../src/store/sessions.ts'
import { hashToken } from '../src/store/tokens.ts'
import { accountDocument, toCaller } from './support/account-document.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const from = (address: string) => ({ remoteAddress: address })
const code = (answer: { json(): { code?: string } }) => answer.json().code

/** Presses the button of the page behind a one-time link. */
const press = (url: string, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) =>
  api.server.inject({
    method: 'POST',
    url,
    headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: '',
  })

/** A browser that followed a link of the operator. */
async function browser(accountId: string | null = null) {
  const role = accountId === null ? 'operator' : 'owner'
  const token = await createLink(api.db.console, { accountId, role, name: null, keyHash: null })
  const entered = await press(`/enter/${token}`)
  const [cookie = ''] = String(entered.headers['set-cookie']).split(';')
  return { entered, token, as: api.as({ cookie, 'sec-fetch-site': 'same-origin' }), cookie }
}

describe('a door', () => {
  it('does not open without a key, and says how to knock', async () => {
    const answer = await api.server.inject({ url: '/v1/me', headers: { host: 'localhost' } })
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['www-authenticate']).toBe('Bearer')
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(code(answer)).toBe('unauthorised')
  })

  it('answers the same to a key that never was and to one that was revoked', async () => {
    const account = await api.account()
    const made = await account.send('POST', '/v1/keys', { name: 'till' })
    const till = api.as({ authorization: `Bearer ${made.body.key}` })
    expect((await till.get('/v1/me')).status).toBe(200)
    expect((await account.send('DELETE', `/v1/keys/${made.body.id}`)).status).toBe(204)
    const revoked = await till.get('/v1/me')
    const never = await api.as({ authorization: 'Bearer ac_never' }).get('/v1/me')
    expect(revoked.status).toBe(401)
    expect(revoked.body).toEqual(never.body)
  })

  it('takes calls by a key that nobody remembers while long lists hold every connection of the console', async () => {
    const account = await api.account(accountDocument([]))
    const till = (await account.send('POST', '/v1/keys', { name: 'till' })).body.key
    let isOver = false
    const lists = Promise.all(Array.from({ length: 8 }, () => api.db.query('console', 'select pg_sleep(2)', []))).then(
      () => {
        isOver = true
      },
    )
    const told = await api.as({ authorization: `Bearer ${till}` }).send('POST', '/v1/calls', missedCall())
    expect(told.status).toBe(202)
    expect(isOver).toBe(false)
    await lists
  })

  it('makes an address wait that tries many wrong keys, and nobody else, nor whoever has a right one there', async () => {
    const [account, other] = [await api.account(), await api.account()]
    const ask = (key: string, address: string) =>
      api.server.inject({
        url: '/v1/me',
        headers: { host: 'localhost', authorization: `Bearer ${key}` },
        ...from(address),
      })
    const signIn = (key: string, address: string) =>
      api.server.inject({
        method: 'POST',
        url: '/v1/session',
        headers: { host: 'localhost' },
        payload: { key },
        ...from(address),
      })
    for (let tries = 0; tries < 20; tries++) expect((await ask(`ac_wrong${tries}`, '10.0.0.9')).statusCode).toBe(401)
    const over = await ask('ac_wrong', '10.0.0.9')
    expect(over.statusCode).toBe(429)
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask('ac_wrong', '10.0.0.10')).statusCode).toBe(401)
    // Neither was ever used: behind a proxy everybody has one address.
    expect((await ask(account.key, '10.0.0.9')).statusCode).toBe(200)
    expect((await signIn(other.key, '10.0.0.9')).statusCode).toBe(201)
    for (let tries = 0; tries < 100; tries++)
      expect((await signIn(`ac_wrong${tries}`, '10.0.0.9')).statusCode).toBe(429)
  })

  it.each(['evil.example', 'localhost.evil.example', '169.254.169.254'])('is not called %s', async (host) => {
    const answer = await api.server.inject({ url: '/v1/me', headers: { host } })
    expect(answer.statusCode).toBe(421)
    expect(code(answer)).toBe('unknown_host')
  })

  it('answers what watches it by whatever address that has for it, and a page that borrows a name learns no figures', async () => {
    const statusOf = async (url: string) =>
      (await api.server.inject({ url, headers: { host: '10.0.0.11:8480' } })).statusCode
    expect([await statusOf('/livez'), await statusOf('/readyz'), await statusOf('/metrics')]).toEqual([200, 200, 401])
    expect((await api.server.inject({ url: '/metrics' })).statusCode).toBe(200)
  })

  it.each(['localhost:8480', '127.0.0.1', '[::1]:8480'])('is called %s', async (host) => {
    expect((await api.server.inject({ url: '/v1/me', headers: { host } })).statusCode).toBe(401)
  })

  it('says which account is needed, and finds it by key or id', async () => {
    const account = await api.account()
    expect((await api.operator.get('/v1/users')).body.code).toBe('account_needed')
    for (const name of [account.accountKey, account.accountId])
      expect((await api.operator.get('/v1/users', { 'aftercall-account': name })).status).toBe(200)
    expect((await api.operator.get('/v1/users', { 'aftercall-account': 'nobody' })).status).toBe(404)
  })

  it('leads the operator to every account, however many there are, by name, key or id', async () => {
    const wanted = await api.operator.send('POST', '/v1/accounts', { name: '100%_Kaveri Motors' })
    const { id, key } = wanted.body.account
    for (let n = 0; n < 3; n++) await api.account()
    const found = async (query: string) => (await api.operator.get(`/v1/accounts?${query}`)).body
    for (const search of ['kaveri mot', '100%25_k', id, key])
      expect((await found(`search=${search}`)).items.map((one: { id: string }) => one.id)).toEqual([id])
    expect((await found('search=%25')).items).toHaveLength(1)
    const first = await found('search=test traders&limit=2')
    expect(first.items).toHaveLength(2)
    const next = await found(`search=test traders&limit=2&after=${first.next}`)
    expect(next.items.length).toBeGreaterThan(0)
    expect(next.items.map((one: { id: string }) => one.id)).not.toContain(first.items[0].id)
  })

  it('does not take an account’s key for another’s id, however alike they look', async () => {
    const other = await api.account()
    const lookalike = parsePublicId('acct', other.accountId)!
    expect((await other.get('/v1/me')).body.account.id).toBe(other.accountId)
    const twice = { name: 'Asked for', key: 'asked-for', exclusions: ['98123 00001'], trialNumbers: ['9812300002'] }
    const begun = await api.operator.send('POST', '/v1/accounts', twice)
    expect(begun.body.account).toMatchObject({ key: 'asked-for', exclusions: ['+919812300001'] })
    expect(begun.body.account.trialNumbers).toEqual(['+919812300002'])
    expect(await api.operator.send('POST', '/v1/accounts', twice)).toMatchObject({
      status: 409,
      body: { code: 'key_taken' },
    })
    const made = await api.operator.send('POST', '/v1/accounts', { name: 'Lookalike', key: lookalike })
    expect(made.body.account.key).toBe(lookalike)
    const asked = await api.operator.get('/v1/me', { 'aftercall-account': lookalike })
    expect(asked.body.account.id).toBe(made.body.account.id)
  })

  it('keeps an account’s key in its account', async () => {
    const [one, other] = [await api.account(), await api.account()]
    expect((await one.get('/v1/me', { 'aftercall-account': one.accountKey })).status).toBe(200)
    expect((await one.get('/v1/me', { 'aftercall-account': other.accountKey })).status).toBe(404)
    expect((await one.get('/v1/accounts')).status).toBe(403)
    expect((await one.send('POST', '/v1/accounts', { name: 'Mine' })).status).toBe(403)
    for (const named of [other.accountKey, other.accountId, 'never-was'])
      expect(await one.send('POST', '/v1/links', { account: named })).toMatchObject({
        status: 404,
        body: { detail: `There is no account "${named}" here.` },
      })
  })

  it('is never built into a route that says nothing of who may use it', async () => {
    const server = fastify()
    createAuth(api.db).install(server)
    server.get('/secret', async () => 'open')
    await expect(server.ready()).rejects.toThrow('GET /secret')
  })
})

/** Texts that say the caller's number and the user's, and what the phone system told. */
const wordy = accountDocument(
  [{ key: 'all', name: 'All', recipients: [toCaller('calls-back'), { selector: { to: 'owners' }, template: 'ring' }] }],
  {
    users: [
      { key: 'asha', name: 'Asha Nair', phone: '+919812300001', extension: '201' },
      { key: 'meera', name: 'Meera Iyer', phone: '+919812300003', owner: true },
    ],
    departments: [],
    headers: [{ key: 'tester', header: 'TESTER' }],
    templates: [
      {
        key: 'calls-back',
        name: 'Calls back',
        header: 'tester',
        body: '{{user_name}} on {{user_number}} calls you back. - Test Traders',
      },
      {
        key: 'ring',
        name: 'Ring them',
        header: 'tester',
        body: 'Call {{caller_number}}, told {{var.back}}, order {{var.order}}. - Test Traders',
      },
    ],
  },
)

/** Numbers of people that stand whole in an answer, however they are written. */
function whole(text: string): string[] {
  const digits = text.replaceAll(/(?<=\d)[\s().+/-]+(?=\d)/g, '')
  return ['9000012345', '9812300001', '9812300003', '9812300088', '9812300099'].filter((one) => digits.includes(one))
}

describe('a browser', () => {
  it('comes in by a link that is good once', async () => {
    const { entered, token, as } = await browser()
    expect(entered.statusCode).toBe(303)
    expect(entered.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Lax/)
    expect((await as.get('/v1/me')).body.role).toBe('operator')
    for (const again of [
      await press(`/enter/${token}`),
      await api.server.inject({ url: `/enter/${token}`, headers: { host: 'localhost' } }),
    ]) {
      expect(again.headers['set-cookie']).toBeUndefined()
      expect(again.headers['location']).toBe('/signin?link=used')
    }
  })

  it('that only looks at a link does not use it up, and sees whom it lets in; a page of another site cannot press its button', async () => {
    const account = await api.account()
    const ask = { account: account.accountKey, role: 'support', name: '<Ravi>' }
    const { pathname } = new URL((await api.operator.send('POST', '/v1/links', ask)).body.url)
    const look = (language: string) =>
      api.server.inject({ url: pathname, headers: { host: 'localhost', 'accept-language': language } })
    const page = await look('en')
    expect(page.statusCode).toBe(200)
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'/)
    expect(page.body).toContain('as support of Test Traders')
    expect(page.body).toContain('&#60;Ravi&#62;')
    expect((await look('hi-IN,en')).body).toContain('साइन इन करें')
    for (const headers of [{}, { 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])
      expect((await press(pathname, headers)).statusCode).toBe(403)
    // By plain http browsers say no more than this.
    expect((await press(pathname, { origin: 'http://localhost' })).headers['location']).toBe('/')
    expect((await look('en')).headers['location']).toBe('/signin?link=used')
  })

  it('stays signed in while another program on the same computer is signed in to, until either has an address of its own', async () => {
    const [other, addressed] = [await startTestApi({ sharesHost: true }), api]
    const enter = async (on: TestApi, host: string) => {
      const answer = await on.server.inject({
        method: 'POST',
        url: '/v1/session',
        headers: { host },
        payload: { key: on.operator.key },
      })
      return String(answer.headers['set-cookie']).split(';')[0] ?? ''
    }
    expect(await enter(addressed, 'localhost:8480')).toMatch(/^aftercall_session=/)
    const cookies = [await enter(other, 'localhost:8480'), await enter(other, 'localhost:8481')]
    expect(cookies.map((one) => one.split('=')[0])).toEqual(['aftercall_session_8480', 'aftercall_session_8481'])
    // A browser sends both to either port.
    for (const host of ['localhost:8480', 'localhost:8481']) {
      const me = await other.server.inject({ url: '/v1/me', headers: { host, cookie: `${cookies.join('; ')}; x=1` } })
      expect(me.statusCode).toBe(200)
    }
    const alone = { host: 'localhost:8480', cookie: cookies[1] ?? '' }
    expect((await other.server.inject({ url: '/v1/me', headers: alone })).statusCode).toBe(401)
    await other.stop()
  })

  it('lets only one of two in who follow a link at once', async () => {
    const token = await createLink(api.db.console, { accountId: null, role: 'operator', name: null, keyHash: null })
    const both = await Promise.all([1, 2].map(() => press(`/enter/${token}`)))
    expect(both.filter((one) => one.headers['set-cookie'] !== undefined)).toHaveLength(1)
  })

  it('signs in by typing a key, and out again for good', async () => {
    const account = await api.account()
    const signed = await api.server.inject({
      method: 'POST',
      url: '/v1/session',
      headers: { host: 'localhost' },
      payload: { key: account.key },
    })
    expect(signed.statusCode).toBe(201)
    const cookie = String(signed.headers['set-cookie']).split(';')[0] ?? ''
    const tab = api.as({ cookie, 'sec-fetch-site': 'same-origin' })
    expect((await tab.get('/v1/me')).body).toMatchObject({ role: 'owner', account: { id: account.accountId } })
    expect((await tab.send('DELETE', '/v1/session')).status).toBe(204)
    expect((await tab.get('/v1/me')).status).toBe(401)
    const wrong = await api.server.inject({
      method: 'POST',
      url: '/v1/session',
      headers: { host: 'localhost' },
      payload: { key: 'ac_x' },
    })
    expect(wrong.statusCode).toBe(401)
  })

  it('is called by the name of the key it came in by, or by whom its link was for', async () => {
    const account = await api.account()
    const asha = (await account.send('POST', '/v1/keys', { name: 'Asha' })).body.key
    const linkFor = async (more: object) =>
      (await api.operator.send('POST', '/v1/links', { account: account.accountKey, ...more })).body.url as string
    const cookies = [
      await signIn(asha),
      cookieOf(await enter(await linkFor({ name: ' Ravi ' }))),
      // Only the program writes the role: a name makes nobody the operator.
      cookieOf(await enter(await linkFor({ name: 'Operator', role: 'support' }))),
      cookieOf(await enter(await linkFor({}))),
    ]
    const names = ['Owner “Asha”', 'Owner “Ravi”', 'Support “Operator”', 'Owner']
    for (const [at, cookie] of cookies.entries()) expect((await tabOf(cookie).get('/v1/me')).body.name).toBe(names[at])
    for (const at of [0, 1]) await tabOf(cookies[at] ?? '').send('PATCH', '/v1/account', { quota: 100 + at })
    const audit = (await account.get('/v1/audit')).body.items.map((one: { who: string }) => one.who)
    expect(audit.slice(0, 2)).toEqual(['Owner “Ravi”', 'Owner “Asha”'])
    expect((await api.operator.send('POST', '/v1/links', { name: ' ' })).status).toBe(422)
  })

  const signIn = async (key: string) => {
    const signed = await api.server.inject({
      method: 'POST',
      url: '/v1/session',
      headers: { host: 'localhost' },
      payload: { key },
    })
    return cookieOf(signed)
  }
  const cookieOf = (answer: { headers: Record<string, unknown> }) =>
    String(answer.headers['set-cookie']).split(';')[0] ?? ''
  const tabOf = (cookie: string) => api.as({ cookie, 'sec-fetch-site': 'same-origin' })
  const enter = (url: string) => press(new URL(url).pathname)

  it('is let into an account by a link of its owner: once, as who was named, and as no more than the owner', async () => {
    const account = await api.account()
    const owner = tabOf(await signIn(account.key))
    const invited = async (asker: typeof owner, ask?: object) => {
      const { status, body } = await asker.send('POST', '/v1/links', ask)
      expect(status).toBe(201)
      return body.url as string
    }
    for (const asker of [account, owner]) {
      const url = await invited(asker, { name: 'Ravi', role: 'support' })
      const ravi = tabOf(cookieOf(await enter(url)))
      expect((await ravi.get('/v1/me')).body).toMatchObject({
        name: 'Support “Ravi”',
        role: 'support',
        account: { id: account.accountId },
      })
      expect((await enter(url)).headers['location']).toBe('/signin?link=used')
      // Whom it let in lets nobody in.
      for (const ask of [{}, { account: account.accountKey }, { role: 'owner' }])
        expect((await ravi.send('POST', '/v1/links', ask)).status).toBe(403)
    }
    // Nothing said is their own account too, and never the operator's console.
    for (const ask of [undefined, { account: account.accountId }, { account: account.accountKey, role: 'owner' }])
      expect((await tabOf(cookieOf(await enter(await invited(owner, ask)))).get('/v1/me')).body).toMatchObject({
        role: 'owner',
        account: { id: account.accountId },
      })
    expect((await owner.send('POST', '/v1/links', { role: 'operator' })).status).toBe(422)
  })

  it('is listed to its account alone, and put out there at once', async () => {
    const [account, other] = [await api.account(), await api.account()]
    const asha = (await account.send('POST', '/v1/keys', { name: 'Asha' })).body.key
    const [tab, own] = [tabOf(await signIn(asha)), tabOf(await signIn(account.key))]
    const stranger = tabOf(await signIn(other.key))
    expect((await tab.get('/v1/me')).status).toBe(200)
    const { items } = (await own.get('/v1/sessions')).body
    expect(items).toMatchObject([
      { name: 'Owner “first key”', role: 'owner', isThis: true },
      { name: 'Owner “Asha”', role: 'owner', isThis: false },
    ])
    const { id } = items[1]
    for (const asker of [other, stranger]) {
      expect((await asker.get('/v1/sessions')).text).not.toContain('Asha')
      expect((await asker.send('DELETE', `/v1/sessions/${id}`)).status).toBe(404)
    }
    expect((await tab.get('/v1/me')).status).toBe(200)
    expect((await own.send('DELETE', `/v1/sessions/${id}`)).status).toBe(204)
    expect((await tab.get('/v1/me')).status).toBe(401)
    expect((await own.send('DELETE', `/v1/sessions/${id}`)).status).toBe(404)
    expect((await own.get('/v1/sessions')).body.items).toHaveLength(1)
    expect((await account.get('/v1/audit')).body.items[0]).toMatchObject({
      ...{ who: 'Owner “first key”', what: 'session.ended', subject: id, detail: 'Owner “Asha”' },
    })
  })

  it('is out at once when the key is revoked by which it came in', async () => {
    const account = await api.account()
    const made = (await account.send('POST', '/v1/keys', { name: 'till' })).body
    const [tab, another] = [tabOf(await signIn(made.key)), tabOf(await signIn(account.key))]
    expect((await tab.get('/v1/me')).status).toBe(200)
    expect((await account.send('DELETE', `/v1/keys/${made.id}`)).status).toBe(204)
    expect((await tab.get('/v1/me')).status).toBe(401)
    expect((await another.get('/v1/me')).status).toBe(200)
  })

  it('is out, and stays out, when the key is revoked that asked for its link', async () => {
    const account = await api.account()
    const stolen = (await createKey(api.db.console, { accountId: null, name: 'stolen', role: 'operator' })).key
    const thief = api.as({ authorization: `Bearer ${stolen}` })
    const linkBy = async (asker: typeof thief) =>
      (await asker.send('POST', '/v1/links', { account: account.accountKey })).body.url as string
    const ofOperator = async (asker: typeof thief) => (await asker.send('POST', '/v1/links', {})).body.url as string
    const unused = await linkBy(thief)
    const cookie = cookieOf(await enter(await ofOperator(thief)))
    // What a session asks for comes of its key, too.
    const next = cookieOf(await enter(await linkBy(tabOf(cookie))))
    const found = (one: string) => findSession(api.db, hashToken(one.split('=')[1] ?? ''))
    expect(await found(cookie)).toMatchObject({ role: 'operator' })
    expect(await found(next)).toMatchObject({ role: 'owner' })
    // By a node that ends no sessions, as older ones are.
    await api.db.query('console', 'update api_key set revoked_at = now() where key_hash = $1', [hashToken(stolen)])
    expect([await found(cookie), await found(next)]).toEqual([undefined, undefined])
    expect((await enter(unused)).headers['location']).toBe('/signin?link=used')
  })

  it('changes nothing for a page of another site', async () => {
    const { cookie } = await browser()
    const account = await api.account()
    const send = (headers: Record<string, string>) =>
      api.as({ cookie, 'aftercall-account': account.accountKey, ...headers }).send('POST', '/v1/users', { name: 'Eve' })
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'http://evil.example' },
    ])
      expect((await send(headers)).body.code).toBe('cross_site')
    expect((await send({ origin: 'http://localhost' })).status).toBe(201)
    expect((await send({ 'sec-fetch-site': 'same-origin' })).status).toBe(201)
  })

  it('sees numbers masked, asks for one by itself, and is recorded', async () => {
    const account = await api.account(wordy)
    const told = {
      caller: '+919000012345',
      callerName: '090000-12345',
      rung: [{ extension: '201' }, { name: 'Nobody', phone: '98123 00099' }, { name: '09812300088' }],
      variables: { back: '(0) 90000.12345', order: '4711900', agent: '9812300088' },
      recordingUrl: 'https://pbx.example/919000012345-919812300088.wav',
    }
    const taken = await account.send('POST', '/v1/calls', missedCall(told))
    const toIt = (await account.get('/v1/messages')).body.items.find(
      (one: { recipient: string }) => one.recipient === 'caller',
    )
    const { as } = await browser()
    const tab = { get: (url: string) => as.get(url, { 'aftercall-account': account.accountKey }) }
    for (const url of ['/v1/calls', `/v1/calls/${taken.body.id}`, '/v1/messages', `/v1/messages/${toIt.id}`]) {
      const { text } = await tab.get(url)
      expect(whole(text)).toEqual([])
      expect(text).toContain('+91 90000 ••345')
      expect((await account.get(url)).text).toContain('+919000012345')
    }
    const story = (await tab.get(`/v1/calls/${taken.body.id}`)).body
    expect(story.messages.map((one: { text: string }) => one.text)).toEqual([
      'Asha Nair on 98123••001 calls you back. - Test Traders',
      'Call 90000••345, told (0) 90000.••345, order 4711900. - Test Traders',
    ])
    expect(story.plan.messages.map((one: { text: string }) => one.text)).toEqual(
      story.messages.map((one: { text: string }) => one.text),
    )
    const shown = await as.send(
      'POST',
      '/v1/numbers/reveal',
      { callId: taken.body.id },
      { 'aftercall-account': account.accountKey },
    )
    expect(shown.body).toEqual({ number: '+919000012345' })
  })
})

describe('a text that is made of a call', () => {
  it('says no number to a browser that it does not say to it elsewhere', async () => {
    const account = await api.account(wordy)
    const call = missedCall({
      caller: '+919000012345',
      rung: [{ extension: '201' }],
      variables: { back: '9000012345', order: '1' },
    })
    const callId = (await account.send('POST', '/v1/calls', call)).body.id
    const { as } = await browser()
    const ask = (method: 'POST', url: string, body: object) =>
      as.send(method, url, body, { 'aftercall-account': account.accountKey })
    const body = 'Call {{caller_number}} or {{user_number}}. - Test Traders'
    const registered = { text: 'Call {#numeric#} or {#numeric#}. - Test Traders' }

    const previewed = await ask('POST', '/v1/templates/preview', { body, callId, registered })
    expect(previewed.body.text).toBe('Call 90000••345 or 98123••001. - Test Traders')
    expect(whole(previewed.text)).toEqual([])
    // What it costs is what was sent, not what is shown of it.
    expect(previewed.body).toMatchObject({ encoding: 'gsm', parts: 1 })
    // The sample is nobody.
    expect((await ask('POST', '/v1/templates/preview', { body })).body.text).toContain('9000012842')

    const planned = await ask('POST', '/v1/plan', { call })
    expect(planned.body.messages[1].text).toContain('Call 90000••345')
    expect(whole(planned.text)).toEqual([])

    const tested = await ask('POST', '/v1/templates/ring/test', { callId, to: '+919812300003' })
    expect(tested.status).toBe(202)
    expect(tested.body.message.text).toContain('Call 90000••345')
    const bytes = Buffer.from(tested.body.bytes.parts[0].hex, 'hex').toString('latin1')
    expect(bytes).toContain('Call 90000**345')
    expect(whole(tested.text + bytes)).toEqual([])
  })
})

describe('a key', () => {
  it('leaves a trace of who made and revoked it, as a link does', async () => {
    const account = await api.account()
    const made = (await account.send('POST', '/v1/keys', { name: 'till' })).body
    await account.send('DELETE', `/v1/keys/${made.id}`)
    await api.operator.send('POST', '/v1/links', { account: account.accountKey })
    await api.operator.send('POST', '/v1/links', { name: 'Meera' })
    const traces = await api.db.query<{ who: string; what: string; subject: string; detail: string }>(
      'console',
      `select who, what, subject, detail from audit
       where account_id in ($1, '00000000-0000-0000-0000-000000000000') and what ~ '^(key|link)[.]' order by id`,
      [parsePublicId('acct', account.accountId) ?? ''],
    )
    const [own, tests] = ['API key “first key”', 'API key “tests”']
    expect(traces.slice(-5)).toMatchObject([
      { who: tests, what: 'key.made', detail: 'first key' },
      { who: own, what: 'key.made', subject: made.id, detail: 'till' },
      { who: own, what: 'key.revoked', subject: made.id, detail: 'till' },
      { who: tests, what: 'link.made', subject: account.accountKey },
      { who: tests, what: 'link.made', subject: 'operator', detail: 'Meera' },
    ])
  })

  it('is stored as its hash alone', async () => {
    const made = await createKey(api.db.console, { accountId: null, name: 'x', role: 'operator' })
    const rows = await api.db.query<{ row: string }>('console', 'select k::text as row from api_key k', [])
    expect(rows.length).toBeGreaterThan(0)
    for (const { row } of rows) expect(row).not.toContain(made.key.slice(3))
  })
})
