import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AcceptResult } from '../../src/pipeline/accept-calls.ts'
import { type EngineRig, openEngineRig, type TestNode } from '../support/engine-rig.ts'
import { Probe } from '../support/probe.ts'

let rig: EngineRig
let node: TestNode
let isOver: boolean
let calling: Promise<unknown> | undefined
beforeEach(async () => {
  isOver = false
  rig = await openEngineRig()
})
afterEach(async () => {
  isOver = true
  await calling
  await rig.close()
})

const statesOf = async (gatewayId: string) => {
  const { rows } = await rig.sql.query(
    'select state, count(*)::int as n from message where gateway_id = $1 group by 1',
    [gatewayId],
  )
  return Object.fromEntries(rows.map((row) => [row.state, row.n])) as Record<string, number>
}

let callers = 0
const nextCaller = () => `+9172${String(++callers).padStart(8, '0')}`

/** Thirty calls at any time, of these accounts in turn, until the test is over. */
function callWithoutEnd(accountIds: readonly string[]): void {
  const call = async (n: number) => {
    while (!isOver) await node.accept({ caller: nextCaller() }, accountIds[n % accountIds.length])
  }
  calling = Promise.all(Array.from({ length: 30 }, (_, n) => call(n)))
}

/** Accepts a call of each of these accounts; whoever is told "new" finds the call committed. */
async function burst(accountIds: readonly string[]): Promise<AcceptResult[]> {
  return await Promise.all(accountIds.map((accountId) => node.accept({ caller: nextCaller() }, accountId)))
}

describe('scenario 40', () => {
  it('1,000 accounts and a burst, one gateway hanging: the texts of the other all go, and every call is answered after its commit', async () => {
    const hanging = new Probe('hanging')
    hanging.behave = () => ({ is: 'hold' })
    const hangingId = await rig.addGateway(hanging.kind)
    const [onHanging, onOther] = [await rig.addAccounts(500, hangingId), await rig.addAccounts(500, rig.gatewayId)]
    node = await rig.node()
    const mixed = onHanging.flatMap((one, n) => [one, one, onOther[n]!])

    const answers = await Promise.all(
      mixed.map(async (accountId, n) => {
        const answer = await node.accept({ caller: nextCaller() }, accountId)
        if (n % 100 !== 0) return answer
        const { rows } = await rig.sql.query('select 1 from call where id = $1', ['id' in answer ? answer.id : null])
        expect(rows).toHaveLength(1)
        return answer
      }),
    )
    expect(answers.filter((one) => one.outcome !== 'new')).toEqual([])
    await rig.until(async () => (await statesOf(rig.gatewayId))['sent'] === 500, 40_000)
    expect(await statesOf(rig.gatewayId)).toEqual({ sent: 500 })
    // The other holds its window, and all the rest waits in the table: nothing of it was tried elsewhere, nothing is lost.
    expect(await statesOf(hangingId)).toEqual({ sending: hanging.window, queued: 1_000 - hanging.window })
    expect(hanging.journal).toHaveLength(hanging.window)
    expect(Math.max(...rig.probe.times().values())).toBe(1)
  }, 60_000)

  it('one account’s backlog of 1,500 texts does not stand before the one text of each of 100 others', async () => {
    rig.probe.behave = () => ({ is: 'accept', afterMs: 1 })
    const [large = ''] = await rig.addAccounts(1, rig.gatewayId)
    const small = await rig.addAccounts(100, rig.gatewayId)
    node = await rig.node()
    const { window } = rig.probe
    rig.probe.window = 0
    await burst(Array(1_500).fill(large))
    await burst(small)
    rig.probe.window = window
    node.engine.wake()
    const ofSmall = await numbersOf(small)
    await rig.until(() => rig.probe.journal.filter((one) => ofSmall.has(one.to)).length === 100, 20_000)
    // Turn by turn: when the last of the small ones went, the large account had had no more texts than all of them together and a window.
    const last = rig.probe.journal.findLastIndex((one) => ofSmall.has(one.to))
    expect(last).toBeLessThan(2 * 100 + 2 * window)
  }, 60_000)

  it('an account that calls without end leaves places to another that begins to call', async () => {
    rig.probe.behave = () => ({ is: 'accept', afterMs: 2 })
    const [busy = '', quiet = ''] = await rig.addAccounts(2, rig.gatewayId)
    node = await rig.node()
    callWithoutEnd([busy])
    await rig.until(() => rig.probe.journal.length > 100)
    for (let n = 0; n < 20; n++) {
      const before = rig.probe.journal.length
      const caller = nextCaller()
      await node.accept({ caller }, quiet)
      await rig.until(() => rig.probe.journal.some((one) => one.to === caller))
      const waited = rig.probe.journal.findIndex((one) => one.to === caller) - before
      expect(waited).toBeLessThan(200)
    }
  }, 60_000)

  it('a text of three parts gets its three places soon, though short ones never end', async () => {
    rig.probe.behave = () => ({ is: 'accept', afterMs: 2 })
    rig.probe.window = 4
    const accounts = await rig.addAccounts(6, rig.gatewayId)
    node = await rig.node()
    callWithoutEnd(accounts.slice(0, 5))
    await rig.until(() => rig.probe.journal.length > 100)
    const sentMeanwhile: number[] = []
    for (let n = 0; n < 10; n++) {
      const before = rig.probe.journal.length
      const caller = nextCaller()
      await node.accept({ caller, variables: { token: 'x'.repeat(300) } }, accounts[5])
      await rig.until(() => rig.probe.journal.some((one) => one.to === caller))
      sentMeanwhile.push(rig.probe.journal.findIndex((one) => one.to === caller) - before)
    }
    // New calls have half of the window meanwhile, and those in the table in front of it go first.
    expect(sentMeanwhile.toSorted((a, b) => a - b)[5]).toBeLessThan(15 * rig.probe.window)
    expect(rig.probe.journal.filter((one) => one.parts === 3)).toHaveLength(10)
  }, 60_000)

  async function numbersOf(accountIds: readonly string[]): Promise<Set<string>> {
    const { rows } = await rig.sql.query('select number from message where account_id = any($1)', [accountIds])
    return new Set(rows.map((row) => row.number))
  }
})
