/**
 * Every route that the API's own description names, asked with what its schema allows and with what it does not: no answer is ever a 5xx, and each comes.
 * What the description hides (addresses of phone systems and gateways, links in texts, looks) stands in a list by hand. The long form: `FUZZ_RUNS=2000 npm test -- test/api-fuzz.test.ts`; FUZZ_SEED repeats one.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parsePublicId } from '../src/core/public-id.ts'
import { addressOf, asDrawn, ask, asksOf, type Drawn, headersOf, wordsOf } from './api-fuzz/asking.ts'
import { excused, goodAsks } from './api-fuzz/good-asks.ts'
import { isPlainList, isRead, livePath, type Operation, operationsOf, type Schema } from './api-fuzz/operations.ts'
import { makeRoom, type Room } from './api-fuzz/room.ts'
import { createValues, json, nasty } from './api-fuzz/values.ts'
import { type Answer, type Asker, startTestApi, type TestApi } from './support/api.ts'
import { optOutLinks } from './support/seal.ts'

let api: TestApi
let room: Room
/** Who types keys: elsewhere, since wrong ones shut out the address that they come from. */
let anybody: Asker
type Who = 'account' | 'operator' | 'anybody'
let document: Schema
let base: string
const runs = Number(process.env['FUZZ_RUNS'] ?? 60)
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** Whoever asks waits no longer: an answer that takes so long here, where there is next to nothing to read, is a hang. */
const hangMs = 5_000
/** What waits for others, and how long it may. */
const slow: Record<string, number> = {
  // As long as its asker wants to wait for the receipt, at most 45 s.
  'POST /v1/gateways/{key}/test': 60_000,
  // It signs in where the texts go out, which has 30 s to answer.
  'POST /v1/gateways/{key}/check': 40_000,
}

beforeAll(async () => {
  // More than the description declares.
  const health = { state: 'ok' as const, words: 'well', token_hash: 'planted' }
  api = await startTestApi({ services: { gatewayHealth: () => ({ health, underWay: 0, slots: 10 }) } })
  room = await makeRoom(api)
  anybody = api.as({}, '192.0.2.9')
  document = JSON.parse((await room.get('/openapi.json')).text)
  await api.server.listen({ host: '127.0.0.1', port: 0 })
  base = `http://127.0.0.1:${(api.server.server.address() as { port: number }).port}`
})
afterAll(() => api.stop())

/** Who may ask it: the account by its key, and the operator what the account is forbidden. */
async function whoAsks({ name, method, path, body }: Operation, { operator, ...account }: Room): Promise<Who> {
  if (path === livePath) return 'account'
  if (name === 'POST /v1/session') return 'anybody'
  const url = path.replace(/\{[^}]+\}/g, 'nobody')
  const { status } =
    method === 'GET' ? await account.get(url) : await account.send(method as 'POST', url, body ? '0' : undefined)
  return status === 403 ? 'operator' : 'account'
}

/** Opens a stream, reads what it is answered with at once, and leaves. */
async function openLive({ key }: Room, url: string, drawn: Drawn): Promise<Answer> {
  const leaving = new AbortController()
  const response = await fetch(base + url, {
    headers: { authorization: `Bearer ${key}`, ...headersOf(drawn) },
    signal: leaving.signal,
  })
  const headers = Object.fromEntries(response.headers)
  if (response.status === 200) {
    expect(headers['content-type']).toContain('text/event-stream')
    leaving.abort()
    return { status: 200, body: undefined, headers, text: '' }
  }
  const text = await response.text()
  return { status: response.status, body: JSON.parse(text), headers, text }
}

