/** The command line against the real program, as a person at a terminal and a script have it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import type { Check } from '../src/core/adapter.ts'
import { runningEmbeddedPostgres } from '../src/store/embedded-postgres.ts'
import { canEnter } from '../src/store/embedded-postgres-account.ts'
import { withLoneClient } from '../src/store/lone-client.ts'
import { type TestDatabase, testDatabase } from './support/postgres.ts'
import { Smsc } from './support/smsc.ts'

// Each command is a process of its own, and some tests give twenty: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

const entry = path.resolve(import.meta.dirname, '../src/cli.ts')

let folder: string
let database: TestDatabase
let environment: NodeJS.ProcessEnv
let program: ChildProcess
let started: { url: string; pid: number; key: string }

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'aftercall-cli-'))
  database = await testDatabase()
  const { PATH, TZ, NODE_COMPILE_CACHE } = process.env
  environment = {
    PATH,
    TZ,
    NODE_COMPILE_CACHE,
    DATABASE_URL: database.url,
    DATA_DIR: path.join(folder, 'data'),
    LISTEN: '127.0.0.1:0',
    ALLOW_PRIVATE_GATEWAYS: '127.0.0.1/32',
  }
  program = spawn(process.execPath, [entry, '--json'], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started = JSON.parse(await firstOutput(program))
})

afterAll(async () => {
  if (program.exitCode === null) {
    program.kill('SIGTERM')
    await new Promise((resolve) => program.once('exit', resolve))
  }
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

function firstOutput(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}`)))
  })
}

type Ran = { code: number; out: string; err: string }

type More = { input?: string; env?: NodeJS.ProcessEnv; cwd?: string; uid?: number; gid?: number }

function run(args: string[], { input = '', env, ...more }: More = {}): Promise<Ran> {
  const child = spawn(process.execPath, [entry, ...args], { cwd: folder, env: { ...environment, ...env }, ...more })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk
  })
  child.stdin.end(input)
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? -1, out, err })))
}

async function json<T>(args: string[]): Promise<T> {
  const { code, out, err } = await run([...args, '--json'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out) as T
}

/** Presses the button of the page behind a one-time link. */
const enter = (link: string) =>
  fetch(link, { method: 'POST', redirect: 'manual', headers: { origin: new URL(link).origin } })

/** Whoever a one-time link lets in. */
async function signedIn(link: string): Promise<unknown> {
  const entered = await enter(link)
  const [cookie = ''] = String(entered.headers.get('set-cookie')).split(';')
  return await (await fetch(`${started.url}/v1/me`, { headers: { cookie } })).json()
}

const widest = (text: string) => Math.max(...text.split('\n').map((line) => [...line].length))

test('a call is placed, its texts are followed, and the story can be read again by a beginning of its id', async () => {
  const placed = await run(['call', '--outcome', 'missed', '--department', 'Sales'])
  expect(placed).toMatchObject({ code: 0, err: '' })
  expect(placed.out).toContain('Missed call to Sales')
  expect(placed.out).toMatch(/> \d+ .*FIRED/)
  expect(placed.out).toMatch(/caller {2}delivered/)
  expect(placed.out).not.toContain('\u001b')
  expect(widest(placed.out)).toBeLessThanOrEqual(80)

  const id = /explain (call_[0-9a-f]{12})/.exec(placed.out)?.[1] ?? ''
  const explained = await run(['explain', id])
  expect(explained).toMatchObject({ code: 0, err: '' })
  expect(explained.out).toMatch(/caller {2}delivered/)
})

test('a script gets JSON alone, and a key by one line', async () => {
  const made = await json<{ key: string }>(['key', 'create'])
  expect(made.key).toMatch(/^ac_/)
  const other = await run(['account', 'list', '--json'], {
    env: { AFTERCALL_URL: started.url, AFTERCALL_KEY: made.key },
  })
  expect(other.code).toBe(1)
  expect(other.out).toBe('')
})

test('a plan writes nothing', async () => {
  const planned = await run(['plan', '--outcome', 'voicemail'])
  expect(planned).toMatchObject({ code: 0, err: '' })
  expect(planned.out).toContain('Nothing was written')
  expect(planned.out).toMatch(/FIRED/)
})

test('a draft of rules can be planned with', async () => {
  const draft = path.join(folder, 'draft.yaml')
  writeFileSync(
    draft,
    '- key: nobody\n  name: Outgoing only\n  conditions: { directions: [outgoing] }\n  recipients: [{ selector: { to: caller }, template: sorry-we-missed-you }]\n',
  )
  const planned = await run(['plan', '--rules', draft])
  expect(planned).toMatchObject({ code: 0, err: '' })
  expect(planned.out).toContain('wants an outgoing call')
})

test('a draft of rules is tried on the calls that were', async () => {
  await run(['call', '--outcome', 'missed', '--department', 'Sales'])
  const draft = path.join(folder, 'nobody.yaml')
  writeFileSync(
    draft,
    '- key: nobody\n  name: Outgoing only\n  conditions: { directions: [outgoing] }\n  recipients: [{ selector: { to: caller }, template: sorry-we-missed-you }]\n',
  )
  const tried = await run(['try-rules', draft, '--days', '1'])
  expect(tried).toMatchObject({ code: 0, err: '' })
  expect(tried.out).toMatch(/\d+ calls? of the last 1 days?, \d+ would be decided otherwise/)
  expect(tried.out).toMatch(/no rule +0 +\d/)
  expect(tried.out.replace(/\s+/g, ' ')).toContain('nothing was sent')
  const { draft: side } = await json<{ draft: { texts: number } }>(['try-rules', draft])
  expect(side.texts).toBe(0)
  expect(await run(['try-rules', draft, '--days', '91'])).toMatchObject({ code: 2 })
})

