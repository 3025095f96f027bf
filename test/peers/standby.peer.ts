/**
 * A primary, a streaming standby, and a promotion in the middle of calls. With a synchronous standby nothing that was answered is lost and nothing goes
 * twice, also where the primary hangs; with one that lags, the commits that are missing are noticed before anything is sent again.
 */
import { deepEqual, equal, ok } from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { accountDocument, rule } from '../support/account-document.ts'
import { missedCall, someCaller } from '../support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from '../support/program.ts'
import { Smsc } from '../support/smsc.ts'
import type { Peer } from './peer.ts'
import { type Pair, startPair } from './replicated-postgres.ts'

type Rig = { pair: Pair; smsc: Smsc; program: TestProgram; account: TestAccount; say: (line: string) => void }

export const peer: Peer = {
  name: 'standby',
  packages: ['postgresql'],
  async talk(say) {
    await withRig(say, synchronousPromotion)
    await withRig(say, laggingPromotion)
  },
}

async function withRig(say: (line: string) => void, show: (rig: Rig) => Promise<void>): Promise<void> {
  const pair = await startPair()
  const smsc = await Smsc.open({ receipt: () => ({ afterMs: 100, stat: 'DELIVRD' }) })
  let program: TestProgram | undefined
  try {
    program = await startTestProgram({ database: { url: pair.url, drop: async () => undefined } })
    const account = await program.account(documentFor(smsc.port))
    await show({ pair, smsc, program, account, say })
  } finally {
    await program?.stop().catch((error: unknown) => say(`the program did not stop cleanly: ${error}`))
    await smsc.close()
    await pair.stop()
  }
}

function documentFor(port: number) {
  const settings = { host: '127.0.0.1', port, systemId: 'standby', window: 10 }
  return accountDocument([rule('missed')], {
    gateways: [{ key: 'smsc', title: 'SMSC', kind: 'smpp', settings, secrets: { password: 'standby' } }],
    routes: [{ gateway: 'smsc' }],
  })
}

type Call = ReturnType<typeof someCall>
const someCall = () => missedCall({ caller: someCaller() })

/** The primary hangs under load, is never heard of again, and its synchronous standby is promoted. */
async function synchronousPromotion({ pair, smsc, account, say }: Rig): Promise<void> {
  await pair.waitForStandby()
  const told: { call: Call; status: number }[] = []
  let isOn = true
  const tell = async () => {
    while (isOn) {
      const call = someCall()
      told.push({ call, status: (await account.post(call)).status })
      await setTimeout(20)
    }
  }
  const telling = Array.from({ length: 4 }, tell)
  const accepted = () => told.filter((one) => one.status === 202)
  await until(async () => accepted().length > 50, 'calls are accepted')
  const before = accepted().length
  pair.freezePrimary()
  const frozenAt = performance.now()
  await setTimeout(500)
  await pair.promote()
  await until(async () => accepted().length > before + 40, 'calls are accepted again')
  const seconds = ((performance.now() - frozenAt) / 1000).toFixed(1)
  isOn = false
  await Promise.all(telling)

  // Whatever was answered 202 is known to the new primary; the others can be told again.
  for (const { call, status } of told) {
    const again = (await account.post(call)).status
    if (status === 202) equal(again, 200, `a call that was accepted is not there: ${call.sourceCallId}`)
    else ok(again === 202 || again === 200, `a call that was not accepted is answered ${again}`)
  }
  const sql = await pair.standby()
  await until(
    async () => (await sql.query(`select from message where state in ('queued', 'sending', 'sent')`)).rowCount === 0,
    'all texts are settled',
  )
  const states = await sql.query('select state, count(*)::int as count from message group by 1 order by 1')
  const numbers = new Set(smsc.journal.map((one) => one.dest))
  equal(smsc.journal.length, numbers.size, 'a text went twice')
  const { rows } = await sql.query(
    `select (select count(*)::int from call) as calls, (select count(*)::int from message) as texts,
       (select count(*)::int from message where state = 'unconfirmed') as doubtful`,
  )
  deepEqual([rows[0].calls, rows[0].texts], [told.length, told.length])
  ok(rows[0].doubtful <= 10 + 4, `${rows[0].doubtful} texts are in doubt, more than a window and the calls at hand`)
  ok(smsc.journal.length >= told.length - rows[0].doubtful, 'a text was lost')
  await sql.end()
  const inStates = states.rows.map((row) => `${row.count} ${row.state}`).join(', ')
  say(
    `${pair.version}: the primary hung and its synchronous standby was promoted; ${accepted().length} of ${told.length} calls answered 202, on again after ${seconds} s; ${inStates}; 0 lost, 0 twice`,
  )
}

/** The standby has not heard of the last commits when it is promoted. */
async function laggingPromotion({ pair, smsc, program, account, say }: Rig): Promise<void> {
  await account.settled(await account.accepted(someCall()))
  await pair.unhook()
  const lost = Array.from({ length: 20 }, someCall)
  for (const call of lost) await account.accepted(call)
  // Two beats that the standby does not know.
  await setTimeout(11_000)
  await until(async () => smsc.journal.length === 21, 'the texts are out')
  pair.freezePrimary()
  await pair.promote()
  const operator = { authorization: `Bearer ${program.operatorKey}` }
  const wentBack = async () => {
    const answer = await fetch(`${program.url().replace('localhost', '127.0.0.1')}/metrics`, { headers: operator })
    return /^aftercall_database_went_back(\{[^}]*\})? 1$/m.test(await answer.text())
  }
  await until(wentBack, 'the program notices that its database lost commits')
  // The phone system tells the lost calls again: known to nobody, and their texts are long out.
  for (const call of lost) await until(() => taken(account, call), 'a call is taken')
  await setTimeout(3_000)
  equal(smsc.journal.length, 21, 'a text went twice')
  say(
    `${pair.version}: a standby that lacked ${lost.length} calls was promoted; noticed, and none of their texts went again when they were told again`,
  )
}

/** Until the next look at the new server calls may be refused: then they are told once more. */
async function taken(account: Rig['account'], call: ReturnType<typeof someCall>): Promise<boolean> {
  const { status } = await account.post(call)
  ok(status === 202 || status === 503, `answered ${status}`)
  return status === 202
}

async function until(what: () => Promise<boolean>, words: string): Promise<void> {
  for (const end = performance.now() + 60_000; !(await what()); await setTimeout(100))
    if (performance.now() > end) throw new Error(`not within a minute: ${words}`)
}
