/** Two nodes that do the same things in opposite order never wait for each other in a ring: a deadlock costs its batch a second. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type EngineRig, openEngineRig } from './support/engine-rig.ts'

let rig: EngineRig
beforeEach(async () => {
  rig = await openEngineRig()
})
afterEach(() => rig.close())

const deadlocks = async () => {
  // The server counts with a delay of a second.
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  const { rows } = await rig.sql.query('select deadlocks::int from pg_stat_database where datname = current_database()')
  return rows[0].deadlocks
}

it.each([
  ['of one caller each', () => `+9197${String(Math.random()).slice(2, 10)}`],
  ['of withheld callers', () => null],
])(
  'the same 250 calls %s, told to two nodes in opposite order',
  async (_what, caller) => {
    const [one, two] = [await rig.node(), await rig.node()]
    for (let round = 0; round < 8; round++) {
      const reports = Array.from({ length: 250 }, () => ({ sourceCallId: randomUUID(), caller: caller() }))
      const answers = await Promise.all([
        ...reports.map((report) => one.accept(report)),
        ...reports.toReversed().map((report) => two.accept(report)),
      ])
      expect(answers.filter((answer) => answer.outcome === 'new')).toHaveLength(250)
    }
    expect(await deadlocks()).toBe(0)
  },
  60_000,
)
