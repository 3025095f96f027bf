/** What the program writes to its log while everything that can happen to a text happens: one wide line for each unit of work, and no number, text or key. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sandboxEndings } from '../src/gateways/sandbox.ts'
import { accountDocument, rule, toUser } from './support/account-document.ts'
import { missedCall, someCaller } from './support/call.ts'
import { type TestDatabase, testDatabase } from './support/postgres.ts'
import { makeAccount, type ProgramProcess, startProgramProcess } from './support/program-process.ts'

type Line = { level: number; time: string; msg: string; [field: string]: unknown }

let database: TestDatabase
let program: ProgramProcess
let folder: string
let logFile: string
const numbers: string[] = []
const secrets: string[] = []
let lines: Line[]
let text: string
let callId: string
let messageId: string

beforeAll(async () => {
  database = await testDatabase()
  folder = mkdtempSync(path.join(tmpdir(), 'aftercall-log-'))
  logFile = path.join(folder, 'log')
  program = await startProgramProcess({
    databaseUrl: database.url,
    logFile,
    environment: { LOG_LEVEL: 'debug' },
  })
  await doEverything()
  await program.end('SIGTERM')
  text = readFileSync(logFile, 'utf8')
  lines = text
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => JSON.parse(one) as Line)
})
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

async function doEverything(): Promise<void> {
  const { key, api } = await makeAccount(
    program,
    'Test Traders',
    accountDocument([
      rule('later', {
        conditions: { outcomes: ['voicemail'] },
        recipients: [{ selector: { to: 'caller' }, template: 'sorry' }],
      }),
      rule('missed', { recipients: [{ selector: { to: 'caller' }, template: 'sorry' }, toUser()] }),
    ]),
  )
  secrets.push(key, program.operatorKey())
  const note = (number: string) => {
    numbers.push(number)
    return number
  }
  const post = (body: unknown) => api<{ id: string; results?: { id?: string }[] }>('POST', '/v1/calls', body)
  const delivered = async (id: string): Promise<string> => {
    type Texts = { messages: { id: string; state: string; recipient: string }[] }
    for (const until = performance.now() + 20_000; performance.now() < until; await setTimeout(100)) {
      const { messages } = await api<Texts>('GET', `/v1/calls/${id}`)
      const text = messages.find((one) => one.recipient === 'caller')
      if (text?.state === 'delivered') return text.id
    }
    throw new Error(`the caller’s text of ${id} was not delivered`)
  }
  // The one that is looked up below, by itself: a line names the first twenty of its ids.
  const twice = missedCall({ caller: note(someCaller('842')), user: { phone: note('+919812300001') } })
  callId = (await post(twice)).id
  await post(twice)
  messageId = await delivered(callId)
  // Every way a text can end, one call a request and many in one.
  for (const { ending } of sandboxEndings) await post(missedCall({ caller: note(someCaller(ending)) }))
  const many = Array.from({ length: 30 }, () => missedCall({ caller: note(someCaller()), callerName: 'Zaheer Khan' }))
  await post(many)
  // What is refused may quote what was sent: in a value, in a name, in an address.
  const wrong = note('+919123456780')
  await expect(post({ caller: wrong, [wrong]: 1 })).rejects.toThrow('422')
  await expect(post(missedCall({ caller: wrong, outcome: wrong as never }))).rejects.toThrow('422')
  await expect(api('GET', `/v1/calls?after=${encodeURIComponent(wrong)}`)).rejects.toThrow()
  await expect(api('GET', `/v1/calls/${encodeURIComponent(wrong)}`)).rejects.toThrow()
  await expect(api('POST', '/v1/call-signals', { type: 'answered', caller: wrong, at: 'never' })).rejects.toThrow('422')
  await fetch(`${program.url}/v1/calls`, { headers: { authorization: 'Bearer ac_nobody-has-this-key' } })
  secrets.push('ac_nobody-has-this-key')
  await delivered((await post(missedCall({ caller: note(someCaller('842')) }))).id)
  const small = await makeAccount(program, 'Small', accountDocument([rule('missed')]))
  secrets.push(small.key)
  await small.api('PATCH', '/v1/account', { quota: 1 })
  await small.api('POST', '/v1/calls', missedCall({ caller: note(someCaller('842')) }))
  for (const until = performance.now() + 20_000; !readFileSync(logFile, 'utf8').includes('"alarm":"quota_100"'); ) {
    if (performance.now() > until) throw new Error('nobody was told of the quota')
    await setTimeout(100)
  }
}

const named = (msg: string) => lines.filter((one) => one.msg === msg)

describe('the log', () => {
  it('has a line for every unit of work, with ids to look them up by', () => {
    const accepted = named('call.accepted').find((one) => (one['ids'] as string[]).includes(callId))
    expect(accepted).toMatchObject({
      calls: 1,
      new: 1,
      known: 0,
      texts: 2,
      rules: { missed: 1 },
      accountId: expect.stringMatching(/^acct_/),
      ms: expect.any(Number),
    })
    expect(named('call.accepted').find((one) => one['known'] === 1)).toMatchObject({ calls: 1, new: 0, ids: [] })
    const attempted = named('message.attempted').find((one) => (one['ids'] as string[]).includes(messageId))
    expect(attempted).toMatchObject({ gatewayIds: [expect.stringMatching(/^gw_/)], ms: expect.any(Number) })
    expect(named('receipt.recorded').length).toBeGreaterThan(0)
    expect(named('receipt.recorded')[0]).toMatchObject({
      gatewayId: expect.stringMatching(/^gw_/),
      receipts: expect.any(Number),
    })
    expect(named('request.refused').map((one) => one['code'])).toEqual(
      expect.arrayContaining(['invalid_call', 'invalid', 'not_found', 'unauthorised']),
    )
    expect(named('request.refused')[0]).toMatchObject({ method: 'POST', route: '/v1/calls', status: 422 })
  })

  it('names the first twenty calls of a large batch, and says how many more there are', () => {
    const whole = named('call.accepted').reduce((sum, one) => sum + Number(one['new']), 0)
    const listed = named('call.accepted').reduce(
      (sum, one) => sum + (one['ids'] as string[]).length + Number(one['idsLeftOut'] ?? 0),
      0,
    )
    expect(listed).toBe(whole)
    expect(Math.max(...named('call.accepted').map((one) => (one['ids'] as string[]).length))).toBeLessThanOrEqual(20)
  })

  it('says once, with an alarm, what waits on an account’s Home', () => {
    const told = lines.filter((one) => one['alarm'] !== undefined && one.msg === 'a notice waits on Home')
    expect(told.filter((one) => one['alarm'] === 'quota_100')).toMatchObject([
      { level: 40, accountId: expect.stringMatching(/^acct_/) },
    ])
  })

  it('never holds a full number, in whatever form it came', () => {
    expect(numbers.length).toBeGreaterThan(40)
    for (const number of numbers) expect(text).not.toContain(number.slice(-10))
  })

  it('never holds a text, a name, or a key', () => {
    for (const secret of [...secrets, 'Sorry we missed', 'Zaheer', 'Missed call from'])
      expect(text).not.toContain(secret)
  })

  it('has a level, a time and words in every line', () => {
    for (const line of lines) {
      expect(line).toMatchObject({ level: expect.any(Number), time: expect.stringMatching(/^\d{4}-.*Z$/) })
      expect(line.msg.length).toBeGreaterThan(0)
    }
  })
})
