/** Making, starting and stopping one PostgreSQL server. It knows nothing of data folders, locks and pointers. */
import { execFile, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { asAccount, type ServerAccount } from './embedded-postgres-account.ts'
import { type Binaries, serverEnvironment } from './embedded-postgres-binaries.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { giveTo } from './embedded-postgres-place.ts'
import { isPostgresOf } from './embedded-postgres-process.ts'

const run = promisify(execFile)

export const superuser = 'aftercall'

/** How a client finds the server: a socket in a closed folder, or loopback where there are no sockets. */
export type Listening = { socketFolder: string; port: number }

export type ServerOptions = {
  binaries: Binaries
  account: ServerAccount
  cluster: string
  logFile: string
  listening: Listening
  settings: Record<string, string>
}

export type Postmaster = { pid: number; listening: Listening; status: string }

/** Makes a new cluster; half of one never stands under its name. */
export async function initialise(options: {
  binaries: Binaries
  account: ServerAccount
  cluster: string
  password: string
}): Promise<void> {
  const { binaries, account, cluster } = options
  const draft = `${cluster}.new`
  const passwordFile = `${draft}-password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  giveTo(account, draft)
  writeFileSync(passwordFile, options.password, { mode: 0o600 })
  giveTo(account, passwordFile)
  // From 17 on case and classes of all letters are known without the system's locales, and the order is that of the bytes.
  const locale = Number(binaries.major) >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  const args = ['-D', draft, '-U', superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  try {
    await run(binaries.initdb, [...args, '--data-checksums', '--encoding=UTF8', '--locale=C', ...locale], {
      ...asAccount(account),
      env: serverEnvironment,
      cwd: path.parse(cluster).root,
    })
    renameSync(draft, cluster)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    const { stderr = '' } = error as { stderr?: string }
    throw startFailed(`PostgreSQL could not make its data folder ${cluster}`, `${stderr || error}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** Starts the server in a process group of its own (Ctrl-C in the terminal is not meant for it) and waits until it takes connections. */
export async function launch(options: ServerOptions): Promise<Postmaster> {
  keepLogShort(options.logFile)
  const from = existsSync(options.logFile) ? statSync(options.logFile).size : 0
  const log = openSync(options.logFile, 'a', 0o600)
  const settings = Object.entries({ ...placeSettings(options.listening), ...options.settings })
  const args = ['-D', options.cluster, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const child = spawn(options.binaries.postgres, args, {
    ...asAccount(options.account),
    env: serverEnvironment,
    cwd: path.parse(options.cluster).root,
    // A file and no pipe: a stopped reader would stop the server.
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  let ended: string | undefined
  child.once('error', (error) => (ended = error.message))
  child.once('exit', (code, signal) => (ended = `it ended with ${signal ?? code}`))
  child.unref()

  const givingUpAt = performance.now() + 300_000
  while (ended === undefined && performance.now() < givingUpAt) {
    const postmaster = readPostmaster(options.cluster)
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return postmaster
    await setTimeout(15)
  }
  const said = readFileSync(options.logFile, 'utf8').slice(from)
  if (ended === undefined) child.kill('SIGQUIT')
  throw startFailed('PostgreSQL did not start', said.trim() || ended || 'it was not ready after 5 minutes')
}

function placeSettings({ socketFolder, port }: Listening): Record<string, string> {
  if (socketFolder === '') return { listen_addresses: '127.0.0.1', port: String(port) }
  return {
    listen_addresses: '',
    port: String(port),
    // A list of names to PostgreSQL, so a name with a comma or a quote must be quoted.
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
  }
}

function keepLogShort(file: string): void {
  if (existsSync(file) && statSync(file).size > 10_000_000) renameSync(file, `${file}.1`)
}

function startFailed(words: string, said: string): EmbeddedPostgresError {
  const tail = said.trim().split('\n').slice(-12).join('\n')
  const code = /No space left on device|ENOSPC|Disk quota exceeded/i.test(said) ? 'disk_full' : 'start_failed'
  return new EmbeddedPostgresError(code, `${words}:\n${tail}`)
}

/** What the server itself wrote about itself; undefined when none runs or it is only half written. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const file = path.join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid = '', , , port = '', socketFolder = '', , , status = ''] = readFileSync(file, 'utf8').split('\n')
  if (!Number(pid)) return undefined
  return {
    pid: Number(pid),
    listening: { socketFolder: socketFolder.trim(), port: Number(port) },
    status: status.trim(),
  }
}

type Patience = Record<'SIGINT' | 'SIGQUIT' | 'SIGKILL', number>

/** How long each is waited for, in milliseconds; in the order in which they come. */
const usualPatience: Patience = { SIGINT: 20_000, SIGQUIT: 5_000, SIGKILL: 5_000 }

/** Fast shutdown; an immediate one only when that hangs, and the end by force only when even that does. Idempotent. */
export async function stopServer(pid: number, cluster: string, patience: Partial<Patience> = {}): Promise<void> {
  for (const [signal, milliseconds] of Object.entries({ ...usualPatience, ...patience })) {
    if (!isPostgresOf(pid, cluster)) return
    kill(pid, signal as keyof Patience)
    const until = performance.now() + milliseconds
    while (isPostgresOf(pid, cluster) && performance.now() < until) await setTimeout(10)
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended in between.
  }
}

/** The address a client uses. The host in it is only there so that the text is a URL; the one after ? counts. */
export function urlOf(listening: Listening, password: string, database: string): string {
  const user = `${superuser}:${encodeURIComponent(password)}`
  if (listening.socketFolder === '') return `postgres://${user}@127.0.0.1:${listening.port}/${database}`
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(listening.socketFolder)}&port=${listening.port}`
}

/** Keeps a secret in a file that only the program's user can read. */
export function writeSecret(file: string, secret: string): void {
  const handle = openSync(file, 'w', 0o600)
  try {
    writeFileSync(handle, secret)
    fchmodSync(handle, 0o600)
    // The cluster that it opens is on the disk soon after.
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
