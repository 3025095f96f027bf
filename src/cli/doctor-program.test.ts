/** What doctor says of gateways, by what a program answers: whom it asks, what it passes on, and what it leaves in peace. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Check } from '../core/adapter.ts'
import { checkProgram } from './doctor-program.ts'
import type { Shell } from './shell.ts'

type Gateway = {
  key: string
  title: string
  shared?: boolean
  health: { state: string; words: string }
  settings?: { otherEndpoints: string[] }
}
type Program = {
  accounts: { key: string; name: string }[]
  shared?: Gateway[]
  ofAccount?: (key: string) => Gateway[]
  /** What the examination of the gateway of that name finds. */
  examine?: (name: string) => Check[]
  /** Of every account. */
  warnings?: { code: string; message: string }[]
  examined: string[]
}

let server: Server | undefined
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

const well = { state: 'ok', words: 'Bound.' }
const sandbox: Gateway = { key: 'sandbox', title: 'Sandbox', shared: true, health: well }

/** The operator's view of a program, as doctor asks for it. */
async function doctor(program: Omit<Program, 'examined'>): Promise<{ checks: Check[]; examined: string[] }> {
  const whole: Program = { ...program, examined: [] }
  server = createServer((request, response) => answer(whole, request, response))
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const checks = await checkProgram({} as Shell, { url, key: 'ac_operator' })
  return { checks: checks.slice(1), examined: whole.examined }
}

function answer(program: Program, { url = '', headers }: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(url, 'http://program')
  const own = program.ofAccount?.(String(headers['aftercall-account'])) ?? []
  const shared = program.shared ?? [sandbox]
  const listed = shared.map(({ settings, ...one }) => one)
  const [, examined] = /^\/v1\/gateways\/([^/]+)\/check$/.exec(pathname) ?? []
  if (examined !== undefined) program.examined.push(examined)
  const bodies: Record<string, unknown> = {
    '/readyz': {},
    '/v1/me': { role: 'operator' },
    '/v1/accounts': pageOf(program.accounts, searchParams),
    '/v1/shared-gateways': { items: shared },
    '/v1/gateways': { items: [...own, ...listed], next: null },
    '/v1/warnings': { items: program.warnings ?? [] },
    '/v1/routes': { items: [{ gateway: own[0]?.key ?? 'shared:sandbox' }] },
    ...(examined !== undefined && { [pathname]: { items: program.examine?.(examined) ?? [] } }),
  }
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(bodies[pathname]))
}

function pageOf<T>(all: readonly T[], asked: URLSearchParams): { items: T[]; next: string | null } {
  const from = Number(asked.get('after') ?? 0)
  const to = from + Number(asked.get('limit') ?? 50)
  return { items: all.slice(from, to), next: to < all.length ? String(to) : null }
}

const shop = [{ key: 'shop', name: 'Shop' }]
const refused = 'The SMSC refused the bind: the password is wrong (ESME_RINVPASWD, 0x0e).'
const mend = 'Set the password again.'

test('every account is looked at, however many there are', async () => {
  const accounts = Array.from({ length: 450 }, (_, n) => ({ key: `a${n}`, name: `Account ${n}` }))
  const down = { key: 'own', title: 'Own', health: { state: 'down', words: 'Nobody answers.' } }
  const { checks } = await doctor({ accounts, ofAccount: (key) => (key === 'a449' ? [down] : []) })
  expect(checks.filter((one) => one.name.startsWith('Way out, '))).toHaveLength(450)
  expect(checks.filter((one) => one.result === 'fail')).toEqual([
    { name: 'Own, Account 449', result: 'fail', words: 'Nobody answers.' },
  ])
  expect(checks.filter((one) => one.name === 'Sandbox')).toHaveLength(1)
})

test('what the service answered is said, and what to do', async () => {
  const own = { key: 'own', title: 'Own', health: { state: 'down', words: 'Not bound' } }
  const { checks } = await doctor({
    accounts: shop,
    ofAccount: () => [own],
    examine: () => [
      { name: 'Connection', result: 'ok', words: '127.0.0.1:2775 accepts connections.' },
      { name: 'Bind', result: 'fail', words: refused, mend },
      { name: 'Way out', result: 'fail', words: 'Mend this first: until then texts may not leave by Own.' },
    ],
  })
  expect(checks.find((one) => one.name === 'Own')).toEqual({
    name: 'Own',
    result: 'fail',
    words: `Not bound. Bind: ${refused}`,
    mend,
  })
})

test('a gateway that is well has its further endpoints tried, and is not asked where it has none', async () => {
  const one = { key: 'one', title: 'One', health: well }
  const two = { key: 'two', title: 'Two', health: well, settings: { otherEndpoints: ['b:2775'] } }
  const three = { ...two, key: 'three', title: 'Three' }
  const { checks, examined } = await doctor({
    accounts: shop,
    shared: [sandbox, { ...two, shared: true }],
    ofAccount: () => [one, three],
    examine: (name) =>
      name === 'three'
        ? [{ name: 'Bind at a:2775', result: 'warn', words: 'already bound (ESME_RALYBND, 0x05).', mend: 'No fault.' }]
        : [{ name: 'Bind at b:2775', result: 'warn', words: refused, mend }],
  })
  expect(examined.toSorted()).toEqual(['shared:two', 'three'])
  const said = (title: string) => checks.find((check) => check.name === title)
  expect(said('One')).toEqual({ name: 'One', result: 'ok', words: 'Bound.' })
  expect(said('Two')).toEqual({ name: 'Two', result: 'warn', words: `Bound. Bind at b:2775: ${refused}`, mend })
  // It holds the one bind that it may have.
  expect(said('Three')).toEqual({ name: 'Three', result: 'ok', words: 'Bound.' })
})

test('a shared gateway is examined by its own name, whatever accounts call theirs', async () => {
  const main = { key: 'main', title: 'Main', health: { state: 'down', words: 'Nobody answers.' } }
  const { checks, examined } = await doctor({
    accounts: shop,
    shared: [{ ...main, shared: true }],
    ofAccount: () => [{ ...main, title: 'Own main', health: well }],
    examine: () => [{ name: 'Bind', result: 'fail', words: refused, mend }],
  })
  expect(examined).toEqual(['shared:main'])
  expect(checks.map(({ name, result }) => [name, result])).toEqual([
    ['Main', 'fail'],
    ['Own main', 'ok'],
    ['Way out', 'ok'],
  ])
})

test.each([
  ['dlt_not_passed', 'DLT ids'],
  ['no_chain', 'the telemarketer chain'],
])('a way out by which texts go so is said, with what mends it: %s', async (code, lacks) => {
  const own = { key: 'own', title: 'Own', health: well }
  const message = 'Own sends less than it should. Mend its settings.'
  const { checks } = await doctor({
    accounts: shop,
    ofAccount: () => [own],
    warnings: [
      { code: 'no_template_id', message: 'There is no DLT template id.' },
      { code, message },
    ],
  })
  expect(checks.at(-1)).toEqual({
    name: 'Way out',
    result: 'warn',
    words: `texts leave by Own, without ${lacks}`,
    mend: message,
  })
})
