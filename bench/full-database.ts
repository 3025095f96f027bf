/**
 * `node bench/full-database.ts --calls 10000000 --accounts 10000 --rules 1000`: what a call costs in a database that years have filled, beside an empty one.
 * Two programs on two servers take the same load in turns; their CPU a call, program and PostgreSQL, is compared. Everything is removed afterwards. The
 * table goes to standard output.
 */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { demandSpace, fill, sizeOf } from './fill.ts'
import type { LoadResult } from './load.ts'
import { linesOf, type Subject, spawnScript, startSubject } from './subjects.ts'
import { markdown, median } from './table.ts'

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '10000000' },
    accounts: { type: 'string', default: '10000' },
    rules: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '256' },
    warmUp: { type: 'string', default: '40000' },
  },
})
const [calls, accounts, rules] = [Number(values.calls), Number(values.accounts), Number(values.rules)]
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)]
const wanted = 1.1
const say = (line: string) => console.error(line)

type Cost = { calls: number; perSecond: number; node: number; postgres: number }
type Measured = { name: string; subject: Subject; accountId: string; costs: Cost[]; next: number }

demandSpace(calls)
const running: Subject[] = []
const stopAll = () => Promise.all(running.splice(0).map((one) => one.stop()))
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stopAll().finally(() => process.exit(130)))

async function start(name: string, ofRules: number): Promise<Measured> {
  const subject = await startSubject('aftercall', { rules: ofRules })
  running.push(subject)
  const [{ account_id: accountId }] = await ask(subject, `select account_id from account where key = 'bench'`)
  return { name, subject, accountId, costs: [], next: 0 }
}

// biome-ignore lint/suspicious/noExplicitAny: rows are what the query says
async function ask({ server }: Subject, text: string, parameters: unknown[] = []): Promise<any[]> {
  const client = new pg.Client({ connectionString: server.url() })
  await client.connect()
  try {
    return (await client.query(text, parameters)).rows
  } finally {
    await client.end()
  }
}

/** One load, until all of it is sent and all receipts are stored. */
async function load(one: Measured, more: { seconds: number; atMost: number }): Promise<Cost> {
  const { subject, accountId } = one
  const since = newestId()
  const taken = (await subject.peer()).count
  const before = subject.cpu()
  const { port, path, key } = subject
  const options = { port, path, key, connections: Number(values.connections), perRequest: 1, from: one.next, ...more }
  const child = spawnScript('bench/load.ts', {}, [JSON.stringify(options)])
  const result = JSON.parse(await linesOf(child)()) as LoadResult
  one.next += result.calls + 1_000
  const other = Object.entries(result.statuses).filter(([status]) => status !== '202')
  if (other.length > 0) throw new Error(`answers other than 202: ${JSON.stringify(other)}`)
  for (const giveUpAt = performance.now() + 120_000; ; ) {
    const { count } = await subject.peer()
    if (count - taken === result.calls) {
      const [{ done }] = await ask(
        subject,
        `select count(*)::int as done from message where account_id = $1 and id > $2 and state = 'delivered'`,
        [accountId, since],
      )
      if (done === result.calls) break
    }
    if (performance.now() > giveUpAt) throw new Error(`${one.name}: not all was delivered after two minutes`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const after = subject.cpu()
  return {
    calls: result.calls,
    perSecond: result.calls / result.seconds,
    node: (after.node - before.node) / result.calls,
    postgres: (after.postgres - before.postgres) / result.calls,
  }
}

/** Ids begin with their time: what is made from now on is greater than this one. */
function newestId(): string {
  const hex = Date.now().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

try {
  const empty = await start('empty', 3)
  const full = await start('full', rules)
  say(`filling ${calls} calls in ${accounts} accounts`)
  const began = performance.now()
  await fill(full.subject.server.url(), { calls, accounts, accountId: full.accountId, say })
  const size = await sizeOf(full.subject.server.url())
  say(`  ${size.calls} calls, ${size.gigabytes.toFixed(1)} GB, ${Math.round((performance.now() - began) / 1000)} s`)
  const both = [empty, full]
  for (const one of both) await load(one, { seconds: 120, atMost: Number(values.warmUp) })
  for (const one of both) await ask(one.subject, 'vacuum (analyze) call, message, submission, receipt, caller')
  for (let round = 1; round <= rounds; round++)
    for (const one of round % 2 === 1 ? both : both.toReversed()) {
      const cost = await load(one, { seconds, atMost: seconds * 50_000 })
      one.costs.push(cost)
      say(
        `  round ${round} ${one.name.padEnd(5)} ${Math.round(cost.perSecond)}/s, CPU ${Math.round(cost.node)} + ${Math.round(cost.postgres)} us`,
      )
    }
  report(empty, full, size)
} finally {
  await stopAll()
}

function report(empty: Measured, full: Measured, size: Awaited<ReturnType<typeof sizeOf>>): void {
  const of = ({ costs }: Measured, read: (cost: Cost) => number) => median(costs.map(read))
  const reads: [string, (cost: Cost) => number][] = [
    ['program', (cost) => cost.node],
    ['PostgreSQL', (cost) => cost.postgres],
    ['both', (cost) => cost.node + cost.postgres],
  ]
  const rows = reads.map(([name, read]) => {
    const [a, b] = [of(empty, read), of(full, read)]
    return [name, a.toFixed(0), b.toFixed(0), (b / a).toFixed(2)]
  })
  const rates = [of(empty, (cost) => cost.perSecond), of(full, (cost) => cost.perSecond)] as const
  const ratio = of(full, (cost) => cost.node + cost.postgres) / of(empty, (cost) => cost.node + cost.postgres)
  console.log(
    [
      `\`node bench/full-database.ts --calls ${calls} --accounts ${accounts} --rules ${rules}\`: ${rounds} rounds of ${seconds} s in turns, ${values.connections} connections; medians. Full: ${size.calls.toLocaleString('en')} calls, ${size.accounts.toLocaleString('en')} accounts, ${size.gigabytes.toFixed(1)} GB, ${rules} rules in the account, a tenth of the calls its own. Empty: 3 rules.\n`,
      markdown([
        ['CPU a call, us', 'empty', 'full', 'full beside empty'],
        ...rows,
        ['calls/s', ...rates.map((one) => one.toFixed(0)), (rates[1] / rates[0]).toFixed(2)],
      ]),
      `\n${ratio <= wanted ? 'Held' : 'NOT HELD'}: ${ratio.toFixed(2)} of the cost of an empty database (at most ${wanted} is wanted).`,
    ].join('\n'),
  )
  process.exitCode = ratio <= wanted ? 0 : 1
}
