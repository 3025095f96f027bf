/** What the loops do for texts that nobody tells anything about: found by the matcher, swept when a lease ends, lapsed when their time is over. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EngineRig, openEngineRig } from './support/engine-rig.ts'

let rig: EngineRig
beforeEach(async () => {
  rig = await openEngineRig()
})
afterEach(() => rig.close())

describe('a running node', () => {
  it('lets a text in doubt be settled by a receipt whose id nobody knows', async () => {
    rig.probe.behave = () => ({ is: 'silent', timeoutMs: 20 })
    const node = await rig.node()
    await node.accept()
    await rig.until(async () => (await rig.states())['unconfirmed'] === 1)
    const [written] = rig.probe.journal
    await rig.probe.receipt({ id: 'never-told', to: written!.to }, 'delivered', {
      submittedAt: written!.at,
      textBegins: written!.text.slice(0, 20),
    })
    await rig.until(async () => (await rig.states())['delivered'] === 1, 15_000)
    expect(await rig.messages()).toMatchObject([{ state: 'delivered', settled_by: 'adoption' }])
  })

  it('shows as doubt what a node left in the middle of sending, and sends what it left in the table', async () => {
    rig.probe.window = 1
    rig.probe.behave = () => ({ is: 'hold' })
    const dead = await rig.node()
    await dead.accept({ caller: '+919400100001' })
    await rig.until(() => rig.probe.journal.length === 1)
    await dead.accept({ caller: '+919400100002' })
    expect(await rig.states()).toEqual({ sending: 1, queued: 1 })
    await dead.drop()
    rig.probe.behave = () => ({ is: 'accept' })
    await rig.sql.query(
      `update message set watch_at = clock_timestamp() - interval '6 seconds' where state = 'sending'`,
    )
    await rig.node()
    await rig.until(async () => (await rig.states())['sent'] === 1)
    await rig.until(async () => (await rig.states())['unconfirmed'] === 1, 15_000)
    expect(rig.probe.journal.map((one) => one.to)).toEqual(['+919400100001', '+919400100002'])
  })

  it('lets a text lapse that could not go in its time', async () => {
    rig.probe.window = 1
    rig.probe.behave = () => ({ is: 'hold' })
    const node = await rig.node()
    // The only place is taken by a text that stays without an answer; claimed from the table, where the node has not yet looked through it.
    await node.accept()
    await rig.until(() => rig.probe.journal.length === 1)
    await node.accept()
    await rig.sql.query(
      `update message set valid_until = clock_timestamp() - interval '1 second' where state = 'queued'`,
    )
    await rig.until(async () => (await rig.states())['lapsed'] === 1, 15_000)
    const lapsed = (await rig.messages()).filter((one) => one.state === 'lapsed')
    expect(lapsed).toMatchObject([{ reason: 'validity_over', attempt: 0 }])
    expect(rig.probe.journal).toHaveLength(1)
  })

  it('stops within its drain, leaves what is unanswered as doubt, and gives back nothing that was written', async () => {
    rig.probe.behave = () => ({ is: 'hold' })
    const node = await rig.node()
    await Promise.all(Array.from({ length: 5 }, () => node.accept()))
    await rig.until(() => rig.probe.journal.length === 5)
    const startedAt = performance.now()
    await node.stop(300)
    expect(performance.now() - startedAt).toBeLessThan(3_000)
    expect(await rig.states()).toEqual({ unconfirmed: 5 })
    rig.probe.behave = () => ({ is: 'accept' })
    await rig.node()
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(rig.probe.journal).toHaveLength(5)
  })

  it('stops with calls coming in: each is answered only if it is kept, and each text goes once', async () => {
    rig.probe.behave = () => ({ is: 'accept', afterMs: 3 })
    const node = await rig.node()
    let taken = 0
    const sending = Array.from({ length: 200 }, () =>
      node.accept().then(
        () => taken++,
        () => undefined,
      ),
    )
    await new Promise((resolve) => setTimeout(resolve, 30))
    await node.stop(2_000)
    await Promise.all(sending)
    const next = await rig.node()
    await rig.until(async () => (await rig.states())['sent'] === taken, 15_000)
    expect(rig.probe.journal).toHaveLength(taken)
    expect([...rig.probe.times().values()].filter((times) => times !== 1)).toEqual([])
    expect(next.engine.lane(rig.gatewayId)).toMatchObject({ underWay: 0 })
  })
})
