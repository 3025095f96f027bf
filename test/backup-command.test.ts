/** backup and restore as a person at a terminal has them, with the program's own PostgreSQL: backed up while it runs, destroyed, restored, started. */
import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { missedCall } from './support/call.ts'

const entry = path.resolve(import.meta.dirname, '../src/cli.ts')

let folder: string
let program: ChildProcess | undefined

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aftercall-backup-command-'))
})
afterAll(async () => {
  await end('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

const environment = (data: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
  // Relative, as the default is.
  DATA_DIR: data,
  LISTEN: '127.0.0.1:0',
})

type Ran = { code: number; out: string; err: string }

const run = (data: string, ...args: string[]) => runIn(environment(data), ...args)

function runIn(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, [entry, ...args], { cwd: folder, env })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? -1, out, err })))
}

/** Where it listens, and the demo account's key where this start made it. */
async function start(data: string): Promise<{ url: string; key: string | null }> {
  const child = spawn(process.execPath, [entry, 'start', '--json'], {
    cwd: folder,
    env: environment(data),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  program = child
  return await new Promise((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve(JSON.parse(line.toString())))
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}`)))
  })
}

async function end(signal: NodeJS.Signals): Promise<void> {
  if (program?.exitCode !== null || program.signalCode !== null) return
  const ended = new Promise((resolve) => program?.once('exit', resolve))
  program.kill(signal)
  await ended
}

test('a running program is backed up, destroyed, and restored into an empty folder, and goes on with what it knew', async () => {
  const { key } = await start('data')
  const placed = await run('data', 'call', '--outcome', 'missed', '--department', 'Sales')
  const id = /explain (call_[0-9a-f]{12})/.exec(placed.out)?.[1] ?? ''
  const written = await run('data', 'backup', 'one.gz')
  expect(written).toMatchObject({ code: 0, err: '' })
  expect(written.out).toMatch(
    /written {2}one\.gz[\s\S]*rows of \d+ tables[\s\S]*sealed with the key [0-9a-f]{8}, which is not in it/,
  )
  expect(statSync(path.join(folder, 'one.gz')).mode & 0o777).toBe(0o600)
  expect(await run('data', 'backup', 'one.gz')).toMatchObject({
    code: 1,
    err: expect.stringContaining('there already'),
  })
  expect(await run('data', 'restore', 'one.gz')).toMatchObject({
    code: 1,
    err: expect.stringContaining('already runs'),
  })

  expect(await run('data', 'backup', 'nowhere/one.gz')).toMatchObject({
    code: 1,
    err: expect.stringContaining('cannot be used'),
  })
  expect(await run('data', 'restore', 'nowhere.gz')).toMatchObject({
    code: 1,
    err: expect.stringContaining('cannot be used'),
  })
  const endedAt = Date.now()
  copyFileSync(path.join(folder, 'data', 'secret-key'), path.join(folder, 'kept-key'))
  await end('SIGTERM')
  expect(await run('data', 'restore', 'one.gz')).toMatchObject({ code: 1, err: expect.stringContaining('not empty') })
  rmSync(path.join(folder, 'data'), { recursive: true })

  expect(await run('other', 'restore', 'one.gz')).toMatchObject({
    code: 1,
    err: expect.stringContaining('no key is here'),
  })
  const restored = await run(
    'other',
    'restore',
    'one.gz',
    '--into',
    path.join(folder, 'new'),
    '--secret-key-file',
    'kept-key',
  )
  expect(restored).toMatchObject({ code: 0, err: '' })
  expect(restored.out).toMatch(/restored {2}the backup of 20/)
  expect(existsSync(path.join(folder, 'new', 'secret-key'))).toBe(true)

  const { url } = await start('new')
  const explained = await run('new', 'explain', id)
  expect(explained).toMatchObject({ code: 0, err: '' })
  expect(explained.out).toContain('Missed call to Sales')
  const again = await run('new', 'call', '--outcome', 'missed', '--department', 'Sales')
  expect(again.out).toMatch(/caller {2}delivered/)

  expect((await run('new', 'restored')).out).toContain('No text waits')
  const told = missedCall({
    caller: '+919812345842',
    department: { name: 'Sales' },
    endedAt: new Date(endedAt).toISOString(),
  })
  const answer = await fetch(`${url.replace('localhost', '127.0.0.1')}/v1/calls`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(told),
  })
  expect(answer.status).toBe(202)
  const listed = await run('new', 'restored')
  expect(listed.out).toMatch(/msg_[0-9a-f]{12,} +told again/)
  expect(await run('new', 'restored', 'send', '--all')).toMatchObject({
    code: 1,
    err: expect.stringContaining('--may-arrive-twice'),
  })
  expect(await run('new', 'restored', 'drop')).toMatchObject({ code: 1, err: expect.stringContaining('--all') })
  expect((await run('new', 'restored', 'drop', '--all')).out).toMatch(/\d+ texts? dropped; 0 still wait/)
}, 120_000)

test('commands that open a database make none, and do not seem to reach one elsewhere', async () => {
  for (const command of [['backup', 'b.gz'], ['quarantine'], ['migrate']]) {
    const nowhere = await run('./nowhere', ...command)
    expect(nowhere).toMatchObject({ code: 1, out: '' })
    expect(nowhere.err).toContain('DATABASE_URL is not set')
  }
  expect(existsSync(path.join(folder, 'nowhere'))).toBe(false)
  expect(existsSync(path.join(folder, 'b.gz'))).toBe(false)

  for (const command of [['backup', 'b.gz'], ['restore', 'b.gz'], ['quarantine'], ['migrate']]) {
    const elsewhere = await run('./data', ...command, '--url', 'http://127.0.0.1:9')
    expect(elsewhere).toMatchObject({ code: 2, out: '' })
    expect(elsewhere.err).toContain('leave out --url')
  }
  // Where other commands go stands in many an environment, and names no database.
  const other = { ...environment('./nowhere'), AFTERCALL_URL: 'http://127.0.0.1:9' }
  expect((await runIn(other, 'backup', 'b.gz')).err).toContain('DATABASE_URL is not set')
})
