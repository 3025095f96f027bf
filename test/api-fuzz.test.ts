/**
 * Every route that the API's own description names, asked with what its schema allows and with what it does not: no answer is ever a 5xx, and each comes.
 * What the description hides (addresses of phone systems and gateways, links in texts, looks) stands in a list by hand. The long form: `FUZZ_RUNS=2000 npm test -- test/api-fuzz.test.ts`; FUZZ_SEED repeats one.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { type Asker, startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'
import { optOutLinks } from './support/seal.ts'

// biome-ignore lint/suspicious/noExplicitAny: JSON Schema is read as it comes
type Schema = any
type Operation = {
  method: string
  path: string
  parameters: { name: string; in: string; schema: Schema }[]
  body: Schema
}

let api: TestApi
let account: Asker
/** One whose sources and gateways nobody takes away. */
let untouched: Asker
let document: Schema
const runs = Number(process.env['FUZZ_RUNS'] ?? 60)
/** An answer that takes so long is a hang, however busy the machine. */
const hangMs = 30_000
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** What others call by addresses that nobody can guess. */
const connected = {
  sources: [
    { key: 'shop', name: 'Shop system', kind: 'native' },
    { key: 'parts', name: 'Told in parts', kind: 'myoperator' },
  ],
  gateways: [
    {
      key: 'box',
      title: 'Kannel',
      kind: 'kannel',
      settings: { url: 'http://192.0.2.1:13013', username: 'u' },
      secrets: { password: 'p' },
    },
  ],
}

beforeAll(async () => {
  api = await startTestApi()
  account = await api.account(accountDocument([rule('any')], connected))
  untouched = await api.account(accountDocument([rule('any')], connected))
  for (let n = 0; n < 3; n++) await account.send('POST', '/v1/calls', missedCall())
  document = JSON.parse((await account.get('/openapi.json')).text)
})
afterAll(() => api.stop())

function operations(): Operation[] {
  return Object.entries(document.paths as Record<string, Schema>).flatMap(([path, item]) =>
    ['get', 'post', 'put', 'patch', 'delete'].flatMap((method) => {
      const found = item[method]
      if (!found || path === '/v1/live') return []
      return [
        {
          method: method.toUpperCase(),
          path,
          parameters: found.parameters ?? [],
          body: found.requestBody?.content?.['application/json']?.schema,
        },
      ]
    }),
  )
}

/** Ids and keys of what there is, by the collection that lists it. Not keys of the API: who deletes the one in use asks no more. */
async function thingsOf(asker: Asker, all: readonly Operation[]): Promise<Map<string, string[]>> {
  const things = new Map<string, string[]>()
  for (const { path } of all.filter(
    (one) => one.method === 'GET' && !one.path.includes('{') && one.path !== '/v1/keys',
  )) {
    const { body } = await asker.get(path)
    const items: unknown = Array.isArray(body) ? body : body?.items
    const ids = Array.isArray(items)
      ? items.map((one) => one?.id ?? one?.key ?? one?.templateId ?? one?.number).filter((id) => id !== undefined)
      : []
    if (ids.length > 0) things.set(path, ids.map(String))
  }
  return things
}

/** Who may ask it: the account by its key, and the operator what the account is forbidden. */
async function askerOf({ method, path }: Operation): Promise<Asker> {
  const url = path.replace(/\{[^}]+\}/g, 'nobody')
  const { status } = method === 'GET' ? await account.get(url) : await account.send(method as 'POST', url, 0)
  return status === 403 ? api.operator : account
}

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    '{{caller_number}}',
    "'; drop table call; --",
    '%00',
    '../..',
    '9'.repeat(400),
    '🙂'.repeat(100),
  ),
)
const json = fc.jsonValue({ maxDepth: 3 })

