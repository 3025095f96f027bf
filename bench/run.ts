/**
 * `npm run bench`: Aftercall and the bare path in turns, on the same kind of PostgreSQL, each with a fresh server of its own; medians and ratios in one
 * table at the end. `--quick` is the short form, `--only aftercall|bare`, `--rounds`, `--seconds`.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { type Measured, measure, type Shape } from './measure.ts'
import { type Subject, startSubject, window } from './subjects.ts'
import { median, printTable } from './table.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    shape: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    /** A folder for CPU profiles of what is measured. */
    profile: { type: 'string' },
  },
})
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3))
const seconds = Number(values.seconds ?? (values.quick ? 2 : 10))
/** Until the compilers have seen enough: for its first 30,000 calls or so the program costs up to a third more. */
const warmUpSeconds = values.quick ? 2 : 20

const shapes: Record<string, Shape> = {
  '64 connections, one call': { connections: 64, perRequest: 1 },
  '256 connections, one call': { connections: 256, perRequest: 1 },
  '16 connections, arrays of 100': { connections: 16, perRequest: 100 },
}
const halfLoad = 'half load of 64 connections'

const names = (['aftercall', 'bare path'] as const).filter(
  (name) => values.only === undefined || name.startsWith(values.only),
)
const wanted = Object.entries(shapes).filter(([name]) => values.shape === undefined || name.startsWith(values.shape))
export type Results = Record<string, Partial<Record<Subject['name'], Measured[]>>>
const results: Results = {}

/** What runs now: a signal ends it too, so that no server is left behind. */
let running: Subject | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void (running?.stop() ?? Promise.resolve()).finally(() => process.exit(130)))

async function runOne(name: Subject['name']): Promise<void> {
  const subject = await startSubject(
    name,
    values.profile === undefined ? {} : { flags: ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] },
  )
  running = subject
  let from = 0
  const run = async (title: string, shape: Shape, seconds: number, keep = true) => {
    // Each measurement has numbers of its own.
    const measured = await measure(subject, shape, { seconds, atMost: seconds * 50_000, from })
    from += measured.calls + 1_000
    if (!keep) return measured
    results[title] ??= {}
    const kept = results[title][name] ?? []
    results[title][name] = [...kept, measured]
    say(`  ${name.padEnd(10)} ${title.padEnd(31)} ${line(measured)}`)
    return measured
  }
  try {
    await run('warm-up', { connections: 256, perRequest: 1 }, warmUpSeconds, false)
    let saturated = 0
    for (const [title, shape] of wanted) {
      const measured = await run(title, shape, seconds)
      if (shape.connections === 64) saturated = measured.stored
    }
    if (saturated > 0) await run(halfLoad, { connections: 64, perRequest: 1, rate: saturated / 2 }, seconds)
  } finally {
    running = undefined
    await subject.stop()
  }
}

const line = (one: Measured) =>
  `${Math.round(one.submitted)} submitted/s, ${Math.round(one.stored)} stored/s, answer p50 ${one.p50.toFixed(1)} ms, CPU ${Math.round(one.nodeCpu)} + ${Math.round(one.postgresCpu)} us, idle ${Math.round(one.idle * 100)} %`

function say(text: string): void {
  console.error(text)
}

say(
  `${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version}, fsync on, SMPP window ${window}; load and peer share the machine`,
)
for (let round = 1; round <= rounds; round++) {
  say(`round ${round} of ${rounds}`)
  // Who goes first changes, so that neither always finds the machine as the other left it.
  for (const name of round % 2 === 1 ? names : names.toReversed()) await runOne(name)
}
printTable(results, median)
