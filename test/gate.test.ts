/** What may stop a text is read in the transaction that gives its permit: from the moment it is committed, no further text goes. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { resendMessage } from '../src/pipeline/settle-unconfirmed.ts'
import { claim, permitsOfMine } from '../src/store/claims.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { interrupted } from './support/news.ts'
import { hashNumber } from './support/seal.ts'

let rig: EngineRig
let node: TestNode

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** So many texts that wait in the table for a place. */
async function waiting(count: number): Promise<void> {
  const { window } = rig.probe
  rig.probe.window = 0
  for (let n = 0; n < count; n++) await node.accept({ caller: `+919400${100_000 + n}` })
  expect(await rig.states()).toEqual({ queued: count })
  rig.probe.window = window
}

describe('one rule', () => {
  beforeEach(async () => {
    rig = await openEngineRig()
    node = await rig.node()
  })
  afterEach(() => rig.close())

  it('stops at a paused gateway at once, though its lane is still open, and goes on when it is resumed', async () => {
    await waiting(20)
    await rig.sql.query('update gateway set paused_at = clock_timestamp(), version = version + 1')
    node.engine.wake()
    await pause(1_200)
    expect(rig.probe.journal).toHaveLength(0)
    expect(await rig.states()).toEqual({ queued: 20 })
    await rig.sql.query('update gateway set paused_at = null, version = version + 1')
    await rig.until(async () => (await rig.states())['sent'] === 20)
  })

  it('hands nothing over to a gateway that is paused', async () => {
    await rig.sql.query('update gateway set paused_at = clock_timestamp(), version = version + 1')
    await node.accept()
    expect(await rig.states()).toEqual({ queued: 1 })
  })

  it('hands over to the first gateway of a route whose second is paused', async () => {
    await rig.sql.query(
      `with spare as (insert into gateway (gateway_id, owner_account_id, key, title, kind, settings, paused_at)
         select gen_random_uuid(), owner_account_id, 'spare', 'Spare', kind, settings, now() from gateway returning gateway_id)
       insert into route (account_id, position, gateway_id)
         select account_id, (select max(position) + 1 from route), spare.gateway_id from account, spare where account_id in (select account_id from route)`,
    )
    await node.accept()
    await rig.until(() => rig.probe.journal.length === 1)
    const { rows } = await rig.sql.query(
      'select count(*)::integer as n from route join gateway using (gateway_id) where paused_at is not null',
    )
    expect(rows).toEqual([{ n: 1 }])
    expect(node.engine.figures().gateways.map((one) => one.counts.handedOver)).toContain(1)
  })

  it.each([
    ['the account is switched off', 'update account set is_on = false', 'account_off'],
    ['the template is paused', `update template set status = 'paused'`, 'template_paused'],
    [
      'its header is suspended',
      `update account set stopped_headers = (select array_agg(distinct header) from message)`,
      'header_inactive',
    ],
    [
      'its link is not on the whitelist',
      `update message set called_to = '[{"is":"link","text":"https://kaveri.example/r/1"}]'`,
      'not_whitelisted',
    ],
    ['the template is a draft again', `update template set status = 'draft'`, 'template_not_approved'],
  ])('skips what waits when %s, and says why', async (_what, change, reason) => {
    await waiting(3)
    await rig.sql.query(change)
    node.engine.wake()
    await rig.until(async () => (await rig.states())['skipped'] === 3)
    expect((await rig.messages()).map((one) => one.reason)).toEqual([reason, reason, reason])
    expect(rig.probe.journal).toHaveLength(0)
  })

  it('lapses what waits for a gateway that hangs, and what hung is doubt, not sent again', async () => {
    rig.probe.behave = () => ({ is: 'hold' })
    rig.probe.window = 2
    for (let n = 0; n < 5; n++) await node.accept({ caller: `+919500${100_000 + n}` })
    await rig.until(() => rig.probe.journal.length === 2)
    await rig.sql.query('update message set valid_until = clock_timestamp()')
    await rig.until(async () => (await rig.states())['lapsed'] === 3, 15_000)
    expect(await rig.states()).toEqual({ sending: 2, lapsed: 3 })
    expect((await rig.messages()).filter((one) => one.state === 'lapsed').map((one) => one.reason)).toEqual(
      Array(3).fill('validity_over'),
    )
    await node.stop(50)
    expect(await rig.states()).toEqual({ unconfirmed: 2, lapsed: 3 })
    expect(rig.probe.journal).toHaveLength(2)
  }, 20_000)

  it('gives no permit for an attempt other than the one whose gate was judged', async () => {
    await waiting(1)
    const [message] = await rig.messages()
    const key = { accountId: rig.accountId, messageId: message!.id, parts: 1 }
    const as = { owner: randomUUID(), leaseMs: 60_000, refOf: () => randomUUID(), keyIsRef: false, hashNumber }
    // Between gate and permit another node sent it and was refused: it is due again in a minute only.
    const refusedElsewhere = () =>
      rig.sql.query(
        `update message set attempt = 1, permitted_at = clock_timestamp(), due_at = clock_timestamp() + interval '1 minute'`,
      )
    const { permits } = await claim(interrupted(node.db, 'read_gate', refusedElsewhere), rig.gatewayId, [key], as)
    expect(permits).toEqual([])
    expect(await rig.messages()).toMatchObject([{ state: 'queued', attempt: 1 }])
  })

  it('judges a text once that is named twice: it does not use up its own cap', async () => {
    await rig.sql.query('update account set caps = $1', [JSON.stringify({ missed: { texts: 1, hours: 24 } })])
    await waiting(1)
    const [message] = await rig.messages()
    const key = { accountId: rig.accountId, messageId: message!.id, parts: 1 }
    const as = { owner: randomUUID(), leaseMs: 60_000, refOf: () => randomUUID(), keyIsRef: false, hashNumber }
    const claimed = await claim(node.db, rig.gatewayId, [key, { ...key }], as)
    expect([claimed.permits.length, claimed.stopped]).toEqual([1, []])
    expect(await rig.states()).toEqual({ sending: 1 })
  })

  it('finds its permit again though the commit whose answer was lost is still on its way', async () => {
    await waiting(1)
    const [message] = await rig.messages()
    const key = { accountId: rig.accountId, messageId: message!.id }
    // A backend that still commits while its client, cut off, asks on another line.
    const other = await rig.sql.connect()
    await other.query('begin')
    await other.query(`update message set state = 'sending', attempt = 1, owner = $1, ref = 'mine', due_at = null`, [
      node.owner,
    ])
    const found = permitsOfMine(node.db, [key], node.owner)
    await pause(200)
    await other.query('commit')
    other.release()
    expect(await found).toEqual([{ ...key, attempt: 1, ref: 'mine' }])
  })

  it('takes the receipts of a gateway that is paused as it does of one that is not', async () => {
    // It gives an id for each part and one receipt for the whole.
    rig.probe.can = { perPartReceipts: false }
    const other = await rig.node()
    await node.stop()
    node = other
    await node.accept({ variables: { token: 'x'.repeat(300) } })
    await rig.until(async () => (await rig.states())['sent'] === 1)
    expect(rig.probe.journal[0]?.parts).toBe(3)
    await rig.sql.query(
      `insert into submission select gateway_id, receipt_key || n, account_id, message_id, attempt, n from submission, generate_series(2, 3) n`,
    )
    await rig.sql.query('update gateway set paused_at = clock_timestamp(), version = version + 1')
    await node.engine.refresh()
    await node.engine.receipts.record(rig.gatewayId, {
      receipts: [{ key: { id: rig.probe.journal[0]!.id }, state: 'delivered', final: true, raw: {} }],
      replies: [],
      ignored: 0,
    })
    expect(await rig.states()).toEqual({ delivered: 1 })
  })
})