test('an own account: create it, apply a file with a secret from the environment, export it, apply that again without a difference', async () => {
  const made = await json<{ account: { key: string }; key: string }>(['account', 'create', 'My Shop'])
  expect(made.account.key).toBe('my-shop')
  expect(made.key).toMatch(/^ac_/)
  const file = path.join(folder, 'shop.yaml')
  writeFileSync(
    file,
    `account: { name: My Shop, zone: Asia/Kolkata }
headers: [{ key: shop, header: MYSHOP }]
templates: [{ key: sorry, name: Sorry, header: shop, body: "Sorry we missed your call. - My Shop" }]
rules: [{ key: missed, name: Missed, conditions: { outcomes: [missed] }, recipients: [{ selector: { to: caller }, template: sorry }] }]
gateways: [{ key: kannel, title: Kannel, kind: kannel, settings: { url: "http://127.0.0.1:13013/cgi-bin/sendsms", username: shop }, secrets: { password: { env: SHOP_PASSWORD } } }]
sources: [{ key: office, name: Office PBX, kind: native }]
`,
  )
  const without = await run(['apply', file])
  expect(without).toMatchObject({ code: 1, out: '' })
  expect(without.err).toContain('SHOP_PASSWORD')

  const env = { SHOP_PASSWORD: 'hush-hush' }
  const dry = await run(['apply', file, '--dry-run'], { env })
  expect(dry).toMatchObject({ code: 0, err: '' })
  expect(dry.out).toContain('Nothing was written')
  expect(dry.out).not.toContain('takes calls at')
  const applied = await run(['apply', file], { env })
  expect(applied).toMatchObject({ code: 0, err: '' })
  expect(applied.out).toMatch(/Office PBX takes calls at:\n {4}http:\S+\/s\/\S+/)
  expect(applied.out).toContain('applied together')
  expect(applied.out).not.toContain('hush')

  const exported = path.join(folder, 'exported.yaml')
  expect(await run(['export', '--output', exported])).toMatchObject({ code: 0, out: '' })
  expect(parse(readFileSync(exported, 'utf8'))).toMatchObject({
    rules: [{ key: 'missed' }],
    gateways: [{ secrets: { password: { keep: true } } }],
  })
  const again = await run(['apply', exported])
  expect(again).toMatchObject({ code: 0, err: '' })
  expect(again.out).toContain('Nothing differs')
  expect(again.out).not.toContain('takes calls at')
})

test('a file is replayed; the second time every call is known', async () => {
  const at = new Date().toISOString()
  const call = (id: number) =>
    JSON.stringify({
      sourceCallId: `replay-${id}`,
      direction: 'incoming',
      outcome: 'missed',
      caller: `+91900001${1_000 + id}`,
      endedAt: at,
    })
  const lines = [...Array.from({ length: 230 }, (_, n) => call(n)), '{"sourceCallId":"x"}'].join('\n')
  const first = await run(['call', '-', '--account', 'demo', '--json'], { input: lines })
  expect(JSON.parse(first.out)).toMatchObject({
    calls: 231,
    new: 230,
    known: 0,
    invalid: 1,
    invalidLines: [{ line: 231 }],
  })
  expect(first.code).toBe(1)
  const second = await run(['call', '-', '--account', 'demo', '--json'], { input: lines })
  expect(JSON.parse(second.out)).toMatchObject({ new: 0, known: 230 })
})

test('a link opens the console once', async () => {
  const { url } = await json<{ url: string }>(['link'])
  expect(await (await fetch(url)).text()).toContain('as the operator')
  const first = await enter(url)
  expect(first.status).toBe(303)
  expect(first.headers.get('set-cookie')).toContain('HttpOnly')
  const second = await enter(url)
  expect(second.headers.get('set-cookie')).toBeNull()
})

test('a link says whom it lets in: the operator, or the owner of the account that is named', async () => {
  expect((await run(['link'])).out).toContain('as the operator')
  expect((await run(['link', '--account', 'demo'])).out).toContain('as owner of demo')
  const { url } = await json<{ url: string }>(['link', '--account', 'demo', '--name', 'Asha'])
  expect(await signedIn(url)).toMatchObject({ name: 'Owner “Asha”', role: 'owner', account: { key: 'demo' } })
})

test('whoever answers callers gets a key and a link of their own, which explain calls and do nothing else', async () => {
  const placed = await run(['call', '--outcome', 'missed', '--caller', '+919000012842', '--account', 'demo'])
  const id = /explain (call_[0-9a-f]{12})/.exec(placed.out)?.[1] ?? ''
  const { key } = await json<{ key: string }>(['key', 'create', '--role', 'support', '--account', 'demo'])
  const env = { AFTERCALL_URL: started.url, AFTERCALL_KEY: key }
  const explained = await run(['explain', id], { env })
  expect(explained).toMatchObject({ code: 0, err: '' })
  expect(explained.out).toContain('••842')
  expect((await run(['export'], { env })).err).toContain('may not do that')
  expect((await run(['key', 'list', '--account', 'demo'])).out).toContain('support')

  const { url } = await json<{ url: string }>(['link', '--role', 'support', '--name', 'Help desk', '--account', 'demo'])
  expect(await signedIn(url)).toMatchObject({ name: 'Support “Help desk”', role: 'support', account: { key: 'demo' } })
  expect((await run(['key', 'create', '--role', 'king'])).code).toBe(2)
}, 90_000)

test('a revoked key is refused', async () => {
  const { id, key } = await json<{ id: string; key: string }>(['key', 'create', '--name', 'till', '--account', 'demo'])
  const env = { AFTERCALL_URL: started.url, AFTERCALL_KEY: key }
  expect((await run(['explain', 'call_00000000'], { env })).err).not.toContain('does not take this key')
  expect(await run(['key', 'revoke', id, '--account', 'demo'])).toMatchObject({ code: 0 })
  expect((await run(['explain', 'call_00000000'], { env })).err).toContain('does not take this key')
})

