/** The whole program on a database of its own, and accounts in it, spoken to as everybody speaks to it: by HTTP. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { ConfigurationInput } from '../../src/core/configuration.ts'
import { settledStates } from '../../src/core/delivery.ts'
import { usualRetention } from '../../src/core/retention.ts'
import { type Program, startProgram } from '../../src/main.ts'
import { type TestDatabase, testDatabase } from './postgres.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are read as a client without types would read them
type Body = any
export type Answer = { status: number; body: Body; etag: string | null }

export type TestAccount = {
  key: string
  id: string
  send: Send
  get(path: string): Promise<Answer>
  post(call: unknown): Promise<Answer>
  /** Posts a call that must be new, and answers its id. */
  accepted(call: unknown): Promise<string>
  call(id: string): Promise<Body>
  /** The call once none of its messages is under way any more. */
  settled(id: string, withinMs?: number): Promise<Body>
  putRules(rules: unknown[], etag: string | null, who?: Send): Promise<Answer>
  /** What a browser asks that was signed in with this key, or with the account's. */
  browser(key?: string): Promise<Send>
}

export type Send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>

export type TestProgram = {
  url(): string
  /** What a person is given to open the console. */
  link(): Promise<string>
  operatorKey: string
  account(document: ConfigurationInput): Promise<TestAccount>
  restart(): Promise<void>
  stop(): Promise<void>
}

/** `sandboxSpeed`: how many times faster than life the shared sandbox runs, for a file that waits for its receipts but not to see them come. */
export async function startTestProgram(
  over: { database?: TestDatabase; publicUrl?: string; sandboxSpeed?: number; privateGatewaysOf?: 'operator' } = {},
): Promise<TestProgram> {
  const database = over.database ?? (await testDatabase())
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercall-test-'))
  const start = (): Promise<Program> =>
    startProgram(
      {
        databaseUrl: database.url,
        dataFolder: folder,
        listen: { host: '127.0.0.1', port: 0 },
        publicUrl: over.publicUrl,
        secretKey: undefined,
        retention: usualRetention,
        logLevel: 'error',
        allowPrivateGateways: ['127.0.0.0/8'],
        privateGatewaysOf: over.privateGatewaysOf ?? 'everybody',
        trustProxy: undefined,
        metricsKey: undefined,
      },
      { version: 'test' },
    )
  let program = await start()
  const operatorKey = readFileSync(path.join(folder, 'operator-key'), 'utf8').trim()
  const ask = (key: string) => (method: string, at: string, body?: unknown, headers?: Record<string, string>) =>
    request(program.url, { method, at, body, headers: { authorization: `Bearer ${key}`, ...headers } })
  const signIn = async (key: string): Promise<Send> => {
    const { cookie } = await request(program.url, { method: 'POST', at: '/v1/session', body: { key } })
    const browser = { cookie, 'sec-fetch-site': 'same-origin' }
    return (method, at, body, headers) =>
      request(program.url, { method, at, body, headers: { ...browser, ...headers } })
  }
  if (over.sandboxSpeed) {
    const fast = { title: 'Sandbox', kind: 'sandbox', settings: { speed: over.sandboxSpeed } }
    const put = await ask(operatorKey)('PUT', '/v1/shared-gateways/sandbox', fast)
    if (put.status !== 200) throw new Error(`the sandbox stays as it is: ${JSON.stringify(put.body)}`)
  }

  return {
    url: () => program.url,
    link: () => program.makeLink(),
    operatorKey,
    account: async (document) => {
      const made = await ask(operatorKey)('POST', '/v1/accounts', {
        name: document.account?.name ?? 'Test',
        zone: document.account?.zone ?? 'Asia/Kolkata',
      })
      if (made.status >= 300) throw new Error(`no account: ${JSON.stringify(made.body)}`)
      const account = accountOf(ask(made.body.key), signIn, { key: made.body.key, id: made.body.account.id })
      const applied = await account.send('PUT', '/v1/configuration', document)
      if (applied.status >= 300) throw new Error(`the document was refused: ${JSON.stringify(applied.body)}`)
      return account
    },
    restart: async () => {
      await program.stop()
      program = await start()
    },
    stop: async () => {
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
      if (!over.database) await database.drop()
    },
  }
}

function accountOf(
  send: Send,
  signIn: (key: string) => Promise<Send>,
  { key, id }: { key: string; id: string },
): TestAccount {
  const call = async (callId: string) => {
    const { status, body } = await send('GET', `/v1/calls/${callId}`)
    if (status !== 200) throw new Error(`no call ${callId}: ${JSON.stringify(body)}`)
    return body
  }
  return {
    key,
    id,
    send,
    get: (at) => send('GET', at),
    post: (one) => send('POST', '/v1/calls', one),
    accepted: async (one) => {
      const { status, body } = await send('POST', '/v1/calls', one)
      if (status !== 202) throw new Error(`the call was not new: ${status} ${JSON.stringify(body)}`)
      return body.id
    },
    call,
    settled: async (callId, withinMs = 15_000) => {
      const until = performance.now() + withinMs
      for (;;) {
        const detail = await call(callId)
        const open = detail.messages.filter(
          (one: { state: string }) => !(settledStates as readonly string[]).includes(one.state),
        )
        if (open.length === 0) return detail
        if (performance.now() > until) throw new Error(`still open: ${JSON.stringify(open)}`)
        await setTimeout(50)
      }
    },
    putRules: (rules, etag, who = send) =>
      who('PUT', '/v1/rule-set', { rules }, etag === null ? {} : { 'if-match': etag }),
    browser: (own = key) => signIn(own),
  }
}

async function request(
  url: string,
  {
    method,
    at,
    body,
    headers,
  }: { method: string; at: string; body?: unknown; headers?: Record<string, string> | undefined },
): Promise<Answer & { cookie: string }> {
  const answer = await fetch(`${url.replace('localhost', '127.0.0.1')}${at}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return {
    status: answer.status,
    body: text === '' ? undefined : JSON.parse(text),
    etag: answer.headers.get('etag'),
    cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '',
  }
}