/** Values that a schema allows, roughly: patterns are only guessed at. */
function valuesOf(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (schema?.$ref) return valuesOf(document.components.schemas[schema.$ref.split('/').at(-1)], depth)
  if (depth > 6 || schema === undefined) return json
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) return fc.oneof(...branches.map((one: Schema) => valuesOf(one, depth + 1)))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'string':
      return stringsOf(schema)
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(schema.minimum ?? -5, -1e9), max: Math.min(schema.maximum ?? 5_000, 1e9) })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(valuesOf(schema.items, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, 3),
      })
    case 'object':
      return objectsOf(schema, depth)
    default:
      return json
  }
}

function stringsOf(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === 'date') return fc.constantFrom('2026-11-25', '2024-02-29')
  const guesses = [
    'sales',
    'asha',
    'sorry',
    'tester',
    'sandbox',
    'shared:sandbox',
    'en',
    'IN',
    'INR',
    '0.3000',
    '09:30',
    '1107172974420810002',
    'Asia/Kolkata',
    '+919812300001',
    '2026-11-25T10:00:00Z',
    'Text. - Test',
  ]
  const fits = guesses.filter(
    (one) =>
      (!schema.pattern || new RegExp(schema.pattern).test(one)) &&
      one.length <= (schema.maxLength ?? 99) &&
      one.length >= (schema.minLength ?? 0),
  )
  return fits.length > 0
    ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fits) }, { weight: 1, arbitrary: nasty })
    : nasty
}

function objectsOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (!schema.properties) {
    const values =
      typeof schema.additionalProperties === 'object' ? valuesOf(schema.additionalProperties, depth + 1) : json
    return fc.dictionary(fc.oneof(fc.constantFrom('a', 'word', 'sales'), nasty), values, { maxKeys: 3 })
  }
  const fields = Object.fromEntries(
    Object.entries(schema.properties as Record<string, Schema>).map(([name, one]) => [name, valuesOf(one, depth + 1)]),
  )
  return fc.record(fields, { requiredKeys: (schema.required ?? []).filter((name: string) => name in fields) })
}

/** Something that the schema allows, with one value somewhere replaced by anything at all. */
function spoilt(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(values, json, fc.nat()).map(([value, anything, at]) => {
    const places: [object: Record<string, unknown>, name: string][] = []
    const walk = (one: unknown): void => {
      if (typeof one !== 'object' || one === null) return
      for (const [name, inner] of Object.entries(one)) {
        places.push([one as Record<string, unknown>, name])
        walk(inner)
      }
    }
    const copy: unknown = JSON.parse(JSON.stringify(value ?? null))
    walk(copy)
    const place = places[at % Math.max(1, places.length)]
    if (!place) return anything
    Object.defineProperty(place[0], place[1], { value: anything, enumerable: true })
    return copy
  })
}