test('lists are shown whole, however many pages the API has them in', async () => {
  const made = await json<{ account: { key: string }; key: string }>(['account', 'create', 'Many Keys'])
  const send = (url: string, key: string, body: object) =>
    fetch(`${started.url}${url}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const operator = readFileSync(path.join(folder, 'data', 'operator-key'), 'utf8').trim()
  for (let n = 0; n < 51; n++) {
    expect((await send('/v1/keys', made.key, { name: `key ${n}` })).status).toBe(201)
    expect((await send('/v1/accounts', operator, { name: `Shop ${n}` })).status).toBe(201)
  }
  const own = ['--account', made.account.key]
  const keys = await json<{ id: string; name: string }[]>(['key', 'list', ...own])
  expect(keys.length).toBeGreaterThan(51)
  const [oldest] = keys.filter((one) => one.name === 'key 0')
  expect(await run(['key', 'revoke', oldest?.id ?? '', ...own])).toMatchObject({ code: 0 })
  expect((await json<unknown[]>(['account', 'list'])).length).toBeGreaterThan(51)
  const file = path.join(folder, 'headers.yaml')
  // Six letters each: the number, counted in A to P.
  const letters = (n: number) =>
    n
      .toString(16)
      .padStart(6, '0')
      .replace(/./g, (digit) => 'ABCDEFGHIJKLMNOP'[Number.parseInt(digit, 16)] ?? '')
  const headers = Array.from({ length: 201 }, (_, n) => `{ key: h${n}, header: ${letters(n)} }`)
  writeFileSync(file, `account: { name: Many Keys, zone: Asia/Kolkata }\nheaders: [${headers.join(', ')}]\n`)
  expect(await run(['apply', file, ...own])).toMatchObject({ code: 0, err: '' })
  expect(await json<unknown[]>(['header', 'list', ...own])).toHaveLength(201)
  // An opt-out ends consents: each list has numbers of its own.
  for (const [noun, first, ...options] of [
    ['opt-out', 9_600_000_000],
    ['language', 9_610_000_000],
    ['consent', 9_620_000_000, '--purpose', 'offers'],
  ] as const) {
    const rows = Array.from({ length: 201 }, (_, n) => `${first + n},hi,2026-03-01`)
    writeFileSync(path.join(folder, 'numbers.csv'), ['phone,language,given at', ...rows].join('\n'))
    expect(await run([noun, 'import', 'numbers.csv', ...options, ...own])).toMatchObject({ code: 0, err: '' })
  }
  for (const noun of ['opt-out', 'language', 'consent']) {
    expect(await json<unknown[]>([noun, 'list', ...own])).toHaveLength(201)
    expect((await run([noun, 'list', '--limit', '2', ...own])).out).toMatch(
      /(.+\n){2}\n {2}There are more: without --limit/,
    )
  }
})

test('where bad rows cannot be written, nothing of a portal’s export is sent', async () => {
  const file = path.join(folder, 'export.csv')
  writeFileSync(
    file,
    'Template ID,Template Name,Header,Template Content\n1107172974420810002,Hello,MYSHOP,Hello. - My Shop\n',
  )
  const made = await json<{ account: { key: string } }>(['account', 'create', 'Bad Rows'])
  const own = ['--account', made.account.key]
  const refused = await run(['template', 'import', file, '--bad', path.join(folder, 'no', 'such', 'bad.csv'), ...own])
  expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('cannot be written (ENOENT)') })
  const bad = path.join(folder, 'bad.csv')
  expect(await json(['template', 'import', file, '--bad', bad, ...own])).toMatchObject({ rows: 1, added: 1 })
  expect(readFileSync(bad, 'utf8')).toBe('Line,Column,Severity,Reason\r\n')
  // In a container there is no file to name: both come and go by pipes.
  const piped = ['template', 'import', '-', '--bad', '-', ...own]
  const expected = { code: 0, err: 'Line,Column,Severity,Reason\n' }
  expect(await run(piped, { input: readFileSync(file, 'utf8') })).toMatchObject(expected)
})

test('a first start that no terminal shows writes neither key nor link into what may be a log, and says where they are had', async () => {
  const own = await testDatabase()
  const env = { ...environment, DATABASE_URL: own.url, DATA_DIR: path.join(folder, 'as-a-service') }
  const service = spawn(process.execPath, [entry, 'start'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const said = await firstOutput(service)
  service.kill('SIGTERM')
  await new Promise((resolve) => service.once('exit', resolve))
  await own.drop()
  expect(said).not.toMatch(/ac_|[/]enter[/]/)
  expect(said).toMatch(/link gives a link that signs you in[\s\S]*key create --account demo makes one/)
})

test('a start that fails when its gateways are open already stops them, and says so in the database', async () => {
  const own = await testDatabase()
  const data = path.join(folder, 'cannot-say-where')
  mkdirSync(path.join(data, 'running.json'), { recursive: true })
  const failed = await run(['start'], { env: { DATABASE_URL: own.url, DATA_DIR: data } })
  expect(failed).toMatchObject({ code: 1, out: '', err: expect.stringContaining('running.json') })
  const nodes = await withLoneClient({ connectionString: own.url }, (client) =>
    client.query('select stopped_at from node'),
  )
  expect(nodes.rows).toEqual([{ stopped_at: expect.any(Date) }])
  await own.drop()
})

test('a start that is told to stop before it runs stops the database server that it has begun to start', async () => {
  const data = path.join(folder, 'stopped-early')
  const { DATABASE_URL: _elsewhere, ...env } = environment
  const early = spawn(process.execPath, [entry, 'start'], { cwd: folder, env: { ...env, DATA_DIR: data } })
  let said = ''
  early.stdout.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const ended = new Promise((resolve) => early.once('exit', resolve))
  // Its folder is made, and the server not yet.
  await expect.poll(() => existsSync(data), { timeout: 60_000, interval: 5 }).toBe(true)
  early.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(said).toMatch(/^ {2}(Finishing .*\n {2})?Stopped in .*Nothing is lost\.\n$/)
  expect(runningEmbeddedPostgres({ dataFolder: data })).toBeUndefined()
})

test('a rotated operator key is used from then on, and the one before opens nothing', async () => {
  const file = path.join(folder, 'data', 'operator-key')
  const before = readFileSync(file, 'utf8').trim()
  const rotated = await run(['operator-key', 'rotate'])
  expect(rotated).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/written {2}.*operator-key/) })
  const after = readFileSync(file, 'utf8').trim()
  expect(after).toMatch(/^ac_/)
  expect(after).not.toBe(before)
  expect(rotated.out).not.toContain(after)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await run(['link'])).toMatchObject({ code: 0 })
  const ask = (key: string) =>
    fetch(`${started.url.replace('localhost', '127.0.0.1')}/v1/me`, { headers: { authorization: `Bearer ${key}` } })
  // What is known of a credential is remembered for five seconds.
  await expect.poll(async () => (await ask(before)).status, { timeout: 10_000 }).toBe(401)
  const nowhere = { DATA_DIR: path.join(folder, 'nowhere') }
  expect(await run(['operator-key', 'rotate'], { env: nowhere })).toMatchObject({
    code: 1,
    err: expect.stringContaining('Set DATA_DIR'),
  })
})

test('doctor says that the test server may lose commits, and fails for it', async () => {
  const { code, out } = await run(['doctor', '--json'])
  const { ok, checks } = JSON.parse(out) as { ok: boolean; checks: { name: string; result: string; words: string }[] }
  expect({ code, ok }).toEqual({ code: 1, ok: false })
  expect(checks.filter((one) => one.result === 'fail').map((one) => one.name)).toEqual(['Commits stay'])
  expect(checks.map((one) => one.name)).toEqual(
    expect.arrayContaining(['Configuration', 'Database', 'Disk', 'Program', 'Sandbox']),
  )
  expect(checks.at(-1)).toMatchObject({ result: 'ok', words: 'texts leave by Sandbox' })
})

test('status shows the running program once, and as JSON', async () => {
  const shown = await run(['status', '--once'])
  expect(shown).toMatchObject({ code: 0, err: '' })
  expect(shown.out).toMatch(/State +takes calls {3}1 process/)
  expect(shown.out).toMatch(/Gateway +Sandbox {3}ok {3}░{8} 0\/\d+/)
  expect(shown.out).toMatch(/Database +answers in [\d.]+ ms/)
  expect(widest(shown.out)).toBeLessThanOrEqual(80)
  expect(shown.out).not.toContain('\u001b')
  expect(await json(['status'])).toMatchObject({
    ready: true,
    nodes: 1,
    gateways: expect.arrayContaining([expect.objectContaining({ key: 'sandbox', shared: true })]),
  })

  const { key } = await json<{ key: string }>(['key', 'create', '--account', 'demo'])
  const byAccount = await run(['status', '--once'], { env: { AFTERCALL_URL: started.url, AFTERCALL_KEY: key } })
  expect(byAccount).toMatchObject({ code: 1, out: '', err: expect.stringContaining('may not do that') })
})

test('smpp-test shows every PDU of one text, by settings that are given', async () => {
  const smsc = await Smsc.open({ receipt: () => ({ afterMs: 5, stat: 'DELIVRD' }) })
  const args = ['smpp-test', '+919876500001', '--host', '127.0.0.1', '--port', String(smsc.port), '--header', 'KAVERI']
  const env = { SMPP_PASSWORD: 'hush-hush' }
  const { code, out, err } = await run([...args, '--system-id', 'kaveri', '--set', 'bind=separate'], { env })
  await smsc.close()
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/-> {3}\d\.\d{3} {2}bind_transmitter[\s\S]*submit_sm_resp[\s\S]*stat:DELIVRD[\s\S]*Delivered\./)
  expect(out).not.toContain('hush-hush')
  expect(widest(out)).toBeLessThanOrEqual(80)
  expect(await run([...args, '--system-id', 'kaveri'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('set SMPP_PASSWORD'),
  })
})

test('smpp-test by a configured gateway refuses by name what the gateway knows itself, and one DLT id without the other', async () => {
  const args = ['smpp-test', '+919876500001', '--gateway', 'carrier', '--header', 'KAVERI']
  const settings = ['--port', '3550', '--tls', '--system-id', 'kaveri', '--preset', 'kannel', '--password-env', 'X']
  expect(await run([...args, ...settings])).toMatchObject({
    code: 2,
    err: expect.stringContaining('leave out --port, --tls, --system-id, --password-env, --preset,'),
  })
  expect(await run([...args, '--set', 'window=4'])).toMatchObject({ code: 2, err: expect.stringContaining('--set') })
  expect(await run([...args, '--entity', '1101172974420810001'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('--entity and --template go together'),
  })
})

test('smpp-test tries a configured gateway through the program, which alone has its password', async () => {
  const smsc = await Smsc.open({
    bindStatus: ({ password }) => (password === 'right-one' ? 0 : 0x0e),
    receipt: () => ({ afterMs: 5, stat: 'DELIVRD' }),
  })
  const { account } = await json<{ account: { key: string } }>(['account', 'create', 'Kaveri Mills'])
  const write = (password: string) =>
    writeFileSync(
      path.join(folder, 'kaveri.json'),
      JSON.stringify({
        gateways: [
          {
            key: 'carrier',
            title: 'Carrier',
            kind: 'smpp',
            settings: { host: '127.0.0.1', port: smsc.port, systemId: 'kaveri' },
            secrets: { password },
          },
        ],
      }),
    )
  const args = ['smpp-test', '+919876500001', '--gateway', 'carrier', '--header', 'KAVERI', '--account', account.key]
  write('right-one')
  await json(['apply', 'kaveri.json', '--account', account.key])
  const tried = await json<{ is: string; lines: { command: string }[] }>([...args, '--wait', '2'])
  expect(tried.is).toBe('delivered')
  expect(tried.lines.map((one) => one.command)).toContain('submit_sm_resp')
  const patient = await run([...args, '--wait', '120'])
  expect(patient).toMatchObject({ code: 0, err: expect.stringContaining('Waits 45 s for the receipt, not 120') })
  expect(patient.out).toContain('for up to 45 s')
  write('wrong-one')
  await json(['apply', 'kaveri.json', '--account', account.key])
  const refused = await run(args)
  await smsc.close()
  expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('the password is wrong') })
  expect(refused.out + refused.err).not.toContain('wrong-one')
})

test('what is called wrongly answers 2, and what cannot be done 1, each with what to do', async () => {
  expect(await run(['bogus'])).toMatchObject({ code: 2, out: '' })
  // Without a command it would start: not where a command is mistyped.
  expect(await run(['strat'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('start') })
  expect(await run(['--jsn'])).toMatchObject({ code: 2, out: '' })
  expect(await run(['call', '--outcome', 'perhaps'])).toMatchObject({ code: 2, out: '' })
  const elsewhere = await run(['explain', 'call_00000000'], { env: { DATA_DIR: path.join(folder, 'nowhere') } })
  expect(elsewhere).toMatchObject({ code: 1, out: '', err: expect.stringContaining('npm start') })
})

// To root no folder is closed: there the commands run as nobody.
const isRoot = process.getuid?.() === 0
const stranger = isRoot ? { uid: 65_534, gid: 65_534, name: 'nobody' } : undefined

test.skipIf(!canEnter(stranger, path.dirname(entry)))(
  'what belongs to another user is said to, not to be missing',
  async () => {
    const open = mkdtempSync(path.join(tmpdir(), 'aftercall-open-'))
    chmodSync(open, 0o755)
    const closed = path.join(open, 'data')
    mkdirSync(closed, { mode: isRoot ? 0o700 : 0 })
    const more = {
      cwd: open,
      env: { DATA_DIR: closed, DATABASE_URL: '' },
      ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
    }
    const words = `The data folder ${closed} belongs to another user. Call this as that user.`
    for (const args of [['link'], ['backup', '-'], ['operator-key', 'rotate']])
      expect(await run(args, more)).toEqual({ code: 1, out: '', err: `aftercall: ${words}\n` })
    const into = await run(['restore', '-', '--into', path.join(closed, 'new')], more)
    expect(into).toMatchObject({ code: 1, out: '', err: expect.stringContaining('make it first') })
    const { code, out } = await run(['doctor', '--json'], more)
    const told = (JSON.parse(out) as { checks: Check[] }).checks.filter((one) => one.result === 'fail')
    expect(code).toBe(1)
    expect(told.map(({ name, words }) => [name, words])).toEqual([
      ['Database', words],
      ['Program', words],
    ])
    const settings = path.join(open, '.env')
    writeFileSync(settings, '', { mode: isRoot ? 0o600 : 0 })
    expect(await run(['link'], more)).toEqual({
      code: 1,
      out: '',
      err: `aftercall: ${settings} belongs to another user. Call this as that user, or in another folder.\n`,
    })
    rmSync(open, { recursive: true, force: true })
  },
)

test('numbers are opted out by hand and by file, whose bad rows are named, and looked up with their history', async () => {
  const file = path.join(folder, 'opt-outs.csv')
  writeFileSync(file, 'Name,Mobile\nAsha,9812345601\n"Deshmukh, Ravi",98123 45602\nMeera,9.8E+9\n')
  const imported = await run(['opt-out', 'import', file, '--account', 'demo'])
  expect(imported).toMatchObject({ code: 1, err: '' })
  expect(imported.out).toContain('3 rows: 2 opted out, 0 known already, 1 without a number')
  expect(imported.out).toContain('line 4  “9.8E+9” has lost its digits in a spreadsheet')

  await json(['opt-out', 'remove', '9812345602', '--account', 'demo'])
  const checked = await json<{ optedOut: boolean; history: { what: string }[] }>([
    'opt-out',
    'check',
    '+919812345602',
    '--account',
    'demo',
  ])
  expect(checked).toMatchObject({ optedOut: false, history: [{ what: 'in' }, { what: 'out', source: 'file' }] })
  const added = await run(['opt-out', 'add', '9812345602', '--account', 'demo'])
  expect(added.out).toMatch(/\+91 98123 ••602 {2}opted out/)
  expect(widest(added.out)).toBeLessThanOrEqual(80)
  expect(await json<unknown[]>(['opt-out', 'list', '--account', 'demo'])).toHaveLength(2)
})

test('how people agree by themselves is said, shown and taken away', async () => {
  const asking = (...words: string[]) => run(['consent', 'asking', ...words, '--account', 'demo'])
  expect((await asking()).out).toContain('Nobody can agree by themselves.')
  expect(await asking('--by-page')).toMatchObject({ code: 2, err: expect.stringContaining('--purpose') })
  expect(await asking('--purpose', 'offers by text', '--reply', 'stop')).toMatchObject({ code: 1 })
  const set = await asking('--purpose', 'offers by text', '--reply', 'JOIN', 'YES', '--by-page')
  expect(set.out).toContain('They agree to offers by text by replying JOIN or YES or by the page behind a link.')
  expect((await asking()).out).toBe(set.out)
  expect((await asking('--off')).out).toContain('Nobody can agree by themselves.')
})

test('an opt-out is confirmed by a template that is named, or by none', async () => {
  const confirmation = (...words: string[]) => run(['opt-out', 'confirmation', ...words, '--account', 'demo'])
  expect((await confirmation()).out).toContain('gets no confirmation')
  expect(await confirmation('nothing-like-it')).toMatchObject({ code: 1 })
  const { templates } = await json<{ templates: { key: string; category: string }[] }>(['export', '--account', 'demo'])
  const { key } = templates.find((one) => one.category === 'service_implicit')!
  expect((await confirmation(key, '--by-page')).out).toContain(`or by the page behind a link gets one text: ${key}.`)
  expect((await confirmation('off')).out).toContain('gets no confirmation')
})

test('a file of opt-outs that is sent in pieces is read by the headings of its first, and counted through', async () => {
  const file = path.join(folder, 'many.csv')
  // A quote within a name opens nothing, U+2028 ends no row, and a spreadsheet writes UTF-16 with its mark.
  const who = `TV 42" for Ravi\u2028${'x'.repeat(20)}`
  const rows = Array.from({ length: 20_500 }, (_, n) => `${who},${9_700_000_000 + n}`)
  writeFileSync(file, `\ufeff${['who,phone', ...rows, 'x,nobody'].join('\r\n')}`, 'utf16le')
  const { code, out, err } = await run(['opt-out', 'import', file, '--account', 'demo', '--json'])
  expect({ code, err }).toEqual({ code: 1, err: '' })
  expect(JSON.parse(out)).toMatchObject({
    rows: 20_501,
    added: 20_500,
    bad: 1,
    badRows: [{ line: 20_502, value: 'nobody' }],
  })
})

test('consents are recorded by hand and by file, looked up with their ledger, and revoked', async () => {
  const file = path.join(folder, 'consents.csv')
  writeFileSync(file, 'Mobile,Given at,Evidence\n9812345611,2026-03-01,form 12\n98123,2026-03-01,\n')
  const imported = await run(['consent', 'import', file, '--purpose', 'offers', '--account', 'demo'])
  expect(imported).toMatchObject({ code: 1, err: '' })
  expect(imported.out).toContain('2 rows: 1 recorded, 0 known already, 1 not recorded')
  expect(imported.out).toContain('line 3  “98123” is no phone number')

  const give = ['consent', 'give', '9812345612', '--purpose', 'offers', '--given-at', '2026-03-31', '--call']
  const given = await run([...give, '--account', 'demo'])
  expect(given.out).toMatch(/\+91 98123 ••612 {2}has agreed/)
  expect(widest(given.out)).toBeLessThanOrEqual(80)
  expect(await run([...give, '--expires-at', 'soon', '--account', 'demo'])).toMatchObject({ code: 2 })
  expect(await json<unknown[]>(['consent', 'list', '--account', 'demo'])).toHaveLength(2)
  await json(['consent', 'revoke', '9812345612', '--evidence', 'said so', '--account', 'demo'])
  const checked = await json(['consent', 'check', '9812345612', '--account', 'demo'])
  expect(checked).toMatchObject({
    hasConsent: false,
    ledger: [
      { what: 'revoked', evidence: 'said so' },
      { what: 'given', source: 'call', givenAt: '2026-03-30T18:30:00.000Z' },
    ],
  })
  const exported = await run(['consent', 'export', '9812345611', '--account', 'demo'])
  expect(JSON.parse(exported.out)).toMatchObject({ number: '+919812345611', ledger: [{ evidence: 'form 12' }] })
})

test('template test shows the bytes and ids of one text, and what became of it', async () => {
  const { out } = await run(['template', 'test', 'sorry-we-missed-you', '--to', '+919000007731', '--account', 'demo'])
  expect(out).toContain('1107169820481730011')
  expect(out).toMatch(/Part 1, \d+ units, bytes\n {4}536f727279/)
  expect(out).toMatch(/delivered/i)
  const ask = ['template', 'test', 'missed-call-note', '--to', '+919000007731', '--account', 'demo', '--wait', '0']
  const { message } = await json<{ message: { text: string } }>([...ask, '--caller', '+919000055512'])
  expect(message.text.replace(/\D/g, '')).toContain('9000055512')
})

test('template tells where each one stands, and takes what the operator said', async () => {
  const file = path.join(folder, 'templates.yaml')
  writeFileSync(
    file,
    `account: { name: Letters, zone: Asia/Kolkata }
headers: [{ key: shop, header: MYSHOP, entityId: "1101172974420810001" }]
templates: [{ key: hello, name: Hello, header: shop, body: "Hello. - My Shop", dltTemplateId: "1107172974420810002", status: draft }]
`,
  )
  const made = await run(['account', 'create', 'Letters', '--json'])
  const own = ['--account', JSON.parse(made.out).account.key]
  expect((await run(['apply', file, ...own])).code).toBe(0)
  expect((await run(['template', 'submit', 'hello', ...own])).out).toContain('hello is submitted v1.')
  const twice = await run(['template', 'submit', 'hello', ...own])
  expect(twice.code).toBe(1)
  expect(twice.err).toContain('is submitted; this can be done while it is draft or rejected')
  expect((await run(['template', 'reject', 'hello', ...own])).code).toBe(2)
  await run(['template', 'reject', 'hello', '--reason', 'no brand name', ...own])
  await run(['template', 'approve', 'hello', '--dlt-id', '1107172974420810009', ...own])
  expect((await run(['template', 'list', ...own])).out).toContain('approved v2')
  expect((await run(['template', 'show', 'hello', ...own])).out).toContain('no brand name')
  const stranger = await run(['template', 'test', 'hello', '--to', '+919812300001', ...own])
  expect(stranger.err).toContain('on its trial list')
  expect((await run(['header', 'set', 'shop', '--status', 'suspended', ...own])).out).toContain('suspended')
  expect((await run(['header', 'list', ...own])).out).toContain('MYSHOP')
  await run(['header', 'set', 'shop', '--in', 'us', '--sender', '+14155550100', ...own])
  const abroad = await run(['header', 'set', 'shop', '--in', 'US', '--field', 'brandId=B1C2D3E', ...own])
  expect(abroad.out).toMatch(/US: \+14155550100 +brandId=B1C2D3E/)
  const nowhere = await run(['header', 'set', 'shop', '--sender', 'SHOP', ...own])
  expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining('--in')])
  expect((await run(['country', '+6581234567'])).out).toContain('Singapore (SG)')
  expect((await run(['country', 'nowhere'])).code).toBe(2)
  expect((await run(['template', 'retire', 'hello', ...own])).out).toContain('hello is retired.')
})

