/** Debian's PostgreSQL as a primary with one streaming standby, which can be promoted. What the program brings has no `pg_basebackup`. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { asAccount, chooseAccount, type ServerAccount } from '../../src/store/embedded-postgres-account.ts'
import { giveTo } from '../../src/store/embedded-postgres-place.ts'
import { processesOf } from '../../src/store/embedded-postgres-process.ts'
import { initialise, launch, stopServer, urlOf } from '../../src/store/embedded-postgres-server.ts'
import { freePort } from '../support/durable-postgres.ts'

export type Pair = {
  version: string
  /** The address that the program is given: both hosts, the standby first. */
  url: string
  primary: pg.Client
  /** The standby takes writes from now on. */
  promote(): Promise<void>
  /** Its connection to the primary ends; what is committed from now on is not there. */
  unhook(): Promise<void>
  /** A commit waits until the standby has it. */
  waitForStandby(): Promise<void>
  /** Stops every process of the primary in its tracks: no connection ends, and none is answered. */
  freezePrimary(): void
  /** A client of the standby. */
  standby(): Promise<pg.Client>
  stop(): Promise<void>
}

const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  wal_level: 'replica',
  timezone: 'UTC',
  max_connections: '100',
}
const password = randomBytes(12).toString('hex')

export async function startPair(): Promise<Pair> {
  const base = mkdtempSync(path.join(tmpdir(), `aftercall-standby-${process.pid}-`))
  chmodSync(base, 0o711)
  const programs = newestPrograms()
  const inBase = (name: string) => path.join(base, name)
  const account = chooseAccount(inBase('none'))
  const ports = [await freePort(), await freePort()]
  const [first, second] = ports.map((port) => ({ socketFolder: '', port })) as [Where, Where]
  const binaries = {
    postgres: path.join(programs, 'postgres'),
    initdb: path.join(programs, 'initdb'),
    version: '',
    major: path.basename(path.dirname(programs)),
  }
  const start = (name: string, listening: Where) =>
    launch({
      binaries,
      account,
      cluster: inBase(name),
      logFile: inBase(`${name}.log`),
      listening,
      settings: { ...settings, unix_socket_directories: '' },
    })
  await initialise({ binaries, account, cluster: inBase('primary'), password })
  allowReplication(account, inBase('primary'))
  const { pid } = await start('primary', first)
  copyPrimary({ programs, account, from: first.port, to: inBase('standby') })
  const { pid: standbyPid } = await start('standby', second)
  const primary = await client(urlOf(first, password, 'postgres'))
  await primary.query('create database aftercall template template0')
  await untilStreaming(primary, 'async')

  const onStandby = async (...statements: string[]) => {
    const admin = await client(urlOf(second, password, 'postgres'))
    for (const statement of statements) await admin.query(statement)
    await admin.end()
  }
  return {
    version: execFileSync(binaries.postgres, ['--version'], { encoding: 'utf8' }).trim(),
    url: `${urlOf(second, password, 'aftercall').replace(`:${second.port}`, `:${second.port},127.0.0.1:${first.port}`)}?target_session_attrs=read-write`,
    primary,
    promote: () => onStandby('select pg_promote(true, 60)'),
    unhook: async () => {
      await onStandby(`alter system set primary_conninfo = ''`, 'select pg_reload_conf()')
      while ((await primary.query('select from pg_stat_replication')).rowCount) await setTimeout(20)
    },
    waitForStandby: async () => {
      await primary.query(`alter system set synchronous_standby_names = 'ANY 1 (*)'`)
      await primary.query('select pg_reload_conf()')
      await untilStreaming(primary, 'quorum')
    },
    freezePrimary: () => processesOf(inBase('primary')).forEach((one) => void process.kill(one, 'SIGSTOP')),
    standby: () => client(urlOf(second, password, 'aftercall')),
    stop: async () => {
      // A frozen one answers no farewell.
      for (const one of processesOf(inBase('primary'))) process.kill(one, 'SIGKILL')
      await primary.end().catch(() => undefined)
      await stopServer(pid, inBase('primary'))
      await stopServer(standbyPid, inBase('standby'))
      rmSync(base, { recursive: true, force: true })
    },
  }
}

type Where = { socketFolder: string; port: number }

/** The programs of the newest PostgreSQL that Debian installed. */
function newestPrograms(): string {
  const base = '/usr/lib/postgresql'
  const majors = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : []
  const found = majors
    .map((major) => path.join(base, major, 'bin'))
    .find((bin) => ['postgres', 'initdb', 'pg_basebackup'].every((name) => existsSync(path.join(bin, name))))
  if (found === undefined) throw new Error(`no PostgreSQL server below ${base}`)
  return found
}

function allowReplication(account: ServerAccount, cluster: string): void {
  const file = path.join(cluster, 'pg_hba.conf')
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nhost replication all 127.0.0.1/32 scram-sha-256\n`)
  giveTo(account, file)
}

function copyPrimary(options: { programs: string; account: ServerAccount; from: number; to: string }): void {
  mkdirSync(options.to, { mode: 0o700 })
  giveTo(options.account, options.to)
  execFileSync(
    path.join(options.programs, 'pg_basebackup'),
    [
      '-D',
      options.to,
      '-h',
      '127.0.0.1',
      '-p',
      String(options.from),
      '-U',
      'aftercall',
      '-R',
      '-c',
      'fast',
      '-X',
      'stream',
    ],
    { ...asAccount(options.account), env: { PATH: '/usr/bin:/bin', PGPASSWORD: password, LC_ALL: 'C' }, cwd: '/' },
  )
}

async function client(url: string): Promise<pg.Client> {
  const made = new pg.Client({ connectionString: url })
  // A frozen server's connection is cut at the end.
  made.on('error', () => undefined)
  await made.connect()
  return made
}

async function untilStreaming(primary: pg.Client, how: 'async' | 'quorum'): Promise<void> {
  const asked = `select from pg_stat_replication where state = 'streaming' and sync_state = $1`
  for (const until = performance.now() + 30_000; !(await primary.query(asked, [how])).rowCount; ) {
    if (performance.now() > until) throw new Error(`the standby is not ${how} after 30 seconds`)
    await setTimeout(50)
  }
}
