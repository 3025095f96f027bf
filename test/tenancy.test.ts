/** Two accounts, and every route that the API's own description names: what belongs to one is not there for the other, in any way. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cycleAt } from '../src/core/billing-cycle.ts'
import { parsePublicId } from '../src/core/public-id.ts'
import { accountDocument, rule } from './support/account-document.ts'
import { type Asker, startTestApi, type TestApi } from './support/api.ts'
import { missedCall } from './support/call.ts'

type Operation = { method: string; path: string; parameters: { name: string; in: string }[] }

let api: TestApi
let mine: Asker
let theirs: Asker
let operations: Operation[]
/** What the other account has, by the name of the parameter that would find it. */
let found: Record<string, string>
const secretWord = 'Zanzibar'

const methods = ['get', 'post', 'put', 'patch', 'delete']
// The same for everybody, or not of an account.
const ofTheOperator = ['/v1/accounts', '/v1/billing/accounts', '/v1/status', '/v1/shared-gateways']
const ofNobody = [
  '/v1/session',
  '/v1/sandbox/endings',
  '/v1/reasons',
  '/v1/carrier-codes',
  '/v1/gateway-kinds',
  '/v1/source-kinds',
]

beforeAll(async () => {
  api = await startTestApi()
  mine = await api.account(accountDocument([rule('mine')]))
  const document = accountDocument([rule('theirs', { name: secretWord })], {
    gateways: [{ key: 'their-gateway', title: secretWord, kind: 'sandbox' }],
    sources: [{ key: 'their-source', name: secretWord, kind: 'native' }],
  })
  const rename = {
    'their-user': 'users',
    'their-department': 'departments',
    'their-did': 'dids',
    'their-header': 'headers',
    'their-template': 'templates',
  } as const
  document.users!.push({ key: 'their-user', name: secretWord })
  document.departments!.push({ key: 'their-department', name: secretWord })
  document.dids!.push({ key: 'their-did', number: '08041230000', name: secretWord })
  document.headers!.push({ key: 'their-header', header: 'ZANZIB' })
  document.templates!.push({
    key: 'their-template',
    name: secretWord,
    header: 'their-header',
    body: `${secretWord}. - Test Traders`,
  })
  const theirAccount = await api.account(document)
  theirs = theirAccount
  const call = await theirs.send(
    'POST',
    '/v1/calls',
    missedCall({ callerName: secretWord, variables: { word: secretWord } }),
  )
  const message = (await theirs.get('/v1/messages')).body.items[0]
  const key = await theirs.send('POST', '/v1/keys', { name: secretWord })
  await theirs.send('POST', '/v1/session', { key: key.body.key })
  const session = (await theirs.get('/v1/sessions')).body.items[0]
  await theirs.send('POST', '/v1/opt-outs', { number: '9812300009' })
  await theirs.send('POST', '/v1/sandbox/replies', { from: message.number, text: secretWord })
  await theirs.send('POST', '/v1/registered-texts/import', {
    csv: `Template ID,Content\n1107172974420810777,${secretWord}\n`,
  })
  const optOut = (await theirs.get('/v1/opt-outs')).body.items[0]
  await theirs.send('POST', '/v1/consents', { number: '9812300008', purpose: secretWord })
  const consent = (await theirs.get('/v1/consents')).body.items[0]
  await theirs.send('POST', '/v1/caller-languages', { number: '9812300008', language: 'hi' })
  const language = (await theirs.get('/v1/caller-languages')).body.items[0]
  const reply = (await theirs.get('/v1/replies')).body.items[0]
  // Only they were there so long ago.
  await api.db.query('console', `update account set created_at = now() - interval '100 days' where account_id = $1`, [
    parsePublicId('acct', theirAccount.accountId)!,
  ])
  const since = cycleAt(Date.now() - 70 * 86_400_000, { zone: 'Asia/Kolkata', day: 1 }).start
  found = {
    '/v1/billing/cycles': since,
    '/v1/calls': call.body.id,
    '/v1/messages': message.id,
    '/v1/keys': key.body.id,
    '/v1/sessions': session.id,
    '/v1/opt-outs': optOut.id,
    '/v1/replies': reply.id,
    '/v1/consents': consent.id,
    '/v1/caller-languages': language.id,
    '/v1/registered-texts': '1107172974420810777',
    '/v1/gateways': 'their-gateway',
    '/v1/sources': 'their-source',
    '/v1/rule-sets': '2',
  }
  for (const [key, section] of Object.entries(rename)) found[`/v1/${section}`] = key
  operations = await everyOperation()
})
afterAll(() => api.stop())

async function everyOperation(): Promise<Operation[]> {
  const { paths } = JSON.parse((await api.operator.get('/openapi.json')).text)
  return Object.entries(paths as Record<string, Record<string, { parameters?: Operation['parameters'] }>>).flatMap(
    ([path, item]) =>
      methods.flatMap((method) =>
        item[method] ? [{ method: method.toUpperCase(), path, parameters: item[method].parameters ?? [] }] : [],
      ),
  )
}

/** The address of what the other account has. */
function addressOf(path: string): string {
  const collection = Object.keys(found).find((one) => path.startsWith(`${one}/{`))
  return path.replace(/\{[^}]+\}/, collection === undefined ? 'x' : found[collection]!)
}