test('a sender is added with its entity, which can be told later as well', async () => {
  const made = await json<{ account: { key: string } }>(['account', 'create', 'Senders'])
  const own = ['--account', made.account.key]
  const entity = '1101172974420810001'
  const added = await json<{ key: string }>([
    'header',
    'add',
    'MYSHOP',
    '--entity',
    entity,
    '--class',
    'others',
    ...own,
  ])
  expect(added).toMatchObject({ key: 'myshop', header: 'MYSHOP', entityId: entity, class: 'others', status: 'active' })
  const set = await run(['header', 'set', 'myshop', '--entity', '1101172974420810002', ...own])
  expect(set.out).toMatch(/myshop +MYSHOP +active +others +1101172974420810002/)
  expect((await json(['header', 'set', 'myshop', '--entity', '', ...own])) as object).toMatchObject({ entityId: null })
  const rounded = await run(['header', 'set', 'myshop', '--entity', '1.10117E+18', ...own])
  expect([rounded.code, rounded.err]).toEqual([1, expect.stringContaining('entityId')])
}, 90_000)

test('each way out has the chain that its gateway asks for', async () => {
  const made = await json<{ account: { key: string } }>(['account', 'create', 'Ways'])
  const own = ['--account', made.account.key]
  const file = path.join(folder, 'ways.yaml')
  writeFileSync(
    file,
    'gateways: [{ key: main, title: Main, kind: kannel, settings: { url: "http://127.0.0.1:9/cgi-bin/sendsms", username: shop }, secrets: { password: x } }]\n',
  )
  expect((await run(['apply', file, ...own])).code).toBe(0)
  const chain = '1102172974420820002,1302172974420830004'
  await run(['route', 'set', 'main', '--chain', chain, '--mode', 'sha256', ...own])
  await run(['route', 'set', 'shared:sandbox', '--mode', 'none', ...own])
  const sandbox = { gateway: 'shared:sandbox', telemarketerId: null, chainMode: 'none' }
  const main = { gateway: 'main', telemarketerId: chain, chainMode: 'sha256' }
  expect(await json(['route', 'list', ...own])).toEqual([sandbox, main])
  const first = await run(['route', 'set', 'main', '--first', ...own])
  expect(first.out).toMatch(
    new RegExp(`main +takes the texts +sha256 +${chain.replace(',', '\\n +')}\\n +shared:sandbox +no chain`),
  )
  const twice = await run(['route', 'set', 'main', '--chain', '1102172974420820002,1102172974420820002', ...own])
  expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('routes[0].telemarketerId')])
  expect(await json(['route', 'remove', 'shared:sandbox', ...own])).toMatchObject([{ gateway: 'main' }])
  expect((await run(['route', 'remove', 'other', ...own])).err).toContain('there are: main')
  expect((await run(['route', 'set', 'main', ...own])).code).toBe(2)
}, 90_000)

