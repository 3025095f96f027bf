/** A process that stops, and a gateway whose settings change: permits that were used stay used, unused ones go back, and every place is free again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { startTcpProxy, type TcpProxy } from './support/tcp-proxy.ts'

let rig: EngineRig
let node: TestNode
beforeEach(async () => {
  rig = await openEngineRig()
})
afterEach(() => rig.close())

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const accept = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => node.accept({ caller: `+919800${100_000 + n}` })))
const most = () => Math.max(0, ...rig.probe.times().values())

describe('a process that stops', () => {
  it('waits for answers that come in time and stores them', async () => {
    rig.probe.behave = () => ({ is: 'accept', afterMs: 200 })
    node = await rig.node()
    await accept(5)
    await node.stop(2_000)
    expect(await rig.states()).toEqual({ sent: 5 })
  })

  it('leaves what is not answered in doubt, and no other process sends it', async () => {
    rig.probe.behave = () => ({ is: 'hold' })
    node = await rig.node()
    await accept(15)
    await rig.until(() => rig.probe.journal.length === 10)
    await node.stop(100)
    expect(await rig.states()).toEqual({ unconfirmed: 10, queued: 5 })
    const { rows } = await rig.sql.query('select stopped_at is not null as stopped from node')
    expect(rows).toEqual([{ stopped: true }])
    rig.probe.behave = () => ({ is: 'accept' })
    node = await rig.node()
    await rig.until(async () => (await rig.states())['sent'] === 5)
    await pause(1_200)
    expect(await rig.states()).toEqual({ unconfirmed: 10, sent: 5 })
    expect(most()).toBe(1)
  })

  it('closes its gateways and stores what they said while a round of its loops still waits for a lock', async () => {
    rig.probe.behave = () => ({ is: 'hold' })
    node = await rig.node()
    await accept(5)
    await rig.until(() => rig.probe.journal.length === 5)
    await rig.sql.query(
      `insert into receipt (gateway_id, receipt_key, status, done_at, received_at, state, final, raw, look_at)
       values ($1, 'i:nobody', 'DELIVRD', now(), now(), 'delivered', true, '{}', now())`,
      [rig.gatewayId],
    )
    const other = await rig.sql.connect()
    try {
      await other.query('begin')
      await other.query('lock table receipt in access exclusive mode')
      const locks = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await rig.until(async () => (await rig.sql.query(locks)).rowCount === 1)
      void node.stop(100)
      // The lock is waited for for three seconds, twice.
      await rig.until(async () => (await rig.states())['unconfirmed'] === 5, 1_500)
    } finally {
      await other.query('rollback')
      other.release()
    }
    await node.stop()
  })

  it('under load loses nothing and doubles nothing, ten times over', async () => {
    rig.probe.behave = () => ({ is: 'accept', afterMs: 3 })
    let accepted = 0
    for (let round = 0; round < 10; round++) {
      node = await rig.node()
      const answers = Array.from({ length: 40 }, (_, n) => node.accept({ caller: `+91981${round}${100_000 + n}` }))
      await pause(5 * round)
      await node.stop(1_000)
      accepted += (await Promise.allSettled(answers)).filter((one) => one.status === 'fulfilled').length
    }
    node = await rig.node()
    await rig.until(async () => (await rig.states())['sent'] === accepted, 20_000)
    expect(accepted).toBe(400)
    expect(rig.probe.journal).toHaveLength(400)
    expect(most()).toBe(1)
  }, 60_000)
})

describe('with a database that is away', () => {
  let proxy: TcpProxy
  beforeEach(async () => {
    const url = new URL(rig.database.url)
    proxy = await startTcpProxy({ port: 0, path: `${url.searchParams.get('host')}/.s.PGSQL.5432` })
    url.search = ''
    url.host = '127.0.0.1'
    url.port = String(proxy.port)
    rig.probe.behave = () => ({ is: 'accept', afterMs: 50 })
    node = await rig.node({ url: url.href })
  })

  it('a process stops all the same, and what it could not store shows as doubt', async () => {
    await node.accept()
    await proxy.close()
    await rig.until(() => rig.probe.journal.length === 1)
    const startedAt = performance.now()
    await node.stop(500)
    expect(performance.now() - startedAt).toBeLessThan(20_000)
    expect(await rig.states()).toEqual({ sending: 1 })
    node = await rig.node()
    await rig.sql.query(`update message set watch_at = clock_timestamp() - interval '6 seconds'`)
    await rig.until(async () => (await rig.states())['unconfirmed'] === 1, 15_000)
    expect(rig.probe.journal).toHaveLength(1)
  }, 60_000)
})

describe('a change of a gateway’s settings', () => {
  const change = async () => {
    await rig.sql.query('update gateway set version = version + 1')
    await node.engine.refresh()
  }

  it('lets texts that are under way end, and has all places free afterwards', async () => {
    rig.probe.behave = () => ({ is: 'accept', afterMs: 100 })
    node = await rig.node()
    const accepted = accept(30)
    for (let n = 0; n < 5; n++) {
      await change()
      await pause(20)
    }
    await accepted
    await rig.until(async () => (await rig.states())['sent'] === 30, 20_000)
    expect(rig.probe.journal).toHaveLength(30)
    expect(most()).toBe(1)
    await rig.until(() => node.engine.lane(rig.gatewayId)?.slots === rig.probe.window)
    expect(node.engine.lane(rig.gatewayId)?.underWay).toBe(0)
  }, 30_000)

  it('between the reservation and the commit sends the text once, by the new settings, and counts its places in neither', async () => {
    node = await rig.node()
    await rig.sql.query(
      `create function slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(0.3); return null; end $$`,
    )
    await rig.sql.query(
      'create constraint trigger slowly after insert on call deferrable initially deferred for each row execute function slowly()',
    )
    const accepted = accept(3)
    await pause(100)
    await change()
    await accepted
    await rig.until(async () => (await rig.states())['sent'] === 3)
    expect(most()).toBe(1)
    expect(node.engine.lane(rig.gatewayId)).toMatchObject({ slots: rig.probe.window, underWay: 0 })
  })

  it('takes the late answer of a lane that was closed', async () => {
    rig.probe.behave = () => ({ is: 'silent', timeoutMs: 50, lateMs: 600 })
    node = await rig.node()
    await node.accept()
    await rig.until(async () => (await rig.states())['unconfirmed'] === 1)
    await change()
    await rig.until(async () => (await rig.states())['sent'] === 1)
    expect(rig.probe.journal).toHaveLength(1)
  })
})
