import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { smpp } from '../../src/gateways/smpp/smpp.ts'
import { timelineOf } from '../../src/http/timeline.ts'
import { settleMessage } from '../../src/pipeline/settle-unconfirmed.ts'
import { readAttempts, readDeeds, readReceipts } from '../../src/store/message-history.ts'
import { readMessages } from '../../src/store/message-list.ts'
import { type EngineRig, openEngineRig, type TestNode } from '../support/engine-rig.ts'
import { Probe } from '../support/probe.ts'
import { Smsc } from '../support/smsc.ts'

let rig: EngineRig
let node: TestNode
beforeEach(async () => {
  rig = await openEngineRig()
})
afterEach(() => rig.close())

const only = async () => (await rig.messages())[0]!

/** Longer than any loop of the engine pauses: what would be sent again by itself has been by then. */
const longEnough = () => setTimeout(1_500)

describe('scenario 28', () => {
  it('a time-out after the bytes went is doubt: no other gateway is tried', async () => {
    const other = new Probe('other')
    const otherId = await rig.addGateway(other.kind)
    await rig.sql.query('insert into route (account_id, position, gateway_id) values ($1, 2, $2)', [
      rig.accountId,
      otherId,
    ])
    rig.probe.behave = () => ({ is: 'silent', timeoutMs: 20 })
    node = await rig.node()
    await node.accept()
    await rig.until(async () => (await only()).state === 'unconfirmed')
    await longEnough()
    expect([rig.probe.journal.length, other.journal.length]).toEqual([1, 0])
    expect(await only()).toMatchObject({ state: 'unconfirmed', doubt: 'timeout', attempt: 1 })
  })

  it('that a person may settle', async () => {
    rig.probe.behave = () => ({ is: 'silent', timeoutMs: 20 })
    node = await rig.node()
    await node.accept()
    await rig.until(async () => (await only()).state === 'unconfirmed')
    await settleMessage(
      node.db,
      { accountId: rig.accountId, messageId: (await only()).id },
      { as: 'delivered' },
      'Meera',
    )
    await longEnough()
    expect(await only()).toMatchObject({ state: 'delivered', settled_by: 'person' })
    expect(rig.probe.journal).toHaveLength(1)
  })

  it('a text refused as too fast is tried again within its validity', async () => {
    rig.probe.behave = (_, nth) => (nth < 3 ? { is: 'refuse', retry: { afterMs: 50 } } : { is: 'accept' })
    node = await rig.node()
    await node.accept()
    await rig.until(async () => (await only()).state === 'sent', 15_000)
    expect(await only()).toMatchObject({ attempt: 3 })
    expect(new Set(rig.probe.journal.map((one) => one.ref)).size).toBe(3)
  }, 20_000)

  it('and never after it', async () => {
    rig.probe.behave = () => ({ is: 'refuse', retry: { afterMs: 60_000 } })
    node = await rig.node()
    await node.accept()
    await rig.until(async () => (await only()).state === 'queued')
    await rig.sql.query('update message set valid_until = clock_timestamp()')
    await rig.until(async () => (await only()).state === 'lapsed', 15_000)
    expect(await only()).toMatchObject({ reason: 'validity_over' })
    expect(rig.probe.journal).toHaveLength(1)
  }, 20_000)

  it('a text that DLT refuses is never tried again, and says so', async () => {
    rig.probe.behave = () => ({ is: 'refuse', retry: 'never', reason: 'dlt_refused' })
    node = await rig.node()
    await node.accept()
    await rig.until(async () => (await only()).state === 'rejected')
    await longEnough()
    expect(await only()).toMatchObject({ reason: 'dlt_refused', settled_by: 'answer', attempt: 1 })
    expect(rig.probe.journal).toHaveLength(1)
  })
})

describe('scenario 29', () => {
  it('a process killed between the gateway’s yes and our commit leaves no second text', async () => {
    node = await rig.node()
    let killed: Promise<void> | undefined
    // The gateway has taken the text and says so; the process is gone before it can store that.
    rig.probe.taking = () => {
      killed ??= node.drop()
    }
    await node.accept()
    await rig.until(() => killed !== undefined)
    await killed
    rig.probe.taking = undefined

    const after = await rig.node()
    await longEnough()
    expect(await only()).toMatchObject({ state: 'sending', attempt: 1, owner: node.owner })
    // Nobody can know; when the lease is over it shows as doubt, and stays that.
    await rig.sql.query(`update message set watch_at = clock_timestamp() - interval '6 seconds'`)
    await rig.until(async () => (await only()).state === 'unconfirmed', 15_000)
    expect(await only()).toMatchObject({ doubt: 'lease_over', attempt: 1 })
    await longEnough()
    expect(rig.probe.journal).toHaveLength(1)

    const [{ id, to }] = rig.probe.journal as [(typeof rig.probe.journal)[0]]
    await after.engine.receipts.record(rig.gatewayId, {
      receipts: [{ key: { id }, to, state: 'delivered', final: true, submittedAt: Date.now(), raw: {} }],
      replies: [],
      ignored: 0,
    })
    await rig.until(async () => (await only()).state === 'delivered')
    expect(rig.probe.journal).toHaveLength(1)
  }, 30_000)

  it('what it had queued is sent by another, once', async () => {
    rig.probe.window = 2
    rig.probe.behave = () => ({ is: 'accept', afterMs: 30 })
    node = await rig.node()
    await Promise.all(Array.from({ length: 20 }, (_, n) => node.accept({ caller: `+919700${100_000 + n}` })))
    await node.drop()
    await rig.node()
    await rig.until(async () => ((await rig.states())['sent'] ?? 0) + ((await rig.states())['sending'] ?? 0) === 20)
    // What the dead one had on the wire stays its own.
    const { rows } = await rig.sql.query(
      `select count(*)::int as n from message where state = 'sending' and owner = $1`,
      [node.owner],
    )
    expect(rows[0].n).toBeLessThanOrEqual(2)
    expect(Math.max(...rig.probe.times().values())).toBe(1)
  }, 20_000)
})