test('template check says what is wrong with a wording at its character, and what it costs, before anything is saved', async () => {
  const made = await json<{ account: { key: string } }>(['account', 'create', 'Checks'])
  const own = ['--account', made.account.key]
  const registered = "Sorry, we can't take your call to {#var#}. - My Shop"
  const wrong = registered.replace("'", '’').replace('{#var#}', '{{department_name}}')
  writeFileSync(path.join(folder, 'wording.txt'), `${wrong}\n`)
  const differs = await run(['template', 'check', 'wording.txt', '--registered', registered, ...own])
  expect(differs.code).toBe(1)
  expect(differs.out).toContain('differs from the registered text. A curly quote')
  expect(differs.out).toContain(`    Sorry, we can’t take your call to {{departm…\n    ${' '.repeat(13)}^`)
  expect(differs.out).toContain(`    Sorry, we can't take your call to {#var#}.…\n    ${' '.repeat(13)}^`)
  expect(differs.out).toMatch(/UCS-2, 1 part of \d+ units, ₹[\d.,]+ per thousand/)
  expect(differs.out).toMatch(/At worst UCS-2, 2 parts/)

  const coupon = await run(['template', 'check', '-', ...own], {
    input: 'Use coupon KV20. Reply STOP to end. - My Shop',
  })
  expect([coupon.code, coupon.out]).toEqual([
    1,
    expect.stringMatching(/“coupon” makes .*\n.*\n? *Use coupon KV20.*\n {8}\^{6}\n/s),
  ])
  const promotional = ['template', 'check', '-', '--category', 'promotional', ...own]
  expect((await run(promotional, { input: 'Use coupon KV20. Reply STOP to end. - My Shop' })).code).toBe(0)

  writeFileSync(
    path.join(folder, 'checks.yaml'),
    `headers: [{ key: shop, header: MYSHOP }]
templates:
  - { key: fine, name: Fine, header: shop, body: "Sorry we missed your call. - My Shop" }
  - { key: wrong, name: Wrong, header: shop, status: draft, body: "Book at https://bit.ly/shop today. - My Shop" }
`,
  )
  const all = await run(['template', 'check', 'checks.yaml', '--json', ...own])
  expect(all.code).toBe(1)
  expect(JSON.parse(all.out)).toMatchObject([
    { key: 'fine', refused: false, preview: { findings: [], encoding: 'gsm', parts: 1 } },
    { key: 'wrong', refused: true, preview: { findings: [{ code: 'public_shortener', severity: 'error' }] } },
  ])
  expect((await run(['apply', 'checks.yaml', ...own])).code).toBe(0)
  expect((await run(['template', 'check', 'fine', ...own])).out).toContain('Nothing is wrong with it.')
  expect((await run(['template', 'check', 'wrong', ...own])).code).toBe(1)
  expect((await run(['template', 'check', 'none.txt', ...own])).err).toContain('cannot be read')
}, 90_000)

