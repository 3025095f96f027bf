import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { gatewayKinds } from '../src/gateways/all.ts'
import type { GatewayKind } from '../src/gateways/gateway.ts'
import { openSeal } from '../src/store/seal.ts'
import { accountDocument, rule } from './support/account-document.ts'
import { type Asker, startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'

/** A gateway that pushes receipts, with everything of a request written back into them. */
const pushing: GatewayKind<{ secret: string }> = {
  kind: 'pushing',
  title: 'Pushing',
  about: 'For tests.',
  settings: z.strictObject({ secret: z.string().meta({ title: 'Secret', secret: true }) }),
  can: () => ({
    batch: 1,
    refEcho: 'url',
    lookUp: 'none',
    receiptKey: 'ref',
    receipts: 'push',
    perPartReceipts: false,
    maxParts: 1,
    window: 1,
    oneNode: false,
    replies: false,
    dlt: { is: 'ids_and_chain' },
  }),
  open: () => {
    throw new Error('is not opened here')
  },
  receipts: {
    authenticate: (request, { secret }) =>
      request.query.some(([name, value]) => name === 'secret' && value === secret)
        ? { is: 'ok' }
        : { is: 'refused', why: 'the secret is wrong', status: 403 },
    parse: (request) => ({
      receipts: [
        {
          key: { ref: 'x' },
          state: 'delivered',
          final: true,
          raw: { words: `${request.method} ${request.url} ${Buffer.from(request.body).toString('hex')}` },
        },
      ],
      replies: [],
      ignored: 0,
    }),
    reply: (stored) => ({ status: stored ? 200 : 500, contentType: 'text/plain', body: stored ? 'ACK' : 'NAK' }),
  },
}

let api: TestApi
let account: Asker

beforeAll(async () => {
  api = await startTestApi({ gatewayKinds: [...gatewayKinds, pushing] as never })
  account = await api.account(
    accountDocument([rule('any')], {
      sources: [
        { key: 'shop', name: 'Shop system', kind: 'native' },
        { key: 'myoperator', name: 'MyOperator', kind: 'myoperator' },
      ],
      gateways: [{ key: 'push', title: 'Push', kind: 'pushing', secrets: { secret: 'sesame' } }],
    }),
  )
})
afterAll(() => api.stop())

const addressOf = async (key: string) => new URL((await account.get(`/v1/sources/${key}`)).body.webhookUrl).pathname
const post = (url: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
  api.server.inject({
    method: 'POST',
    url,
    payload,
    headers: { host: 'localhost', 'content-type': 'application/json', ...headers },
  })
const reports = async () => (await account.get('/v1/sources/shop/reports')).body.items

describe('the address of a source', () => {
  it('takes calls without any key, judges them as of that source, and shows them in the debugging window', async () => {
    const address = await addressOf('shop')
    expect((await post(address, JSON.stringify(missedCall({ sourceCallId: 'w1' })))).statusCode).toBe(200)
    expect((await post(address, JSON.stringify(missedCall({ sourceCallId: 'w1' })))).statusCode).toBe(200)
    const [call, ...others] = (await account.get('/v1/calls')).body.items
    expect(call).toMatchObject({
      sourceCallId: 'w1',
      source: { key: 'shop', name: 'Shop system' },
      rule: { key: 'any' },
    })
    expect(others).toEqual([])
    await expect
      .poll(async () => (await reports()).map((one: { outcome: string }) => one.outcome))
      .toEqual(['known', 'new'])
    const [known, fresh] = await reports()
    expect(fresh).toMatchObject({ words: `call ${call.id}`, body: expect.stringContaining('"sourceCallId":"w1"') })
    // The address is as secret as a key.
    expect(known.body).not.toContain(address)
  })

  it('has each call once, whether the phone system told it or a person replayed it as of the source', async () => {
    const address = await addressOf('shop')
    const [told, missed] = [missedCall({ sourceCallId: 'r1' }), missedCall({ sourceCallId: 'r2' })]
    const first = JSON.parse((await post(address, JSON.stringify(told))).body)
    const replayed = await account.send('POST', '/v1/calls?source=shop', [told, missed])
    expect(replayed.body.results).toMatchObject([{ outcome: 'known', id: first.id }, { outcome: 'new' }])
    expect((await post(address, JSON.stringify(missed))).body).toContain('known')
    const ofApi = await account.send('POST', '/v1/calls', told)
    expect(ofApi.body.outcome).toBe('new')
    for (const source of ['shops', '', 'Not a key', 'shop&source=shop']) {
      const refused = await account.send('POST', `/v1/calls?source=${source}`, [told])
      expect(refused, source).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'source', code: 'unknown_source' }] },
      })
    }
  })

  it('shows the numbers in its reports masked to the console, which asks for them whole and is recorded', async () => {
    const address = await addressOf('shop')
    await post(address, JSON.stringify(missedCall({ sourceCallId: 'w9', caller: '+919000012345' })))
    await expect.poll(async () => (await reports())[0].body).toContain('+919000012345')
    const signed = await api.server.inject({
      method: 'POST',
      url: '/v1/session',
      headers: { host: 'localhost' },
      payload: { key: account.key },
    })
    const cookie = String(signed.headers['set-cookie']).split(';')[0] ?? ''
    const tab = api.as({ cookie, 'sec-fetch-site': 'same-origin' })
    const [seen] = (await tab.get('/v1/sources/shop/reports')).body.items
    expect(seen.body).toContain('"+9190000••345"')
    expect(seen.body).not.toContain('9000012345')
    const recorded = () =>
      api.db.query('console', `select who, subject, detail from audit where what = 'report.revealed'`, [])
    expect(await recorded()).toEqual([])
    const shown = await tab.send('POST', `/v1/sources/shop/reports/${seen.id}/reveal`)
    expect(shown.body.body).toContain('+919000012345')
    expect(await recorded()).toEqual([{ who: 'Owner “first key”', subject: 'shop', detail: seen.id }])
    expect((await tab.send('POST', '/v1/sources/shop/reports/never-was/reveal')).status).toBe(404)
  })

  it('says what is wrong, and keeps what it could not read', async () => {
    const address = await addressOf('shop')
    expect((await post(address, '{"sourceCallId": "w2"}')).statusCode).toBe(422)
    expect((await post(address, 'not json at all', { 'content-type': 'text/plain' })).statusCode).toBe(422)
    await expect.poll(async () => (await reports())[0].body).toContain('not json at all')
    expect((await reports())[0].outcome).toBe('invalid')
  })

  it('answers what became of each, as the API does, and a phone system hears 200 of all that could be taken', async () => {
    const address = await addressOf('shop')
    const answerTo = async (told: unknown) => {
      const { statusCode, body } = await post(address, JSON.stringify(told))
      return { status: statusCode, body: JSON.parse(body) }
    }
    const call = missedCall()
    const first = await answerTo(call)
    expect(first).toEqual({ status: 200, body: { id: expect.stringMatching(/^call_/), outcome: 'new', messages: 1 } })
    const { id } = first.body
    expect(await answerTo(call)).toEqual({ status: 200, body: { id, outcome: 'known' } })
    expect(await answerTo([call])).toEqual({ status: 200, body: { results: [{ index: 0, id, outcome: 'known' }] } })
    expect(await answerTo([])).toEqual({ status: 200, body: { results: [] } })
    const mixed = await answerTo([call, { ...call, direction: 'sideways' }, missedCall()])
    expect(mixed).toMatchObject({
      status: 200,
      body: {
        results: [
          { index: 0, outcome: 'known', id },
          { index: 1, outcome: 'invalid', problem: { errors: [{ path: 'direction' }] } },
          { index: 2, outcome: 'new' },
        ],
      },
    })
    const part = await addressOf('myoperator')
    const event = { event_type: 'call.initiated', session_id: 's-1', direction: 'incoming' }
    expect((await post(part, JSON.stringify(event))).json()).toEqual({ outcome: 'part' })
    expect((await post(part, JSON.stringify({ ...event, event_type: 'call.disposition' }))).json()).toEqual({
      outcome: 'ignored',
    })
    // What no call can be made of is kept nowhere, whether its form is wrong or its time.
    const early = missedCall({ endedAt: new Date(Date.now() + 48 * 3_600_000).toISOString() })
    for (const none of [early, [early], { ...call, direction: 'sideways' }])
      expect(await answerTo(none)).toMatchObject({ status: 422, body: { errors: [{ path: expect.any(String) }] } })
  })

  it('is not guessed, not of another method, and stops when it is changed or the source removed', async () => {
    const address = await addressOf('shop')
    expect((await post('/s/guess', '{}')).statusCode).toBe(404)
    const rotated = await account.send('POST', '/v1/sources/shop/rotate-url')
    const next = new URL(rotated.body.webhookUrl).pathname
    expect(next).not.toBe(address)
    expect((await post(address, JSON.stringify(missedCall()))).statusCode).toBe(404)
    expect((await post(next, JSON.stringify(missedCall()))).statusCode).toBe(200)
    await account.send('DELETE', '/v1/sources/shop')
    expect((await post(next, JSON.stringify(missedCall()))).statusCode).toBe(404)
    // Its calls keep its name.
    expect((await account.get('/v1/calls')).body.items[0].source).toEqual({ key: 'shop', name: 'Shop system' })
  })

  it('believes a signature over the raw bytes, and nothing else', async () => {
    const secret = Buffer.from('0123456789abcdef0123456789abcdef')
    await account.send('POST', '/v1/sources', {
      key: 'signed',
      name: 'Signed',
      kind: 'native',
      secrets: { secret: `whsec_${secret.toString('base64')}` },
    })
    const address = await addressOf('signed')
    const body = JSON.stringify(missedCall({ sourceCallId: 's1' }), null, 3)
    const at = String(Math.floor(Date.now() / 1000))
    const sign = (text: string) => `v1,${createHmac('sha256', secret).update(`msg_1.${at}.${text}`).digest('base64')}`
    const headers = (signature: string) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': at,
      'webhook-signature': signature,
    })
    expect((await post(address, body)).statusCode).toBe(401)
    expect((await post(address, body, headers(sign(JSON.stringify(JSON.parse(body)))))).statusCode).toBe(403)
    expect((await post(address, body, headers(sign(body)))).statusCode).toBe(200)
  })
})

describe('the address of a gateway', () => {
  it('hands over what came, bytes and address as they were, and answers only what was stored', async () => {
    const rows = await api.db.query<{ id: string; token_sealed: Buffer }>(
      'console',
      `select gateway_id as id, token_sealed from gateway where key = 'push'`,
      [],
    )
    const { id, token_sealed } = rows[0]!
    const token = openSeal('a secret of the tests, of 32 characters or more').open(token_sealed, `gateway.token ${id}`)
    const answer = await post(`/g/${token}/dlr?secret=sesame&x=%20`, Buffer.from([0, 255, 10]), {
      'content-type': 'application/octet-stream',
    })
    expect(answer.body).toBe('ACK')
    const stored = await api.db.query<{ raw: string }>('console', 'select raw from receipt where gateway_id = $1', [id])
    expect(JSON.parse(stored[0]!.raw)).toEqual({
      words: `POST http://localhost:8480/g/${token}/dlr?secret=sesame&x=%20 00ff0a`,
    })
    expect((await post(`/g/${token}?secret=wrong`, '')).statusCode).toBe(403)
    expect((await post('/g/guess', '')).statusCode).toBe(404)
  })
})
