/** One measurement: load, then everything that was accepted must be sent and its receipt stored; calls, rows and submits must agree. */
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import pg from 'pg'
import { callerOf } from './calls.ts'
import type { LoadOptions, LoadResult } from './load.ts'
import { linesOf, type Subject, spawnScript } from './subjects.ts'

export type Shape = { connections: number; perRequest: number; rate?: number }

export type Measured = {
  calls: number
  /** Calls a second: answered, taken by the peer, receipt stored. */
  accepted: number
  submitted: number
  stored: number
  /** Milliseconds from request to answer. */
  p50: number
  p99: number
  /** Milliseconds from the database's clock in the accepting transaction to the peer. */
  sendP50: number
  sendP99: number
  /** Microseconds of CPU a call. */
  nodeCpu: number
  postgresCpu: number
  /** Share of the machine that nobody used while the load ran: what is left where the wait for one another is the limit. */
  idle: number
  /** The most memory the process has held so far, in MB. */
  peakMb: number
}

const drainSeconds = 60

export async function measure(
  subject: Subject,
  shape: Shape,
  more: { seconds: number; atMost: number; from: number },
): Promise<Measured> {
  const client = new pg.Client({ connectionString: subject.server.url() })
  await client.connect()
  try {
    await subject.peer(true)
    const before = subject.cpu()
    const machineBefore = machineTimes()
    const result = await runLoad(subject, { ...shape, ...more }, client)
    const idle = idleShare(machineBefore, machineTimes())
    await drained(client, subject, result, more.from)
    const after = subject.cpu()
    const peer = await subject.peer(true)
    const rows = await rowsOf(client, more.from, result.calls)
    checkAgreement(result, rows, peer.taken ?? [])
    const waits = waitsOf(rows.createdAt, peer.taken ?? [])
    const since = (at: number) => result.calls / ((at - result.startedAt) / 1000)
    return {
      calls: result.calls,
      accepted: result.calls / result.seconds,
      submitted: since(peer.lastAt),
      stored: since(rows.lastFinalAt),
      p50: result.p50,
      p99: result.p99,
      sendP50: at(waits, 0.5),
      sendP99: at(waits, 0.99),
      nodeCpu: (after.node - before.node) / result.calls,
      postgresCpu: (after.postgres - before.postgres) / result.calls,
      idle,
      peakMb: peakMb(subject.pid),
    }
  } finally {
    await client.end()
  }
}

async function runLoad(
  subject: Subject,
  shape: Shape & { seconds: number; atMost: number; from: number },
  client: pg.Client,
): Promise<LoadResult> {
  const { port, path, key } = subject
  const options: LoadOptions = { port, path, ...(key === undefined ? {} : { key }), ...shape }
  const child = spawnScript('bench/load.ts', {}, [JSON.stringify(options)])
  const line = linesOf(child)()
  // On purpose in the middle of it: a plan that depends on a state that is nearly always empty flips here.
  const analyse = setTimeout(
    () => void client.query('analyze call, message, submission, receipt, caller'),
    (shape.seconds * 1000) / 2,
  )
  const result = JSON.parse(await line) as LoadResult
  clearTimeout(analyse)
  const bad = Object.entries(result.statuses).filter(([status]) => !status.startsWith('2'))
  if (bad.length > 0)
    console.error(`  ${subject.name}: answers other than 2xx: ${JSON.stringify(Object.fromEntries(bad))}`)
  return result
}

async function drained(client: pg.Client, subject: Subject, result: LoadResult, from: number): Promise<void> {
  const giveUpAt = performance.now() + drainSeconds * 1000
  for (;;) {
    const { count, receipts } = await subject.peer()
    if (count >= result.calls && receipts >= result.calls) {
      const { rows } = await client.query(
        `select count(*)::int as open from message where number >= $1 and number < $2 and state <> 'delivered'`,
        [callerOf(from), callerOf(from + result.calls)],
      )
      if (rows[0].open === 0) return
    }
    if (performance.now() > giveUpAt)
      throw new Error(`${subject.name} did not drain: ${count} of ${result.calls} submits after ${drainSeconds} s`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

type Rows = { calls: number; messages: number; receipts: number; lastFinalAt: number; createdAt: Map<string, number> }

async function rowsOf(client: pg.Client, from: number, calls: number): Promise<Rows> {
  const range = [callerOf(from), callerOf(from + calls)]
  const one = async (text: string) => (await client.query(text, range)).rows[0].n as number
  const { rows } = await client.query({
    text: `select number, extract(epoch from created_at) * 1000 as created, extract(epoch from final_at) * 1000 as final from message where number >= $1 and number < $2`,
    values: range,
    rowMode: 'array',
  })
  return {
    calls: await one('select count(*)::int as n from call where caller >= $1 and caller < $2'),
    messages: rows.length,
    receipts: await one('select count(*)::int as n from receipt where number >= $1 and number < $2'),
    lastFinalAt: rows.reduce((last, [, , final]) => Math.max(last, Number(final)), 0),
    createdAt: new Map(rows.map(([number, created]) => [number as string, Number(created)])),
  }
}

function checkAgreement(result: LoadResult, rows: Rows, taken: readonly [string, number][]): void {
  const numbers = new Set(taken.map(([number]) => number)).size
  const counts = {
    calls: result.calls,
    rows: rows.calls,
    messages: rows.messages,
    submits: taken.length,
    numbers,
    receipts: rows.receipts,
  }
  if (new Set(Object.values(counts)).size !== 1) throw new Error(`the counts do not agree: ${JSON.stringify(counts)}`)
}

function waitsOf(createdAt: Map<string, number>, taken: readonly [string, number][]): number[] {
  return taken.flatMap(([number, at]) => at - (createdAt.get(number) ?? Number.NaN)).sort((a, b) => a - b)
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

function machineTimes(): { idle: number; all: number } {
  const times = cpus().map((one) => one.times)
  const sum = (read: (one: (typeof times)[number]) => number) => times.reduce((total, one) => total + read(one), 0)
  return { idle: sum((one) => one.idle), all: sum((one) => Object.values(one).reduce((total, ms) => total + ms, 0)) }
}

type Times = ReturnType<typeof machineTimes>
const idleShare = (before: Times, after: Times) => (after.idle - before.idle) / (after.all - before.all)

function peakMb(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}
