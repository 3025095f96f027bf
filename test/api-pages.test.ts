/** Lists come whole, page by page, whatever is added, seen again or removed meanwhile; and what is asked about is named by any beginning of its id. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { type Asker, startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'

let api: TestApi
let account: Asker
beforeAll(async () => {
  api = await startTestApi()
  account = await api.account(
    accountDocument([rule('any')], {
      gateways: [1, 2, 3].map((n) => ({ key: `own-${n}`, title: `Own ${n}`, kind: 'sandbox' })),
      sources: [{ key: 'shop', name: 'Shop', kind: 'native' }],
    }),
  )
})
afterAll(() => api.stop())

// biome-ignore lint/suspicious/noExplicitAny: answers are read as a client without types would read them
type Item = any

/** Every item of a list, by pages; `between` is done after each. */
async function pages(url: string, limit: number, between: (page: Item[]) => unknown = () => undefined) {
  const all: Item[] = []
  for (let after: string | null = null, turns = 0; turns < 20; turns++) {
    const { body } = await account.get(`${url}limit=${limit}${after === null ? '' : `&after=${after}`}`)
    expect(body.items.length).toBeLessThanOrEqual(limit)
    all.push(...body.items)
    if (body.next === null) return all
    await between(body.items)
    after = body.next
  }
  throw new Error(`${url} never ends`)
}

describe('a list goes on where it was', () => {
  it('also when the object that a page ended with is removed meanwhile', async () => {
    const seen = await pages('/v1/users?', 1, async ([last]) => {
      if (last.key === 'ravi') await account.send('DELETE', '/v1/users/ravi')
    })
    expect(seen.map((one) => one.key)).toEqual(['meera', 'ravi', 'asha'])
  })

  it('with what is shared after all that is the account’s own', async () => {
    const seen = await pages('/v1/gateways?', 2)
    expect(seen.map((one) => one.key)).toEqual(['own-3', 'own-2', 'own-1', 'sandbox'])
  })

  it('with names that sources say, each once, though a call says one of them again', async () => {
    const names = ['Plumbing', 'Carpentry', 'Пайка', 'Roofs', 'Tiles']
    const say = (name: string) => account.send('POST', '/v1/calls', missedCall({ department: { name } }))
    for (const name of names) {
      await say(name)
      // They are listed behind the answer.
      await expect.poll(async () => (await account.get('/v1/mappings?unmapped=true')).body.items[0]?.shown).toBe(name)
    }
    const seenAgain = async () => {
      await api.db.query(
        'console',
        `update mapping set last_seen_at = now() + interval '1 minute' where external = 'plumbing'`,
        [],
      )
    }
    const seen = await pages('/v1/mappings?unmapped=true&', 2, seenAgain)
    expect(seen.map((one) => one.shown)).toEqual(names.toReversed())
    expect((await account.get('/v1/mappings?after=garbage')).status).toBe(400)
  })

  it('with what came in by a source', async () => {
    const { webhookUrl } = (await account.get('/v1/sources/shop')).body
    const calls = ['w1', 'w2', 'w3']
    for (const sourceCallId of calls) {
      await api.server.inject({
        method: 'POST',
        url: new URL(webhookUrl).pathname,
        payload: missedCall({ sourceCallId }),
        headers: { host: 'localhost' },
      })
      await expect
        .poll(async () => (await account.get('/v1/sources/shop/reports')).body.items[0]?.body)
        .toContain(sourceCallId)
    }
    const seen = await pages('/v1/sources/shop/reports?', 2)
    expect(seen.map((one) => /"sourceCallId":"(w\d)"/.exec(one.body)?.[1])).toEqual(calls.toReversed())
  })
})

describe('the beginning of an id', () => {
  it('names the call whose texts are listed, whose number is shown, and that fills a preview', async () => {
    const { id } = (await account.send('POST', '/v1/calls', missedCall({ caller: '+919000001842' }))).body
    const beginning = id.slice(0, 30)
    expect((await account.get(`/v1/messages?call=${beginning}`)).body.items).toMatchObject([{ callId: id }])
    expect((await account.send('POST', '/v1/numbers/reveal', { callId: beginning })).body).toEqual({
      number: '+919000001842',
    })
    // Who looks for it in the history finds it by its whole id.
    const looked = await api.db.query('console', `select subject from audit where what = 'number.revealed'`, [])
    expect(looked).toEqual([{ subject: id }])
    const preview = await account.send('POST', '/v1/templates/preview', {
      body: 'From {{caller_number}}.',
      callId: beginning,
    })
    expect(preview.body.text).toBe('From 9000001842.')
    for (const url of ['/v1/messages?call=call_ffffff', '/v1/messages?call=nothing'])
      expect((await account.get(url)).status).toBe(404)
  })
})
