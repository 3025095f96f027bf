/** A process whose clock runs far ahead of the database's, or behind it: its texts go no later for that, and none is held to be too late. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callReport, completeCall } from '../src/core/call.ts'
import { smpp } from '../src/gateways/smpp/smpp.ts'
import { accountDocument, rule } from './support/account-document.ts'
import { missedCall, someCaller } from './support/call.ts'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'
import { quietPool } from './support/message-rows.ts'
import { testDatabase } from './support/postgres.ts'
import { startTestProgram } from './support/program.ts'
import { Smsc } from './support/smsc.ts'

let rig: EngineRig
let node: TestNode
beforeEach(async () => {
  rig = await openEngineRig()
  node = await rig.node()
})
afterEach(() => rig.close())

const hour = 3_600_000
const sourceId = '01900000-0000-7000-8000-0000000000a1'

/** As a process accepts it whose clock is that far ahead, of a phone system that tells no time of its own. */
async function acceptAhead(aheadMs: number, more: object = {}) {
  const at = Date.now() + aheadMs
  const made = completeCall(callReport.parse(missedCall({ endedAt: new Date(at).toISOString(), ...more })), at)
  if ('problem' in made) throw new Error(made.problem.message)
  return await node.calls.accept({ accountId: rig.accountId, sourceId, call: made.call })
}

describe('a clock that runs an hour ahead', () => {
  it('delays no text, and lengthens no validity', async () => {
    await acceptAhead(hour)
    await rig.until(() => rig.probe.journal.length === 1, 5_000)
    const [row] = (await rig.sql.query('select valid_until, created_at from message')).rows
    const validMs = row.valid_until.getTime() - row.created_at.getTime()
    expect(validMs).toBeLessThanOrEqual(hour)
    expect(validMs).toBeGreaterThan(hour - 60_000)
  })

  it('leaves no call in the future, neither in the list nor on the caller’s row', async () => {
    await acceptAhead(hour, { outcome: 'connected', talkSeconds: 20, totalSeconds: 44 })
    const [call] = (
      await rig.sql.query('select started_at, ended_at, ended_at <= clock_timestamp() as is_past from call')
    ).rows
    expect(call.is_past).toBe(true)
    expect(call.ended_at.getTime() - call.started_at.getTime()).toBe(44_000)
    const [caller] = (
      await rig.sql.query(
        'select last_call_at <= clock_timestamp() and last_reached_at <= clock_timestamp() as is_past from caller',
      )
    ).rows
    expect(caller.is_past).toBe(true)
  })
})

describe('a clock that runs a day ahead of the database’s', () => {
  it('lets no text lapse at an SMSC, and tells the SMSC its true validity', async () => {
    const smsc = await Smsc.open()
    const { now } = Date
    Date.now = () => now() + 24 * hour
    try {
      const settings = { host: '127.0.0.1', port: smsc.port, systemId: 'aftercall', password: 'sosecret' }
      const [accountId = ''] = await rig.addAccounts(1, await rig.addGateway(smpp as never, settings))
      const ahead = await rig.node()
      await ahead.accept({}, accountId)
      await rig.until(() => smsc.journal.length === 1, 5_000)
      expect(smsc.journal[0]?.validity).toMatch(/^000000(005[89]\d\d|010000)000R$/)
      await rig.until(async () => (await rig.states())['sent'] === 1)
      await ahead.stop()
    } finally {
      Date.now = now
      await smsc.close()
    }
  })
})

describe('a clock that runs an hour behind', () => {
  it('makes no call older than it was told to be, so its text goes', async () => {
    await acceptAhead(-hour, { endedAt: new Date().toISOString() })
    await rig.until(() => rig.probe.journal.length === 1, 5_000)
  })
})

describe('a clock that runs a day behind the database’s', () => {
  it('makes no test, confirmation or signal older than it is', async () => {
    const { now } = Date
    Date.now = () => now() - 24 * hour
    const database = await testDatabase()
    const sql = quietPool(database.url)
    const program = await startTestProgram({ database })
    try {
      const document = accountDocument([rule('any')])
      document.templates!.push({ key: 'bye', name: 'Bye', header: 'tester', body: 'Bye. - Test Traders' })
      Object.assign(document.account!, { optOutConfirmation: { template: 'bye', byPage: false } })
      const account = await program.account(document)
      const caller = someCaller('842')
      await account.settled(await account.accepted(missedCall({ caller, endedAt: new Date(now()).toISOString() })))

      const tested = await account.send('POST', '/v1/templates/sorry/test', { to: '+919812300001' })
      expect(tested.body.message).toMatchObject({ reason: null })

      const call = missedCall({ caller, endedAt: new Date(now()).toISOString() })
      const planned = await account.send('POST', '/v1/plan', { call })
      expect(planned.body.messages).toMatchObject([{ is: 'send' }])

      await account.send('POST', '/v1/call-signals', { type: 'answered', caller })
      const { rows } = await sql.query(
        `select last_reached_at > clock_timestamp() - interval '1 minute' as is_now from caller where number = $1`,
        [caller],
      )
      expect(rows).toEqual([{ is_now: true }])

      expect((await account.send('POST', '/v1/sandbox/replies', { from: caller, text: 'STOP' })).status).toBe(200)
      const { items } = (await account.get('/v1/calls')).body
      const [made] = items.filter((one: { confirmsOptOut: boolean }) => one.confirmsOptOut)
      expect((await account.settled(made.id)).messages).toMatchObject([
        { state: 'delivered', text: 'Bye. - Test Traders' },
      ])
    } finally {
      Date.now = now
      await program.stop()
      await sql.end()
      await database.drop()
    }
  })
})

describe('a clock that is put back an hour while the program runs', () => {
  it('keeps a gateway that had failed from its texts no longer than its pause', async () => {
    const { now } = Date
    let movedMs = 0
    Date.now = () => now() + movedMs
    try {
      // The other would send it.
      await node.stop()
      const put = await rig.node()
      rig.probe.behave = () => ({ is: 'silent', timeoutMs: 20 })
      for (let n = 0; n < 5; n++) await put.accept()
      await rig.until(async () => (await rig.states())['unconfirmed'] === 5)
      rig.probe.behave = () => ({ is: 'accept' })
      movedMs = -hour
      await put.accept({ endedAt: new Date(now()).toISOString() })
      await rig.until(async () => (await rig.states())['sent'] === 1, 12_000)
    } finally {
      Date.now = now
    }
  })
})
