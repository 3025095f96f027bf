/** Two processes of the program on one database, seen from outside: what races between them, and what one leaves when it dies. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ConfigurationInput } from '../src/core/configuration.ts'
import { presets } from '../src/telephony/mapped/presets.ts'
import { accountDocument, rule, toCaller, toUser } from './support/account-document.ts'
import { missedCall } from './support/call.ts'
import { fixtureBody } from './support/fixture-request.ts'
import { type TestDatabase, testDatabase } from './support/postgres.ts'
import { type Api, apiOf, makeAccount, type ProgramProcess, startProgramProcess } from './support/program-process.ts'
import { Smsc } from './support/smsc.ts'

const secretKey = randomUUID() + randomUUID()

type Detail = { messages: { id: string; recipient: string; state: string; reason: string | null }[] }
type Answer = { status: number; body: { id: string; outcome: string } }

async function post(url: string, key: string, call: unknown): Promise<Answer> {
  const answer = await fetch(`${url}/v1/calls`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(call),
  })
  return { status: answer.status, body: (await answer.json()) as Answer['body'] }
}

async function until(what: () => Promise<boolean> | boolean, ms = 15_000): Promise<void> {
  for (const end = performance.now() + ms; !(await what()); ) {
    if (performance.now() > end) throw new Error(`it did not come within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const smppGateway = (port: number) => ({
  gateways: [
    {
      key: 'smsc',
      title: 'SMSC',
      kind: 'smpp',
      settings: { host: '127.0.0.1', port, systemId: 'test' },
      secrets: { password: 'test' },
    },
  ],
  routes: [{ gateway: 'smsc' }],
})

describe('two processes that are told of the same at once', () => {
  let database: TestDatabase
  let smsc: Smsc
  let programs: ProgramProcess[] = []
  let key: string
  let capped: string
  let api: Api

  beforeAll(async () => {
    database = await testDatabase()
    smsc = await Smsc.open()
    const start = () => startProgramProcess({ databaseUrl: database.url, environment: { SECRET_KEY: secretKey } })
    programs = [await start(), await start()]
    const [first] = programs
    const made = await makeAccount(first!, 'Plain', accountDocument([rule('missed')], smppGateway(smsc.port)))
    key = made.key
    api = made.api
    capped = (
      await makeAccount(
        first!,
        'Capped',
        accountDocument([rule('missed', { cap: { texts: 1, hours: 24 } })], smppGateway(smsc.port)),
      )
    ).key
  })
  afterAll(async () => {
    await Promise.all(programs.map((one) => one.end('SIGTERM')))
    await smsc?.close()
    await database?.drop()
  })

  it('scenario 7: the same call posted five times at once becomes one call and one text', async () => {
    for (let round = 0; round < 5; round++) {
      const call = missedCall()
      const answers = await Promise.all(Array.from({ length: 5 }, (_, n) => post(programs[n % 2]!.url, key, call)))
      expect(answers.map((one) => one.status).toSorted()).toEqual([200, 200, 200, 200, 202])
      expect(new Set(answers.map((one) => one.body.id)).size).toBe(1)
      const number = call.caller?.slice(1)
      await until(() => smsc.journal.some((one) => one.dest === number))
      const detail = await api<Detail>('GET', `/v1/calls/${answers[0]!.body.id}`)
      expect(detail.messages).toHaveLength(1)
      expect(smsc.journal.filter((one) => one.dest === number)).toHaveLength(1)
    }
  })

  it('scenario 7: the same after-call webhook five times at once becomes one call, one text to each, and four known', async () => {
    const preset = presets.find((one) => one.key === 'myoperator-classic')
    const settings = preset?.settings as NonNullable<ConfigurationInput['sources']>[number]['settings']
    const both = rule('missed', { recipients: [toCaller(), toUser()] })
    const made = await makeAccount(
      programs[0]!,
      'By webhook',
      accountDocument([both], {
        ...smppGateway(smsc.port),
        sources: [{ key: 'pbx', name: 'Phone system', kind: 'mapped', settings }],
      }),
    )
    const { webhookUrl } = await made.api<{ webhookUrl: string }>('GET', '/v1/sources/pbx')
    const { pathname } = new URL(webhookUrl)
    const tell = async (program: ProgramProcess, body: unknown) => {
      const answer = await fetch(`${program.url}${pathname}`, { method: 'POST', body: JSON.stringify(body) })
      return { status: answer.status, body: (await answer.json()) as Answer['body'] }
    }
    const textsTo = (number: string) => smsc.journal.filter((one) => one.dest === number).length
    const toAsha = textsTo('919812300001')
    for (let round = 1; round <= 5; round++) {
      const caller = missedCall().caller ?? ''
      const now = Math.floor(Date.now() / 1000)
      const rang = { _ac: 'missed', _rr: [{ _na: 'Asha Nair', _ct: '+919812300001' }] }
      const ended = { _ai: randomUUID(), _cl: caller, _dn: 'Sales', _st: now - 30, _et: now, _dr: '00:00:30' }
      const body = fixtureBody('mapped/six_rang/request', { ...ended, _ld: [rang] })
      const answers = await Promise.all(Array.from({ length: 5 }, (_, n) => tell(programs[n % 2]!, body)))
      expect(answers.map((one) => one.status)).toEqual([200, 200, 200, 200, 200])
      expect(answers.map((one) => one.body.outcome).toSorted()).toEqual([...Array(4).fill('known'), 'new'])
      expect(new Set(answers.map((one) => one.body.id)).size).toBe(1)
      const detail = await made.api<Detail>('GET', `/v1/calls/${answers[0]!.body.id}`)
      expect(detail.messages.map((one) => one.recipient.split(':')[0])).toEqual(['caller', 'user'])
      await until(() => textsTo(caller.slice(1)) > 0 && textsTo('919812300001') >= toAsha + round)
      expect([textsTo(caller.slice(1)), textsTo('919812300001')]).toEqual([1, toAsha + round])
    }
    const { items } = await made.api<{ items: unknown[] }>('GET', '/v1/calls')
    expect(items).toHaveLength(5)
  })

  it('a change of the rules made at one is used by the other for the very next call', async () => {
    const made = await makeAccount(programs[0]!, 'Changing', accountDocument([rule('missed')], smppGateway(smsc.port)))
    // The other has judged by the rules as they were, and holds them in memory.
    expect((await post(programs[1]!.url, made.key, missedCall())).status).toBe(202)
    const others = apiOf(programs[1]!.url, made.key)
    for (let round = 0; round < 10; round++) {
      const enabled = round % 2 === 1
      await made.api('PUT', '/v1/configuration', accountDocument([rule('missed', { enabled })], smppGateway(smsc.port)))
      const { body } = await post(programs[1]!.url, made.key, missedCall())
      expect((await others<Detail>('GET', `/v1/calls/${body.id}`)).messages).toHaveLength(enabled ? 1 : 0)
    }
  })

  it('three misses of one caller posted at once under a cap of one become one text', async () => {
    for (let round = 0; round < 5; round++) {
      const { caller } = missedCall()
      const answers = await Promise.all([0, 1, 0].map((n) => post(programs[n]!.url, capped, missedCall({ caller }))))
      expect(answers.map((one) => one.status)).toEqual([202, 202, 202])
      const cappedApi = apiOf(programs[0]!.url, capped)
      const details = await Promise.all(answers.map((one) => cappedApi<Detail>('GET', `/v1/calls/${one.body.id}`)))
      const decided = details.flatMap((one) => one.messages.map((message) => message.reason ?? 'sent'))
      expect(decided.toSorted()).toEqual(['frequency_cap', 'frequency_cap', 'sent'])
      await until(() => smsc.journal.some((one) => one.dest === caller?.slice(1)))
      expect(smsc.journal.filter((one) => one.dest === caller?.slice(1))).toHaveLength(1)
    }
  })
})

describe('a process that dies between sending and recording', () => {
  let database: TestDatabase
  let smsc: Smsc
  let dataFolder: string
  let program: ProgramProcess

  // The torture's main has short times: a lease of four seconds can be waited for.
  const start = () =>
    startProgramProcess({
      databaseUrl: database.url,
      dataFolder,
      script: 'test/torture/node.ts',
      environment: { SECRET_KEY: secretKey },
    })
  beforeAll(async () => {
    database = await testDatabase()
    smsc = await Smsc.open({ answer: () => ({ silent: true }) })
    dataFolder = mkdtempSync(path.join(tmpdir(), 'aftercall-two-processes-'))
    program = await start()
  })
  afterEach(async () => {
    await program?.end('SIGKILL')
    await smsc?.close()
    await database?.drop()
    rmSync(dataFolder, { recursive: true, force: true })
  })

  it('leaves a doubt that nobody sends again, until a person does', async () => {
    const { key } = await makeAccount(program, 'Crash', accountDocument([rule('missed')], smppGateway(smsc.port)))
    const call = missedCall()
    const { body } = await post(program.url, key, call)
    await until(() => smsc.journal.length === 1)
    await program.end('SIGKILL')
    program = await start()
    const api = apiOf(program.url, key)
    const text = async () => (await api<Detail>('GET', `/v1/calls/${body.id}`)).messages[0]!
    expect((await text()).state).toBe('sending')
    await until(async () => (await text()).state === 'unconfirmed', 25_000)
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    expect(smsc.journal).toHaveLength(1)

    smsc.answer = () => ({})
    await api('POST', `/v1/messages/${(await text()).id}/resend`, { confirm: 'may arrive twice' })
    await until(() => smsc.journal.length === 2)
    await until(async () => (await text()).state === 'sent')
    expect(smsc.journal.map((one) => one.text)).toEqual(Array(2).fill(smsc.journal[0]!.text))
  }, 60_000)
})
