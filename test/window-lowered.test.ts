/** A window that was lowered while texts waited: those that no longer fit are stopped, and hold nobody up. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'

let rig: EngineRig
let node: TestNode
beforeEach(async () => {
  rig = await openEngineRig()
  node = await rig.node()
})
afterEach(() => rig.close())

async function saved(column: string): Promise<void> {
  await rig.sql.query(`update gateway set ${column}, version = version + 1`)
  await node.engine.refresh()
}

it('stops texts of more parts than there are places, and sends those behind them', async () => {
  await saved('paused_at = clock_timestamp()')
  for (const token of ['long '.repeat(40), 'long '.repeat(40), 'short']) await node.accept({ variables: { token } })
  expect(await rig.states()).toEqual({ queued: 3 })
  rig.probe.window = 1
  await saved('paused_at = null')
  await rig.until(async () => (await rig.states())['sent'] === 1)
  await rig.until(async () => (await rig.states())['skipped'] === 2)
  expect((await rig.messages()).map((one) => one.reason)).toEqual(['text_too_long', 'text_too_long', null])
  expect(rig.probe.journal).toMatchObject([{ parts: 1 }])
})
