/** Days that are over for good are written down once, whatever was still expected then and however many nodes do it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openRig, type Rig } from '../../test/support/message-rows.ts'
import { daysFrom } from '../core/billing-cycle.ts'
import { chargedUpTo, sumTexts } from './charges.ts'
import { openDatabase } from './database.ts'
import { freezeDays } from './freeze-days.ts'
import { idAt } from './uuid.ts'

const zone = 'Asia/Kolkata'
const at = (text: string) => Date.parse(`${text}+05:30`)
const hour = 3_600_000
const templateId = randomUUID()
const gatewayId = randomUUID()

let rig: Rig
let accountId: string
beforeAll(async () => {
  rig = await openRig()
})
beforeEach(async () => {
  await rig.sql.query('truncate message, account, charge_day, charged_up_to, zone_before')
  accountId = (await rig.account()).accountId
})
afterAll(() => rig?.close())

const idOf = (time: number) => `${idAt(time).slice(0, 19)}${randomUUID().slice(19)}`

type Text = { state?: string; reason?: string; parts?: number; price?: number; rule?: string | null; of?: string }
const text = async (time: string, { state = 'delivered', parts = 1, of = accountId, ...more }: Text = {}) => {
  const messageId = idOf(at(time))
  const row = {
    state,
    parts,
    price: parts * 3000,
    rule: 'missed',
    gateway_id: gatewayId,
    template_id: templateId,
    ...more,
  }
  await rig.insert(row as never, { accountId: of, messageId })
  return messageId
}

const november = daysFrom('2026-11-01', '2026-11-30', { zone })
const read = () => sumTexts(rig.db.console, accountId, november)
const frozen = async () =>
  (
    await rig.sql.query(
      `select day::text, rule, reason, texts::int, parts::int, amount::int from charge_day where account_id = $1 order by day, rule, reason`,
      [accountId],
    )
  ).rows
const everything = { rule: 'missed', templateId, gatewayId }

describe('what texts came to', () => {
  it('reads the same before their day is written down and after, and when they are gone', async () => {
    await text('2026-11-05T00:00:00')
    await text('2026-11-05T23:59:59.999', { parts: 2 })
    await text('2026-11-05T12:00:00', { state: 'undelivered', reason: 'absent' })
    await text('2026-11-05T12:00:00', { state: 'undelivered', reason: 'dlt_refused', parts: 2 })
    await text('2026-11-05T12:00:00', { state: 'skipped', reason: 'opted_out', parts: 0 })
    await text('2026-11-06T00:00:00', { rule: null })
    const before = await read()
    expect(before).toHaveLength(5)
    expect(await freezeDays(rig.db, at('2026-11-10T00:00:00'))).toBe(2)
    const total = (all: typeof before) => all.reduce((sum, one) => sum + one.amount, 0)
    const after = await read()
    expect(total(after)).toBe(total(before))
    expect(after).toEqual(
      expect.arrayContaining([
        { day: '2026-11-05', ...everything, reason: null, texts: 3, parts: 4, amount: 12_000 },
        { day: '2026-11-05', ...everything, reason: 'dlt_refused', texts: 1, parts: 2, amount: 0 },
        { day: '2026-11-05', ...everything, reason: 'opted_out', texts: 1, parts: 0, amount: 0 },
        { day: '2026-11-06', ...everything, rule: null, reason: null, texts: 1, parts: 1, amount: 3_000 },
      ]),
    )
    expect(after).toHaveLength(4)
    await rig.sql.query('truncate message')
    expect(await read()).toEqual(after)
  })

  it('is another account’s or nobody’s otherwise', async () => {
    const other = (await rig.account()).accountId
    await text('2026-11-05T12:00:00', { of: other })
    await freezeDays(rig.db, at('2026-11-20T00:00:00'))
    expect(await read()).toEqual([])
  })
})

describe('a day', () => {
  it('is written down when it ended 72 hours ago, and not a moment before', async () => {
    await text('2026-11-05T12:00:00')
    expect(await freezeDays(rig.db, at('2026-11-09T00:00:00') - 1)).toBe(0)
    expect(await freezeDays(rig.db, at('2026-11-09T00:00:00'))).toBe(1)
    expect(await chargedUpTo(rig.db.console, accountId)).toBe(at('2026-11-06T00:00:00'))
  })

  it('goes by the zone of its account', async () => {
    await rig.sql.query(`update account set zone = 'America/New_York'`)
    await text('2026-11-05T12:00:00')
    const end = Date.parse('2026-11-06T00:00:00-05:00')
    expect(await freezeDays(rig.db, end + 72 * hour - 1)).toBe(0)
    expect(await freezeDays(rig.db, end + 72 * hour)).toBe(1)
  })

  it.each(['queued', 'sending', 'sent', 'unconfirmed'])(
    'waits for a text that is %s, two weeks at most, and so do those behind it',
    async (state) => {
      const open = await text('2026-11-05T12:00:00', { state })
      await text('2026-11-06T12:00:00')
      const end = at('2026-11-06T00:00:00')
      expect(await freezeDays(rig.db, end + 14 * 24 * hour - 1)).toBe(0)
      expect(await chargedUpTo(rig.db.console, accountId)).toBeLessThan(end)
      expect(await freezeDays(rig.db, end + 14 * 24 * hour)).toBe(2)
      expect(await frozen()).toMatchObject([{ day: '2026-11-05', amount: 3_000 }, { day: '2026-11-06' }])
      // What is learnt later changes the text, and no bill.
      await rig.sql.query(`update message set state = 'rejected', reason = 'dlt_refused' where id = $1`, [open])
      expect(await read()).toMatchObject([{ amount: 3_000 }, { amount: 3_000 }])
    },
  )

  it('without texts costs one look, however many there are of them', async () => {
    await text('2026-02-05T12:00:00')
    await text('2026-11-05T12:00:00')
    expect(await freezeDays(rig.db, at('2026-11-20T12:00:00'))).toBe(2)
    expect(await chargedUpTo(rig.db.console, accountId)).toBe(at('2026-11-17T00:00:00'))
    expect(await frozen()).toMatchObject([{ day: '2026-02-05' }, { day: '2026-11-05' }])
  })

  it('is written down once by many nodes at once', async () => {
    for (const day of ['03', '04', '05', '06']) for (let n = 0; n < 20; n++) await text(`2026-11-${day}T12:00:00`)
    const nodes = Array.from({ length: 4 }, () =>
      openDatabase({
        url: String(rig.sql.options.connectionString),
        owner: randomUUID(),
        log: { warn: () => undefined },
      }),
    )
    const days = await Promise.all(nodes.map((db) => freezeDays(db, at('2026-11-20T00:00:00'))))
    await Promise.all(nodes.map((db) => db.close()))
    expect(days.reduce((sum, one) => sum + one, 0)).toBe(4)
    const rows = await frozen()
    expect(rows).toHaveLength(4)
    expect(rows.every((one) => one.texts === 20 && one.amount === 60_000)).toBe(true)
  })

  it('that began before the zone was changed keeps the date of then, and what its bill is cut by', async () => {
    await text('2026-11-05T03:00:00')
    await text('2026-11-06T03:00:00')
    await rig.sql.query(`update account set zone = 'America/New_York'`)
    await rig.sql.query('insert into zone_before (account_id, zone, until) values ($1, $2, $3)', [
      accountId,
      zone,
      new Date(at('2026-11-07T00:00:00')),
    ])
    const before = await read()
    expect(await freezeDays(rig.db, at('2026-11-20T00:00:00'))).toBe(2)
    expect(await frozen()).toMatchObject([{ day: '2026-11-05' }, { day: '2026-11-06' }])
    expect(await read()).toMatchObject(before.map(({ day, amount }) => ({ day, amount })))
  })

  it('in whose middle the zone was changed has all of its texts, each once', async () => {
    await text('2026-11-05T12:00:00')
    await text('2026-11-06T03:00:00')
    await freezeDays(rig.db, at('2026-11-09T00:00:00'))
    // There it is still the fifth.
    await rig.sql.query(`update account set zone = 'America/New_York'`)
    await freezeDays(rig.db, at('2026-11-20T00:00:00'))
    expect(await frozen()).toMatchObject([{ day: '2026-11-05', texts: 2, amount: 6_000 }])
  })

  it('that cost more than numbers count exactly is written down with the most that they do', async () => {
    const price = 6_000_000_000_000_000
    for (const rule of ['missed', 'missed', 'voicemail']) await text('2026-11-05T12:00:00', { rule, price })
    await text('2026-11-05T12:00:00', { state: 'unconfirmed', price })
    expect(await read()).toHaveLength(3)
    expect(await freezeDays(rig.db, at('2026-11-20T00:00:00'))).toBe(1)
    // Rows of before such sums were bounded.
    await rig.sql.query('update charge_day set amount = amount + 1000')
    const amounts = (await read()).map(({ rule, amount }) => ({ rule, amount }))
    expect(amounts).toContainEqual({ rule: 'missed', amount: Number.MAX_SAFE_INTEGER })
    expect(amounts).toContainEqual({ rule: 'voicemail', amount: price + 1000 })
  })

  it('of one account that cannot be written down leaves no other open', async () => {
    await text('2026-11-05T12:00:00')
    const all = [accountId, (await rig.account()).accountId, (await rig.account()).accountId].sort()
    for (const of of all.filter((one) => one !== accountId)) await text('2026-11-05T12:00:00', { of })
    await rig.sql.query(`update account set zone = 'No/Where' where account_id = $1`, [all[0]])
    const warnings: unknown[] = []
    const warn = (fields: object) => warnings.push(fields)
    expect(await freezeDays(rig.db, at('2026-11-20T00:00:00'), () => false, { warn })).toBe(2)
    expect(warnings).toMatchObject([{ accountId: all[0] }])
  })

  it('is left to the next round when the program stops', async () => {
    await text('2026-11-05T12:00:00')
    expect(await freezeDays(rig.db, at('2026-11-20T00:00:00'), () => true)).toBe(0)
    expect(await frozen()).toEqual([])
  })
})
