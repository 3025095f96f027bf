/** An HTTP server on a database of its own, with everything real but the sender: texts are planned and stay queued. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { ConfigurationInput } from '../../src/core/configuration.ts'
import { plan } from '../../src/core/plan.ts'
import { gatewayKinds } from '../../src/gateways/all.ts'
import { buildServer, type ServerOptions } from '../../src/http/server.ts'
import { openLog } from '../../src/log.ts'
import { createAcceptCalls, unboundPlaces } from '../../src/pipeline/accept-calls.ts'
import { createConfirmOptOuts } from '../../src/pipeline/confirm-opt-outs.ts'
import { createExplainCalls } from '../../src/pipeline/explain-calls.ts'
import { createHistogram } from '../../src/pipeline/histogram.ts'
import { createRecordReceipts } from '../../src/pipeline/record-receipts.ts'
import { createTryOnHistory } from '../../src/pipeline/try-on-history.ts'
import { keepAccountStates } from '../../src/store/account-state.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { ensureSharedGateway } from '../../src/store/gateways.ts'
import { createKey } from '../../src/store/keys.ts'
import { noteUnknownNames } from '../../src/store/mappings.ts'
import type { Seal } from '../../src/store/seal.ts'
import { sourceKinds } from '../../src/telephony/all.ts'
import { testDatabase } from './postgres.ts'
import { hashNumber, optOutLinks, testSeal } from './seal.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are read as a client without types would read them
export type Answer = { status: number; body: any; headers: Record<string, unknown>; text: string }

/** One who asks: with a key, or with a cookie. */
export type Asker = {
  key: string
  get(url: string, headers?: Record<string, string>): Promise<Answer>
  send(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
}

export type TestApi = {
  server: FastifyInstance
  db: Database
  seal: Seal
  operator: Asker
  /** An account of its own, made what the document says. */
  account(document?: ConfigurationInput): Promise<Asker & { accountKey: string; accountId: string }>
  /** Whoever has these headers, from this address or from here. */
  as(headers: Record<string, string>, remoteAddress?: string): Asker
  stop(): Promise<void>
}

const log = openLog(process.env['TEST_LOG_LEVEL'] ?? 'silent')

type Over = Partial<Omit<ServerOptions, 'services'>> & { services?: Partial<ServerOptions['services']> }

export async function startTestApi({ services = {}, ...over }: Over = {}): Promise<TestApi> {
  const database = await testDatabase()
  const owner = randomUUID()
  const db = openDatabase({ url: database.url, owner, log })
  const seal = testSeal
  await ensureSharedGateway(db, seal, {
    key: 'sandbox',
    title: 'Sandbox',
    kind: 'sandbox',
    settings: {},
    secrets: {},
    paused: false,
    ratherTwice: false,
  })
  const server = await buildServer({
    db,
    seal,
    services: { ...servicesWithoutSender(db, owner), ...services },
    gatewayKinds,
    sourceKinds,
    log,
    publicUrl: () => 'http://localhost:8480',
    version: '0.0.0',
    ...over,
  })
  const as = (headers: Record<string, string>, remoteAddress?: string): Asker => ({
    key: headers['authorization']?.replace('Bearer ', '') ?? '',
    get: (url, more = {}) =>
      ask(server, { method: 'GET', url, headers: { ...headers, ...more }, ...(remoteAddress && { remoteAddress }) }),
    send: (method, url, body, more = {}) =>
      ask(server, {
        method,
        url,
        headers: { ...headers, ...more },
        ...(remoteAddress && { remoteAddress }),
        ...(body === undefined ? {} : { payload: body as object }),
      }),
  })
  const byKey = (key: string) => as({ authorization: `Bearer ${key}` })
  const operator = byKey((await createKey(db.console, { accountId: null, name: 'tests', role: 'operator' })).key)
  return {
    server,
    db,
    seal,
    operator,
    as,
    account: async (document) => {
      const made = await operator.send('POST', '/v1/accounts', { name: 'Test Traders', ...document?.account })
      if (made.status !== 201) throw new Error(made.text)
      const asker = byKey(made.body.key)
      if (document) {
        const applied = await asker.send('PUT', '/v1/configuration', document)
        if (applied.status !== 200) throw new Error(applied.text)
      }
      return { ...asker, accountKey: made.body.account.key, accountId: made.body.account.id }
    },
    stop: async () => {
      await server.close()
      await db.close()
      await database.drop()
    },
  }
}

async function ask(server: FastifyInstance, options: InjectOptions): Promise<Answer> {
  const response = await server.inject({ ...options, headers: { host: 'localhost', ...options.headers } })
  const isJson = String(response.headers['content-type'] ?? '').includes('json')
  return {
    status: response.statusCode,
    body: isJson ? response.json() : undefined,
    headers: response.headers,
    text: response.body,
  }
}

function servicesWithoutSender(db: Database, owner: string): ServerOptions['services'] {
  const states = keepAccountStates(optOutLinks)
  const gatewayLimits = () => ({ maxParts: 10 })
  const confirmOptOuts = createConfirmOptOuts({ owner, states, gatewayLimits, hashNumber, leftDue: () => undefined })
  const calls = createAcceptCalls({
    db,
    owner,
    states,
    plan: (call, state, facts) => plan(call, state.rules, facts),
    gatewayLimits,
    reserve: () => null,
    restoredAt: null,
    placesForCalls: () => unboundPlaces,
    handOver: () => undefined,
    leftDue: () => undefined,
    giveBack: () => Promise.resolve(),
    hashNumber,
    noteUnknown: (accountId, sourceId, names) => void noteUnknownNames(db, accountId, sourceId, names),
    log,
  })
  return {
    accept: calls.accept,
    waiting: calls.waiting,
    explain: createExplainCalls({ db, states, gatewayLimits, hashNumber }),
    tryOnHistory: createTryOnHistory({ db, states, gatewayLimits, hashNumber }),
    recordReceipts: createRecordReceipts({
      db,
      log,
      hashNumber,
      confirmOptOuts,
      perPartReceipts: () => true,
      answersStored: () => Promise.resolve(),
    }).record,
    confirmOptOuts,
    gatewayHealth: () => ({ health: { state: 'ok', words: 'well' }, underWay: 0, slots: 10 }),
    tryGateway: () => Promise.resolve(undefined),
    checkGateway: () => Promise.resolve([{ name: 'sign in', result: 'ok', words: 'signed in' }]),
    gatewaysChanged: () => Promise.resolve(),
    wake: () => undefined,
    figures: () => ({
      calls: { waiting: calls.waiting(), counts: calls.counts },
      sender: {
        gateways: [],
        started: createHistogram(),
        unstored: 0,
        swept: { leases: 0, lapsed: 0, removed: 0, givenUp: 0 },
        refusedYetDelivered: 0,
        databaseWentBack: false,
      },
      health: { freeDiskBytes: null, databaseMs: 1, databaseAnsweredMsAgo: 0 },
    }),
    readiness: () => ({ ready: true, words: 'ready' }),
  }
}
