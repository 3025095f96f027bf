/**
 * `node bench/memory.ts --calls 1000000`: so many calls through one process, its memory once a second, a curve as a picture and whether it is flat: the last
 * third of the run beside the middle one. `--out` names the picture, `--connections`, `--minutes` bound the run. The table goes to standard output.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { curveSvg, thinned } from './curve.ts'
import type { LoadResult } from './load.ts'
import { linesOf, type Subject, spawnScript, startSubject } from './subjects.ts'
import { markdown, median } from './table.ts'

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000000' },
    connections: { type: 'string', default: '256' },
    minutes: { type: 'string', default: '60' },
    out: { type: 'string', default: 'docs/figures/memory.svg' },
  },
})
const calls = Number(values.calls)
/** More than this beside the middle third, and it is not flat. */
const mostGrowth = 1.05

type Sample = { at: number; rss: number; heapUsed: number; external: number }

const folder = mkdtempSync(path.join(tmpdir(), 'aftercall-memory-'))
const file = path.join(folder, 'samples')
const probe = path.join(import.meta.dirname, 'memory-probe.ts')
const subject = await startSubject('aftercall', { flags: [`--import=${probe}`], environment: { MEMORY_FILE: file } })
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void subject.stop().finally(() => process.exit(130)))
try {
  const result = await load(subject)
  const { perSecond } = await delivered(subject, result)
  report(samplesOf(result.startedAt), result, perSecond)
} finally {
  await subject.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function load({ port, path: where, key }: Subject): Promise<LoadResult> {
  const options = {
    port,
    path: where,
    key,
    connections: Number(values.connections),
    perRequest: 1,
    seconds: Number(values.minutes) * 60,
    atMost: calls,
    from: 0,
  }
  return JSON.parse(await linesOf(spawnScript('bench/load.ts', {}, [JSON.stringify(options)]))()) as LoadResult
}

/** All of them are sent, each once, and their receipts are stored. */
async function delivered({ server, peer }: Subject, result: LoadResult): Promise<{ perSecond: number }> {
  const client = new pg.Client({ connectionString: server.url() })
  await client.connect()
  try {
    for (const giveUpAt = performance.now() + 120_000; ; ) {
      const { rows } = await client.query(
        `select count(*)::int as all, count(*) filter (where state = 'delivered')::int as done, extract(epoch from max(final_at)) * 1000 as last from message`,
      )
      const [{ all, done, last }] = rows
      if (done === result.calls) {
        const { count } = await peer()
        if (count !== result.calls || all !== result.calls)
          throw new Error(`${result.calls} calls, ${all} texts, ${count} submits`)
        return { perSecond: result.calls / ((Number(last) - result.startedAt) / 1000) }
      }
      if (performance.now() > giveUpAt)
        throw new Error(`${done} of ${result.calls} texts are delivered after two minutes`)
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
  } finally {
    await client.end()
  }
}

/** From the first call to the last answer. */
function samplesOf(startedAt: number): Sample[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Sample)
    .filter((one) => one.at >= startedAt)
}

function report(samples: readonly Sample[], result: LoadResult, perSecond: number): void {
  const during = samples.filter((one) => one.at <= result.startedAt + result.seconds * 1000)
  const mb = (bytes: number) => bytes / 1_048_576
  const third = (n: number) =>
    during.slice(Math.floor((n * during.length) / 3), Math.floor(((n + 1) * during.length) / 3))
  const kinds = { 'resident (RSS)': 'rss', 'heap in use': 'heapUsed', external: 'external' } as const
  const colours = { rss: '#c2410c', heapUsed: '#1d4ed8', external: '#15803d' }
  const rows = Object.entries(kinds).map(([name, kind]) => {
    const [first = 0, middle = 0, last = 0] = [0, 1, 2].map((n) => median(third(n).map((one) => mb(one[kind]))))
    return [name, ...[first, middle, last].map((one) => one.toFixed(0)), (last / middle).toFixed(3)]
  })
  const begin = samples[0]?.at ?? 0
  const points = (kind: keyof typeof colours) =>
    thinned(samples.map((one) => [(one.at - begin) / 1000, Math.round(mb(one[kind]) * 10) / 10]))
  const picture = curveSvg({
    title: `Memory of one process over ${result.calls.toLocaleString('en')} calls`,
    x: 'seconds',
    y: 'MB',
    lines: Object.entries(kinds).map(([name, kind]) => ({ name, colour: colours[kind], points: points(kind) })),
    marks: [1, 2].map((n) => ({ x: (result.seconds * n) / 3, name: n === 1 ? 'middle third' : 'last third' })),
  })
  mkdirSync(path.dirname(values.out), { recursive: true })
  writeFileSync(values.out, picture)
  const rss = during.map((one) => mb(one.rss))
  const growth = median(third(2).map((one) => one.rss)) / median(third(1).map((one) => one.rss))
  console.log(
    [
      `\`node bench/memory.ts --calls ${calls}\`: ${result.calls.toLocaleString('en')} calls, ${values.connections} connections, ${Math.round(perSecond)} a second, all delivered once; ${during.length} samples, picture in ${values.out}.\n`,
      markdown([['MB, medians', 'first third', 'middle third', 'last third', 'last beside middle'], ...rows]),
      `\nMost resident: ${Math.max(...rss).toFixed(0)} MB. ${growth <= mostGrowth ? 'Flat' : 'NOT FLAT'}: the last third has ${growth.toFixed(3)} of the middle one’s resident memory (at most ${mostGrowth} is wanted).`,
    ].join('\n'),
  )
  process.exitCode = growth <= mostGrowth ? 0 : 1
}
