/**
 * `npm run interleave -- --seeds N --seed S`: N runs from seed S on of two or three processes that are played in this one, on a real PostgreSQL, every awaited
 * effect let go in the order that the seed says. `--trace` shows the order of one; `--mistake WORDS` puts a mistake in, which must be found.
 */
import { parseArgs } from 'node:util'
import setUp from '../support/global-setup.ts'
import { mistakes } from './mistakes.ts'
import { type Played, play } from './play.ts'
import { openPlayground } from './playground.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
    mistake: { type: 'string' },
  },
})
const say = (text: string) => console.log(text)
const shownSteps = 60

function show(played: Played): void {
  for (const one of played.broken) say(`seed ${played.seed}: ${one}`)
  for (const line of values.trace ? played.trace : played.trace.slice(-shownSteps)) say(`  ${line}`)
}

async function run(): Promise<boolean> {
  const tearDown = await setUp()
  const ground = await openPlayground()
  const mistake =
    values.mistake === undefined ? undefined : mistakes.find((one) => one.name.includes(values.mistake ?? ''))
  const struck = new Map<string, number>()
  const sums = { calls: 0, submits: 0, resends: 0, steps: 0, claimed: 0, collided: 0 }
  let failed = 0
  try {
    for (let n = 0; n < Number(values.seeds); n++) {
      const played = await play(ground, { seed: Number(values.seed) + n, mistake })
      for (const [kind, times] of played.struck) struck.set(kind, (struck.get(kind) ?? 0) + times)
      for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += played.counts[key]
      if (played.broken.length > 0) failed += 1
      if (played.broken.length > 0 ? failed <= 3 : values.trace) show(played)
      if ((n + 1) % 100 === 0) say(`${n + 1} of ${values.seeds} seeds, ${failed} broken`)
    }
  } finally {
    await ground.close()
    await tearDown()
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

// At once: processes that were killed in play have left work behind that nobody waits for.
process.exit((await run()) ? 0 : 1)