async function inTime<T>(what: string, answer: Promise<T>, withinMs = hangMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer within ${withinMs} ms`)), withinMs)
  })
  return await Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** What one answer must be, whatever was asked. */
function judge(what: string, { status, text, headers, body }: Answer): void {
  if (status >= 500) throw new Error(`${what} was answered ${status}: ${text}`)
  if (status < 400) return
  expect(headers['content-type']).toContain('application/problem+json')
  expect(body).toMatchObject({ status, code: expect.any(String), title: expect.any(String) })
}

/** Asks one route many times, the first time what it must take; answers the statuses that came, in the order in which each came first. */
async function askOften(operation: Operation, who: Who, rooms: readonly Room[]): Promise<Set<number>> {
  const [first = room] = rooms
  const good = goodAsks[operation.name]?.(first) ?? (operation.body ? undefined : {})
  const values = createValues(document, wordsOf(first))
  const seen = new Set<number>()
  const one = async (drawn: Drawn): Promise<void> => {
    const inRoom = rooms[drawn.room % rooms.length] ?? first
    const asker = { account: inRoom, operator: inRoom.operator, anybody }[who]
    const url = await addressOf(operation, drawn, inRoom, asker)
    const what = `${operation.method} ${url} with ${JSON.stringify(drawn)}`
    const asked = operation.path === livePath ? openLive(inRoom, url, drawn) : ask(asker, operation, url, drawn)
    const answer = await inTime(what, asked, slow[operation.name])
    seen.add(answer.status)
    judge(what, answer)
  }
  await fc.assert(fc.asyncProperty(asksOf(operation, values, first, good), one), {
    numRuns: runs,
    seed,
    endOnFailure: true,
    examples: good ? [[asDrawn(operation, good)]] : [],
  })
  return seen
}

describe('the API, asked with anything', () => {
  it(
    `never answers 5xx, answers each route well when well asked, and every refusal is a problem with a code (seed ${seed})`,
    async () => {
      const all = operationsOf(document)
      const seen = new Map<string, Set<number>>()
      const byOperator: string[] = []
      const rooms = [room]
      // Each change has a room of its own, so that what it is asked for is still there; reading comes last, and in all that they left behind.
      for (const operation of [...all.filter((one) => !isRead(one)), ...all.filter(isRead)]) {
        const its = isRead(operation) ? rooms : [await makeRoom(api)]
        const who = await whoAsks(operation, its[0] ?? room)
        if (who === 'operator') byOperator.push(operation.name)
        seen.set(operation.name, await askOften(operation, who, its))
        if (!isRead(operation)) rooms.push(...its)
      }
      const has = (name: string, fits: (status: number) => boolean) => [...(seen.get(name) ?? [])].some(fits)
      const isWell = (status: number) => status < 300
      const names = all.map((one) => one.name)
      expect(names.length).toBeGreaterThan(110)
      expect(names.filter((name) => !has(name, isWell) && !(name in excused))).toEqual([])
      // What must be taken is taken, and not only something that was drawn.
      const first = (name: string) => [...(seen.get(name) ?? [])][0] ?? 0
      expect(Object.keys(goodAsks).filter((name) => !isWell(first(name)) && !(name in excused))).toEqual([])
      expect(Object.keys(excused).filter((name) => !names.includes(name) || has(name, isWell))).toEqual([])
      expect(Object.keys(goodAsks).filter((name) => !names.includes(name))).toEqual([])
      // Whatever reads a body refuses one.
      const refuses = (status: number) => status === 422 || status === 400
      expect(all.filter(({ name, body }) => body && !has(name, refuses)).map((one) => one.name)).toEqual([])
      expect(byOperator.length).toBeGreaterThan(5)
    },
    Math.max(240_000, runs * 6_000),
  )

  it(
    `never answers 5xx where the description is silent: addresses of phone systems, gateways, links and looks (seed ${seed})`,
    async () => {
      const pathOf = (url: string) => new URL(url).pathname
      const its = await makeRoom(api)
      const shop = pathOf((await its.get('/v1/sources/shop')).body.webhookUrl)
      const parts = pathOf((await its.get('/v1/sources/parts')).body.webhookUrl)
      const box = pathOf((await its.get('/v1/gateways/box/address')).body.url)
      const accountId = parsePublicId('acct', its.accountId) ?? ''
      const out = pathOf(optOutLinks({ accountId, base: null }, '+919812300001'))
      const hidden = {
        GET: [
          shop,
          parts,
          `${parts}/more`,
          box,
          `${box}/dlr`,
          out,
          '/s/x',
          '/g/x',
          '/o/x',
          '/enter/x',
          '/metrics',
          '/livez',
          '/readyz',
          '/openapi.json',
          '/docs',
          '/',
        ],
        POST: [shop, parts, box, `${box}/dlr`, out, '/s/x', '/g/x', '/o/x', '/v1', '/metrics'],
        PUT: [shop, box],
        PATCH: [parts, box],
      }
      const bodies = fc.oneof(
        fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
        json.map((value) => JSON.stringify(value)),
        fc.webQueryParameters(),
        createValues(document, wordsOf(its))
          .of(document.paths['/v1/calls'].post.requestBody.content['application/json'].schema)
          .map((value) => JSON.stringify(value)),
      )
      const types = fc.constantFrom(
        'application/json',
        'application/x-www-form-urlencoded',
        'text/xml',
        'x',
        'multipart/form-data',
      )
      const tails = fc.oneof(
        fc.constant(''),
        fc.webQueryParameters().map((query) => `?${query}`),
        nasty.map((one) => `/${encodeURIComponent(one.toWellFormed())}`),
      )
      const places = Object.entries(hidden).flatMap(([method, urls]) => urls.map((url) => [method, url] as const))
      const answered = new Set<number>()
      for (const [method, place] of places)
        await fc.assert(
          fc.asyncProperty(tails, bodies, types, async (tail, payload, type) => {
            const asked = api.server.inject({
              method: method as 'GET',
              url: place + tail,
              headers: { host: 'localhost', 'content-type': type },
              ...(method === 'GET' ? {} : { payload }),
            })
            const { statusCode, body } = await inTime(`${method} ${place}${tail}`, asked)
            answered.add(statusCode)
            if (statusCode >= 500)
              throw new Error(`${method} ${place}${tail} answered ${statusCode}: ${body} to ${payload}`)
          }),
          { numRuns: runs, seed, endOnFailure: true },
        )
      // They were found, and judged what came.
      for (const status of [200, 404, 422]) expect([...answered]).toContain(status)
    },
    Math.max(120_000, runs * 2_000),
  )

  it.each([
    ['nothing', '', 422],
    ['no JSON', '{"sourceCallId":', 400],
    ['brackets without end', '['.repeat(100_000), 400],
    ['thirty-three levels', `${'['.repeat(33)}${']'.repeat(33)}`, 400],
    ['a prototype', '{"__proto__":{"isAdmin":true}}', 400],
    ['a prototype in disguise', '{"\\u005f_proto__":{"isAdmin":true}}', 400],
    ['more than a mebibyte', `{"callerName":"${'x'.repeat(1_048_576)}"}`, 413],
  ] as [name: string, payload: string, status: number][])('refuses a body of %s', async (_, payload, status) => {
    const answer = await api.server.inject({
      method: 'POST',
      url: '/v1/calls',
      headers: { host: 'localhost', authorization: `Bearer ${room.key}`, 'content-type': 'application/json' },
      payload,
    })
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ status, code: expect.any(String) })
  })

  it('refuses a body that is not JSON by its type', async () => {
    const answer = await api.server.inject({
      method: 'POST',
      url: '/v1/calls',
      headers: { host: 'localhost', authorization: `Bearer ${room.key}`, 'content-type': 'text/xml' },
      payload: '<call/>',
    })
    expect(answer.statusCode).toBe(415)
  })

  it('answers what it says it answers', async () => {
    // Whatever a schema does not declare is cut from an answer: a row's hash or seal can never slip out with it.
    const its = await makeRoom(api)
    const { items } = (await its.get('/v1/gateways')).body
    expect(items.map((one: { health: object }) => one.health)).toContainEqual({ state: 'ok', words: 'well' })
    const secret = /token_hash|tokenSealed|key_hash|"secrets":\{"[^"]+":"/
    const found: (Answer & { path: string })[] = []
    // One after the other: an account has one file under way at a time.
    for (const one of operationsOf(document).filter(isPlainList)) {
      const asker = (await whoAsks(one, its)) === 'operator' ? its.operator : its
      found.push({ path: one.path, ...(await asker.get(one.path)) })
    }
    expect(found.filter((one) => secret.test(one.text)).map((one) => one.path)).toEqual([])
    expect(found.filter((one) => one.status !== 200).map((one) => `${one.status} ${one.path}`)).toEqual([])
  })
})
