/** The program as a process of its own, for what must be seen from outside: `await startProgramProcess({ databaseUrl })`. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export type ProgramProcess = {
  url: string
  pid: number
  child: ChildProcess
  dataFolder: string
  operatorKey(): string
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<void>
}

/** It ended before it was ready. */
export class ProgramEnded extends Error {
  override name = 'ProgramEnded'
  readonly pid: number
  readonly how: NodeJS.Signals | number | null

  constructor(pid: number, how: NodeJS.Signals | number | null) {
    super(`the program ended with ${how} before it was ready`)
    this.pid = pid
    this.how = how
  }
}

export type Api = <T>(method: string, path: string, body?: unknown) => Promise<T>

const root = fileURLToPath(new URL('../..', import.meta.url))

export async function startProgramProcess(options: {
  databaseUrl: string
  /** Another script than the program's own; it prints the same first line. */
  script?: string
  /** Processes that share one database share their secrets by sharing this. */
  dataFolder?: string
  environment?: Record<string, string>
  /** A file for what it logs; else it goes where ours goes. */
  logFile?: string
}): Promise<ProgramProcess> {
  const dataFolder = options.dataFolder ?? mkdtempSync(path.join(tmpdir(), `aftercall-program-${process.pid}-`))
  const script = options.script === undefined ? ['src/cli.ts', 'start', '--json'] : [options.script]
  const child = spawn(process.execPath, script, {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      TZ: 'UTC',
      DATABASE_URL: options.databaseUrl,
      DATA_DIR: dataFolder,
      LISTEN: '127.0.0.1:0',
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
      ALLOW_PRIVATE_GATEWAYS: '127.0.0.0/8',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', options.logFile === undefined ? 'inherit' : openSync(options.logFile, 'a')],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await firstLine(child)
  const { url } = JSON.parse(line) as { url: string }
  return {
    url: url.replace('//localhost', '//127.0.0.1'),
    pid: child.pid ?? 0,
    child,
    dataFolder,
    operatorKey: () => readFileSync(path.join(dataFolder, 'operator-key'), 'utf8').trim(),
    end: async (signal) => {
      child.kill(signal)
      await ended
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => reject(new ProgramEnded(child.pid ?? 0, signal ?? code)))
    if (!child.stdout) return reject(new Error('the program has no output'))
    createInterface(child.stdout).once('line', resolve)
  })
}

/** Speaks JSON with the program; throws with the answer's words where it says no. */
export function apiOf(url: string, key: string): Api {
  return async <T>(method: string, where: string, body?: unknown) => {
    const answer = await fetch(`${url}${where}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${text.slice(0, 500)}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
}

/** A new account with this configuration, and its key. */
export async function makeAccount(
  program: ProgramProcess,
  name: string,
  configuration: unknown,
): Promise<{ key: string; accountKey: string; api: Api }> {
  const operator = apiOf(program.url, program.operatorKey())
  const { account, key } = await operator<{ account: { key: string }; key: string }>('POST', '/v1/accounts', {
    name,
    zone: 'Asia/Kolkata',
  })
  const api = apiOf(program.url, key)
  await api('PUT', '/v1/configuration', configuration)
  return { key, accountKey: account.key, api }
}
