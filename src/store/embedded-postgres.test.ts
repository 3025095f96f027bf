import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type EmbeddedPostgres,
  freeDiskBytes,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres.ts'
import { chooseAccount } from './embedded-postgres-account.ts'
import { packagedPostgres, usableBinaries } from './embedded-postgres-binaries.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { judgeSilence } from './embedded-postgres-lock.ts'
import { isPostgresOf } from './embedded-postgres-process.ts'
import { launch, readPostmaster, stopServer } from './embedded-postgres-server.ts'

const isRoot = process.getuid?.() === 0
const holder = fileURLToPath(new URL('../../test/support/hold-embedded-postgres.ts', import.meta.url))

let folder: string
let dataFolder: string
let pristine: string
const started: EmbeddedPostgres[] = []
const programs: ChildProcess[] = []

// Making a cluster takes a second: tests that are not about it begin with a copy of this one.
beforeAll(async () => {
  pristine = await mkdtemp(path.join(tmpdir(), 'embedded-'))
  await chmod(pristine, 0o711)
  const server = await startEmbeddedPostgres({ dataFolder: path.join(pristine, 'data') })
  await server.stop()
  await rm(path.join(pristine, 'data', 'ballast'), { force: true })
})

afterAll(() => rm(pristine, { recursive: true, force: true }))

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'embedded-'))
  await chmod(folder, 0o711)
  dataFolder = path.join(folder, 'data')
})

afterEach(async () => {
  for (const program of programs.splice(0)) program.kill('SIGKILL')
  await Promise.all(started.splice(0).map((server) => server.stop()))
  await rm(folder, { recursive: true, force: true })
})

async function start(lines: string[] = []): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataFolder, log: (line) => lines.push(line) })
  started.push(server)
  return server
}

function copyPristine(): void {
  spawnSync('cp', ['-a', path.join(pristine, 'data'), dataFolder])
}

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const failure = (work: Promise<unknown>) => work.then(() => undefined).catch((error: unknown) => error)
const clusterOf = (data: string) => path.join(data, 'postgres')
const pidOf = (cluster: string) => readPostmaster(cluster)?.pid ?? 0

async function hold(): Promise<{ program: ChildProcess; url: string }> {
  const program = spawn(process.execPath, [holder, dataFolder], { stdio: ['ignore', 'pipe', 'ignore'] })
  programs.push(program)
  const [line] = await once(program.stdout!, 'data')
  return { program, url: JSON.parse(String(line)).url }
}

