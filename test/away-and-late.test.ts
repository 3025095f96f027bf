/** What speaks against a gateway and what does not: a host that answers nothing stops its texts, and a text that was merely late is no sign of life. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kannel } from '../src/gateways/kannel.ts'
import { openBlackHole } from './support/black-hole.ts'
import { type EngineRig, openEngineRig } from './support/engine-rig.ts'

let rig: EngineRig
beforeEach(async () => {
  rig = await openEngineRig()
})
afterEach(() => rig.close())

describe('an HTTP gateway whose host answers nothing', () => {
  it('is told as down, and is not tried again and again', async () => {
    const hole = await openBlackHole()
    try {
      const url = `http://127.0.0.1:${hole.port}/cgi-bin/sendsms`
      const gatewayId = await rig.addGateway(kannel as never, { url, username: 'aftercall', password: 'secret' })
      const [accountId = ''] = await rig.addAccounts(1, gatewayId)
      const node = await rig.node()
      for (let n = 0; n < 6; n++) await node.accept({}, accountId)
      const isStopped = () => node.engine.lane(gatewayId)?.health.state === 'down'
      await rig.until(isStopped, 8_000)
      await rig.until(async () => (await rig.states())['queued'] === 6, 2_000)
      const attempts = async () => (await rig.messages()).map((one) => one.attempt)
      const before = await attempts()
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      expect(await attempts()).toEqual(before)
      expect(await rig.states()).toEqual({ queued: 6 })
    } finally {
      hole.close()
    }
  })
})

describe('a gateway that failed and of which nothing was heard since', () => {
  it('is still risked one text, after one that never left', async () => {
    const node = await rig.node()
    rig.probe.behave = () => ({ is: 'silent', timeoutMs: 20 })
    for (let n = 0; n < 5; n++) await node.accept()
    await rig.until(async () => (await rig.states())['unconfirmed'] === 5)
    let isFirst = true
    rig.probe.behave = () => {
      const how = isFirst ? ({ is: 'unsent' } as const) : ({ is: 'hold' } as const)
      isFirst = false
      return how
    }
    for (let n = 0; n < 5; n++) await node.accept()
    await rig.until(() => rig.probe.journal.length === 7, 12_000)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(rig.probe.journal).toHaveLength(7)
    expect(await rig.states()).toEqual({ unconfirmed: 5, sending: 1, queued: 4 })
  })
})