test('a template has a text in another language, a plan says why it was chosen, and what callers read is said by hand and by file', async () => {
  const made = await json<{ account: { key: string } }>(['account', 'create', 'Tongues'])
  const own = ['--account', made.account.key]
  const file = path.join(folder, 'tongues.yaml')
  writeFileSync(
    file,
    `headers: [{ key: shop, header: MYSHOP }]
templates:
  - { key: hello, name: Hello, header: shop, body: "Hello. - My Shop" }
  - { key: hello-hi, name: Hello in Hindi, variantOf: hello, language: hi, header: shop, body: "नमस्ते। - My Shop" }
rules: [{ key: any, name: Any, recipients: [{ selector: { to: caller }, template: hello }] }]
routes: [{ gateway: shared:sandbox }]
`,
  )
  expect((await run(['apply', file, ...own])).code).toBe(0)
  const hindi = await run(['plan', '--language', 'Hindi', ...own])
  expect(hindi.out).toContain('नमस्ते। - My Shop')
  expect(hindi.out).toContain('Language: Hindi, because the caller asked for Hindi')
  expect(widest(hindi.out)).toBeLessThanOrEqual(80)
  expect((await run(['plan', ...own])).out).toContain('Language: English, the default')

  const set = await run(['language', 'set', '9812345678', 'Hindi', ...own])
  expect(set.out).toMatch(/\+91 98123 ••678 {2}Hindi, by api/)
  expect((await run(['plan', '--caller', '9812345678', ...own])).out).toContain('नमस्ते')
  expect((await run(['language', 'set', '9812345678', 'klingon', ...own])).err).toContain('is no language')
  const list = path.join(folder, 'languages.csv')
  writeFileSync(list, 'Mobile,Language\n9812345678,hi\n9812345679,Tamil\n98,hi\n')
  const imported = await run(['language', 'import', list, ...own])
  expect(imported).toMatchObject({ code: 1, err: '' })
  expect(imported.out).toContain('3 rows: 1 set, 1 known already, 1 not read')
  expect(imported.out).toContain('line 4  “98” is no phone number')
  expect(await json<unknown[]>(['language', 'list', ...own])).toHaveLength(2)
  expect((await run(['language', 'remove', '9812345678', ...own])).out).toContain('nobody said which language')
  expect((await run(['language', 'check', '9812345679', ...own])).out).toContain('Tamil, by file')

  const placed = await json<{ call: { id: string } }>(['call', '--language', 'hi', ...own])
  const story = await run(['explain', placed.call.id, ...own])
  expect(story.out).toContain('Language of the caller’s text: Hindi, because the caller asked for Hindi')
})

