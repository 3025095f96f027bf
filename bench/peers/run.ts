/**
 * `npm run bench:peers`: Aftercall beside what a user would otherwise build, in turns. From HTTP to the SMS service: a Node-RED flow, and Debian's Kannel.
 * The queue part alone: graphile-worker, pg-boss, BullMQ. Installs what it needs, in this folder and by apt-get where it may; what cannot be had is said in
 * the table. `--rounds 3 --seconds 10 --jobs 50000`, `--quick`, `--only flows|queues`. The tables go to standard output and, of a
 * whole run, to docs/figures/peers.md; everything else to standard error.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { startDurablePostgres } from '../../test/support/durable-postgres.ts'
import { type FlowRun, kannelVersion, ours, peers, runOurs, runPeer } from './flows.ts'
import { installPeers } from './install.ts'
import { keepFigures } from './kept.ts'
import { type QueueRun, queues, runQueue } from './queues.ts'
import { flowTable, queueTable } from './tables.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    jobs: { type: 'string' },
  },
})
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3))
const seconds = Number(values.seconds ?? (values.quick ? 2 : 10))
const jobs = Number(values.jobs ?? (values.quick ? 5_000 : 50_000))
const warmUpSeconds = values.quick ? 2 : 20

const say = (line: string) => console.error(line)
/** Who goes first changes from round to round, so that nobody always finds the machine as the same other left it. */
const inTurn = <T>(all: readonly T[], round: number): readonly T[] => (round % 2 === 1 ? all : all.toReversed())

async function flows(): Promise<FlowRun[]> {
  const runs: FlowRun[] = []
  const options = { seconds, warmUpSeconds, say }
  for (let round = 1; round <= rounds; round++) {
    say(`flows, round ${round} of ${rounds}`)
    for (const one of inTurn([ours, ...peers], round))
      runs.push(one === ours || typeof one === 'string' ? await runOurs(options) : await runPeer(one, options))
  }
  return runs
}

async function queuesInTurn(): Promise<QueueRun[]> {
  const runs: QueueRun[] = []
  const server = await startDurablePostgres({ tcp: false, name: 'queues' })
  try {
    for (let round = 1; round <= rounds; round++) {
      say(`queues, round ${round} of ${rounds}`)
      for (const queue of inTurn(queues, round)) {
        const run = await runQueue(queue, server, { jobs, batch: 500, inFlight: 2 })
        const { figure } = run
        say(`  ${run.name.padEnd(36)} ${'missing' in figure ? figure.missing : `${Math.round(figure.perSecond)}/s`}`)
        runs.push(run)
      }
    }
  } finally {
    await server.stop()
  }
  return runs
}

installPeers()
const flowRuns = values.only === 'queues' ? [] : await flows()
const queueRuns = values.only === 'flows' ? [] : await queuesInTurn()
const processor = cpus()[0]?.model ?? 'unknown'
const tables = [
  `\`npm run bench:peers -- --rounds ${rounds} --seconds ${seconds} --jobs ${jobs}${values.only ? ` --only ${values.only}` : ''}\`, Node ${process.version}, ${cpus().length} cores of ${processor}; medians; load and peers share them.`,
  ...(flowRuns.length > 0 ? [flowTable(flowRuns, kannelVersion())] : []),
  ...(queueRuns.length > 0 ? [queueTable(queueRuns)] : []),
].join('\n\n')
console.log(tables)
// A short look or one half is no figure to keep.
if (!values.quick && values.only === undefined) {
  const day = new Date().toISOString().slice(0, 10)
  say(`kept in ${keepFigures({ tables, flows: flowRuns, queues: queueRuns, day })}`)
}
process.exit(0)