describe('a text that waits unless the caller is reached', () => {
  beforeEach(async () => {
    rig = await openEngineRig({ delay: { seconds: 1, unlessReached: true } })
    node = await rig.node()
  })
  afterEach(() => rig.close())

  it('is cancelled when the caller was reached meanwhile, even a moment before its permit', async () => {
    const caller = '+919600000001'
    await node.accept({ caller, endedAt: new Date().toISOString() })
    await node.accept({
      caller,
      direction: 'outgoing',
      outcome: 'connected',
      talkSeconds: 5,
      endedAt: new Date(Date.now() + 500).toISOString(),
    })
    await rig.until(async () => (await rig.states())['cancelled'] === 1)
    expect(rig.probe.journal).toHaveLength(0)
  })

  it('goes when only others were reached', async () => {
    await node.accept({ caller: '+919600000002', endedAt: new Date().toISOString() })
    await node.accept({ caller: '+919600000003', outcome: 'connected', talkSeconds: 5 })
    await rig.until(async () => (await rig.states())['sent'] === 1)
    expect(rig.probe.journal.map((one) => one.to)).toEqual(['+919600000002'])
  })
})

describe('a process whose clock is an hour ahead', () => {
  beforeEach(async () => {
    rig = await openEngineRig()
    node = await rig.node()
  })
  afterEach(async () => {
    vi.useRealTimers()
    await rig.close()
  })

  it('tries again when it should, and gives a resend the validity that was asked for: the database says when', async () => {
    rig.probe.behave = (_, nth) => (nth === 1 ? { is: 'refuse', retry: { afterMs: 200 } } : { is: 'hold' })
    const endedAt = new Date(Date.now() - 500).toISOString()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000, shouldAdvanceTime: true })
    await node.accept({ endedAt })
    await rig.until(() => rig.probe.journal.length === 2)
    await rig.sql.query(`update message set state = 'unconfirmed', doubt = 'cut', owner = null`)
    const [message] = await rig.messages()
    await resendMessage(
      node.db,
      { accountId: rig.accountId, messageId: message!.id },
      { validMinutes: 30, mayArriveTwice: true },
      'Meera',
    )
    const { rows } = await rig.sql.query(
      `select extract(epoch from valid_until - clock_timestamp())::float8 as valid, extract(epoch from due_at - clock_timestamp())::float8 as due from message`,
    )
    expect(rows[0].valid).toBeGreaterThan(1_790)
    expect(rows[0].valid).toBeLessThan(1_810)
    expect(rows[0].due).toBeLessThan(1)
  })
})