test('a bill is shown with what it comes from, as CSV, and as JSON', async () => {
  const shown = await run(['bill', '--account', 'demo'])
  expect(shown).toMatchObject({ code: 0, err: '' })
  expect(shown.out).toMatch(/Rental, 5 lines +₹2,000\.00\n/)
  expect(shown.out).toMatch(/1800 572 0199, toll-free, 2 lines two-way × ₹400\.00 +₹800\.00\n/)
  // What is listed comes to the total, whatever the tests before this one texted.
  const [listed = '', behind = ''] = shown.out.split('  Total so far')
  const paise = (text: string) =>
    [...text.matchAll(/^ {0,2}\S?.*₹([\d,]+\.\d\d)$/gm)].map(([, amount = '']) =>
      Number(amount.replaceAll(/[,.]/g, '')),
    )
  const lines = listed.split('\n').filter((line) => /^ {2}\S/.test(line))
  expect(paise(lines.join('\n')).reduce((sum, one) => sum + one, 0)).toBe(paise(behind)[0])
  expect(widest(shown.out)).toBeLessThanOrEqual(80)
  const { start, total } = await json<{ start: string; total: object }>(['bill', '--account', 'demo'])
  const again = await json(['bill', '--account', 'demo', '--cycle', start])
  expect(again).toMatchObject({ start, total })
  const csv = await run(['bill', '--account', 'demo', '--csv'])
  expect(csv.out).toMatch(/^from,to,what,.*,line rental,.*,two_way,2,400\.0000,800\.0000,INR\r\n.*CGST 9 %/s)
  const all = await json<{ account: { key: string }; start: string; total: object }[]>(['bill', '--all'])
  expect(all.find((one) => one.account.key === 'demo')).toMatchObject({ start, total })
  const [head = '', ...rows] = (await run(['bill', '--all', '--csv'])).out.trim().split(/\r?\n/)
  expect(head).toBe('account,name,from,to,final,texts,parts,rental,text amount,taxes,total,currency')
  expect(rows.filter((row) => row.startsWith('demo,'))).toHaveLength(1)
  expect((await run(['bill', '--all'])).out).toContain('Together ₹')
  expect((await run(['bill', '--all', '--month', '1999-01'])).out).toContain('No account had such a cycle')
  expect((await run(['bill', '--month', '1999-01'])).code).toBe(2)
  const never = await run(['bill', '--account', 'demo', '--cycle', '1999-01-01'])
  expect(never).toMatchObject({ code: 1, out: '' })
  expect(never.err).toContain('There is no billing cycle that begins on "1999-01-01" here.')
})

