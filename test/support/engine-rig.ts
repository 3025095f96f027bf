/** The engine on a database of the test's own: an account with one rule, a probe for a gateway, and as many nodes as the test starts, in this process. */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type CallReport, callReport, completeCall } from '../../src/core/call.ts'
import { plan } from '../../src/core/plan.ts'
import type { RuleSetSnapshot } from '../../src/core/rule-set.ts'
import { type AcceptCalls, type AcceptResult, createAcceptCalls } from '../../src/pipeline/accept-calls.ts'
import { keepAccountStates } from '../../src/store/account-state.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { newId } from '../../src/store/uuid.ts'
import { type Engine, startEngine } from '../../src/worker/engine.ts'
import { missedCall } from './call.ts'
import { quietPool } from './message-rows.ts'
import { type TestDatabase, testDatabase } from './postgres.ts'
import { Probe } from './probe.ts'

export type TestNode = {
  db: Database
  owner: string
  engine: Engine
  calls: AcceptCalls
  accept(report?: Partial<CallReport>): Promise<AcceptResult>
  /** The clean way. */
  stop(drainMs?: number): Promise<void>
}

export type EngineRig = {
  database: TestDatabase
  sql: pg.Pool
  probe: Probe
  accountId: string
  gatewayId: string
  node(options?: { url?: string }): Promise<TestNode>
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
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined }

export async function openEngineRig(rule: Partial<RuleSetSnapshot['rules'][number]> = {}): Promise<EngineRig> {
  const database = await testDatabase()
  const sql = quietPool(database.url)
  const probe = new Probe()
  const [accountId, gatewayId] = [newId(), newId()]
  await insertAccount(sql, accountId, gatewayId, rule)
  const nodes: TestNode[] = []

  const messages: EngineRig['messages'] = async () => (await sql.query('select * from message order by id')).rows
  return {
    database,
    sql,
    probe,
    accountId,
    gatewayId,
    node: async (options = {}) => {
      const made = await startNode(options.url ?? database.url, probe, accountId)
      nodes.push(made)
      return made
    },
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

async function startNode(url: string, probe: Probe, accountId: string): Promise<TestNode> {
  const owner = newId()
  const db = openDatabase({ url, owner, log: silent })
  const engine = await startEngine({
    db,
    owner,
    host: 'test',
    kinds: [probe.kind as never],
    log: silent as never,
    settingsOf: () => ({}),
    io: () => ({ http: nothing, dial: nothing }),
  })
  const calls = createAcceptCalls({
    ...engine,
    db,
    owner,
    states: keepAccountStates(),
    plan: (call, state, facts) => plan(call, state.rules, facts),
    noteUnknown: () => undefined,
    log: silent,
  })
  let stopping: Promise<void> | undefined
  return {
    db,
    owner,
    engine,
    calls,
    accept: (report = {}) => {
      const completed = completeCall(callReport.parse(missedCall(report)), Date.now())
      if ('problem' in completed) throw new Error(completed.problem.message)
      return calls.accept({ accountId, sourceId, call: completed.call })
    },
    stop: (drainMs = 1_000) => {
      stopping ??= (async () => {
        await calls.drain()
        await engine.stop(drainMs)
        await db.close()
      })()
      return stopping
    },
  }
}

const nothing = () => Promise.reject(new Error('a probe has no network'))

async function insertAccount(
  sql: pg.Pool,
  accountId: string,
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
  const one = (text: string, values: unknown[]) => sql.query(text, values)
  await one(
    `insert into account (account_id, key, name, zone, rule_set_number) values ($1, $2, 'Test Traders', 'Asia/Kolkata', 1)`,
    [accountId, randomUUID()],
  )
  await one(
    `insert into rule_set_version (account_id, number, snapshot, rules_changed, made_by) values ($1, 1, $2, true, 'test')`,
    [accountId, JSON.stringify(snapshot)],
  )
  await one(
    `insert into template (account_id, id, key, name, status, version) values ($1, $2, 'sorry', 'Sorry', 'approved', 1)`,
    [accountId, templateId],
  )
  await one(`insert into gateway (gateway_id, key, title, kind) values ($1, 'probe', 'Probe', 'probe')`, [gatewayId])
  await one('insert into route (account_id, position, gateway_id) values ($1, 1, $2)', [accountId, gatewayId])
}
