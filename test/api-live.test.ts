import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { publicId } from '../src/core/public-id.ts'
import { endSession } from '../src/store/sessions.ts'
import { hashToken } from '../src/store/tokens.ts'
import { accountDocument, rule } from './support/account-document.ts'
import { type Asker, startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'

let api: TestApi
let account: Asker
let base: string
beforeAll(async () => {
  api = await startTestApi()
  account = await api.account(accountDocument([rule('any')]))
  await api.server.listen({ host: '127.0.0.1', port: 0 })
  base = `http://127.0.0.1:${(api.server.server.address() as { port: number }).port}`
})
afterAll(() => api.stop())

type Event = { event: string; data: { call?: { id: string }; messages?: { state: string }[] } & { id: string }[] }

/** Opens the stream; `next` resolves with the first event of a kind that fits. */
async function watch(query: string, key: string | Record<string, string> = account.key) {
  const ended = new AbortController()
  const response = await fetch(`${base}/v1/live${query}`, {
    headers: typeof key === 'string' ? { authorization: `Bearer ${key}` } : key,
    signal: ended.signal,
  })
  const seen: Event[] = []
  let isOver = false
  const reading = (async () => {
    let rest = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = /^event: (\w+)\ndata: (.*)$/.exec(block)
        if (event) seen.push({ event: event[1]!, data: JSON.parse(event[2]!) })
      }
    }
    isOver = true
  })().catch(() => undefined)
  const next = async (fits: (one: Event) => boolean) => {
    const until = performance.now() + 5_000
    for (;;) {
      const found = seen.findLast(fits)
      if (found) return found
      if (performance.now() > until) throw new Error(`did not come; seen: ${seen.map((one) => one.event)}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  return {
    response,
    seen,
    next,
    isOver: () => isOver,
    end: async () => {
      ended.abort()
      await reading
    },
  }
}

/** A browser that was signed in by this key, or by one of an account of its own. */
async function signedIn(given?: string) {
  const key = given ?? (await api.account(accountDocument([rule('any')]))).key
  const signed = await api.server.inject({
    method: 'POST',
    url: '/v1/session',
    headers: { host: 'localhost' },
    payload: { key },
  })
  const cookie = String(signed.headers['set-cookie']).split(';')[0] ?? ''
  return { cookie, tab: api.as({ cookie, 'sec-fetch-site': 'same-origin' }) }
}

describe('a live page', () => {
  it('is told the story of a call, and again whenever anything of it changes', async () => {
    const taken = await account.send('POST', '/v1/calls', missedCall())
    const page = await watch(`?calls=${taken.body.id}`)
    expect(page.response.headers.get('content-type')).toContain('text/event-stream')
    const isOf = (state: string) => (one: Event) => one.event === 'call' && one.data.messages?.[0]?.state === state
    const first = await page.next(isOf('queued'))
    expect(first.data).toEqual((await account.get(`/v1/calls/${taken.body.id}`)).body)
    const [message] = (await account.get(`/v1/messages?call=${taken.body.id}`)).body.items
    await account.send('POST', `/v1/messages/${message.id}/cancel`)
    await page.next(isOf('cancelled'))
    // What did not change is not sent again.
    expect(page.seen.filter((one) => one.event === 'call')).toHaveLength(2)
    await page.end()
  })

  it('is told of new calls, and of none of another account', async () => {
    const other = await api.account(accountDocument([rule('any')]))
    const [mine, theirs] = [await watch(''), await watch('', other.key)]
    await theirs.next((one) => one.event === 'newest')
    const taken = await account.send('POST', '/v1/calls', missedCall())
    await mine.next((one) => one.event === 'newest' && one.data.some((row) => row.id === taken.body.id))
    expect(JSON.stringify(theirs.seen)).not.toContain(taken.body.id)
    const peeking = await watch(`?calls=${taken.body.id}`, other.key)
    await peeking.next((one) => one.event === 'newest')
    expect(JSON.stringify(peeking.seen)).not.toContain(taken.body.id)
    for (const one of [mine, theirs, peeking]) await one.end()
  })

  it('tells what came in since a list was read, whatever the list is filtered by', async () => {
    const lists = ['', '?outcome=voicemail', '?limit=1']
    const read = async (list: string) => (await account.get(`/v1/calls${list}`)).body
    const known = await Promise.all(lists.map(read))
    const taken = await account.send('POST', '/v1/calls', missedCall())
    const page = await watch('')
    const { data } = await page.next((one) => one.event === 'newest')
    for (const { newest } of known)
      expect(data.map((row) => row.id).filter((id) => !newest.includes(id))).toEqual([taken.body.id])
    // Later pages are of the list that was begun.
    expect(await read(`?limit=1&after=${known[2].next}`)).not.toHaveProperty('newest')
    await page.end()
  })

  it('is told of what it watches however much other pages of the account watch', async () => {
    const taken = await account.send('POST', '/v1/calls', missedCall())
    const others = Array.from({ length: 200 }, () => publicId('call', randomUUID()))
    const full = await watch(`?calls=${others.join()}`)
    await full.next((one) => one.event === 'newest')
    const page = await watch(`?calls=${taken.body.id}`)
    const isOf = (state: string) => (one: Event) => one.event === 'call' && one.data.messages?.[0]?.state === state
    await page.next(isOf('queued'))
    const [message] = (await account.get(`/v1/messages?call=${taken.body.id}`)).body.items
    await account.send('POST', `/v1/messages/${message.id}/cancel`)
    await page.next(isOf('cancelled'))
    for (const one of [full, page]) await one.end()
  })

  it('is one of at most twenty for each key and a hundred for each account, and another account is not hindered', async () => {
    const crowded = await api.account(accountDocument([rule('any')]))
    const keys = [crowded.key]
    for (let n = 1; n < 6; n++) keys.push((await crowded.send('POST', '/v1/keys', { name: `till ${n}` })).body.key)
    const pages = await Promise.all(Array.from({ length: 20 }, () => watch('', crowded.key)))
    const ofKey = await watch('', crowded.key)
    expect(ofKey.response.status).toBe(429)
    expect(ofKey.response.headers.get('content-type')).toContain('application/problem+json')
    expect(Number(ofKey.response.headers.get('retry-after'))).toBeGreaterThan(0)
    for (const key of keys.slice(1, 5))
      pages.push(...(await Promise.all(Array.from({ length: 20 }, () => watch('', key)))))
    expect(pages.map((one) => one.response.status)).toEqual(pages.map(() => 200))
    expect((await watch('', keys[5])).response.status).toBe(429)
    const elsewhere = await watch('')
    expect(elsewhere.response.status).toBe(200)
    await pages.pop()?.end()
    await expect
      .poll(async () => {
        const page = await watch('', keys[5])
        pages.push(page)
        return page.response.status
      })
      .toBe(200)
    for (const one of [...pages, elsewhere]) await one.end()
  })

  it('ends with the key that is revoked, and goes on for the others', async () => {
    const made = (await account.send('POST', '/v1/keys', { name: 'till' })).body
    const [till, other] = [await watch('', made.key), await watch('')]
    await till.next((one) => one.event === 'newest')
    expect((await account.send('DELETE', `/v1/keys/${made.id}`)).status).toBe(204)
    await expect.poll(till.isOver).toBe(true)
    expect(other.isOver()).toBe(false)
    await other.end()
  })

  it('ends with the session that signs out', async () => {
    const { tab, cookie } = await signedIn()
    const page = await watch('', { cookie })
    await page.next((one) => one.event === 'newest')
    expect((await tab.send('DELETE', '/v1/session')).status).toBe(204)
    await expect.poll(page.isOver).toBe(true)
  })

  it('ends with the key by which its browser signed in', async () => {
    const { key, id } = (await account.send('POST', '/v1/keys', { name: 'desk' })).body
    const { cookie } = await signedIn(key)
    const page = await watch('', { cookie })
    await page.next((one) => one.event === 'newest')
    expect((await account.send('DELETE', `/v1/keys/${id}`)).status).toBe(204)
    await expect.poll(page.isOver).toBe(true)
  })

  it('ends at the next look when its session was ended elsewhere', async () => {
    onTestFinished(() => void vi.useRealTimers())
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { cookie } = await signedIn()
    const page = await watch('', { cookie })
    await page.next((one) => one.event === 'newest')
    const hash = hashToken(cookie.split('=')[1] ?? '')
    const lookNow = async () => {
      vi.advanceTimersByTime(15_000)
      await new Promise((resolve) => setTimeout(resolve, 50))
      return page.isOver()
    }
    expect(await lookNow()).toBe(false)
    await endSession(api.db, hash)
    // What is known of a credential is remembered for five seconds.
    await expect.poll(lookNow, { timeout: 8_000 }).toBe(true)
  })

  it('needs a key like everything else', async () => {
    expect((await fetch(`${base}/v1/live`)).status).toBe(401)
  })
})
