/** The engine on a database of the test's own: an account with one rule, a probe for a gateway, and as many nodes as the test starts, in this process. */
import type pg from 'pg'
import { type CallReport, callReport, completeCall } from '../../src/core/call.ts'
import { plan } from '../../src/core/plan.ts'
import type { RuleSetSnapshot } from '../../src/core/rule-set.ts'
import type { GatewayKind } from '../../src/gateways/gateway.ts'
import { createDialler } from '../../src/network/dial.ts'
import { createHttp } from '../../src/network/http.ts'
import { type AcceptCalls, type AcceptResult, createAcceptCalls } from '../../src/pipeline/accept-calls.ts'
import { keepAccountStates } from '../../src/store/account-state.ts'
import { type Database, openDatabase, type Purpose, purposes } from '../../src/store/database.ts'
import { readInstallation } from '../../src/store/installation.ts'
import { newId } from '../../src/store/uuid.ts'
import { type Engine, startEngine, usualEvery } from '../../src/worker/engine.ts'
import { missedCall } from './call.ts'
import { quietPool } from './message-rows.ts'
import { type TestDatabase, testDatabase } from './postgres.ts'
import { Probe } from './probe.ts'
import { hashNumber, optOutLinks } from './seal.ts'
import { silentLog } from './silent-log.ts'
import { dialLoopback } from './smpp-rig.ts'

export type TestNode = {
  db: Database
  owner: string
  engine: Engine
  calls: AcceptCalls
  accept(report?: Partial<CallReport>, accountId?: string): Promise<AcceptResult>
  /** The clean way. */
  stop(drainMs?: number): Promise<void>
  /** As `kill -9` leaves it: from now on nothing more of it reaches the database, and nobody hears of it. */
  drop(): Promise<void>
}

export type EngineRig = {
  database: TestDatabase
  sql: pg.Pool
  probe: Probe
  accountId: string
  gatewayId: string
  /** `heard` is told the name of every statement of its transactions. */
  node(options?: Partial<Pick<NodeOptions, 'url' | 'heard' | 'lockTimeoutMs' | 'between'>>): Promise<TestNode>
  /** Another gateway, of a kind of its own: `settings` are its row's. */
  addGateway(kind: GatewayKind, settings?: object): Promise<string>
  /** Further accounts like the first, whose texts take this gateway. */
  addAccounts(count: number, gatewayId: string): Promise<string[]>
  states(): Promise<Record<string, number>>
  messages(): Promise<
    {
      id: string
      number: string
      state: string
      attempt: number
      owner: string
      doubt: string | null
      settled_by: string | null
      reason: string | null
    }[]
  >
  until(what: () => Promise<boolean> | boolean, ms?: number): Promise<void>
  close(): Promise<void>
}

const sourceId = '01900000-0000-7000-8000-0000000000a1'
const templateId = '01900000-0000-7000-8000-0000000000a2'

/** What many tests wait for. The poll stays: a wake that is missing would not show. */
const shortRounds = { sweep: 1_000, matcher: 500, heartbeat: 1_000 }

