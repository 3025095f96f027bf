/**
 * The same steps by the program's own functions on the same server: rows inserted, claimed, nothing run, finished. With `handOver` as on the quiet path,
 * where the inserting statement is the claim; else through the table, as after a restart. What each call was planned to is made beforehand: deciding is not
 * the queue's part, and the rows of calls that go in with the texts are ours on top. Prints what bench/peers/queues.ts reads.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { callReport, completeCall } from '../../src/core/call.ts'
import { compileRuleSet } from '../../src/core/conditions.ts'
import { buildDirectory, findParties } from '../../src/core/facts.ts'
import { gatherFacts } from '../../src/core/gather-facts.ts'
import { plan } from '../../src/core/plan.ts'
import type { RuleSetSnapshot } from '../../src/core/rule-set.ts'
import { groupCommit } from '../../src/pipeline/group-commit.ts'
import { claim } from '../../src/store/claims.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { pickDueMessages } from '../../src/store/due-messages.ts'
import { keepAnalysed } from '../../src/store/keep-analysed.ts'
import { migrate } from '../../src/store/migrate.ts'
import type { StoredOutcome } from '../../src/store/outcomes.ts'
import { storeOutcomes } from '../../src/store/outcomes.ts'
import { insertAll, type NewCall } from '../../src/store/planned-rows.ts'
import { lowestId, newId } from '../../src/store/uuid.ts'
import { hashNumber } from '../../test/support/seal.ts'
import { callBody } from '../calls.ts'

type Order = { url: string; jobs: number; batch: number; inFlight: number; handOver: boolean }
const order = JSON.parse(process.argv[2] ?? '{}') as Order
const { url, jobs, batch, inFlight } = order
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined }

const [accountId, gatewayId, sourceId, templateId] = [newId(), newId(), newId(), newId()]
const owner = newId()
const leaseMs = 60_000
const snapshot: RuleSetSnapshot = {
  zone: 'Asia/Kolkata',
  language: 'en',
  accountName: 'Kaveri Appliances',
  country: 'IN',
  hours: null,
  departmentHours: {},
  templates: {
    sorry: {
      key: 'sorry',
      id: templateId,
      version: 1,
      name: 'Sorry',
      body: 'Sorry we missed your call to {{department_name|us}}. We will call you back within the hour. Or call 1800 572 0199. - Kaveri Appliances',
      status: 'approved',
      header: 'KAVERI',
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
    },
  ],
}

async function makeAccount(): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const run = (text: string, values: unknown[]) => client.query(text, values)
  await run(
    `insert into account (account_id, key, name, zone, rule_set_number) values ($1, 'bench', 'Kaveri', 'Asia/Kolkata', 1)`,
    [accountId],
  )
  await run(
    `insert into template (account_id, id, key, name, status, version, latest_version) values ($1, $2, 'sorry', 'Sorry', 'approved', 1, 1)`,
    [accountId, templateId],
  )
  await client.end()
}

/** Calls judged as the accepting transaction judges them. */
function judged(count: number, from: number): NewCall[] {
  const rules = compileRuleSet({ ...snapshot, number: 1 })
  const directory = buildDirectory({ country: 'IN', users: [], departments: [], dids: [], mappings: [] })
  return Array.from({ length: count }, (_, index) => {
    const now = Date.now()
    const completed = completeCall(callReport.parse(JSON.parse(callBody(from + index))), now)
    if ('problem' in completed) throw new Error(completed.problem.message)
    const { call } = completed
    const parties = findParties(call, directory, sourceId)
    const facts = gatherFacts({
      now,
      accountOn: true,
      parties,
      caller: undefined,
      rules,
      directory,
      gateway: { id: gatewayId, maxParts: 10 },
      pricePerPart: 0,
      policy: null,
      loopGuard: null,
      optedOut: undefined,
      optOutLink: () => '',
      consented: undefined,
      dndLearnt: undefined,
      ticket: undefined,
      pausedTemplates: undefined,
      usage: { texts: 0, spent: 0 },
      test: undefined,
    })
    const planned = plan(call, rules, facts)
    const id = newId()
    const messages = planned.messages.map((one) => {
      const messageId = newId()
      const reservation = { leaseMs, ref: randomUUID(), keyIsRef: false }
      const handed = order.handOver ? { accountId, messageId, attempt: 1, gatewayId, reservation } : null
      return { accountId, id: messageId, callId: id, planned: one, rule: planned.rule, now, handed, isHeld: false }
    })
    return { incoming: { id, accountId, sourceId, call }, parties, facts, plan: planned, now, messages }
  })
}