const bodies: Record<string, unknown> = {
  'POST /v1/messages/{id}/settle': { as: 'sent' },
  'POST /v1/messages/{id}/resend': { confirm: 'may arrive twice' },
  'POST /v1/templates/{key}/reject': { reason: 'never' },
  'POST /v1/templates/{key}/test': { to: '9812300001' },
  'POST /v1/gateways/{key}/test': { to: '9812300001', header: 'TESTER' },
}

/** The address of what nobody ever had. */
function addressOfNothing(path: string): string {
  const prefix = path.includes('{id}') ? found[path.split('/{')[0]!]!.split('_')[0] : undefined
  return path.replace(/\{[^}]+\}/, prefix === undefined ? 'never-was' : `${prefix}_${'0'.repeat(32)}`)
}

const isOfAnAccount = ({ path }: Operation) =>
  path.includes('{') && !ofTheOperator.some((one) => path.startsWith(`${one}/{`)) && !path.startsWith('/v1/rule-sets/')

const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!

/** How long answers take, in ms, of what the other has and of nothing; asked by turns, so that a busy machine slows both. */
async function timesOf(path: string): Promise<[theirs: number, nothing: number]> {
  const addresses = [addressOf(path), addressOfNothing(path)]
  const times: [number[], number[]] = [[], []]
  for (let n = 0; n < 15; n++)
    for (const [index, address] of addresses.entries()) {
      const began = performance.now()
      await mine.get(address)
      times[index]!.push(performance.now() - began)
    }
  return [median(times[0]), median(times[1])]
}

describe('scenario 38', () => {
  it('there is something of the other to be found on every kind of route', async () => {
    expect(operations.length).toBeGreaterThan(60)
    for (const { method, path } of operations.filter((one) => one.method === 'GET' && one.path.includes('{')))
      expect({ method, path, status: (await theirs.get(addressOf(path))).status }).toEqual({
        method,
        path,
        status: 200,
      })
  })

  it('neither finds, changes nor removes what the other has by its id or key', async () => {
    const tried = operations.filter(isOfAnAccount)
    expect(tried.length).toBeGreaterThan(25)
    for (const { method, path } of tried) {
      const name = `${method} ${path}`
      const answer =
        method === 'GET'
          ? await mine.get(addressOf(path))
          : await mine.send(method as 'POST', addressOf(path), method === 'DELETE' ? undefined : (bodies[name] ?? {}))
      expect({ name, status: answer.status }).toEqual({ name, status: 404 })
      expect(answer.text).not.toContain(secretWord)
      // Word for word what is answered of something that never was.
      const never = addressOfNothing(path)
      const nothing =
        method === 'GET'
          ? await mine.get(never)
          : await mine.send(method as 'POST', never, method === 'DELETE' ? undefined : (bodies[name] ?? {}))
      expect(normalised(answer.text)).toBe(normalised(nothing.text))
    }
  })

  it('learns nothing from how long the answer takes', async () => {
    const asked = operations.filter((one) => one.method === 'GET' && isOfAnAccount(one))
    expect(asked.length).toBeGreaterThan(10)
    for (const { path } of asked) {
      const isTold = async () => {
        const [theirs, nothing] = await timesOf(path)
        return Math.abs(theirs - nothing) > 1 + nothing / 2
      }
      // A difference in what is done shows every time; what a busy machine adds does not.
      expect({ path, told: (await isTold()) && (await isTold()) && (await isTold()) }).toEqual({ path, told: false })
    }
  })

  it('sees nothing of the other in any list', async () => {
    for (const { path } of operations.filter(
      (one) =>
        one.method === 'GET' && !one.path.includes('{') && one.path !== '/v1/live' && !ofNobody.includes(one.path),
    )) {
      const answer = await mine.get(path)
      expect({ path, status: answer.status }).toEqual({ path, status: ofTheOperator.includes(path) ? 403 : 200 })
      expect({ path, found: answer.text.includes(secretWord) }).toEqual({ path, found: false })
    }
    expect((await mine.get('/v1/rule-sets/2')).text).not.toContain(secretWord)
  })

  it('cannot point at what the other has', async () => {
    const refer: [method: 'POST' | 'PUT', url: string, body: unknown][] = [
      ['PUT', '/v1/routes', { routes: [{ gateway: 'their-gateway' }] }],
      ['POST', '/v1/departments', { name: 'Ours', members: ['their-user'] }],
      ['POST', '/v1/templates', { name: 'Ours', header: 'their-header', body: 'Ours. - Test Traders' }],
      [
        'POST',
        '/v1/plan',
        {
          call: missedCall(),
          rules: [rule('draft', { recipients: [{ selector: { to: 'caller' }, template: 'their-template' }] })],
        },
      ],
    ]
    for (const [method, url, body] of refer) {
      const answer = await mine.send(method, url, body)
      expect({ url, status: answer.status }).toEqual({ url, status: 422 })
      expect(answer.text).not.toContain(secretWord)
    }
    for (const body of [{ callId: found['/v1/calls'] }, { messageId: found['/v1/messages'] }])
      expect((await mine.send('POST', '/v1/numbers/reveal', body)).status).toBe(404)
    expect((await mine.send('POST', '/v1/templates/preview', { body: 'x', callId: found['/v1/calls'] })).status).toBe(
      404,
    )
    expect((await mine.get(`/v1/messages?call=${found['/v1/calls']}`)).body.items).toEqual([])
    expect(
      (await mine.send('PUT', '/v1/mappings', { source: 'their-source', kind: 'user', external: 'x', to: null }))
        .status,
    ).toBe(404)
  })
})

const normalised = (text: string) => text.replace(/"detail":"(?:[^"\\]|\\.)*"/, '')
