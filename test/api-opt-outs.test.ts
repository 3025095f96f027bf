/** Opt-outs through the API: a person or a system opts numbers out, looks them up, and takes it back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import { missedCall, someCaller } from './support/call.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const opened = () => api.account(accountDocument([rule('any')]))

describe('a reply that Kannel hands on', () => {
  it('opts out on the gateway’s own account, and is answered with nothing', async () => {
    const account = await api.account(
      accountDocument([rule('any')], {
        gateways: [
          {
            key: 'kannel',
            title: 'Kannel',
            kind: 'kannel',
            settings: { url: 'http://127.0.0.1:9/cgi-bin/sendsms', username: 'kaveri' },
            secrets: { password: 'secret' },
          },
        ],
      }),
    )
    const { body: gateway } = await account.get('/v1/gateways/kannel/address')
    const address = new URL(gateway.url).pathname
    const answer = await api
      .as({})
      .get(`${address}/in?from=%2B919812345670&to=56767&text=Stop.+Thank+you&charset=UTF-8`)
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: '' })
    const { body } = await account.send('POST', '/v1/opt-outs/check', { number: '9812345670' })
    expect(body).toMatchObject({ optedOut: true, history: [{ source: 'reply', words: 'Stop. Thank you' }] })
  })
})

describe('a file of opt-outs', () => {
  const send = async (account: { key: string }, csv: string | Buffer, query = '') => {
    const response = await api.server.inject({
      method: 'POST',
      url: `/v1/opt-outs/import${query}`,
      headers: { host: 'localhost', authorization: `Bearer ${account.key}`, 'content-type': 'text/csv' },
      payload: csv,
    })
    return { status: response.statusCode, body: response.json() }
  }

  it('opts out every number it can read, and names the rows it cannot', async () => {
    const account = await opened()
    await account.send('POST', '/v1/opt-outs', { number: '9812345601' })
    const csv =
      'Name,Mobile\nAsha,98123 45601\n"Deshmukh, Ravi",+919812345602\nMeera,9.19812E+11\nJohn,9812345602\nKiran,\n'
    expect(await send(account, csv)).toEqual({
      status: 200,
      body: {
        column: '#2',
        separator: 'comma',
        rows: 5,
        added: 1,
        known: 2,
        bad: 2,
        badRows: [
          { line: 4, value: '9.19812E+11', message: expect.stringContaining('format the column as text') },
          { line: 6, value: '', message: 'has no number' },
        ],
      },
    })
    const { body } = await account.send('POST', '/v1/opt-outs/check', { number: '9812345602' })
    expect(body).toMatchObject({ optedOut: true, source: 'file' })
  })

  it('is taken whole, though it is longer than any other body may be', async () => {
    const account = await opened()
    const numbers = Array.from({ length: 60_000 }, (_, n) => `9${String(800_000_000 + n)},${'x'.repeat(20)}`)
    const { status, body } = await send(account, numbers.join('\n'))
    expect({ status, ...body }).toMatchObject({ status: 200, rows: 60_000, added: 60_000, bad: 0 })
  }, 60_000)

  it('is read piece by piece as its first piece told, whatever the others look like', async () => {
    const account = await opened()
    const first = await send(account, 'Name;Mobile\nAsha;9812345604\n')
    expect(first.body).toMatchObject({ added: 1, column: '#2', separator: 'semicolon' })
    const { column, separator } = first.body
    const query = new URLSearchParams({ column, separator, firstLine: '3' })
    const next = await send(account, 'Rao, Meera, Pune;9812345605\nJohn;none\n', `?${query}`)
    expect(next.body).toMatchObject({ added: 1, bad: 1, badRows: [{ line: 4, value: 'none' }], separator })
    expect((await send(account, '9812345605\n', '?separator=pipe')).status).toBe(400)
  })

  it('may be UTF-16 as Excel writes it, and have letters that nobody can read', async () => {
    const account = await opened()
    const utf16 = Buffer.from('\ufeffName\tMobile\nमीरा\t9812345606\n', 'utf16le')
    expect((await send(account, utf16)).body).toMatchObject({ added: 1, bad: 0, separator: 'tab' })
    const latin = Buffer.from('Name,Mobile\nRen\xe9,9812345607\n', 'latin1')
    expect((await send(account, latin)).body).toMatchObject({ added: 1, bad: 0 })
  })

  it('says which columns it has where none is known, and takes the one that is named', async () => {
    const account = await opened()
    const csv = 'who,where to\nAsha,9812345603\n'
    const refused = await send(account, csv)
    expect({ status: refused.status, detail: refused.body.detail }).toEqual({
      status: 422,
      detail: expect.stringContaining('"where to"'),
    })
    expect((await send(account, csv, '?column=where%20to')).body).toMatchObject({ added: 1 })
  })
})

describe('/v1/opt-outs', () => {
  it('opts a number out once, however it is written, and says how that came about', async () => {
    const account = await opened()
    const first = await account.send('POST', '/v1/opt-outs', { number: '98123 45678' })
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ numberShown: '+91 98123 ••678', optedOut: true, source: 'api' })
    expect((await account.send('POST', '/v1/opt-outs', { number: '+919812345678' })).status).toBe(200)
    const { body } = await account.send('POST', '/v1/opt-outs/check', { number: '09812345678' })
    expect(body).toMatchObject({
      optedOut: true,
      history: [{ what: 'out', source: 'api', who: 'API key “first key”' }],
    })
    const other = await account.send('POST', '/v1/opt-outs/check', { number: '9812345679' })
    expect(other.body).toMatchObject({ optedOut: false, since: null, history: [] })
  })

  it('skips the number’s calls as opted_out, in what would happen too, and texts it again once that is taken back', async () => {
    const account = await opened()
    const caller = someCaller('842')
    await account.send('POST', '/v1/opt-outs', { number: caller })
    const { body: accepted } = await account.send('POST', '/v1/calls', missedCall({ caller }))
    const { body: story } = await account.get(`/v1/calls/${accepted.id}`)
    expect(story.messages).toMatchObject([{ state: 'skipped', reason: 'opted_out' }])
    expect(story.plan.messages).toMatchObject([{ is: 'skip', reason: 'opted_out' }])
    expect(story.facts.policy.optedOut).toEqual([caller])
    const planned = () => account.send('POST', '/v1/plan', { call: missedCall({ caller }) })
    expect((await planned()).body.messages).toMatchObject([{ is: 'skip', reason: 'opted_out' }])

    expect((await account.send('POST', '/v1/opt-outs/remove', { number: caller })).body).toMatchObject({
      optedOut: false,
    })
    expect((await account.send('POST', '/v1/opt-outs/remove', { number: caller })).status).toBe(404)
    expect((await planned()).body.messages).toMatchObject([{ is: 'send' }])
    // What was judged then stays as it was judged.
    expect((await account.get(`/v1/calls/${accepted.id}`)).body.plan.messages).toMatchObject([{ reason: 'opted_out' }])
  })

  it('lists who is out, newest first, a page at a time, and takes back by row', async () => {
    const account = await opened()
    const numbers = Array.from({ length: 5 }, () => someCaller())
    for (const number of numbers) await account.send('POST', '/v1/opt-outs', { number })
    const { body: page } = await account.get('/v1/opt-outs?limit=3')
    expect(page.items.map((one: { ending: string }) => one.ending)).toEqual(
      numbers
        .toReversed()
        .slice(0, 3)
        .map((one) => one.slice(-3)),
    )
    expect((await account.get(`/v1/opt-outs?limit=3&after=${page.next}`)).body.items).toHaveLength(2)
    expect((await account.send('DELETE', `/v1/opt-outs/${page.items[0].id}`)).status).toBe(204)
    expect((await account.send('DELETE', `/v1/opt-outs/${page.items[0].id}`)).status).toBe(404)
    expect((await account.get('/v1/opt-outs')).body.items).toHaveLength(4)
  })

  it('refuses what is no number, and tells what to write', async () => {
    const account = await opened()
    const { status, body } = await account.send('POST', '/v1/opt-outs', { number: 'Asha' })
    expect({ status, path: body.errors[0].path }).toEqual({ status: 422, path: 'number' })
  })

  it('keeps one account’s list from another', async () => {
    const [mine, theirs] = [await opened(), await opened()]
    await mine.send('POST', '/v1/opt-outs', { number: '9812345678' })
    const { body } = await mine.get('/v1/opt-outs')
    expect((await theirs.get('/v1/opt-outs')).body.items).toEqual([])
    expect((await theirs.send('DELETE', `/v1/opt-outs/${body.items[0].id}`)).status).toBe(404)
    expect((await theirs.send('POST', '/v1/opt-outs/check', { number: '9812345678' })).body.optedOut).toBe(false)
  })
})
