/** A gateway whose settings are saved is closed and opened anew. Where the SMSC allows one bind, the new one must not race the old one's goodbye. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { smpp } from '../src/gateways/smpp/smpp.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { Smsc } from './support/smsc.ts'

let rig: EngineRig
let smsc: Smsc
let node: TestNode
let gatewayId: string
let accountId: string
/** What the SMSC answered to each bind. */
let answers: number[]

beforeEach(async () => {
  answers = []
  smsc = await Smsc.open()
  smsc.bindStatus = () => {
    const status = smsc.bound().length > 0 ? 0x05 : 0
    answers.push(status)
    return status
  }
  rig = await openEngineRig()
  const settings = { host: '127.0.0.1', port: smsc.port, systemId: 'aftercall', password: 'sosecret' }
  gatewayId = await rig.addGateway(smpp as never, settings)
  accountId = (await rig.addAccounts(1, gatewayId))[0] ?? ''
  node = await rig.node()
  await rig.until(() => smsc.bound().length === 1)
})
afterEach(async () => {
  await rig.close()
  await smsc.close()
})

const saved = async () => {
  await rig.sql.query('update gateway set version = version + 1 where gateway_id = $1', [gatewayId])
  await node.engine.refresh()
}

describe('an SMSC that allows one bind', () => {
  it('is bound anew when the last session is gone, and texts wait in the table until then', async () => {
    smsc.answer = () => ({ delayMs: 700 })
    await node.accept({}, accountId)
    await rig.until(() => smsc.journal.length === 1)
    await saved()
    await node.accept({}, accountId)
    await saved()
    expect(await rig.states()).toEqual({ sending: 1, queued: 1 })
    await rig.until(async () => (await rig.states())['sent'] === 2)
    expect(answers).toEqual([0, 0])
    expect(smsc.journal.map((one) => one.session)).toEqual([1, 2])
  })

  it('is not bound anew by a process that stops meanwhile', async () => {
    smsc.answer = () => ({ delayMs: 700 })
    await node.accept({}, accountId)
    await rig.until(() => smsc.journal.length === 1)
    await saved()
    await node.stop()
    expect([answers, smsc.bound()]).toEqual([[0], []])
    expect(await rig.states()).toEqual({ sent: 1 })
  })

  it('is not bound anew where the gateway was paused meanwhile', async () => {
    smsc.answer = () => ({ delayMs: 700 })
    await node.accept({}, accountId)
    await rig.until(() => smsc.journal.length === 1)
    await saved()
    await rig.sql.query('update gateway set paused_at = clock_timestamp() where gateway_id = $1', [gatewayId])
    await rig.until(() => smsc.bound().length === 0)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(answers).toEqual([0])
  })
})
