/** Somebody holds the rows of one account: a large document is being saved, a node froze within its transaction. The others notice nothing but a delay. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'

let rig: EngineRig
let node: TestNode
let other = ''
beforeEach(async () => {
  rig = await openEngineRig()
  node = await rig.node({ lockTimeoutMs: 1_000 })
  other = (await rig.addAccounts(1, rig.gatewayId))[0] ?? ''
  // Accounts with a limit are counted one transaction at a time.
  await rig.sql.query(`update account set policy = '{"quota":1000}', config_version = config_version + 1`)
})
afterEach(() => rig.close())

async function whileHeld(work: () => Promise<void>): Promise<void> {
  const holder = await rig.sql.connect()
  try {
    await holder.query('begin')
    await holder.query('select from account where account_id = $1 for update', [rig.accountId])
    await work()
  } finally {
    await holder.query('rollback')
    holder.release()
  }
}

it('refuses calls of that account alone', { timeout: 60_000 }, async () => {
  await whileHeld(async () => {
    const [held, free] = await Promise.allSettled([node.accept(), node.accept({}, other)])
    expect(free).toMatchObject({ status: 'fulfilled', value: { outcome: 'new' } })
    expect(held).toMatchObject({ status: 'rejected', reason: { name: 'NotAccepted' } })
  })
  expect(await node.accept()).toMatchObject({ outcome: 'new' })
})

it('keeps texts of that account alone in the table, and sends them when it is free', { timeout: 60_000 }, async () => {
  rig.probe.window = 0
  await node.accept({ caller: '+919400100001' })
  await node.accept({ caller: '+919400100002' }, other)
  expect(await rig.states()).toEqual({ queued: 2 })
  await whileHeld(async () => {
    rig.probe.window = 10
    node.engine.wake()
    await rig.until(() => rig.probe.times().has('+919400100002'), 30_000)
    expect(rig.probe.times().has('+919400100001')).toBe(false)
  })
  await rig.until(() => rig.probe.times().has('+919400100001'), 30_000)
})

it('keeps texts of an account alone in the table of which something cannot be read', { timeout: 60_000 }, async () => {
  rig.probe.window = 0
  await node.accept({ caller: '+919400100001' })
  await node.accept({ caller: '+919400100002' }, other)
  // More than JavaScript counts exactly.
  await rig.sql.query('update account set price_per_part = 9007199254740993 where account_id = $1', [rig.accountId])
  rig.probe.window = 10
  node.engine.wake()
  await rig.until(() => rig.probe.times().has('+919400100002'), 10_000)
  expect(rig.probe.times().has('+919400100001')).toBe(false)
  // New ones of the others are not held up either.
  rig.probe.window = 0
  await node.accept({ caller: '+919400100003' }, other)
  rig.probe.window = 10
  node.engine.wake()
  await rig.until(() => rig.probe.times().has('+919400100003'), 10_000)
})
