import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { connectedCall, missedCall, someCaller } from '../support/call.ts'
import { fixtureBody } from '../support/fixture-request.ts'
import { testDatabase } from '../support/postgres.ts'
import { startTestProgram, type TestAccount, type TestProgram } from '../support/program.ts'
import { apiOf, makeAccount, startProgramProcess } from '../support/program-process.ts'
import { Smsc } from '../support/smsc.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram({ sandboxSpeed: 20 })
})
afterAll(() => program.stop())

describe('scenario 23', () => {
  it('sends one text for three misses in 90 s under a cap of one, and links the others to it', async () => {
    const account = await program.account(accountDocument([rule('any', { cap: { texts: 1, hours: 24 } })]))
    const caller = someCaller('842')
    const ids: string[] = []
    for (const secondsAgo of [90, 45, 0]) {
      ids.push(
        await account.accepted(
          missedCall({ caller, endedAt: new Date(Date.now() - secondsAgo * 1000 - 100).toISOString() }),
        ),
      )
    }
    const [first, second, third] = await Promise.all(ids.map((id) => account.settled(id)))
    expect(first.messages).toMatchObject([{ state: 'delivered' }])
    for (const later of [second, third])
      expect(later.messages).toMatchObject([
        { state: 'skipped', reason: 'frequency_cap', linkedMessageId: first.messages[0].id },
      ])
  })
  it('lets a text that was rejected use none of the cap', async () => {
    const account = await program.account(accountDocument([rule('any', { cap: { texts: 1, hours: 24 } })]))
    const caller = someCaller('903')
    const first = await account.settled(await account.accepted(missedCall({ caller })))
    expect(first.messages).toMatchObject([{ state: 'rejected' }])
    const second = await account.settled(await account.accepted(missedCall({ caller })))
    expect(second.messages).toMatchObject([{ state: 'rejected', reason: 'dlt_refused' }])
  })
})

describe('scenario 24', () => {
  const delayed = [rule('any', { delay: { seconds: 2, unlessReached: true } })]

  it('cancels a delayed text when the caller was reached meanwhile', async () => {
    const account = await program.account(accountDocument(delayed))
    const caller = someCaller('842')
    const missed = await account.accepted(missedCall({ caller, endedAt: new Date().toISOString() }))
    await account.accepted(
      connectedCall({ caller, direction: 'outgoing', endedAt: new Date(Date.now() + 500).toISOString() }),
    )
    const detail = await account.settled(missed)
    expect(detail.messages).toMatchObject([{ state: 'cancelled', reason: 'reached_meanwhile' }])
  })
  it('sends it when nobody was reached, once', async () => {
    const account = await program.account(accountDocument(delayed))
    const detail = await account.settled(await account.accepted(missedCall({ caller: someCaller('842') })))
    expect(detail.messages).toMatchObject([{ state: 'delivered', attempt: 1 }])
  })
  it('neither loses nor doubles it when the program is killed in between', async () => {
    const database = await testDatabase()
    const smsc = await Smsc.open({ receipt: () => ({ afterMs: 20, stat: 'DELIVRD' }) })
    const dataFolder = mkdtempSync(path.join(tmpdir(), 'aftercall-killed-'))
    const start = () => startProgramProcess({ databaseUrl: database.url, dataFolder })
    let running = await start()
    try {
      const bySmsc = {
        key: 'smsc',
        title: 'SMSC',
        kind: 'smpp',
        settings: { host: '127.0.0.1', port: smsc.port, systemId: 'test' },
        secrets: { password: 'secret' },
      }
      const document = accountDocument([rule('any', { delay: { seconds: 6, unlessReached: true } })], {
        gateways: [bySmsc],
        routes: [{ gateway: 'smsc' }],
      })
      const { key, api } = await makeAccount(running, 'Killed', document)
      const { id } = await api<{ id: string }>('POST', '/v1/calls', missedCall({ endedAt: new Date().toISOString() }))
      await running.end('SIGKILL')
      expect(smsc.journal).toEqual([])
      running = await start()
      const text = async () => {
        const call = await apiOf(running.url, key)<{ messages: unknown[] }>('GET', `/v1/calls/${id}`)
        return call.messages
      }
      await expect.poll(text, { timeout: 20_000 }).toMatchObject([{ state: 'delivered', attempt: 1 }])
      expect(smsc.journal).toHaveLength(1)
    } finally {
      await running.end('SIGKILL')
      await smsc.close()
      await database.drop()
      rmSync(dataFolder, { recursive: true, force: true })
    }
  }, 60_000)
})

