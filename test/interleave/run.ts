/**
 * `npm run interleave -- --seeds N --seed S`: N runs from seed S on of two or three processes that are played in this one, on a real PostgreSQL, every awaited
 * effect let go in the order that the seed says. `--trace` shows the order of one; `--mistake WORDS` puts a mistake in, whose seeds are broken then.
 * `--mistakes` puts in one mistake after the other (those with WORDS, where `--mistake` says so): each must be found by one of so many seeds. `--replay` plays
 * each seed twice, and each must give its order again: of one that does not it shows where the two part.
 */
import { parseArgs } from 'node:util'
import setUp from '../support/global-setup.ts'
import { mistakes } from './mistakes.ts'
import { type Played, play } from './play.ts'
import { openPlayground, type Playground } from './playground.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
    mistake: { type: 'string' },
    mistakes: { type: 'boolean', default: false },
    replay: { type: 'boolean', default: false },
  },
})
const say = (text: string) => console.log(text)
const shownSteps = 60
function show(played: Played): void {
  for (const one of played.broken) say(`seed ${played.seed}: ${one}`)
  for (const line of values.trace ? played.trace : played.trace.slice(-shownSteps)) say(`  ${line}`)
}

const seeds = () => Array.from({ length: Number(values.seeds) }, (_, n) => Number(values.seed) + n)

/** The same, those before this one last. */
function seedsFrom(first: number): number[] {
  const all = seeds()
  return [...all.filter((one) => one >= first), ...all.filter((one) => one < first)]
}

async function findMistakes(ground: Playground): Promise<boolean> {
  const chosen = mistakes.filter((one) => one.name.includes(values.mistake ?? ''))
  let missed = 0
  for (const mistake of chosen) {
    const found = await firstThat(seedsFrom(mistake.foundBy), async (seed) => {
      const { broken } = await play(ground, { seed, mistake })
      return broken.some((one) => /^(doubled|lost): /.test(one))
    })
    if (found === undefined) missed += 1
    say(`${mistake.name}: ${found === undefined ? 'NOT FOUND' : `found by seed ${found}`}`)
  }
  say(`interleave: ${chosen.length - missed} of ${chosen.length} mistakes found`)
  return chosen.length > 0 && missed === 0
}

async function firstThat(all: readonly number[], is: (seed: number) => Promise<boolean>): Promise<number | undefined> {
  for (const one of all) if (await is(one)) return one
  return undefined
}

/** A seed whose order is another each time would tell nothing of what it broke. */
async function replay(ground: Playground): Promise<boolean> {
  let same = 0
  for (const seed of seeds()) {
    const [first, again] = [await play(ground, { seed }), await play(ground, { seed })]
    if (first.fingerprint === again.fingerprint) same += 1
    else showParting(first, again)
  }
  say(`interleave: ${same} of ${values.seeds} seeds gave the same order again`)
  return same === Number(values.seeds)
}

function showParting(first: Played, again: Played): void {
  const at = first.trace.findIndex((line, n) => line !== again.trace[n])
  say(`seed ${first.seed}: does not replay: another order from step ${at} on`)
  for (const line of first.trace.slice(Math.max(0, at - 5), at)) say(`  ${line}`)
  for (const [which, { trace }] of [
    ['first', first],
    ['again', again],
  ] as const)
    for (const line of trace.slice(at, at + 3)) say(`  ${which}: ${line}`)
}

async function playAll(ground: Playground): Promise<boolean> {
  const mistake =
    values.mistake === undefined ? undefined : mistakes.find((one) => one.name.includes(values.mistake ?? ''))
  const struck = new Map<string, number>()
  const sums = { calls: 0, submits: 0, resends: 0, steps: 0, claimed: 0, collided: 0 }
  let failed = 0
  for (const [n, seed] of seeds().entries()) {
    const played = await play(ground, { seed, mistake })
    for (const [kind, times] of played.struck) struck.set(kind, (struck.get(kind) ?? 0) + times)
    for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += played.counts[key]
    if (played.broken.length > 0) failed += 1
    if (played.broken.length > 0 ? failed <= 3 : values.trace) show(played)
    if ((n + 1) % 100 === 0) say(`${n + 1} of ${values.seeds} seeds, ${failed} broken`)
  }
  say(`struck: ${[...struck].map(([kind, times]) => `${times} ${kind}`).join(', ')}`)
  say(
    `counts: ${Object.entries(sums)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ')}`,
  )
  say(`interleave: ${failed === 0 ? 'passed' : `${failed} of ${values.seeds} seeds broken`}`)
  return failed === 0
}

async function run(): Promise<boolean> {
  const tearDown = await setUp()
  const ground = await openPlayground()
  try {
    if (values.mistakes) return await findMistakes(ground)
    return await (values.replay ? replay(ground) : playAll(ground))
  } finally {
    await ground.close()
    await tearDown()
  }
}

// At once: processes that were killed in play have left work behind that nobody waits for.
process.exit((await run()) ? 0 : 1)
