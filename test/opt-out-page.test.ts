/** The link in a text: whoever opens it sees a page, and is opted out by its button alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { missedCall, someCaller } from './support/call.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

function document(over: { language?: string; optOutLink?: string } = {}) {
  const made = accountDocument([rule('any')])
  made.account = {
    name: 'Test & Traders',
    zone: 'Asia/Kolkata',
    whitelist: { links: ['kaveri.example/r'], numbers: [] },
    ...over,
  }
  made.templates![0]!.body = 'Sorry we missed you. No more texts: {{opt_out_link}} - Test Traders'
  return made
}
type Account = Awaited<ReturnType<TestApi['account']>>

async function textTo(account: Account, caller: string) {
  const { body } = await account.send('POST', '/v1/calls', missedCall({ caller }))
  return (await account.get(`/v1/calls/${body.id}`)).body.messages[0]
}
const linkIn = (text: string) => /No more texts: (\S+) - /.exec(text)?.[1] ?? ''

const open = async (method: 'GET' | 'POST', path: string, more: { payload?: string; headers?: object } = {}) => {
  const { payload, headers = {} } = more
  const response = await api.server.inject({
    method,
    url: path,
    headers: {
      host: 'kaveri.example',
      ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: response.statusCode, page: response.body, headers: response.headers }
}

describe('the link in a text', () => {
  it('is the number’s own, opts out by its button, by whatever host it is reached, and takes it back', async () => {
    const account = await api.account(document())
    const [caller, other] = [someCaller(), someCaller()]
    const [link, another] = [linkIn((await textTo(account, caller)).text), linkIn((await textTo(account, other)).text)]
    expect(link).toMatch(/^http:\/\/localhost:8480\/o\/[\w-]{28}$/)
    expect(another).not.toBe(link)
    expect(linkIn((await textTo(account, caller)).text)).toBe(link)
    const { pathname } = new URL(link)

    const shown = await open('GET', pathname)
    expect(shown).toMatchObject({ status: 200, page: expect.stringContaining('Send me no more texts') })
    expect(shown.page).toContain('Texts from Test &#38; Traders')
    // Whoever scans links looks, often, and presses nothing.
    await open('GET', pathname)
    expect((await textTo(account, caller)).state).toBe('queued')

    const done = await open('POST', pathname, { payload: 'want=out' })
    expect(done.page).toContain('You will get no more texts from Test &#38; Traders.')
    expect(await textTo(account, caller)).toMatchObject({ state: 'skipped', reason: 'opted_out' })
    expect((await textTo(account, other)).state).toBe('queued')
    const { body } = await account.send('POST', '/v1/opt-outs/check', { number: caller })
    expect(body).toMatchObject({ optedOut: true, source: 'link' })

    expect((await open('POST', pathname, { payload: 'want=in' })).page).toContain('Send me no more texts')
    expect((await textTo(account, caller)).state).toBe('queued')
  })

  it('shows a small page without scripts, that nobody can frame, and that no cache keeps', async () => {
    const account = await api.account(document())
    const { page, headers } = await open('GET', new URL(linkIn((await textTo(account, someCaller())).text)).pathname)
    expect(page.length).toBeLessThan(2_000)
    expect(page).not.toContain('<script')
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; .*frame-ancestors 'none'$/,
    )
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  })

  it('speaks Hindi to an account or a browser that does', async () => {
    const hindi = await api.account(document({ language: 'hi' }))
    const { pathname } = new URL(linkIn((await textTo(hindi, someCaller())).text))
    expect((await open('GET', pathname)).page).toContain('मुझे और SMS न भेजें')
    expect((await open('GET', pathname, { headers: { 'accept-language': 'en-IN,en;q=0.9' } })).page).toContain(
      'no more texts',
    )
  })

  it('is nobody’s once a character of it is another, and changes nothing then', async () => {
    const account = await api.account(document())
    const { pathname } = new URL(linkIn((await textTo(account, someCaller())).text))
    const token = pathname.slice('/o/'.length)
    for (let at = 0; at < token.length; at += 1) {
      const wrong = `/o/${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
      expect((await open('POST', wrong, { payload: 'want=out' })).status).toBe(404)
    }
    expect((await open('GET', '/o/x')).status).toBe(404)
    expect((await account.get('/v1/opt-outs')).body.items).toEqual([])
  })

  it('begins with the account’s own address where that is registered', async () => {
    const account = await api.account(document({ optOutLink: 'https://kaveri.example/r' }))
    expect(linkIn((await textTo(account, someCaller())).text)).toMatch(/^https:\/\/kaveri\.example\/r\/[\w-]{28}$/)
    const refused = await account.send('PATCH', '/v1/account', { optOutLink: 'other.example/r' })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'optOutLink', code: 'not_whitelisted' }] } })
  })

  it('is made only where a template says it, and shown in a preview', async () => {
    const account = await api.account(accountDocument([rule('any')]))
    const { body } = await account.send('POST', '/v1/plan', { call: missedCall() })
    expect(JSON.stringify(body)).not.toContain('/o/')
    const preview = await account.send('POST', '/v1/templates/preview', { body: 'Stop: {{opt_out_link}} - Test' })
    expect(preview.body.text).toContain(`/o/${'x'.repeat(28)}`)
  })
})
