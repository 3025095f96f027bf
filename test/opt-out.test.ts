/** Whoever opted out gets no text: asked in the transaction that plans, and again in the one that gives the permit. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addOptOuts, endOptOut, listOptOuts, readOptOut } from '../src/store/opt-outs.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { hashNumber } from './support/seal.ts'

let rig: EngineRig
let node: TestNode
beforeEach(async () => {
  rig = await openEngineRig()
  node = await rig.node()
})
afterEach(() => rig.close())

const number = '+919400100007'
const by = () => ({ accountId: rig.accountId, source: 'api', who: 'tests' }) as const
const optOut = (accountId = rig.accountId) =>
  node.db.transaction('console', (tx) =>
    addOptOuts(tx, { ...by(), accountId }, [{ hash: hashNumber(accountId, number), ending: '007' }]),
  )
const optIn = () =>
  node.db.transaction('console', (tx) => endOptOut(tx, by(), { hash: hashNumber(rig.accountId, number) }))

describe('a reply', () => {
  const say = (text: string, to = 'TESTER') =>
    node.engine.receipts.record(rig.gatewayId, {
      receipts: [],
      replies: [{ from: number.slice(1), to, text, at: Date.now() }],
      ignored: 0,
    })
  const isOut = async (accountId = rig.accountId) =>
    (await readOptOut(node.db, accountId, hashNumber(accountId, number))).current !== null

  it('over a shared gateway belongs to whoever texted the number last, or under the header that is answered to', async () => {
    const [other = ''] = await rig.addAccounts(1, rig.gatewayId)
    await node.accept({ caller: number }, other)
    await node.accept({ caller: number })
    await rig.until(async () => (await rig.states())['sent'] === 2)
    await rig.sql.query(`update message set header = 'OTHERS' where account_id = $1`, [other])
    await say('STOP', 'others')
    expect([await isOut(), await isOut(other)]).toEqual([false, true])
    await say('Stop')
    expect(await isOut()).toBe(true)
  })

  it('over a shared gateway belongs to the account also where its text went to nobody who called: a user, or a trial of a template', async () => {
    await node.accept({ caller: number })
    await rig.until(async () => (await rig.states())['sent'] === 1)
    await rig.sql.query(`update caller set texts = '[]'`)
    await say('STOP')
    expect(await isOut()).toBe(true)
  })

  it('whose number can be read in two ways is of the number that was texted', async () => {
    const singapore = '+6591234567'
    await node.accept({ caller: number })
    const callers = () => rig.sql.query('update caller set number = $1', [singapore])
    await callers()
    const isOutOf = async (one: string) =>
      (await readOptOut(node.db, rig.accountId, hashNumber(rig.accountId, one))).current !== null
    const sayFrom = (text: string) =>
      node.engine.receipts.record(rig.gatewayId, {
        receipts: [],
        replies: [{ from: singapore.slice(1), to: 'TESTER', text, at: Date.now() }],
        ignored: 0,
      })
    await sayFrom('STOP')
    expect([await isOutOf(singapore), await isOutOf(`+91${singapore.slice(1)}`)]).toEqual([true, false])
    // By a gateway of the account's own, too.
    await rig.sql.query('update gateway set owner_account_id = $1', [rig.accountId])
    await sayFrom('START')
    expect(await isOutOf(singapore)).toBe(false)
  })

  it('that nobody’s text drew is answered and dropped', async () => {
    await say('STOP')
    expect((await rig.sql.query('select from reply')).rows).toHaveLength(0)
  })

  it('that the network brings again is kept once', async () => {
    await node.accept({ caller: number })
    for (const text of ['STOP', 'STOP', 'thank you', 'thank you']) await say(text)
    const { rows } = await rig.sql.query('select body from reply order by id')
    expect(rows.map((row) => row['body'])).toEqual(['STOP', 'thank you'])
  })

  it('counts however soon it says STOP again, and one that the network brings late never undoes a later STOP', async () => {
    await node.accept({ caller: number })
    for (const text of ['STOP', 'START', 'STOP']) await say(text)
    expect(await isOut()).toBe(true)
    await say('START')
    expect(await isOut()).toBe(true)
    // Somebody else let texts go since.
    await optIn()
    await say('STOP')
    await say('STOP')
    expect(await isOut()).toBe(true)
    await rig.sql.query(`update reply set id = overlay(id::text placing '01900000' from 1 for 8)::uuid`)
    await say('START')
    expect(await isOut()).toBe(false)
  })

  it('is not answered while it cannot be kept', async () => {
    await node.accept({ caller: number })
    await rig.sql.query('alter table reply rename to gone')
    await expect(say('STOP')).rejects.toThrow()
    await rig.sql.query('alter table gone rename to reply')
    await say('STOP')
    expect(await isOut()).toBe(true)
  })
})

describe('an opt-out', () => {
  it('skips what is planned afterwards, and ends with START', async () => {
    await optOut()
    await node.accept({ caller: number })
    expect(await rig.messages()).toMatchObject([{ state: 'skipped', reason: 'opted_out' }])
    expect(await optIn()).toBe(true)
    await node.accept({ caller: number })
    await rig.until(async () => (await rig.states())['sent'] === 1)
    expect(rig.probe.journal).toHaveLength(1)
  })

  it('stops what was queued before it, at the claim', async () => {
    const { window } = rig.probe
    rig.probe.window = 0
    await node.accept({ caller: number })
    await node.accept({ caller: '+919400100008' })
    expect(await rig.states()).toEqual({ queued: 2 })
    await optOut()
    rig.probe.window = window
    node.engine.wake()
    await rig.until(async () => (await rig.states())['sent'] === 1)
    await rig.until(async () => (await rig.states())['skipped'] === 1)
    expect((await rig.messages()).find((one) => one.number === number)).toMatchObject({
      reason: 'opted_out',
      attempt: 0,
    })
    expect(rig.probe.journal.map((one) => one.to)).toEqual(['+919400100008'])
  })

  it('is the account’s own: another account goes on texting the number', async () => {
    const [other = ''] = await rig.addAccounts(1, rig.gatewayId)
    await optOut()
    await node.accept({ caller: number }, other)
    await rig.until(async () => (await rig.states())['sent'] === 1)
    expect(hashNumber(other, number)).not.toBe(hashNumber(rig.accountId, number))
  })

  it('is kept once, with its history, and holds no number', async () => {
    expect((await optOut()).size).toBe(1)
    expect((await optOut()).size).toBe(0)
    await optIn()
    expect(await optIn()).toBe(false)
    await optOut()
    const { current, history } = await readOptOut(node.db, rig.accountId, hashNumber(rig.accountId, number))
    expect(current).toMatchObject({ ending: '007', source: 'api' })
    expect(history.map((one) => one.what)).toEqual(['out', 'in', 'out'])
    expect(await listOptOuts(node.db, rig.accountId, 10)).toHaveLength(1)
    const { rows } = await rig.sql.query(
      `select o::text as row from opt_out o union all select h::text from opt_out_history h`,
    )
    for (const { row } of rows) expect(row).not.toContain(number.slice(3))
  })

  it('costs an account where nobody opted out no statement, neither at a call nor at a claim', async () => {
    const seen = new Set<string>()
    const [other = ''] = await rig.addAccounts(1, rig.gatewayId)
    await node.stop()
    node = await rig.node({ heard: (name) => seen.add(name) })
    rig.probe.behave = (_, nth) => (nth === 1 ? { is: 'refuse', retry: { afterMs: 10 } } : { is: 'accept' })
    await node.accept({ caller: number }, other)
    await rig.until(async () => (await rig.states())['sent'] === 1)
    expect([...seen]).toEqual(expect.arrayContaining(['accept_read_after_locks', 'read_gate']))
    expect([...seen]).not.toContain('read_opted_out')
    await optOut()
    await node.accept({ caller: '+919400100009' })
    expect([...seen]).toContain('read_opted_out')
  })
})