describe('a first start', () => {
  test('makes a database that is safe on disk, closed to strangers, and kept for the next start', async () => {
    const first = await start()
    expect(first).toMatchObject({ version: '18.4', adopted: false, dataFolder: clusterOf(dataFolder) })
    const [settings] = await query(
      first.url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        current_setting('full_page_writes') as pages, current_setting('data_checksums') as checksums,
        current_setting('listen_addresses') as tcp, current_setting('server_encoding') as encoding, lower('ÄÉ') as lower`,
    )
    expect(settings).toEqual({
      fsync: 'on',
      commit: 'on',
      pages: 'on',
      checksums: 'on',
      tcp: '',
      encoding: 'UTF8',
      lower: 'äé',
    })
    await query(first.url, 'create table kept as select 1 as n')
    await first.stop()
    const second = await start()
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 1 }])
  })

  test('gives the password to a file of the program alone and the socket to a closed folder', async () => {
    const server = await start()
    const mode = (name: string) => (statSync(path.join(dataFolder, name)).mode & 0o777).toString(8)
    expect(mode('postgres.password')).toBe('600')
    expect(mode('postgres.log')).toBe('600')
    expect(mode('postgres-socket')).toBe('700')
    expect(mode('postgres')).toBe('700')
    const wrong = new URL(server.url)
    wrong.password = 'wrong'
    expect(await failure(query(wrong.href, 'select 1'))).toMatchObject({ code: '28P01' })
  })

  test('does not mind what an interrupted one left', async () => {
    await mkdir(path.join(dataFolder, 'postgres.new', 'base'), { recursive: true })
    await writeFile(path.join(dataFolder, 'postgres.password'), 'of the first try')
    const server = await start()
    expect(await query(server.url, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('works in a folder whose path is too long for a socket', async () => {
    dataFolder = path.join(folder, 'deep'.repeat(20))
    const server = await start()
    const socketFolder = new URL(server.url).searchParams.get('host')!
    expect(socketFolder.length).toBeLessThan(90)
    expect(await query(server.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await server.stop()
    expect(existsSync(socketFolder)).toBe(false)
  })

  test('works in a folder with spaces, quotes and commas in its name', async () => {
    dataFolder = path.join(folder, `it's a "folder", so`)
    const server = await start()
    expect(await query(server.url, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('writes no statement and no value into the log', async () => {
    const server = await start()
    await query(server.url, 'create table once (number text primary key)')
    await query(server.url, `insert into once values ('+919876543210')`)
    expect(await failure(query(server.url, `insert into once values ('+919876543210')`))).toMatchObject({
      code: '23505',
    })
    const log = readFileSync(path.join(dataFolder, 'postgres.log'), 'utf8')
    expect(log).toContain('duplicate key')
    expect(log).not.toContain('9876543210')
  })
})

describe('stopping', () => {
  beforeEach(copyPristine)

  test('is clean, can be asked for twice, and gives the folder back', async () => {
    const server = await start()
    const pid = pidOf(server.dataFolder)
    await Promise.all([server.stop(), server.stop()])
    expect(isPostgresOf(pid, server.dataFolder)).toBe(false)
    expect(readdirSync(dataFolder)).not.toContain('postgres.lock')
    expect(readFileSync(path.join(dataFolder, 'postgres.log'), 'utf8')).toContain('database system is shut down')
  })

  test('ends a server that hangs', async () => {
    const server = await start()
    const pid = pidOf(server.dataFolder)
    process.kill(pid, 'SIGSTOP')
    await stopServer(pid, server.dataFolder, { SIGINT: 100, SIGQUIT: 100 })
    expect(isPostgresOf(pid, server.dataFolder)).toBe(false)
  })
})

describe('after a killed program', () => {
  beforeEach(copyPristine)

  test('the server it left is taken over, and later stopped', async () => {
    const { program, url } = await hold()
    await query(url, 'create table kept as select 1 as n')
    program.kill('SIGKILL')
    await once(program, 'exit')
    const orphan = pidOf(clusterOf(dataFolder))
    expect(isPostgresOf(orphan, clusterOf(dataFolder))).toBe(true)

    const server = await start()
    expect(server.adopted).toBe(true)
    expect(pidOf(server.dataFolder)).toBe(orphan)
    expect(await query(server.url, 'select n from kept')).toEqual([{ n: 1 }])
    await server.stop()
    expect(isPostgresOf(orphan, server.dataFolder)).toBe(false)
  })

  test('a server that does not keep what it promises is stopped and replaced', async () => {
    const first = await start()
    await first.stop()
    const account = chooseAccount(first.dataFolder)
    const orphan = await launch({
      binaries: await usableBinaries(packagedPostgres(), account, folder),
      account,
      cluster: first.dataFolder,
      logFile: path.join(dataFolder, 'postgres.log'),
      listening: { socketFolder: path.join(dataFolder, 'postgres-socket'), port: 5432 },
      settings: { fsync: 'off' },
    })
    const server = await start()
    expect(server.adopted).toBe(false)
    expect(isPostgresOf(orphan.pid, server.dataFolder)).toBe(false)
    expect(await query(server.url, 'show fsync')).toEqual([{ fsync: 'on' }])
  })

  test('a process id that somebody else has by now does not stand in the way', async () => {
    const first = await start()
    await first.stop()
    const stranger = spawn('sleep', ['60'])
    const note = [stranger.pid, first.dataFolder, 1, 5432, path.join(dataFolder, 'postgres-socket'), '', '1 1', 'ready']
    await writeFile(path.join(first.dataFolder, 'postmaster.pid'), `${note.join('\n')}\n`)
    const strangersLock = { pid: stranger.pid, start: 'another', place: 'here' }
    await writeFile(path.join(dataFolder, 'postgres.lock'), JSON.stringify(strangersLock))
    utimesSync(path.join(dataFolder, 'postgres.lock'), 0, 0)
    const server = await start()
    expect(server.adopted).toBe(false)
    expect(stranger.exitCode).toBeNull()
    stranger.kill()
  })

  test('a server that ends unasked is started again under the same address', async () => {
    const lines: string[] = []
    const server = await start(lines)
    await query(server.url, 'create table kept as select 1 as n')
    process.kill(pidOf(server.dataFolder), 'SIGKILL')
    const until = performance.now() + 20_000
    while (!lines.includes('the database server runs again') && performance.now() < until) await setTimeout(50)
    expect(await query(server.url, 'select n from kept')).toEqual([{ n: 1 }])
  })
})

describe('a second start on the same folder', () => {
  beforeEach(copyPristine)

  test('is refused while the first program lives, with its process and its address', async () => {
    const { program } = await hold()
    const url = 'http://localhost:8481'
    await writeFile(path.join(dataFolder, 'running.json'), JSON.stringify({ pid: program.pid, url }))
    const refused = await failure(start())
    expect(refused).toBeInstanceOf(EmbeddedPostgresError)
    expect(refused).toMatchObject({ code: 'already_running' })
    expect(String(refused)).toContain(String(program.pid))
    expect(String(refused)).toContain(url)

    const seen = runningEmbeddedPostgres({ dataFolder })
    expect(await query(seen!.url, 'select 1 as n')).toEqual([{ n: 1 }])

    program.kill('SIGTERM')
    await once(program, 'exit')
    expect(runningEmbeddedPostgres({ dataFolder })).toBeUndefined()
    expect((await start()).adopted).toBe(false)
  })

  test('is refused within one process too', async () => {
    await start()
    expect(await failure(start())).toMatchObject({ code: 'already_running' })
  })

  test('two at once: one runs, one is refused', async () => {
    const both = await Promise.all([failure(start()), failure(start())])
    expect(both.filter((one) => one === undefined)).toHaveLength(1)
    expect(both.find((one) => one !== undefined)).toMatchObject({ code: 'already_running' })
  })

  test('waits for a sign of a program in another container, then takes the folder', async () => {
    const lock = path.join(dataFolder, 'postgres.lock')
    await writeFile(lock, JSON.stringify({ pid: 1, place: 'another container' }))
    const almostSilent = new Date(Date.now() - 18_500)
    utimesSync(lock, almostSilent, almostSilent)
    const lines: string[] = []
    await start(lines)
    expect(lines[0]).toContain('another container')
  })
})

test('a lock that was touched in the future, by a clock that went back since, is judged by whether it is touched again', () => {
  let [wall, steady] = [1_000_000, 0]
  const isSilent = judgeSilence({ wall: () => wall, steady: () => steady })
  const pass = (ms: number) => {
    wall += ms
    steady += ms
  }
  expect(isSilent(wall + 3_600_000)).toBe(false)
  pass(19_000)
  expect(isSilent(1_000_000 + 3_600_000)).toBe(false)
  pass(2_000)
  expect(isSilent(1_000_000 + 3_600_000)).toBe(true)
  // It lives, by a clock of its own.
  expect(isSilent(1_000_000 + 3_605_000)).toBe(false)
  expect(isSilent(wall - 5_000)).toBe(false)
  expect(isSilent(wall - 21_000)).toBe(true)
})

describe('what cannot work is said plainly', () => {
  test('data of another major version are left alone', async () => {
    await mkdir(clusterOf(dataFolder), { recursive: true })
    await writeFile(path.join(clusterOf(dataFolder), 'PG_VERSION'), '17\n')
    const refused = await failure(start())
    expect(refused).toMatchObject({ code: 'other_version' })
    expect(String(refused)).toMatch(/PostgreSQL 17.*brings 18.*backup FILE.*restore FILE --into/s)
    expect(readdirSync(clusterOf(dataFolder))).toEqual(['PG_VERSION'])
  })

  test('programs that do not run on this system', async () => {
    const broken = path.join(folder, 'broken')
    await mkdir(path.join(broken, 'native', 'bin'), { recursive: true })
    await writeFile(path.join(broken, 'package.json'), '{"version":"1.0.0"}')
    await writeFile(path.join(broken, 'native', 'bin', 'postgres'), 'not a program', { mode: 0o755 })
    const refused = await failure(usableBinaries(broken, undefined, folder))
    expect(refused).toMatchObject({ code: 'no_binary', message: expect.stringContaining('DATABASE_URL') })
  })

  test('a data folder that cannot be written', async () => {
    await writeFile(path.join(folder, 'file'), '')
    dataFolder = path.join(folder, 'file', 'data')
    expect(await failure(start())).toMatchObject({
      code: 'folder_closed',
      message: expect.stringContaining(dataFolder),
    })
  })

  test('a system folder that is gone is not replaced by an empty database', async () => {
    await mkdir(dataFolder)
    await writeFile(path.join(dataFolder, 'postgres.location'), `${folder}/gone\n`)
    expect(await failure(start())).toMatchObject({ code: 'folder_gone', message: expect.stringContaining('gone') })
    expect(readdirSync(dataFolder)).toEqual(['postgres.location'])
  })

  test('a full disk', async () => {
    const logFile = path.join(folder, 'log')
    const script = path.join(folder, 'postgres')
    await writeFile(script, '#!/bin/sh\necho "PANIC:  could not write to file: No space left on device"; exit 1\n', {
      mode: 0o755,
    })
    const binaries = { postgres: script, initdb: script, version: '18.4', major: '18' }
    const listening = { socketFolder: folder, port: 5432 }
    const starting = launch({ binaries, account: undefined, cluster: folder, logFile, listening, settings: {} })
    expect(await failure(starting)).toMatchObject({
      code: 'disk_full',
      message: expect.stringContaining('No space left'),
    })
    expect(await freeDiskBytes(folder)).toBeGreaterThan(0)
  })
})

if (isRoot) {
  describe('as root', () => {
    test('the server runs as an ordinary user', async () => {
      const server = await start()
      const account = chooseAccount(server.dataFolder)
      expect(account?.uid).toBeGreaterThan(0)
      expect(statSync(`/proc/${pidOf(server.dataFolder)}`).uid).toBe(account?.uid)
    })

    test('a data folder below a closed folder: the files go to a system folder, and a note says where', async () => {
      await chmod(folder, 0o700)
      const lines: string[] = []
      const first = await start(lines)
      await query(first.url, 'create table kept as select 1 as n')
      const [base] = readFileSync(path.join(dataFolder, 'postgres.location'), 'utf8').split('\n')
      expect(first.dataFolder).toBe(path.join(base!, 'postgres'))
      await first.stop()
      const second = await start(lines)
      expect(await query(second.url, 'select n from kept')).toEqual([{ n: 1 }])
      await second.stop()
      await rm(base!, { recursive: true })
    })

    test('programs below a closed folder are copied to where their user can run them', async () => {
      const closed = path.join(folder, 'closed')
      await mkdir(closed, { mode: 0o700 })
      spawnSync('cp', ['-a', packagedPostgres(), path.join(closed, 'package')])
      const copies = path.join(folder, 'copies')
      await mkdir(copies)
      const account = chooseAccount(path.join(folder, 'none'))
      const binaries = await usableBinaries(path.join(closed, 'package'), account, copies)
      expect(binaries.postgres.startsWith(copies)).toBe(true)
      expect(binaries.version).toBe('18.4')
      const again = await usableBinaries(path.join(closed, 'package'), account, copies)
      expect(again).toEqual(binaries)
    })
  })
}
