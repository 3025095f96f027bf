/** The database may never go backwards. Where it does under a running process, what it holds as queued may be on the wire: nothing more is sent. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claim } from '../src/store/claims.ts'
import { createHeartbeat } from '../src/worker/heartbeat.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { hashNumber } from './support/seal.ts'

let rig: EngineRig
let node: TestNode
beforeEach(async () => {
  rig = await openEngineRig()
  node = await rig.node()
})
afterEach(() => rig.close())

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('a database that has lost commits', () => {
  it('gives no permit to a process that remembers more of its own beats than the database does', async () => {
    // No place: the process itself leaves the text alone.
    rig.probe.window = 0
    await node.accept()
    await rig.sql.query('update node set beats = 7')
    const [message] = await rig.messages()
    const key = { accountId: rig.accountId, messageId: message!.id, parts: 1 }
    const as = { owner: node.owner, leaseMs: 60_000, refOf: () => randomUUID(), keyIsRef: false, hashNumber }
    expect((await claim(node.db, rig.gatewayId, [key], { ...as, beats: 100 })).permits).toEqual([])
    expect(await rig.messages()).toMatchObject([{ state: 'queued', attempt: 0 }])
    expect((await claim(node.db, rig.gatewayId, [key], { ...as, beats: 7 })).permits).toHaveLength(1)
  })

  it('hands over no text of a call that is told again, also before the next beat has noticed', async () => {
    // The first text went; the database forgets the call, and what this process has beaten since.
    const told = { sourceCallId: 'told-again' }
    await rig.until(() => node.engine.beats() > 0, 8_000)
    await node.accept(told)
    await rig.until(() => rig.probe.journal.length === 1)
    await rig.sql.query(`update node set beats = beats - 1`)
    await rig.sql.query('truncate call, message, submission')
    expect(await node.accept(told)).toMatchObject({ outcome: 'new' })
    await pause(1_200)
    expect(rig.probe.journal).toHaveLength(1)
    expect(await rig.states()).toEqual({ queued: 1 })
  }, 20_000)

  it('is sent to by no other process either, though that has lost no beat', async () => {
    const other = await rig.node()
    const told = { sourceCallId: 'told-again' }
    await rig.until(() => node.engine.beats() > 0 && other.engine.beats() > 0, 8_000)
    await node.accept(told)
    await rig.until(() => rig.probe.journal.length === 1)
    // The standby that was promoted had the other's last beat, and neither this one's nor the call.
    await rig.sql.query('update node set beats = beats - 1 where owner = $1', [node.owner])
    await rig.sql.query('truncate call, message, submission')
    expect(await node.accept(told)).toMatchObject({ outcome: 'new' })
    other.engine.wake()
    await pause(6_500)
    expect(rig.probe.journal).toHaveLength(1)
    expect(await rig.states()).toEqual({ queued: 1 })
    // Nor by one that is started now.
    const later = await rig.node()
    later.engine.wake()
    await pause(1_500)
    expect(rig.probe.journal).toHaveLength(1)
    // Once a person has seen to it, what is new is sent again.
    expect((await rig.sql.query('select went_back_at from installation')).rows[0].went_back_at).not.toBeNull()
  }, 40_000)

  it.each([
    ['fewer beats', 'update node set beats = 1'],
    ['no row of the process at all', 'delete from node'],
  ])('that shows %s is an alarm with each beat, and sending is stopped once', async (_what, loss) => {
    const alarms: object[] = []
    let stopped = 0
    const heart = createHeartbeat({
      db: node.db,
      owner: node.owner,
      log: { error: (fields: object) => void alarms.push(fields) } as never,
      wentBack: () => {
        stopped += 1
      },
    })
    for (let n = 0; n < 3; n++) await heart.beat()
    const before = heart.acknowledged()
    expect([before >= 3, alarms, stopped]).toEqual([true, [], 0])
    await rig.sql.query(loss)
    await heart.beat()
    await heart.beat()
    expect(stopped).toBe(1)
    expect(alarms).toMatchObject([
      { alarm: 'database_went_back', acknowledged: before },
      { alarm: 'database_went_back', acknowledged: before },
    ])
  })

  it('has nothing more sent to it, neither what it holds nor what is new; calls are still taken', async () => {
    await rig.until(async () => (await rig.sql.query('select beats from node')).rows[0].beats > 0, 8_000)
    await rig.sql.query('update node set beats = -10')
    await rig.until(() => node.engine.lane(rig.gatewayId) === undefined, 8_000)
    expect(await node.accept()).toMatchObject({ outcome: 'new' })
    node.engine.wake()
    await node.engine.refresh()
    await pause(1_200)
    expect(rig.probe.journal).toHaveLength(0)
    expect(await rig.states()).toEqual({ queued: 1 })
  }, 20_000)
})
