/** Quota and spend stop ask for different texts of the last 24 hours, and for no more of them than they need. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openRig, type Rig } from '../../test/support/message-rows.ts'
import { countsForCap, isCharged, type State, states } from '../core/delivery.ts'
import { reasonCodes } from '../core/reasons.ts'
import type { AccountState } from './account-state.ts'
import { type LimitedRow, readGateLimits } from './gate-limits.ts'
import { viewUsage } from './usage.ts'
import { idAt } from './uuid.ts'

let rig: Rig
let accountId: string
beforeAll(async () => {
  rig = await openRig()
})
beforeEach(async () => {
  await rig.sql.query('truncate message, account')
  accountId = (await rig.account()).accountId
})
afterAll(() => rig?.close())

const now = Date.now()
const hour = 3_600_000
const stop = 1_000_000_000
const limits = (over: { quota?: number | null; spendStop?: number | null }) => ({
  quota: null,
  spendStop: null,
  ...over,
})

/** A text of the account, planned so many hours ago, and gone then or `wentHours` ago. */
const text = (
  state: State,
  price: number,
  { reason = null, hours = 1, wentHours = hours }: { reason?: string | null; hours?: number; wentHours?: number } = {},
) =>
  rig.insert(
    { state, reason, price, permitted_at: state === 'queued' ? null : new Date(now - wentHours * hour) } as never,
    { accountId, messageId: `${idAt(now - hours * hour).slice(0, 19)}${randomUUID().slice(19)}` },
  )

/** Texts may wait for two days. */
const rules = { version: { rules: [{ validityMinutes: 2_880 }] } }

/** As it is planned by, with a part at this price today. */
const planned = (over: Parameters<typeof limits>[0], pricePerPart: number) =>
  viewUsage(rig.db, { accountId, policy: limits(over), pricePerPart, rules } as AccountState, now)

/** Whether one more text of this price would be stopped at the gate. */
async function gated(over: Parameters<typeof limits>[0], price: number) {
  const { quota, spendStop } = limits(over)
  const row = {
    ...{ account_id: accountId, id: randomUUID(), number: '+919812345678', rule: 'any', cap: null, loop: null },
    ...{ price, price_per_part: price, now, quota, spend_stop: spendStop === null ? null : String(spendStop / 10_000) },
  } satisfies LimitedRow
  return await rig.db.transaction('send', async (tx) => (await readGateLimits(tx, [row])).of(row))
}

describe('a spend stop', () => {
  it('counts what is charged, whatever became of it, and the quota what went or may', async () => {
    const all = states.flatMap((state) => [null, ...reasonCodes].map((reason) => ({ state, reason })))
    // Each price is seen in the sum: no two are alike.
    for (const [n, one] of all.entries()) await text(one.state, n + 1, one)
    const sum = (which: (one: (typeof all)[number]) => boolean) =>
      all.reduce((total, one, n) => total + (which(one) ? n + 1 : 0), 0)
    const counting = (state: State) => (countsForCap as readonly State[]).includes(state)
    expect(await planned({ quota: 100_000, spendStop: stop }, 1)).toEqual({
      texts: all.filter((one) => counting(one.state)).length,
      spent: sum(isCharged),
    })
    // What waits has its place already.
    const gone = sum((one) => one.state !== 'queued' && isCharged(one))
    expect(await gated({ spendStop: gone + 1 }, 1)).toMatchObject({ isOverSpend: false })
    expect(await gated({ spendStop: gone }, 1)).toMatchObject({ isOverSpend: true })
    const went = all.filter((one) => one.state !== 'queued' && counting(one.state)).length
    expect(await gated({ quota: went + 1 }, 1)).toMatchObject({ isQuotaUsed: false })
    expect(await gated({ quota: went }, 1)).toMatchObject({ isQuotaUsed: true })
  })

  it('is not forgotten by texts to dead numbers, nor is the quota used up by them', async () => {
    for (let n = 0; n < 3; n++) await text('undelivered', 3_000, { reason: 'number_unreachable' })
    expect(await planned({ spendStop: 9_000 }, 3_000)).toMatchObject({ spent: 9_000 })
    expect(await gated({ quota: 1, spendStop: 9_000 }, 3_000)).toMatchObject({ isOverSpend: true, isQuotaUsed: false })
    await text('sent', 3_000, { hours: 2 })
    expect(await planned({ quota: 1 }, 3_000)).toMatchObject({ texts: 1 })
    expect(await gated({ quota: 1 }, 3_000)).toMatchObject({ isQuotaUsed: true })
  })

  it('sees all that was spent at a lower price before', async () => {
    for (let n = 0; n < 40; n++) await text('delivered', 1_000)
    expect(await planned({ spendStop: 40_000 }, 20_000)).toMatchObject({ spent: 40_000 })
    expect(await gated({ spendStop: 40_000 }, 20_000)).toMatchObject({ isOverSpend: true })
    expect(await gated({ spendStop: 60_000 }, 20_000)).toMatchObject({ isOverSpend: false })
  })

  it('is read though prices come to more than a number holds: the texts of others are claimed with these', async () => {
    for (let n = 0; n < 3; n++) await text('delivered', 2 ** 52)
    const all = { spendStop: Number.MAX_SAFE_INTEGER, quota: 100_000 }
    expect(await planned(all, 1)).toEqual({ texts: 3, spent: Number.MAX_SAFE_INTEGER })
    expect(await gated(all, 1)).toMatchObject({ isOverSpend: true, isQuotaUsed: false })
    // A first page of two stays below the stop.
    for (let n = 0; n < 2; n++) await text('delivered', 1, { hours: 0.5 })
    expect(await planned({ spendStop: stop }, stop)).toEqual({ texts: 5, spent: Number.MAX_SAFE_INTEGER })
  })

  it('is a matter of 24 hours', async () => {
    await text('undelivered', 3_000, { hours: 25 })
    expect(await planned({ spendStop: 9_000 }, 3_000)).toMatchObject({ spent: 0 })
    expect(await gated({ spendStop: 3_000 }, 3_000)).toMatchObject({ isOverSpend: false })
  })

  it('counts what was held from when it went, and what waits: planned a day ago, it would have left its place to another', async () => {
    await text('sent', 3_000, { hours: 71, wentHours: 23 })
    await text('queued', 3_000, { hours: 30 })
    await text('delivered', 3_000, { hours: 47, wentHours: 25 })
    expect(await planned({ quota: 9, spendStop: stop }, 3_000)).toEqual({ texts: 2, spent: 6_000 })
    expect(await gated({ quota: 1 }, 3_000)).toMatchObject({ isQuotaUsed: true })
  })

  it('reads hardly more texts than make it up, however many there are', async () => {
    for (let n = 0; n < 30; n++) await text('delivered', 1_000)
    const { spent } = await planned({ spendStop: 5_000 }, 1_000)
    expect(spent).toBe(6_000)
  })
})