export async function openEngineRig(rule: Partial<RuleSetSnapshot['rules'][number]> = {}): Promise<EngineRig> {
  Object.assign(usualEvery, shortRounds)
  const database = await testDatabase()
  const sql = quietPool(database.url)
  const probe = new Probe()
  const kinds: GatewayKind[] = []
  const addGateway = async (kind: GatewayKind, settings = {}) => {
    const id = newId()
    kinds.push(kind)
    await sql.query('insert into gateway (gateway_id, key, title, kind, settings) values ($1, $2, $2, $2, $3)', [
      id,
      kind.kind,
      JSON.stringify(settings),
    ])
    return id
  }
  const addAccounts = async (count: number, gatewayId: string) => {
    const ids = Array.from({ length: count }, newId)
    await insertAccounts(sql, ids, gatewayId, rule)
    return ids
  }
  const gatewayId = await addGateway(probe.kind)
  const [accountId = ''] = await addAccounts(1, gatewayId)
  const nodes: TestNode[] = []

  const messages: EngineRig['messages'] = async () => (await sql.query('select * from message order by id')).rows
  return {
    database,
    sql,
    probe,
    accountId,
    gatewayId,
    node: async (options = {}) => {
      const made = await startNode({ url: database.url, heard: () => undefined, ...options }, kinds, accountId)
      nodes.push(made)
      return made
    },
    addGateway,
    addAccounts,
    messages,
    states: async () => {
      const counts: Record<string, number> = {}
      for (const { state } of await messages()) counts[state] = (counts[state] ?? 0) + 1
      return counts
    },
    until: async (what, ms = 10_000) => {
      for (const until = performance.now() + ms; !(await what()); ) {
        if (performance.now() > until) throw new Error(`it did not come within ${ms} ms: ${what}`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    close: async () => {
      await Promise.all(nodes.map((one) => one.stop(100)))
      await sql.end()
      await database.drop()
    },
  }
}

type NodeOptions = {
  url: string
  heard(statement: string): void
  owner?: string
  lockTimeoutMs?: number
  /** Stands between the program and its database. */
  between?(db: Database): Database
}

/** One node as main.ts builds it, without what speaks HTTP. */
export async function startNode(
  { url, heard, owner = newId(), between = (db) => db, ...waiting }: NodeOptions,
  kinds: readonly GatewayKind[],
  accountId: string,
): Promise<TestNode> {
  const opened = overheard(between(openDatabase({ url, owner, log: silentLog, ...waiting })), heard)
  const life = { isOver: false }
  const db = whileAlive(opened, life)
  const states = keepAccountStates(optOutLinks)
  const engine = await startEngine({
    db,
    states,
    owner,
    host: 'test',
    kinds,
    hashNumber,
    log: silentLog,
    settingsOf: (row) => kinds.find((one) => one.kind === row.kind)?.settings.parse(JSON.parse(row.settings)),
    io: () => ({ http: httpLoopback, dial: dialLoopback }),
  })
  const calls = createAcceptCalls({
    ...engine,
    db,
    owner,
    restoredAt: (await readInstallation(opened)).restoredAt,
    states,
    plan: (call, state, facts) => plan(call, state.rules, facts),
    noteUnknown: () => undefined,
    hashNumber,
    log: silentLog,
  })
  engine.whenFreed(calls.placesFreed)
  let stopping: Promise<void> | undefined
  return {
    db,
    owner,
    engine,
    calls,
    accept: (report = {}, by = accountId) => {
      const completed = completeCall(callReport.parse(missedCall(report)), Date.now())
      if ('problem' in completed) throw new Error(completed.problem.message)
      return calls.accept({ accountId: by, sourceId, call: completed.call })
    },
    stop: (drainMs = 1_000) => {
      stopping ??= (async () => {
        await calls.drain()
        await engine.stop(drainMs)
        await db.close()
      })()
      return stopping
    },
    drop: () => {
      life.isOver = true
      stopping ??= opened.close()
      return stopping
    },
  }
}

function overheard(db: Database, heard: NodeOptions['heard']): Database {
  return {
    ...db,
    transaction: (purpose, work) =>
      db.transaction(purpose, (tx) =>
        work({
          ...tx,
          run: (statement, parameters) => {
            heard(statement.name)
            return tx.run(statement, parameters)
          },
        }),
      ),
  }
}

/** The database of a process that may die: afterwards nothing is asked, and what was asked is never answered. */
function whileAlive(db: Database, life: { isOver: boolean }): Database {
  const never = <T>() => new Promise<T>(() => undefined)
  const unlessOver = async <T>(work: () => Promise<T>): Promise<T> => {
    if (life.isOver) return never()
    try {
      const value = await work()
      return life.isOver ? never() : value
    } catch (error) {
      return life.isOver ? never() : Promise.reject(error)
    }
  }
  const runnerOf = (purpose: Purpose) => ({
    run: ((...args) => unlessOver(() => db[purpose].run(...args))) as Database[Purpose]['run'],
  })
  return {
    ...db,
    ...(Object.fromEntries(purposes.map((one) => [one, runnerOf(one)])) as Record<Purpose, Database[Purpose]>),
    transaction: (purpose, work) => unlessOver(() => db.transaction(purpose, work)),
    query: (...args) => unlessOver(() => db.query(...args)),
  }
}

const httpLoopback = createHttp(createDialler({ allowPrivate: ['127.0.0.1/32'] }))

/** Accounts with one rule, whose texts take this gateway. */
export async function insertAccounts(
  sql: pg.Pool,
  accountIds: readonly string[],
  gatewayId: string,
  rule: Partial<RuleSetSnapshot['rules'][number]>,
): Promise<void> {
  const snapshot: RuleSetSnapshot = {
    zone: 'Asia/Kolkata',
    language: 'en',
    accountName: 'Test Traders',
    country: 'IN',
    hours: null,
    departmentHours: {},
    templates: {
      sorry: {
        key: 'sorry',
        id: templateId,
        version: 1,
        name: 'Sorry',
        body: 'Sorry we missed your call {{var.token|}} - Test Traders',
        status: 'approved',
        header: 'TESTER',
        entityId: null,
        dltTemplateId: null,
        category: 'service_implicit',
      },
    },
    rules: [
      {
        key: 'missed',
        name: 'Missed',
        enabled: true,
        conditions: { outcomes: ['missed'] },
        recipients: [{ selector: { to: 'caller' }, template: 'sorry' }],
        validityMinutes: 60,
        ...rule,
      },
    ],
  }
  const each = (text: string, values: unknown[] = []) =>
    sql.query(`${text} from unnest($1::uuid[]) a`, [accountIds, ...values])
  await each(
    `insert into account (account_id, key, name, zone, rule_set_number, caps) select a, a, 'Test Traders', 'Asia/Kolkata', 1, $2`,
    [rule.cap ? JSON.stringify({ missed: rule.cap }) : null],
  )
  await each(
    `insert into rule_set_version (account_id, number, snapshot, rules_changed, made_by) select a, 1, $2, true, 'test'`,
    [JSON.stringify(snapshot)],
  )
  await each(
    `insert into template (account_id, id, key, name, status, version, latest_version) select a, $2, 'sorry', 'Sorry', 'approved', 1, 1`,
    [templateId],
  )
  await each('insert into route (account_id, position, gateway_id) select a, 1, $2', [gatewayId])
}
