/** More than the program can take, from those who mean it and those who do not: what is accepted goes out once, what is not is told when to come again. */
import { existsSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { missedCall } from './support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'
import { Smsc } from './support/smsc.ts'

let smsc: Smsc
let program: TestProgram
let large: TestAccount
let small: TestAccount
const sockets: Socket[] = []
let connected = 0

beforeAll(async () => {
  smsc = await Smsc.open({ answer: () => ({ delayMs: answerMs }) })
  program = await startTestProgram()
  const gateways = [
    {
      key: 'smsc',
      title: 'SMSC',
      kind: 'smpp',
      settings: { host: '127.0.0.1', port: smsc.port, systemId: 'test', window: 100 },
      secrets: { password: 'test' },
    },
  ]
  const document = accountDocument([rule('any')], { gateways, routes: [{ gateway: 'smsc' }] })
  large = await program.account(document)
  small = await program.account(document)
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  await program?.stop()
  await smsc?.close()
})

/** So much longer than before a burst another account's text may take while it goes on. */
const mostDelayMs = 1_000
/** How long the network takes for an answer: the window is full and the burst goes on for seconds, so that whoever waits behind it is found late. */
const answerMs = 250

/** As many as the program takes, and some more, where the files of this process, which has both ends of each, allow it. */
function silentConnections(): number {
  if (!existsSync('/proc/self/limits')) return 1_500
  const files = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? 'Infinity'
  return Math.max(100, Math.min(10_500, Math.floor((Number(files) - 1_000) / 2)))
}

/** Opens a connection, writes this, and then nothing more. */
function leave(text: string): void {
  const { port } = new URL(program.url())
  const socket = connect({ host: '127.0.0.1', port: Number(port) }, () => connected++).on('error', () => undefined)
  if (text !== '') socket.write(text)
  sockets.push(socket)
}

const sentTo = () => smsc.journal.map((one) => one.dest.replace(/^\+?/, '+'))
const bodyOf = (path: string, key: string, bytes: number) =>
  `POST ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n{`

/** How one answer to an array was: refused as a whole, or every call of it kept. */
async function report(account: TestAccount, calls: ReturnType<typeof missedCall>[]) {
  const at = Date.now()
  const answer = await fetch(`${program.url().replace('localhost', '127.0.0.1')}/v1/calls`, {
    method: 'POST',
    headers: { authorization: `Bearer ${account.key}`, 'content-type': 'application/json' },
    body: JSON.stringify(calls.length === 1 ? calls[0] : calls),
  })
  await answer.arrayBuffer()
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), calls, at }
}
type Reported = Awaited<ReturnType<typeof report>>

/** Calls of the other account, one after the other, for as long as this is so. */
async function reportWhile(isOn: (told: readonly Reported[]) => boolean): Promise<Reported[]> {
  const told: Reported[] = []
  while (isOn(told)) {
    told.push(await report(small, [missedCall()]))
    await pause(20)
  }
  return told
}

const callsTaken = (all: readonly Reported[]) => all.flatMap((one) => (one.status === 202 ? one.calls : []))

/** Within which time nine of ten of these calls had their texts at the network. One may meet a moment at which the whole machine stands still. */
function usualDelay(told: readonly Reported[]): number {
  const cameAt = new Map(smsc.journal.map((one) => [one.dest.replace(/^\+?/, '+'), one.at]))
  const delays = told.map(({ calls, at }) => (cameAt.get(calls[0]?.caller ?? '') ?? Number.POSITIVE_INFINITY) - at)
  return delays.toSorted((a, b) => a - b)[Math.ceil(delays.length * 0.9) - 1] ?? Number.POSITIVE_INFINITY
}

describe('a program that is asked for more than it can take', () => {
  it('refuses with 429 or 503 and a Retry-After, sends all that it accepted once, and takes every call of another account meanwhile', async () => {
    const before = await reportWhile((told) => told.length < 20)
    await expect.poll(() => smsc.journal.length, { timeout: 10_000 }).toBe(before.length)

    const arrays = Array.from({ length: 12 }, () => Array.from({ length: 400 }, () => missedCall()))
    let answers: Reported[] = []
    const burst = Promise.all(arrays.map((calls) => report(large, calls))).then((all) => {
      answers = all
    })
    const others = await reportWhile((told) => {
      const waiting = callsTaken(answers).length + told.length + before.length - smsc.journal.length
      return answers.length === 0 || waiting > 20
    })
    await burst

    const refused = answers.filter((one) => one.status !== 202)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.length).toBeLessThan(answers.length)
    for (const one of refused) {
      expect([429, 503]).toContain(one.status)
      expect(Number(one.retryAfter)).toBeGreaterThan(0)
    }
    expect(others.filter((one) => one.status !== 202)).toEqual([])

    const wanted = callsTaken([...before, ...answers, ...others])
      .map((one) => one.caller ?? '')
      .sort()
    await expect.poll(() => smsc.journal.length, { timeout: 60_000 }).toBe(wanted.length)
    expect(sentTo().sort()).toEqual(wanted)
    // The other account's texts go between those of the burst, not behind them.
    expect(others.length).toBeGreaterThan(10)
    expect(usualDelay(others) - usualDelay(before)).toBeLessThan(mostDelayMs)
    // It has recovered: what was refused is taken now, call by call.
    const [again] = refused
    for (const call of again?.calls.slice(0, 20) ?? []) expect((await report(large, [call])).status).toBe(202)
  }, 120_000)

  it('takes calls beside clients that send headers and bodies drop by drop, and thousands of connections that say nothing', async () => {
    for (let n = 0; n < silentConnections(); n++) leave('')
    for (let n = 0; n < 50; n++) leave('POST /v1/calls HTTP/1.1\r\nhost: localhost\r\nx-drop')
    // More than all the room there is for bodies, with a key and, at an address that nobody has, without.
    for (let n = 0; n < 40; n++) leave(bodyOf('/v1/calls', small.key, 1_048_576))
    for (let n = 0; n < 40; n++) leave(bodyOf('/s/nobody', '', 1_048_576))
    await expect.poll(() => connected, { timeout: 30_000 }).toBe(sockets.length)
    // Longer than the oldest call in hand may wait for its commit.
    await new Promise((resolve) => setTimeout(resolve, 5_500))
    for (let n = 0; n < 50; n++) expect((await report(large, [missedCall()])).status).toBe(202)
  }, 120_000)
})