test('lists of an account that has nothing yet say so', async () => {
  await json(['account', 'create', 'Empty Shop'])
  for (const noun of ['header', 'template']) {
    const listed = await run([noun, 'list', '--account', 'empty-shop'])
    expect(listed).toMatchObject({ code: 0, out: expect.stringContaining('There are none yet') })
  }
})

test('a country and a currency are told when an account is created, so that its first numbers are read as they are meant', async () => {
  const where = ['--zone', 'Europe/Madrid', '--country', 'ES', '--currency', 'EUR']
  const { account } = await json<{ account: object }>(['account', 'create', 'Mi Tienda', ...where])
  expect(account).toMatchObject({ key: 'mi-tienda', zone: 'Europe/Madrid', country: 'ES', currency: 'EUR' })
  const held = await json<{ account: object }>(['account', 'create', 'Customer', '--operator-sets-prices'])
  expect(held.account).toMatchObject({ operatorSetsPrices: true })
  const wrong = await run(['account', 'create', 'Spain', '--country', 'Spain'])
  expect(wrong).toMatchObject({ code: 1, out: '', err: expect.stringContaining('country') })
})

test('a made-up call to an account with a real gateway names whose phone gets its texts', async () => {
  const file = path.join(folder, 'real.yaml')
  writeFileSync(
    file,
    `gateways: [{ key: kannel, title: Kannel, kind: kannel, settings: { url: "http://127.0.0.1:13013/cgi-bin/sendsms", username: real }, secrets: { password: hush-hush } }]
routes: [{ gateway: kannel }]
`,
  )
  await json(['account', 'create', 'Real'])
  const own = ['--account', 'real', '--wait', '0']
  expect(await run(['call', ...own])).toMatchObject({ code: 0, err: '' })
  expect(await run(['apply', file, '--account', 'real'])).toMatchObject({ code: 0, err: '' })
  const unnamed = await run(['call', ...own])
  expect(unnamed).toMatchObject({ code: 2, out: '' })
  expect(unnamed.err).toContain('leave by "kannel" and reach real phones: say with --caller whose')
  expect(await run(['call', ...own, '--caller', 'withheld'])).toMatchObject({ code: 0, err: '' })
})

test('SIGTERM stops the program cleanly', async () => {
  const ended = new Promise((resolve) => program.once('exit', resolve))
  program.kill('SIGTERM')
  expect(await ended).toBe(0)
})