describe('scenario 30', () => {
  let smsc: Smsc
  /** An SMSC that writes the ids of its answers in decimal, and in receipts in hexadecimal capitals with leading zeros. */
  beforeEach(async () => {
    smsc = await Smsc.open({
      receiptId: (id) => BigInt(id).toString(16).toUpperCase().padStart(10, '0'),
      firstId: 12_648_430,
    })
    const settings = { host: '127.0.0.1', port: smsc.port, systemId: 'aftercall', password: 'sosecret' }
    const id = await rig.addGateway(smpp as never, settings)
    await rig.sql.query('update route set gateway_id = $1', [id])
    node = await rig.node()
    await rig.until(() => (node.engine.lane(id)?.slots ?? 0) > 0)
  })
  afterEach(() => smsc.close())

  const long = { variables: { token: 'x'.repeat(300) } }
  const timeline = async () => {
    const { id } = await only()
    const [message] = await readMessages(node.db, rig.accountId, [id])
    const [attempts, receipts, deeds] = await Promise.all([
      readAttempts(node.db, rig.accountId, [id]),
      readReceipts(node.db, rig.accountId, [id]),
      readDeeds(node.db, rig.accountId, [id], 0),
    ])
    return timelineOf(message!, { attempts, receipts, deeds }).map((one) => one.words)
  }
  const state = (wanted: string) => rig.until(async () => (await only()).state === wanted)

  it('a receipt before the answer, in another form of its id, is the end, and the line of moments shows both', async () => {
    smsc.answer = () => ({ receiptFirst: true, delayMs: 100 })
    smsc.receipt = () => ({ afterMs: 0, stat: 'DELIVRD' })
    await node.accept()
    await state('delivered')
    expect(await only()).toMatchObject({ settled_by: 'receipt', attempt: 1 })
    expect(await timeline()).toEqual(expect.arrayContaining(['Sending', 'Sent', 'Delivered']))
  })

  it('the same receipt twice changes nothing and is counted', async () => {
    smsc.receipt = () => ({ afterMs: 20, stat: 'DELIVRD', times: 3 })
    await node.accept()
    await state('delivered')
    await rig.until(async () => (await rig.sql.query('select times from receipt')).rows[0]?.times === 3)
    expect(await timeline()).toContain('The same receipt again')
  })

  it('a receipt for part 2 of 3 leaves it sent, and is shown; with the other two it is delivered', async () => {
    await node.accept(long)
    await state('sent')
    expect(smsc.journal).toHaveLength(3)
    const [one, two, three] = smsc.journal
    await smsc.sendReceipt(two!, { stat: 'DELIVRD' })
    await rig.until(async () => (await timeline()).includes('Receipt for part 2 of 3: delivered'))
    expect((await only()).state).toBe('sent')
    await smsc.sendReceipt(three!, { stat: 'DELIVRD' })
    await smsc.sendReceipt(one!, { stat: 'DELIVRD' })
    await state('delivered')
    expect((await timeline()).filter((words) => words.startsWith('Receipt for part'))).toHaveLength(3)
  })

  it('a receipt that says no for part 2 of 3 is the end, until a better one comes', async () => {
    await node.accept(long)
    await state('sent')
    for (const [n, part] of smsc.journal.entries())
      await smsc.sendReceipt(part, { stat: n === 1 ? 'UNDELIV' : 'DELIVRD' })
    await state('undelivered')
    await smsc.sendReceipt(smsc.journal[1]!, { stat: 'DELIVRD', doneAt: Date.now() + 60_000 })
    await state('delivered')
  })

  it('that it is on its way, and in the same minute and by the same code that it arrived, are two receipts', async () => {
    await node.accept()
    await state('sent')
    const doneAt = Date.now()
    for (const stat of ['ACCEPTD', 'DELIVRD', 'DELIVRD']) await smsc.sendReceipt(smsc.journal[0]!, { stat, doneAt })
    await state('delivered')
    const { rows } = await rig.sql.query('select state, times from receipt order by received_at')
    expect(rows).toEqual([
      { state: 'sent', times: 1 },
      { state: 'delivered', times: 2 },
    ])
  })

  it('a receipt of an id that nobody knows is answered, kept, and does nothing', async () => {
    await node.accept()
    await state('sent')
    expect(await smsc.sendReceipt({ id: '99999999', dest: '919812345678' }, { stat: 'DELIVRD' })).toBe(0)
    const { rows } = await rig.sql.query('select state, matched_at, raw from receipt')
    expect(rows).toMatchObject([{ state: 'delivered', matched_at: null }])
    expect((await only()).state).toBe('sent')
  })
})
