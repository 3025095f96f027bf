/** An account whose few calls come while another's many fill the window of the gateway that both use, and the table behind it. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'

let rig: EngineRig
let node: TestNode
beforeEach(async () => {
  rig = await openEngineRig()
  rig.probe.window = 8
  node = await rig.node()
})
afterEach(() => rig.close())

it('is answered, and has its text sent, before two windows of others have gone', async () => {
  const [small] = await rig.addAccounts(1, rig.gatewayId)
  // Its gateway is known from its first call on.
  await node.accept({ caller: '+919600100001' }, small)
  await rig.until(() => rig.probe.journal.length === 1)
  const backlog = 60
  rig.probe.window = 0
  for (let n = 0; n < backlog; n++) await node.accept({ caller: `+919400${100_000 + n}` })
  // One place is free at a time.
  rig.probe.behave = (_, nth) => ({ is: 'accept', afterMs: 100 + (nth % 8) * 12 })
  rig.probe.window = 8
  const large = Array.from({ length: 400 }, (_, n) => node.accept({ caller: `+919500${100_000 + n}` }))
  node.engine.wake()
  await rig.until(() => rig.probe.journal.length > 30)

  const goneUntilAnswered: number[] = []
  const goneUntilSent: number[] = []
  for (let n = 0; n < 5; n++) {
    const caller = `+91960020000${n}`
    const before = rig.probe.journal.length
    await node.accept({ caller }, small)
    const answered = rig.probe.journal.length
    goneUntilAnswered.push(answered - before)
    await rig.until(() => rig.probe.times().has(caller))
    goneUntilSent.push(rig.probe.journal.findIndex((one) => one.to === caller) - answered)
  }
  const median = (of: readonly number[]) => of.toSorted((a, b) => a - b)[2]
  expect(median(goneUntilAnswered)).toBeLessThan(16)
  expect(median(goneUntilSent)).toBeLessThan(8)
  await Promise.all(large)
})
