/** One call, one text: whatever repeats, races, fails or falls silent. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sweep } from '../src/store/sweeps.ts'
import { type EngineRig, openEngineRig } from './support/engine-rig.ts'

let rig: EngineRig

const most = () => Math.max(0, ...rig.probe.times().values())

describe('one rule', () => {
  beforeEach(async () => {
    rig = await openEngineRig()
  })
  afterEach(() => rig.close())

  it('makes one text of a call that five requests bring at once to two nodes', async () => {
    const nodes = [await rig.node(), await rig.node()]
    for (let round = 0; round < 10; round++) {
      const report = { sourceCallId: randomUUID(), caller: `+9190002${10_000 + round}` }
      const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => nodes[n % 2]!.accept(report)))
      expect(answers.map((one) => one.outcome).toSorted()).toEqual([...Array(9).fill('known'), 'new'])
      expect(new Set(answers.map((one) => 'id' in one && one.id)).size).toBe(1)
    }
    await rig.until(async () => (await rig.states())['sent'] === 10)
    expect(rig.probe.journal).toHaveLength(10)
    expect(most()).toBe(1)
  })

  it('never sends again what was not answered', async () => {
    rig.probe.behave = () => ({ is: 'silent', timeoutMs: 30 })
    const node = await rig.node()
    await Promise.all(Array.from({ length: 4 }, () => node.accept()))
    await rig.until(async () => (await rig.states())['unconfirmed'] === 4)
    await pause(1_500)
    expect(rig.probe.journal).toHaveLength(4)
    expect(await rig.states()).toEqual({ unconfirmed: 4 })
  })

  it('takes an answer that comes after its time as the truth', async () => {
    rig.probe.behave = () => ({ is: 'silent', timeoutMs: 20, lateMs: 300 })
    const node = await rig.node()
    await node.accept()
    await rig.until(async () => (await rig.states())['unconfirmed'] === 1)
    await rig.until(async () => (await rig.states())['sent'] === 1)
    expect(rig.probe.journal).toHaveLength(1)
  })

  it('makes doubt of a lease that ran out, and never a second text', async () => {
    rig.probe.behave = () => ({ is: 'hold' })
    const node = await rig.node()
    await node.accept()
    await rig.until(() => rig.probe.journal.length === 1)
    await rig.sql.query(`update message set watch_at = clock_timestamp() - interval '6 seconds'`)
    await rig.until(async () => (await rig.states())['unconfirmed'] === 1)
    await rig.until(() => node.engine.figures().swept.leases === 1)
    await pause(1_500)
    expect(await rig.messages()).toMatchObject([{ state: 'unconfirmed', doubt: 'lease_over', attempt: 1 }])
    expect(rig.probe.journal).toHaveLength(1)
  })

  it('leaves a lease alone that has just ended: its answer may be on its way into the table', async () => {
    rig.probe.behave = () => ({ is: 'hold' })
    const node = await rig.node()
    await node.accept()
    const ended = await rig.sql.query(
      `update message set watch_at = clock_timestamp() - interval '2 seconds' where state = 'sending'`,
    )
    expect(ended.rowCount).toBe(1)
    expect((await sweep(node.db)).leases).toBe(0)
    expect(await rig.states()).toEqual({ sending: 1 })
  })

  it('sends again what was refused for now, once, and not before its time', async () => {
    rig.probe.behave = (_, nth) => (nth === 1 ? { is: 'refuse', retry: { afterMs: 300 } } : { is: 'accept' })
    const node = await rig.node()
    await node.accept()
    await rig.until(async () => (await rig.states())['sent'] === 1, 20_000)
    expect(rig.probe.journal).toHaveLength(2)
    const [first, second] = rig.probe.journal
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(295)
    expect(first!.ref).not.toBe(second!.ref)
    expect(await rig.messages()).toMatchObject([{ state: 'sent', attempt: 2 }])
  })

  it('has every permit committed before its text is written', async () => {
    const node = await rig.node()
    const seen: Promise<string>[] = []
    rig.probe.taking = ({ attempt }) => {
      const [id] = attempt.split(':')
      seen.push(
        rig.sql.query('select state from message where id = $1', [id]).then(({ rows }) => rows[0]?.state ?? 'missing'),
      )
    }
    await Promise.all(Array.from({ length: 30 }, () => node.accept()))
    await rig.until(() => rig.probe.journal.length === 30)
    const states = await Promise.all(seen)
    expect(states.filter((state) => state !== 'sending' && state !== 'sent')).toEqual([])
  })

  it('sends a backlog of more than the window, each once, from two nodes', async () => {
    rig.probe.window = 4
    rig.probe.behave = () => ({ is: 'accept', afterMs: 5 })
    const nodes = [await rig.node(), await rig.node()]
    await Promise.all(Array.from({ length: 200 }, (_, n) => nodes[n % 2]!.accept({ caller: `+919100${100_000 + n}` })))
    await rig.until(async () => (await rig.states())['sent'] === 200, 20_000)
    expect(rig.probe.journal).toHaveLength(200)
    expect(most()).toBe(1)
  })

  it('has the whole window after a thousand commits that failed', async () => {
    const node = await rig.node()
    await rig.sql.query(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = 'P0001'; end $$`,
    )
    await rig.sql.query(
      'create constraint trigger refuse_call after insert on call deferrable initially deferred for each row execute function refuse()',
    )
    const before = node.engine.lane(rig.gatewayId)!.slots
    let refused = 0
    for (let n = 0; n < 1_000; n++) await node.accept({ caller: `+919200${100_000 + n}` }).catch(() => refused++)
    expect(refused).toBe(1_000)
    expect(node.engine.lane(rig.gatewayId)).toMatchObject({ slots: before, underWay: 0 })
    expect(before).toBe(rig.probe.window)
    await rig.sql.query('drop trigger refuse_call on call')
    await node.accept()
    await rig.until(async () => (await rig.states())['sent'] === 1)
    expect(rig.probe.journal).toHaveLength(1)
  }, 60_000)
})

describe('a cap of one', () => {
  beforeEach(async () => {
    rig = await openEngineRig({ cap: { texts: 1, hours: 24 } })
  })
  afterEach(() => rig.close())

  it('lets one text through of three misses that two nodes are told at once', async () => {
    const nodes = [await rig.node(), await rig.node()]
    for (let round = 0; round < 10; round++) {
      const caller = `+9190003${10_000 + round}`
      await Promise.all(Array.from({ length: 3 }, (_, n) => nodes[n % 2]!.accept({ caller })))
    }
    await rig.until(async () => (await rig.states())['sent'] === 10)
    expect(await rig.states()).toEqual({ sent: 10, skipped: 20 })
    expect((await rig.messages()).filter((one) => one.state === 'skipped' && one.reason !== 'frequency_cap')).toEqual(
      [],
    )
    expect(most()).toBe(1)
  })
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
