import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { missedCall } from './support/call.ts'
import { quietPool } from './support/message-rows.ts'
import { type TestDatabase, testDatabase } from './support/postgres.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'
import { Smsc } from './support/smsc.ts'

let database: TestDatabase
let sql: pg.Pool
let program: TestProgram
let smsc: Smsc
let account: TestAccount
beforeAll(async () => {
  database = await testDatabase()
  sql = quietPool(database.url)
  program = await startTestProgram({ database })
  smsc = await Smsc.open({ receipt: () => ({ afterMs: 20, stat: 'DELIVRD' }) })
  account = await program.account(accountDocument([rule('any')]))
})
afterAll(async () => {
  await program.stop()
  await smsc.close()
  await sql.end()
  await database.drop()
})

const asOperator = async (method: string, key: string, body?: unknown) => {
  const answer = await fetch(`${program.url().replace('localhost', '127.0.0.1')}/v1/shared-gateways${key}`, {
    method,
    headers: {
      authorization: `Bearer ${program.operatorKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
}
const main = (secrets: Record<string, unknown> = { password: 'open sesame' }) => ({
  title: 'Main SMSC',
  kind: 'smpp',
  settings: { host: '127.0.0.1', port: smsc.port, systemId: 'provider', window: 10 },
  secrets,
})

describe('a shared gateway', () => {
  it('is made by the operator, and carries the texts of accounts that name it', async () => {
    const made = await asOperator('PUT', '/main', main())
    expect(made).toMatchObject({
      status: 201,
      body: { key: 'main', shared: true, secrets: { password: { keep: true } } },
    })
    await account.send('PUT', '/v1/routes', { routes: [{ gateway: 'shared:main' }] })
    const { messages } = await account.settled(await account.accepted(missedCall()))
    expect(messages).toMatchObject([{ state: 'delivered', gateway: { key: 'main', title: 'Main SMSC', shared: true } }])
    expect(smsc.journal).toHaveLength(1)
  })

  const asOperatorOf = () => ({ authorization: `Bearer ${program.operatorKey}`, 'aftercall-account': account.id })

  it('tells an account what became of its texts, and whoever runs it in which words', async () => {
    const [text] = (await account.get('/v1/messages')).body.items
    const read = async (headers?: Record<string, string>) => {
      const story = (await account.send('GET', `/v1/messages/${text.id}`, undefined, headers)).body
      return { raw: story.receipts.map((one: { raw: unknown }) => one.raw), timeline: story.timeline }
    }
    const seen = await read()
    expect(seen.raw).toEqual([null])
    expect(seen.timeline.map((one: { words: string }) => one.words)).toEqual(['Queued', 'Sending', 'Sent', 'Delivered'])
    expect(JSON.stringify(seen)).not.toContain('DELIVRD')
    const whole = await read(asOperatorOf())
    expect(JSON.stringify(whole.raw)).toContain('DELIVRD')
    expect(JSON.stringify(whole.timeline)).toContain('DELIVRD')
  })

  it('tells an account how it is, and only whoever runs it where it listens', async () => {
    const settings = { ...main().settings, port: 9, otherEndpoints: ['127.0.0.1:10'] }
    await asOperator('PUT', '/away', { ...main(), settings })
    const healthFor = async (headers?: Record<string, string>) => {
      const { body } = await account.send('GET', '/v1/gateways', undefined, headers)
      return body.items.find((one: { key: string }) => one.key === 'away').health
    }
    await expect
      .poll(async () => (await healthFor(asOperatorOf())).words, { timeout: 10_000 })
      .toMatch(/127\.0\.0\.1:\d+/)
    const { state, words } = await healthFor()
    expect({ state, words }).toEqual({
      state: 'down',
      words: 'It takes no texts now; they wait. Who runs this installation can see why.',
    })
    expect((await asOperator('DELETE', '/away')).status).toBe(204)
  })

  it('keeps a secret that is not told again, and shows it to nobody', async () => {
    const changed = await asOperator('PUT', '/main', { ...main({ password: { keep: true } }), title: 'Renamed' })
    expect(changed).toMatchObject({ status: 200, body: { title: 'Renamed' } })
    expect(JSON.stringify(await asOperator('GET', ''))).not.toContain('open sesame')
    const seen = (await account.get('/v1/gateways')).body.items.find((one: { key: string }) => one.key === 'main')
    expect(seen).toMatchObject({ shared: true, title: 'Renamed', settings: {}, secrets: {} })
  })

  it('is sent nowhere else with the secret that is kept, and leaves a trace of who changed it', async () => {
    const { settings, ...rest } = main({ password: { keep: true } })
    const elsewhere = { ...rest, settings: { ...settings, host: 'smsc.elsewhere.example' } }
    const refused = await asOperator('PUT', '/main', elsewhere)
    expect(refused.status).toBe(422)
    expect(refused.body.errors[0]).toMatchObject({ path: 'secrets.password', code: 'kept_for_elsewhere' })
    const traces = await sql.query(`select who, what, subject from audit where subject = 'shared:main' order by id`)
    expect(traces.rows).toEqual([
      { who: 'API key “commands”', what: 'gateway.made', subject: 'shared:main' },
      { who: 'API key “commands”', what: 'gateway.changed', subject: 'shared:main' },
    ])
  })

  it('is refused where its settings are wrong, field by field', async () => {
    const { status, body } = await asOperator('PUT', '/other', {
      ...main({ password: { keep: true }, colour: 'blue' }),
      settings: { port: 0 },
    })
    expect(status).toBe(422)
    const paths = body.errors.map((one: { path: string }) => one.path)
    expect(paths).toEqual(
      expect.arrayContaining(['secrets.password', 'secrets.colour', 'settings.host', 'settings.port']),
    )
    expect((await asOperator('PUT', '/other', { ...main(), kind: 'pigeon' })).body.errors[0]).toMatchObject({
      path: 'kind',
      code: 'unknown_kind',
    })
  })

  it('behind an own one with its key is reached by its whole name, and the own one by the bare key', async () => {
    const other = await program.account(accountDocument([rule('any')]))
    const own = { ...main(), key: 'main', title: 'Own SMSC', settings: { ...main().settings, systemId: 'own' } }
    await other.send('PUT', '/v1/configuration', { gateways: [own] })
    const operator = async (name: string, deed: string, body?: unknown) => {
      const answer = await fetch(`${program.url().replace('localhost', '127.0.0.1')}/v1/gateways/${name}/${deed}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${program.operatorKey}`,
          'aftercall-account': other.id,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: answer.status, body: JSON.parse(await answer.text()) }
    }
    const boundAs = async (name: string) => JSON.stringify((await operator(name, 'check')).body.items)
    expect(await boundAs('shared:main')).toContain('Bound as provider')
    expect(await boundAs('main')).toContain('Bound as own')

    const text = { to: '+919876500001', header: 'TESTER', waitSeconds: 0 }
    const tried = await operator('shared:main', 'test', text)
    expect(tried.status).toBe(200)
    expect(JSON.stringify(tried.body.lines)).toMatch(/provider.*submit_sm_resp/)

    expect(await operator('shared:main', 'pause')).toMatchObject({ status: 200, body: { shared: true, paused: true } })
    const seen = (await other.get('/v1/gateways')).body.items as { shared: boolean; key: string; paused: boolean }[]
    expect(seen.filter((one) => one.key === 'main').map((one) => [one.shared, one.paused])).toEqual(
      expect.arrayContaining([
        [true, true],
        [false, false],
      ]),
    )
    expect(await operator('shared:main', 'resume')).toMatchObject({ body: { shared: true, paused: false } })
    expect(await operator('main', 'pause')).toMatchObject({ body: { shared: false, paused: true } })

    expect((await operator('shared:none', 'check')).body.detail).toContain('shared gateway "none"')
    expect((await other.send('POST', '/v1/gateways/shared:main/check')).status).toBe(403)
    expect((await other.send('POST', '/v1/gateways/shared:main/pause')).status).toBe(403)
  })

  it('cannot be removed while an account has a route by it', async () => {
    expect(await asOperator('DELETE', '/main')).toMatchObject({ status: 409, body: { code: 'in_use' } })
    await account.send('PUT', '/v1/routes', { routes: [{ gateway: 'shared:sandbox' }] })
    expect((await asOperator('DELETE', '/main')).status).toBe(204)
    expect((await asOperator('DELETE', '/main')).status).toBe(404)
  })

  it('is not for an account to change', async () => {
    for (const [method, body] of [['GET'], ['PUT', main()], ['DELETE']] as const)
      expect((await account.send(method, `/v1/shared-gateways${method === 'GET' ? '' : '/main'}`, body)).status).toBe(
        403,
      )
  })
})