async function inTime<T>(what: string, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer within ${hangMs} ms`)), hangMs)
  })
  return await Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

describe('the API, asked with anything', () => {
  it(
    `never answers 5xx, and every refusal is a problem with a code (seed ${seed})`,
    async () => {
      const all = operations()
      expect(all.length).toBeGreaterThan(60)
      const statuses = new Map<string, Set<number>>()
      const things = await thingsOf(account, all)
      const byOperator: string[] = []
      const foundByPart: string[] = []
      for (const operation of all) {
        const name = `${operation.method} ${operation.path}`
        const asker = await askerOf(operation)
        if (asker === api.operator) byOperator.push(name)
        const known = things.get(operation.path.replace(/\/\{.*/, '')) ?? []
        const query = fc.record(
          Object.fromEntries(
            operation.parameters
              .filter((one) => one.in === 'query')
              .map((one) => [one.name, fc.oneof(valuesOf(one.schema), nasty)]),
          ),
          { requiredKeys: [] },
        )
        const bodies = operation.body ? valuesOf(operation.body) : fc.constant(undefined)
        const asked = fc.tuple(
          query,
          fc.oneof(
            ...(known.length > 0 ? [{ weight: 3, arbitrary: fc.constantFrom(...known) }] : []),
            { weight: 1, arbitrary: fc.constantFrom('sales', 'asha', 'sorry', 'sandbox', '1', 'call_00') },
            { weight: 1, arbitrary: nasty },
          ),
          operation.body ? fc.oneof(bodies, spoilt(bodies), json) : bodies,
        )
        await fc.assert(
          fc.asyncProperty(asked, async ([words, part, body]) => {
            const search = new URLSearchParams(
              Object.entries(words).map(([key, value]): [string, string] => [key, String(value).toWellFormed()]),
            )
            const url = `${operation.path.replace(/\{[^}]+\}/g, encodeURIComponent(part.toWellFormed()) || 'x')}?${search}`
            const headers = operation.path === '/v1/rule-set' ? { 'if-match': '*' } : {}
            const answer = await inTime(
              `${name} to ${JSON.stringify(body)}`,
              operation.method === 'GET' ? asker.get(url) : asker.send(operation.method as 'POST', url, body, headers),
            )
            const seen = statuses.get(name) ?? new Set()
            statuses.set(name, seen.add(answer.status))
            if (known.includes(part) && answer.status !== 404) foundByPart.push(name)
            if (answer.status >= 500)
              throw new Error(`${name} answered ${answer.status}: ${answer.text} to ${JSON.stringify(body)}`)
            if (answer.status >= 400) {
              expect(answer.headers['content-type']).toContain('application/problem+json')
              expect(answer.body).toMatchObject({
                status: answer.status,
                code: expect.any(String),
                title: expect.any(String),
              })
            }
          }),
          { numRuns: runs, seed, endOnFailure: true },
        )
      }
      // It looked at something: most routes were answered well at least once, and bodies were refused.
      const well = [...statuses.values()].filter((seen) => [...seen].some((status) => status < 300))
      expect(well.length).toBeGreaterThan(all.length / 3)
      expect([...statuses.values()].filter((seen) => seen.has(422)).length).toBeGreaterThan(15)
      // It asked for what there is, and as who may.
      expect(foundByPart).toEqual(expect.arrayContaining(['GET /v1/calls/{id}', 'POST /v1/messages/{id}/cancel']))
      expect(new Set(foundByPart).size).toBeGreaterThan(20)
      expect(byOperator.length).toBeGreaterThan(5)
      for (const name of byOperator) expect(statuses.get(name), name).not.toEqual(new Set([403]))
    },
    Math.max(240_000, runs * 6_000),
  )

  it(
    `never answers 5xx where the description is silent: addresses of phone systems, gateways, links and looks (seed ${seed})`,
    async () => {
      const pathOf = (url: string) => new URL(url).pathname
      const shop = pathOf((await untouched.get('/v1/sources/shop')).body.webhookUrl)
      const parts = pathOf((await untouched.get('/v1/sources/parts')).body.webhookUrl)
      const box = pathOf((await untouched.get('/v1/gateways/box/address')).body.url)
      const [first] = await api.db.query<{ id: string }>(
        'console',
        'select account_id as id from account order by account_id desc limit 1',
        [],
      )
      const out = pathOf(optOutLinks({ accountId: first?.id ?? '', base: null }, '+919812300001'))
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
        valuesOf(document.paths['/v1/calls'].post.requestBody.content['application/json'].schema).map((value) =>
          JSON.stringify(value),
        ),
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
      headers: { host: 'localhost', authorization: `Bearer ${account.key}`, 'content-type': 'application/json' },
      payload,
    })
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ status, code: expect.any(String) })
  })

  it('refuses a body that is not JSON by its type', async () => {
    const answer = await api.server.inject({
      method: 'POST',
      url: '/v1/calls',
      headers: { host: 'localhost', authorization: `Bearer ${account.key}`, 'content-type': 'text/xml' },
      payload: '<call/>',
    })
    expect(answer.statusCode).toBe(415)
  })

  it('answers what it says it answers', async () => {
    // Whatever a schema does not declare is cut from an answer: a row's hash or seal can never slip out with it.
    for (const { path } of operations().filter(
      (one) => one.method === 'GET' && !one.path.includes('{') && one.path !== '/v1/accounts',
    )) {
      const { text } = await account.get(path)
      expect(text).not.toMatch(/token_hash|tokenSealed|key_hash|"secrets":\{"[^"]+":"/)
    }
  })
})
