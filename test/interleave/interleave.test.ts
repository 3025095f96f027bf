/**
 * Two or three processes, built as main.ts builds them, on one real database, with every effect that they await let go in an order drawn from a seed.
 * Here are some of the first seeds; `npm run interleave` goes on, with `-- --mistakes` it shows that mistakes are found, and with `-- --replay` that a seed gives its order again.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultKinds } from './faults.ts'
import { type Played, play } from './play.ts'
import { openPlayground, type Playground } from './playground.ts'

let ground: Playground
beforeAll(async () => {
  ground = await openPlayground()
})
afterAll(() => ground.close())

// Eight that together meet every kind of fault.
const seeds = Array.from({ length: 8 }, (_, n) => n + 6)
const slow = 180_000
const shown = ({ broken, trace }: Played) => (broken.length > 0 ? [...broken, ...trace.slice(-40)] : [])

describe('nothing is lost and nothing doubled', () => {
  const all: Played[] = []

  it.each(seeds)(
    'in the order of seed %i',
    async (seed) => {
      const played = await play(ground, { seed })
      expect(shown(played)).toEqual([])
      all.push(played)
    },
    slow,
  )

  it('although every kind of fault struck, and texts went out', () => {
    const struck = new Set(all.flatMap((one) => [...one.struck.keys()]))
    expect(faultKinds.filter((kind) => !struck.has(kind))).toEqual([])
    for (const { counts } of all) expect(counts.submits).toBeGreaterThan(0)
    expect(all.reduce((sum, { counts }) => sum + counts.resends, 0)).toBeGreaterThan(0)
  })
})