const accepted = (one: { messageId: string; attempt: number; to: string }): StoredOutcome => ({
  is: 'accepted',
  accountId,
  messageId: one.messageId,
  attempt: one.attempt,
  gatewayId,
  to: one.to,
  answer: '{"status":0}',
  at: Date.now(),
  keys: [{ id: one.messageId }],
  perPartReceipts: true,
})

/** Runs `step` until it says that nothing is left, so many at a time. */
async function atOnce(step: () => Promise<boolean>): Promise<void> {
  const worker = async () => {
    while (await step());
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
}

type Figures = { add: number; process: number; ran: number; cpuMicros: number }

/** One pass over so many jobs; their calls count up from `from`. */
async function pass(db: Database, count: number, from: number): Promise<Figures> {
  const batches = Array.from({ length: Math.ceil(count / batch) }, (_, n) =>
    judged(Math.min(batch, count - n * batch), from + n * batch),
  )
  const cpu = process.cpuUsage()
  let ran = 0
  // As a node stores what gateways answered: by itself, a batch after the other, and beyond a bound nothing new is begun.
  const results = groupCommit<StoredOutcome>({
    limit: batch,
    inFlight: 1,
    gatherMs: 5,
    commit: async (outcomes) => {
      await storeOutcomes(db, outcomes, hashNumber)
      ran += outcomes.length
    },
  })
  const finish = async (outcomes: StoredOutcome[]) => {
    const stored = Promise.all(outcomes.map((one) => results.add(one)))
    if (results.waiting() > mostUnstored) await stored
  }
  const addBegan = performance.now()
  await atOnce(async () => {
    const calls = batches.shift()
    if (!calls) return false
    await db.transaction('intake', (tx) => insertAll(tx, calls, owner))
    if (order.handOver) await finish(calls.flatMap(outcomesOf))
    return true
  })
  if (order.handOver) await results.drain()
  const processBegan = performance.now()
  const claimNext = oneAfterTheOther(async () => {
    const picked = await pickDueMessages(db, gatewayId, batch, after)
    return await claim(db, gatewayId, picked, {
      owner,
      leaseMs,
      refOf: () => randomUUID(),
      keyIsRef: false,
      hashNumber,
    })
  })
  if (!order.handOver) {
    await atOnce(async () => {
      const { permits } = await claimNext()
      await finish(permits.map((one) => accepted({ ...one, to: one.number })))
      return permits.length > 0
    })
    await results.drain()
  }
  const ended = performance.now()
  const { user, system } = process.cpuUsage(cpu)
  return {
    add: (processBegan - addBegan) / 1000,
    process: (ended - processBegan) / 1000,
    ran,
    cpuMicros: user + system,
  }
}

const after = { accountId: lowestId }
const mostUnstored = 2_000

const outcomesOf = ({ messages, parties }: NewCall) =>
  messages.map((one) => accepted({ messageId: one.id, attempt: 1, to: parties.caller.number ?? '' }))

/** One picks at a time, as in a node: whoever claims next has the next rows. */
function oneAfterTheOther<T>(work: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return () => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}

await migrate(url)
await makeAccount()
const db = openDatabase({ url, owner, log: silent })
// As the program does.
setInterval(() => void keepAnalysed(db), 5_000).unref()
const warmUpJobs = 20_000
// Once for the compilers, then for the figures.
await pass(db, Math.min(jobs, warmUpJobs), 0)
console.log('warm')
console.log(JSON.stringify(await pass(db, jobs, warmUpJobs)))
await db.close()
