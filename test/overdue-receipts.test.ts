/** Receipts that do not come: gateways that can be asked are asked, and only what they say for sure counts. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { smpp } from '../src/gateways/smpp/smpp.ts'
import { createAskOverdue } from '../src/worker/ask-overdue.ts'
import type { Lane } from '../src/worker/lane.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { openBound } from './support/smpp-rig.ts'
import { Smsc } from './support/smsc.ts'

let rig: EngineRig
let node: TestNode
const closing: (() => Promise<void>)[] = []
beforeEach(async () => {
  rig = await openEngineRig()
  node = await rig.node()
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await rig.close()
})

/** Texts that an SMSC took eleven minutes ago; `says` is what it answers when it is asked about one. */
async function takenElevenMinutesAgo(count: number, says: () => number | 'silence' | undefined) {
  let questions = 0
  const smsc = await Smsc.open({
    query: () => {
      questions++
      return says()
    },
  })
  const settings = { host: '127.0.0.1', port: smsc.port, systemId: 'kaveri', password: 'x', query: true }
  const gatewayId = await rig.addGateway({ ...smpp, kind: `smpp-${smsc.port}` }, settings)
  const [accountId = ''] = await rig.addAccounts(1, gatewayId)
  await node.engine.refresh()
  await rig.until(() => (node.engine.lane(gatewayId)?.slots ?? 0) > 0)
  for (let n = 0; n < count; n++) await node.accept({ caller: `+9198123456${n}0` }, accountId)
  const texts = async () =>
    (await rig.sql.query('select state, attempt, settled_by from message where account_id = $1', [accountId])).rows
  await rig.until(async () => (await texts()).filter((one) => one.state === 'sent').length === count)
  await rig.sql.query(
    `update message set permitted_at = permitted_at - interval '11 minutes', watch_at = watch_at - interval '11 minutes' where account_id = $1`,
    [accountId],
  )
  const gateway = await openBound(smsc.port, { settings: { query: true }, times: { response: 30_000 } })
  const close = () => gateway.close(Date.now() + 100)
  closing.push(close, () => smsc.close())
  const lane = { gatewayId, gateway, can: { lookUp: 'id' } } as Lane
  return { lane, texts, close, journal: smsc.journal, questions: () => questions }
}

const askThese = (lanes: Lane[], now = Date.now) =>
  createAskOverdue({ db: node.db, lanes: () => lanes, receipts: node.engine.receipts, now })

/** A pass goes by hours of texts, from those that are given up next to the newest. */
async function pass(ask: ReturnType<typeof askThese>, isStopping = () => false): Promise<number> {
  let found = 0
  for (let hours = 0; hours < 73; hours++) found += await ask(isStopping)
  return found
}

it('a text without a receipt is delivered when the SMSC says so', async () => {
  const { lane, texts } = await takenElevenMinutesAgo(1, () => 2)
  expect(await pass(askThese([lane]))).toBe(1)
  expect(await texts()).toEqual([{ state: 'delivered', settled_by: 'receipt', attempt: 1 }])
  const { rows } = await rig.sql.query('select raw from receipt')
  expect(rows.map((row) => JSON.parse(row.raw))).toMatchObject([{ words: 'query_sm: DELIVRD, error 0' }])
})

it('what the SMSC does not know changes nothing, and nothing is sent again', async () => {
  const { lane, texts, questions, journal } = await takenElevenMinutesAgo(1, () => undefined)
  expect(await pass(askThese([lane]))).toBe(0)
  expect(questions()).toBe(1)
  expect(await texts()).toMatchObject([{ state: 'sent', attempt: 1 }])
  expect(journal).toHaveLength(1)
})

it('an SMSC that does not answer keeps no other from being asked, and a stop asks it nothing more', async () => {
  const silent = await takenElevenMinutesAgo(3, () => 'silence')
  const other = await takenElevenMinutesAgo(2, () => 2)
  let isStopping = false
  const passed = pass(askThese([silent.lane, other.lane]), () => isStopping)
  await rig.until(async () => (await other.texts()).every((one) => one.state === 'delivered'))
  isStopping = true
  await silent.close()
  expect(await passed).toBe(2)
  expect(silent.questions()).toBe(1)
})

it('an SMSC that is slow to answer is asked for a minute a round, and in the next goes on where it was', async () => {
  let time = Date.now()
  const { lane, texts, questions } = await takenElevenMinutesAgo(3, () => {
    time += 61_000
    return 2
  })
  const ask = askThese([lane], () => time)
  for (const asked of [1, 2, 3]) {
    while (questions() < asked) await ask(() => false)
    expect(questions()).toBe(asked)
  }
  expect((await texts()).map((one) => one.state)).toEqual(['delivered', 'delivered', 'delivered'])
})
