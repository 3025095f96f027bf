import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publicId } from '../src/core/public-id.ts'
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
async function watch(query: string, key = account.key) {
  const ended = new AbortController()
  const response = await fetch(`${base}/v1/live${query}`, {
    headers: { authorization: `Bearer ${key}` },
    signal: ended.signal,
  })
  const seen: Event[] = []
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
    end: async () => {
      ended.abort()
      await reading
    },
  }
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

  it('needs a key like everything else', async () => {
    expect((await fetch(`${base}/v1/live`)).status).toBe(401)
  })
})
