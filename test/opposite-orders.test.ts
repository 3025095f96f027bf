/** What is done at once in different orders never waits for each other in a ring: a deadlock costs its batch a second. And the end is the same. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { claim } from '../src/store/claims.ts'
import { matchReceipts } from '../src/store/matcher.ts'
import { storeOutcomes } from '../src/store/outcomes.ts'
import { type NewReceipt, recordReceipts } from '../src/store/receipts.ts'
import { sweep } from '../src/store/sweeps.ts'
import { openEngineRig } from './support/engine-rig.ts'
import { type NewRow, openRig, type Rig } from './support/message-rows.ts'
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
      return (await matchReceipts(db, () => true, hashNumber)).looked
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
      while ((await match()) > 0);
      const { rows: states } = await sql.query('select state, count(*)::int as n from message group by 1')
      expect(states).toEqual([{ state: 'delivered', n: (seed + 1) * 150 }])
    }
    expect(await deadlocks()).toBe(0)
  }, 60_000)
})

describe('who holds a row waits for none that comes before it:', () => {
  const gatewayId = randomUUID()
  const parts: Record<string, number> = { one: 1, two: 2 }

  /** Two texts in the order of their keys. */
  async function twoTexts(
    rows: Rig,
    first: Partial<NewRow>,
    second: Partial<NewRow>,
    accountId: string = randomUUID(),
  ): Promise<[Known, Known]> {
    const [id, later] = [randomUUID(), randomUUID()].sort() as [string, string]
    const put = async (messageId: string, number: string, row: Partial<NewRow>): Promise<Known> => {
      const key = { accountId, messageId }
      await rows.insert({ gateway_id: gatewayId, number, ...row } as NewRow, key)
      return { ...key, gatewayId, id: number, number }
    }
    return [await put(id, '+919800000001', first), await put(later, '+919800000002', second)]
  }

  /** Somebody else holds `first`, sees `work` wait for it, and takes `then`. Both come to their end and no ring was there to be broken. */
  async function holding(rows: Rig, [first, then]: [string, string], work: () => Promise<unknown>): Promise<void> {
    const other = await rows.sql.connect()
    try {
      await other.query('begin')
      await other.query(first)
      const working = work()
      await vi.waitUntil(async () => {
        const waiting = await rows.sql.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        return waiting.rowCount === 1
      })
      await other.query(then)
      await other.query('commit')
      await working
    } finally {
      other.release()
    }
    expect(await deadlocks()).toBe(0)
  }

  const lock = ({ messageId }: Known) => `select from message where id = '${messageId}' for update`

  it('a batch of answers of which one is known already', async () => {
    const rows = await openRig()
    rig = rows
    const [known, fresh] = await twoTexts(rows, { state: 'sent' }, { state: 'sending' })
    await holding(rows, [lock(known), lock(fresh)], () =>
      storeOutcomes(rows.db, [answerOf(known), answerOf(fresh)], hashNumber),
    )
    expect((await rows.read(fresh)).state).toBe('sent')
  })

  it.each(['one', 'two'])(
    'a batch of receipts of which one is of a text of %s parts that has arrived',
    async (many) => {
      const rows = await openRig()
      rig = rows
      const [arrived, fresh] = await twoTexts(rows, { state: 'sending', parts: parts[many] }, { state: 'sending' })
      await storeOutcomes(rows.db, [answerOf(arrived), answerOf(fresh)], hashNumber)
      const record = (...of: NewReceipt[]) =>
        recordReceipts(rows.db, gatewayId, of, { perPartReceipts: many === 'two', hashNumber })
      await record(newReceipt(arrived, 'delivered'))
      await holding(rows, [lock(arrived), lock(fresh)], () =>
        record(newReceipt(arrived, 'undelivered'), newReceipt(fresh, 'delivered')),
      )
      expect((await rows.read(fresh)).state).toBe('delivered')
    },
  )

  it('a claim of a text that goes for the first time and one that goes again', async () => {
    const rows = await openRig()
    rig = rows
    const { accountId, templateId } = await rows.account()
    const queued = { state: 'queued', template_id: templateId } as const
    const tried = { ...queued, attempt: 1, permitted_at: new Date(), owner: randomUUID() }
    const [fresh, again] = await twoTexts(rows, queued, tried, accountId)
    const as = { owner: randomUUID(), leaseMs: 60_000, refOf: () => randomUUID(), keyIsRef: false, hashNumber }
    await holding(rows, [lock(fresh), lock(again)], () =>
      claim(
        rows.db,
        gatewayId,
        [fresh, again].map((one) => ({ ...one, parts: 1 })),
        as,
      ),
    )
    expect([(await rows.read(fresh)).attempt, (await rows.read(again)).attempt]).toEqual([1, 2])
  })

  it('a receipt that a text in doubt adopts', async () => {
    const rows = await openRig()
    rig = rows
    const [doubted] = await twoTexts(rows, { state: 'unconfirmed', doubt: 'cut' }, { state: 'sent' })
    const receipt = newReceipt({ ...doubted, id: 'unknown' }, 'delivered', { submittedAt: Date.now() })
    await recordReceipts(rows.db, gatewayId, [receipt], { perPartReceipts: true, hashNumber })
    await rows.sql.query('update receipt set look_at = clock_timestamp()')
    await holding(rows, ['select from receipt for update', lock(doubted)], () =>
      matchReceipts(rows.db, () => true, hashNumber),
    )
    expect((await rows.read(doubted)).state).toBe('delivered')
  })
})
