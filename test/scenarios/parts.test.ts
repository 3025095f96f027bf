import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { startTestProgram, type TestAccount, type TestProgram } from '../support/program.ts'

let program: TestProgram
let account: TestAccount
let webhook: string
beforeAll(async () => {
  program = await startTestProgram()
  const onTollFree = rule('toll-free', { conditions: { outcomes: ['missed'], dids: ['toll-free'] } })
  account = await program.account(
    accountDocument([onTollFree], {
      sources: [{ key: 'myoperator', name: 'MyOperator', kind: 'myoperator', settings: { summarySeconds: 1 } }],
    }),
  )
  const { body } = await account.get('/v1/sources/myoperator')
  webhook = new URL(body.webhookUrl).pathname
})
afterAll(() => program.stop())

/** One event of version 2, as MyOperator posts it: the number that was called is in the events and not in the summary. */
async function event(type: string, session: string, caller: string, more: { did?: string; payload?: object } = {}) {
  const answer = await fetch(`${program.url().replace('localhost', '127.0.0.1')}${webhook}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      event_id: randomUUID(),
      event_type: type,
      event_version: 1,
      timestamp: new Date().toISOString(),
      channel: 'call',
      direction: 'incoming',
      session_id: session,
      system_identifier: more.did ?? null,
      customer_identifier: caller,
      payload: more.payload ?? {},
    }),
  })
  expect(answer.status).toBe(200)
}

async function callsOf(caller: string) {
  const { body } = await account.get('/v1/calls?limit=200')
  return body.items.filter((one: { caller: string | null }) => one.caller === caller)
}

async function judged(caller: string) {
  for (const until = performance.now() + 10_000; performance.now() < until; await setTimeout(50)) {
    const [call] = await callsOf(caller)
    if (call) return account.settled(call.id)
  }
  throw new Error(`the call of ${caller} was not judged`)
}

let callers = 0
/** The sandbox delivers to this ending. */
const nextCaller = () => `+91900${String(++callers).padStart(4, '0')}842`

const missed = { duration: 24, legs: [{ agent: { name: 'Asha Nair' }, status: 'missed' }] }

describe('scenario 8', () => {
  it('makes one call with its DID of a summary without one and an earlier event with it', async () => {
    const [session, caller] = [randomUUID(), nextCaller()]
    await event('call.initiated', session, caller, { did: '18005720199' })
    await event('call.end', session, caller, { did: '18005720199' })
    await event('call.summary', session, caller, { payload: missed })
    const detail = await judged(caller)
    expect(detail.plan.rule).toBe('toll-free')
    expect(detail.messages).toMatchObject([{ state: 'delivered' }])
    expect(await callsOf(caller)).toHaveLength(1)
  })

  it('does the same when the summary comes first and the event with the DID last', async () => {
    const [session, caller] = [randomUUID(), nextCaller()]
    await event('call.summary', session, caller, { payload: missed })
    await event('call.end', session, caller, { did: '18005720199' })
    const detail = await judged(caller)
    expect(detail.plan.rule).toBe('toll-free')
    expect(await callsOf(caller)).toHaveLength(1)
  })

  it('says why the rule on the DID did not match when it never comes, and judges only once', async () => {
    const [session, caller] = [randomUUID(), nextCaller()]
    await event('call.summary', session, caller, { payload: missed })
    const detail = await judged(caller)
    expect(detail.plan).toMatchObject({ rule: null, reason: 'no_rule_matched' })
    expect(detail.plan.verdicts).toMatchObject([
      { rule: 'toll-free', is: 'no', condition: 'dids', was: 'named no number of yours' },
    ])
    expect(detail.messages).toEqual([])
    // Its DID comes after all: kept with the call, and nothing is sent.
    await event('call.end', session, caller, { did: '18005720199' })
    await setTimeout(1_500)
    const [again, ...others] = await callsOf(caller)
    expect(others).toEqual([])
    const after = await account.call(again.id)
    expect(after.plan.rule).toBeNull()
    expect(after.messages).toEqual([])
    expect(after.notes).toMatchObject([{ words: expect.stringContaining('18005720199') }])
  })
})