describe('scenario 24, while the agent who calls back is still talking', () => {
  let account: TestAccount
  let address: string
  const delay = { seconds: 6, unlessReached: true }
  beforeAll(async () => {
    const rules = [rule('missed', { delay }), rule('talked', { conditions: { outcomes: ['connected'] }, delay })]
    account = await program.account(
      accountDocument(rules, {
        sources: [{ key: 'myoperator', name: 'MyOperator', kind: 'myoperator', settings: { summarySeconds: 1 } }],
      }),
    )
    const { body } = await account.get('/v1/sources/myoperator')
    address = `${program.url().replace('localhost', '127.0.0.1')}${new URL(body.webhookUrl).pathname}`
  })

  /** One of the adapter's own samples, as MyOperator would post it now. */
  async function post(fixture: string, call: { session: string; caller: string }): Promise<void> {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(
        fixtureBody(`myoperator/${fixture}`, {
          ...{ event_id: randomUUID(), timestamp: new Date().toISOString() },
          ...{ session_id: call.session, customer_identifier: call.caller.slice(1) },
        }),
      ),
    })
    expect(answer.status).toBe(200)
    // Events of one moment have no order.
    await setTimeout(20)
  }
  const someCall = (caller = someCaller('842')) => ({ session: randomUUID(), caller })

  /** The caller's first call, once it is judged. */
  async function judged(caller: string): Promise<string> {
    const first = async () => {
      const { body } = await account.get('/v1/calls?limit=200')
      return body.items.findLast((one: { caller: string }) => one.caller === caller)?.id
    }
    await expect.poll(first, { timeout: 10_000 }).toBeDefined()
    return await first()
  }

  it('cancels the text of the missed call by the event that says that the call back was answered', async () => {
    const missed = someCall()
    await post('incoming_missed/2', missed)
    const id = await judged(missed.caller)
    expect((await account.call(id)).messages).toMatchObject([{ state: 'queued' }])
    await post('outgoing/1', someCall(missed.caller))
    expect((await account.settled(id)).messages).toMatchObject([{ state: 'cancelled', reason: 'reached_meanwhile' }])
    // The call back has not ended: it is none yet.
    const { body } = await account.get(`/v1/calls?caller=${encodeURIComponent(missed.caller)}`)
    expect(body.items).toHaveLength(1)
  })

  it('plans none where the call back was answered before the missed call was judged', async () => {
    const missed = someCall()
    await post('incoming_missed/2', missed)
    await post('outgoing/1', someCall(missed.caller))
    const { messages } = await account.settled(await judged(missed.caller))
    expect(messages).toMatchObject([{ reason: 'reached_meanwhile' }])
  })

  it('takes the menu that answers the caller’s next call for nobody', async () => {
    const missed = someCall()
    await post('incoming_missed/2', missed)
    await post('menu_answer_is_not_connected/1', someCall(missed.caller))
    expect((await account.settled(await judged(missed.caller))).messages).toMatchObject([{ state: 'delivered' }])
  })

  it('takes an answer that is told behind the end of its call for none of another call', async () => {
    const talked = someCall()
    await post('outgoing/2', talked)
    await post('outgoing/1', talked)
    expect((await account.settled(await judged(talked.caller))).messages).toMatchObject([{ state: 'delivered' }])
  })
})
