/** A PostgreSQL server of its own that keeps what it acknowledged, with the settings the program gives its own: for the torture run and the bench. */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { chooseAccount } from '../../src/store/embedded-postgres-account.ts'
import { usableBinaries } from '../../src/store/embedded-postgres-binaries.ts'
import { giveTo } from '../../src/store/embedded-postgres-place.ts'
import { initialise, type Listening, launch, stopServer, urlOf } from '../../src/store/embedded-postgres-server.ts'
import { testedPostgres } from './postgres.ts'
import type { SmallDisk } from './small-disk.ts'

export type DurableServer = {
  pid(): number
  port: number
  url(database?: string, port?: number): string
  /** Ends every process of the server at once, as a crash would, and starts it again on the same folder. */
  crashAndRestart(): Promise<void>
  /** Ends it as an administrator would, with every session cut, and starts it again. */
  restart(): Promise<void>
  /** Resolves when it answers; where it ended by itself (its disk was full) it is started again. */
  startWhereEnded(): Promise<void>
  /** Microseconds of CPU that the server and its sessions have used. */
  cpuMicros(): number
  stop(): Promise<void>
}

const settings = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  shared_buffers: '512MB',
  max_wal_size: '2GB',
  max_connections: '100',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

export async function startDurablePostgres(options: {
  tcp: boolean
  name: string
  /** Where it is to run out of room. */
  disk?: SmallDisk | undefined
}): Promise<DurableServer> {
  const folder = mkdtempSync(path.join(options.disk?.folder ?? tmpdir(), `aftercall-${options.name}-${process.pid}-`))
  chmodSync(folder, 0o711)
  const cluster = path.join(folder, 'cluster')
  const account = chooseAccount(cluster)
  const binaries = await usableBinaries(testedPostgres(), account, folder)
  const listening: Listening = options.tcp
    ? { socketFolder: '', port: await freePort() }
    : { socketFolder: path.join(folder, 'socket'), port: 5432 }
  if (!options.tcp) {
    mkdirSync(listening.socketFolder, { mode: 0o700 })
    giveTo(account, listening.socketFolder)
  }
  const password = randomBytes(12).toString('hex')
  await initialise({ binaries, account, cluster, password })
  const logFile = path.join(folder, 'server.log')
  const start = () => launch({ binaries, account, cluster, logFile, listening, settings })
  let { pid } = await start()
  const url = (database = 'aftercall', port = listening.port) => urlOf({ ...listening, port }, password, database)

  const admin = new pg.Client({ connectionString: url('postgres') })
  await admin.connect()
  await admin.query('create database aftercall template template0')
  await admin.end()

  let crashing = Promise.resolve()
  const crash = async () => {
    // Stopped, the postmaster makes no more sessions while all of its family is killed.
    process.kill(pid, 'SIGSTOP')
    const family = [pid, ...childrenOf(pid)]
    for (const one of family) kill(one)
    while (family.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 5))
    // Nobody of them lives. Another server's process may have been given the number that stands in these meanwhile.
    for (const lock of [path.join(cluster, 'postmaster.pid'), socketLock(listening)]) rmSync(lock, { force: true })
    pid = (await startPatiently(start)).pid
  }

  const restart = async () => {
    await stopServer(pid, cluster, { SIGINT: 5_000 })
    pid = (await startPatiently(start)).pid
  }

  const startWhereEnded = async () => {
    for (const until = performance.now() + 30_000; performance.now() < until; ) {
      if (!isAlive(pid)) {
        for (const lock of [path.join(cluster, 'postmaster.pid'), socketLock(listening)]) rmSync(lock, { force: true })
        pid = (await startPatiently(start)).pid
      }
      if (await answers(url('postgres'))) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  return {
    pid: () => pid,
    startWhereEnded: () => {
      crashing = crashing.then(startWhereEnded)
      return crashing
    },
    port: listening.port,
    url,
    crashAndRestart: () => {
      // One after the other: a server that is just starting cannot be started again.
      crashing = crashing.then(crash)
      return crashing
    },
    restart: () => {
      crashing = crashing.then(restart)
      return crashing
    },
    cpuMicros: () => cpuMicros(pid, true) + childrenOf(pid).reduce((sum, child) => sum + cpuMicros(child, false), 0),
    stop: async () => {
      await stopServer(pid, cluster, { SIGINT: 5_000 })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** While its disk is full a server cannot recover. */
async function startPatiently<T>(start: () => Promise<T>): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await start()
    } catch (error) {
      if (tried === 40) throw error
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** What a server keeps beside its socket, to say whose it is. One that listens on a port has its socket where PostgreSQL puts it unasked. */
const socketLock = ({ socketFolder, port }: Listening) =>
  path.join(socketFolder === '' ? '/tmp' : socketFolder, `.s.PGSQL.${port}.lock`)

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && statOf(pid)?.[1] === String(parent))
}

/** Microseconds of CPU of a process; of its ended children too, where asked. */
export function cpuMicros(pid: number, withEndedChildren: boolean): number {
  const fields = statOf(pid)
  if (!fields) return 0
  // utime, stime, cutime and cstime, in ticks of 10 ms.
  return fields.slice(11, withEndedChildren ? 15 : 13).reduce((sum, ticks) => sum + Number(ticks) * 10_000, 0)
}

/** The fields of /proc/PID/stat behind the name, which may hold spaces: state, parent, ... */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

function isAlive(pid: number): boolean {
  const state = statOf(pid)?.[0]
  return state !== undefined && state !== 'Z'
}
