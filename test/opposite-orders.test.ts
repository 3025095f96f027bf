/** What is done at once in different orders never waits for each other in a ring: a deadlock costs its batch a second. And the end is the same. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { matchReceipts } from '../src/store/matcher.ts'
import { storeOutcomes } from '../src/store/outcomes.ts'
import { recordReceipts } from '../src/store/receipts.ts'
import { sweep } from '../src/store/sweeps.ts'
import { openEngineRig } from './support/engine-rig.ts'
import { openRig } from './support/message-rows.ts'
import { answerOf, type Known, newReceipt } from './support/news.ts'
import { hashNumber } from './support/seal.ts'

let rig: { sql: import('pg').Pool; close(): Promise<void> } | undefined
afterEach(() => rig?.close())

async function deadlocks(): Promise<number> {
  // The server counts with a delay of a second.
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  const counted = await rig?.sql.query('select deadlocks::int from pg_stat_database where datname = current_database()')
  return counted?.rows[0].deadlocks
}

describe('the same 250 calls, told to two nodes in opposite order,', () => {
  it.each([
    ['of one caller each', (n: number) => `+9197${String(n).padStart(8, '0')}`],
    ['of withheld callers', () => null],
  ])(
    'are 250 calls: %s',
    async (_what, callerOf) => {
      const engine = await openEngineRig()
      rig = engine
      const [one, two] = [await engine.node(), await engine.node()]
      for (let round = 0; round < 8; round++) {
        const reports = Array.from({ length: 250 }, (_, n) => ({
          sourceCallId: randomUUID(),
          caller: callerOf(round * 250 + n),
        }))
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
})

describe('doubts, answers, receipts, sweeps and matchers of 150 texts at once', () => {
  it('leave every text delivered', async () => {
    const rows = await openRig()
    rig = rows
    const { db, sql } = rows
    const gatewayId = randomUUID()
    let count = 0
    const text = async (parts: number): Promise<Known & { ids: string[] }> => {
      count += 1
      const number = `+9190${String(count).padStart(8, '0')}`
      const ids = Array.from({ length: parts }, (_, part) => `${number}-${part}`)
      const key = await rows.insert({ state: 'sending', gateway_id: gatewayId, number, parts } as never)
      return { ...key, gatewayId, id: number, number, ids }
    }
    const match = async () => {
      // In any order, and so past whoever holds one.
      await sql.query(
        `update receipt set look_at = clock_timestamp() where ctid in (select ctid from receipt where look_at is not null for update skip locked)`,
      )
      await matchReceipts(db, () => true, hashNumber)
    }
    for (let seed = 0; seed < 6; seed++) {
      const texts: Awaited<ReturnType<typeof text>>[] = []
      for (let n = 0; n < 150; n++) texts.push(await text(1 + (n % 3)))
      await sql.query(
        `update message set watch_at = clock_timestamp() - interval '9 seconds' where state = 'sending' and parts = 1`,
      )
      const anyOrder = <T>(of: readonly T[], nth: number) =>
        fc.sample(fc.shuffledSubarray([...of], { minLength: of.length }), { seed: seed * 10 + nth, numRuns: 1 })[0] ??
        []
      const answers = texts.map((one) => answerOf(one, { is: 'accepted' }, { ids: one.ids }))
      const doubts = texts.map((one) => answerOf(one, { is: 'doubted' }))
      const receiptsSaying = (state: 'delivered' | 'undelivered') =>
        texts.flatMap((one) => one.ids.map((id) => newReceipt({ id, number: one.number }, state)))
      await Promise.all([
        storeOutcomes(db, anyOrder(doubts, 1), hashNumber),
        storeOutcomes(db, anyOrder(answers, 2), hashNumber),
        recordReceipts(db, gatewayId, anyOrder(receiptsSaying('delivered'), 3), { perPartReceipts: true, hashNumber }),
        recordReceipts(db, gatewayId, anyOrder(receiptsSaying('undelivered'), 4), {
          perPartReceipts: true,
          hashNumber,
        }),
        recordReceipts(db, gatewayId, anyOrder(receiptsSaying('delivered'), 5), { perPartReceipts: true, hashNumber }),
        sweep(db),
        match(),
        storeOutcomes(db, anyOrder(answers, 6), hashNumber),
      ])
      await match()
      const { rows: states } = await sql.query('select state, count(*)::int as n from message group by 1')
      expect(states).toEqual([{ state: 'delivered', n: (seed + 1) * 150 }])
    }
    expect(await deadlocks()).toBe(0)
  }, 60_000)
})
