/** Receipts that do not come: gateways that can be asked are asked, and only what they say for sure counts. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { smpp } from '../src/gateways/smpp/smpp.ts'
import { createAskOverdue } from '../src/worker/ask-overdue.ts'
import { type EngineRig, openEngineRig } from './support/engine-rig.ts'
import { openBound } from './support/smpp-rig.ts'
import { Smsc } from './support/smsc.ts'

let rig: EngineRig
let smsc: Smsc
let state: number | undefined
let questions = 0
beforeEach(async () => {
  rig = await openEngineRig()
  questions = 0
  smsc = await Smsc.open({
    query: () => {
      questions++
      return state
    },
  })
})
afterEach(async () => {
  await rig.close()
  await smsc.close()
})

/** A text that was taken eleven minutes ago, and a round of questions. */
async function askedAfterElevenMinutes(): Promise<number> {
  const settings = { host: '127.0.0.1', port: smsc.port, systemId: 'kaveri', password: 'x', query: true }
  const gatewayId = await rig.addGateway(smpp, settings)
  const [accountId = ''] = await rig.addAccounts(1, gatewayId)
  const node = await rig.node()
  await rig.until(() => (node.engine.lane(gatewayId)?.slots ?? 0) > 0)
  await node.accept({}, accountId)
  await rig.until(async () => (await rig.states())['sent'] === 1)
  await rig.sql.query(
    `update message set permitted_at = permitted_at - interval '11 minutes', watch_at = watch_at - interval '11 minutes'`,
  )
  const gateway = await openBound(smsc.port, { settings: { query: true } })
  const lane = { gatewayId, gateway, can: { lookUp: 'id' } }
  let hours = 0
  const ask = createAskOverdue({
    db: node.db,
    lanes: () => [lane as never],
    receipts: node.engine.receipts,
    now: Date.now,
  })
  let found = 0
  // A pass goes by hours of texts, from those that are given up next to the newest.
  for (; hours < 73; hours++) found += await ask()
  await gateway.close(Date.now() + 100)
  return found
}

it('a text without a receipt is delivered when the SMSC says so', async () => {
  state = 2
  expect(await askedAfterElevenMinutes()).toBe(1)
  expect(await rig.messages()).toMatchObject([{ state: 'delivered', settled_by: 'receipt', attempt: 1 }])
  const { rows } = await rig.sql.query('select raw from receipt')
  expect(rows.map((row) => JSON.parse(row.raw))).toMatchObject([{ words: 'query_sm: DELIVRD, error 0' }])
})

it('what the SMSC does not know changes nothing, and nothing is sent again', async () => {
  state = undefined
  expect(await askedAfterElevenMinutes()).toBe(0)
  expect(questions).toBe(1)
  expect(await rig.messages()).toMatchObject([{ state: 'sent', attempt: 1 }])
  expect(smsc.journal).toHaveLength(1)
})
