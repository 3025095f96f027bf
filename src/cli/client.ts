/**
 * How commands speak to the running program: by HTTP, like everybody else. The program writes its address to `running.json` and its operator
 * key to `operator-key` in the data folder; --url and --key name another one.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Answer, exchange } from './exchange.ts'
import { demandOpenFolder, isClosed, ofAnother } from './open-files.ts'
import { CommandFailed, type Given, type Shell } from './shell.ts'

export type Client = {
  /** The address of the program, without a slash at its end. */
  base: string
  get<T>(path: string, query?: Query): Promise<T>
  send<T>(method: Method, path: string, body?: unknown, more?: More): Promise<T>
  /** Sends a text that is no JSON, such as a piece of a file. */
  sendText<T>(path: string, text: { type: string; body: string }, query?: Query): Promise<T>
  /** The answer as it came, whatever its status: for callers that read statuses themselves. */
  request(method: Method | 'GET', path: string, body?: unknown): Promise<Answer>
}

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Query = Record<string, string | number | boolean | undefined>
type More = { query?: Query; headers?: Record<string, string> }
type Asked = { query?: Query; body?: unknown; text?: { type: string; body: string }; headers?: Record<string, string> }

/** A problem as RFC 9457 and our API write it. */
export type Problem = {
  title?: string
  status?: number
  code?: string
  detail?: string
  errors?: { path: string; code?: string; message: string }[]
}

/** The program said no. */
export class Refused extends CommandFailed {
  override name = 'Refused'
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Problem) {
    super(wordsOf(status, problem))
    this.status = status
    this.problem = problem
  }
}

/** Nobody answered at that address. */
export class Unreachable extends CommandFailed {
  override name = 'Unreachable'
}

/** An account, as far as commands read it. */
export type AccountView = { id: string; key: string; name: string; zone: string; isDemo: boolean }

const patienceMs = 60_000

/** Finds the program and speaks for the account that --account names, or for the one there is. */
export async function connect(shell: Shell, given: Given): Promise<Client> {
  const account = given.account ?? (await soleAccount(connectAs(shell, given)))
  return connectAs(shell, given, account)
}

/** Finds the program and speaks for that account, or, for what concerns no account, for none. */
export function connectAs(shell: Shell, given: Given, account?: string): Client {
  return open({ ...findProgram(shell, given), account })
}

type Me = { role: string; accounts?: { key: string; name: string; isDemo: boolean }[] }

/** Without --account the demo account counts until there is another; of several others one must be named. */
export async function soleAccount(client: Client): Promise<string | undefined> {
  const { role, accounts = [] } = await client.get<Me>('/v1/me')
  if (role !== 'operator') return undefined
  const own = accounts.filter((one) => !one.isDemo)
  if (own.length > 1) {
    const names = own.map((one) => one.key)
    throw new CommandFailed(
      `There is more than one account. Name the one you mean: --account ${names.slice(0, 8).join(', --account ')}`,
    )
  }
  return (own[0] ?? accounts[0])?.key
}

/** `host` is the name to ask by, where the address itself is none that the program answers to; `starter` starts the program, where it is one of here. */
type Address = { base: string; key: string; host?: string; starter?: string; account?: string | undefined }

function findProgram(shell: Shell, given: Given): Address {
  if (given.url !== undefined) {
    if (given.key === undefined)
      throw new CommandFailed(
        'With --url the key of that installation is needed too: --key, or AFTERCALL_KEY in the environment.',
      )
    return { base: given.url.replace(/\/+$/, ''), key: given.key }
  }
  const { dataFolder } = shell.config()
  const running = readRunning(dataFolder)
  if (!running) {
    const remedy = `Start it (${shell.starter}), set DATA_DIR to the folder of the one that runs, or name it with --url and --key.`
    throw new CommandFailed(`No Aftercall runs on ${dataFolder}. ${remedy}`)
  }
  // A bare system cannot resolve "localhost"; and by that name the program is known wherever it listens.
  const base = running.url.replace('//localhost', '//127.0.0.1')
  return { base, host: 'localhost', key: given.key ?? readOperatorKey(dataFolder), starter: shell.starter }
}

export type Running = { url: string; pid: number }

/** What the running program wrote about itself, or undefined where none wrote anything. A folder of another user is refused in words. */
export function readRunning(dataFolder: string): Running | undefined {
  demandOpenFolder(dataFolder)
  try {
    const { url, pid } = JSON.parse(readFileSync(path.join(dataFolder, 'running.json'), 'utf8')) as Partial<Running>
    return typeof url === 'string' ? { url: url.replace(/\/+$/, ''), pid: Number(pid) } : undefined
  } catch {
    return undefined
  }
}

function readOperatorKey(dataFolder: string): string {
  const file = path.join(dataFolder, 'operator-key')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    const why = isClosed(error) ? ofAnother : 'cannot be read. Start the program once'
    throw new CommandFailed(`The operator key in ${file} ${why}, or give a key with --key.`)
  }
}

function open({ base, key, host, starter, account }: Address): Client {
  const headers = {
    authorization: `Bearer ${key}`,
    accept: 'application/json',
    ...(host === undefined ? {} : { host }),
    ...(account === undefined ? {} : { 'aftercall-account': account }),
  }

  const ask = async (method: string, where: string, { query = {}, body, text, headers: more = {} }: Asked = {}) => {
    const url = new URL(base + where)
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value))
    const sent = text ?? (body === undefined ? undefined : { type: 'application/json', body: JSON.stringify(body) })
    const type = sent === undefined ? {} : { 'content-type': sent.type }
    try {
      return await exchange(url, {
        method,
        headers: { ...headers, ...type, ...more },
        body: sent?.body,
        patienceMs,
      })
    } catch (error) {
      throw unreachable(base, starter, error)
    }
  }

  const demand = ({ status, body }: Answer): never | unknown => {
    if (status >= 200 && status < 300) return body
    throw new Refused(status, typeof body === 'object' && body !== null ? (body as Problem) : {})
  }

  return {
    base,
    get: async <T>(where: string, query?: Query) =>
      demand(await ask('GET', where, query === undefined ? {} : { query })) as T,
    send: async <T>(method: Method, where: string, body?: unknown, more: More = {}) =>
      demand(await ask(method, where, { ...more, body })) as T,
    sendText: async <T>(where: string, text: { type: string; body: string }, query: Query = {}) =>
      demand(await ask('POST', where, { text, query })) as T,
    request: (method, where, body) => ask(method, where, { body }),
  }
}

function unreachable(base: string, starter: string | undefined, error: unknown): Unreachable {
  const { name, code } = error as Error & { code?: string }
  const late = `did not answer within ${patienceMs / 1_000} s`
  const why = name === 'AbortError' ? late : `does not answer${code ? ` (${code})` : ''}`
  const start = starter === undefined ? '.' : `: ${starter}`
  return new Unreachable(`${base} ${why}. See that the program runs there${start}`, { cause: error })
}

function wordsOf(status: number, { title, detail, code, errors = [] }: Problem): string {
  if (status === 401)
    return 'The program does not take this key. It may have been revoked, or belong to another installation.'
  const head = detail ?? title ?? `The program answered ${status}.`
  const fields = errors.slice(0, 20).map((one) => `  ${one.path || '(whole)'}  ${one.message}`)
  const more = errors.length > 20 ? [`  and ${errors.length - 20} more`] : []
  return [`${head}${code ? ` (${code})` : ''}`, ...fields, ...more].join('\n')
}
