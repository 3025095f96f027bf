/** The whole gateway against our own SMSC, for what the examination does not ask. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from 'vitest'
import {
  inTime,
  type Kept,
  keepingIo,
  openBound,
  send,
  settingsFor,
  shortTimes,
  submission,
  until,
} from '../../../test/support/smpp-rig.ts'
import { Smsc, type SmscOptions } from '../../../test/support/smsc.ts'
import type { PhoneNumber } from '../../core/phone-number.ts'
import type { Gateway, Outcome } from '../gateway.ts'
import type { LineTimes } from './line.ts'
import { openSmpp } from './open.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function opened(
  options: SmscOptions = {},
  settings: Record<string, unknown> = {},
  times: Partial<LineTimes> = {},
): Promise<{ smsc: Smsc; gateway: Gateway; kept: Kept }> {
  const smsc = await Smsc.open(options)
  const { io, kept } = keepingIo()
  const gateway = await openBound(smsc.port, { io, settings, times })
  closing.push(
    () => gateway.close(Date.now() + 100),
    () => smsc.close().catch(() => undefined),
  )
  return { smsc, gateway, kept }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const longText = 'Dear customer, thank you for calling us. '.repeat(10).slice(0, 400)

describe('refused credentials', () => {
  it('stop the binding, raise the alarm, and say of a text that it waits for a person', async () => {
    const { smsc, gateway, kept } = await opened()
    const places = gateway.reserve(1)
    if (!places) throw new Error('no places')
    smsc.bindStatus = () => 0x0e
    smsc.cutAll()
    await until(() => gateway.health().state === 'stopped')
    const binds = smsc.binds
    const outcomes: Outcome[] = []
    gateway.submit([submission()], places, inTime, (outcome) => outcomes.push(outcome))
    expect(outcomes).toMatchObject([
      { is: 'refused', reason: 'credentials_refused', scope: 'account', proof: 'not_sent' },
    ])
    await pause(400)
    expect(smsc.binds).toBe(binds)
    expect(gateway.health().words).toContain('the password is wrong')
    expect(kept.lines.join()).toContain('credentials_refused')
  })

  it('are tried again when their time is over', async () => {
    const smsc = await Smsc.open({ bindStatus: () => 0x0d })
    const gateway = openSmpp(settingsFor(smsc.port), keepingIo().io, { ...shortTimes, credentials: 150 })
    closing.push(
      () => gateway.close(Date.now()),
      () => smsc.close(),
    )
    await until(() => gateway.health().state === 'stopped')
    smsc.bindStatus = () => 0
    await until(() => gateway.slots() === 10)
    expect(gateway.health().state).toBe('ok')
  })
})

it('tries again where the old connection still counts as bound', async () => {
  const smsc = await Smsc.open({ bindStatus: () => (smsc.binds < 3 ? 0x05 : 0) })
  const gateway = openSmpp(settingsFor(smsc.port), keepingIo().io, shortTimes)
  closing.push(
    () => gateway.close(Date.now()),
    () => smsc.close(),
  )
  await until(() => gateway.slots() > 0)
  expect(smsc.binds).toBe(3)
})

describe('parts', () => {
  it('of which one is throttled are completed by that part alone, with the same reference', async () => {
    let refusals = 1
    const { smsc, gateway } = await opened({
      answer: ({ part }) => (part === 2 && refusals-- > 0 ? { status: 0x58 } : {}),
    })
    const [outcome] = await send(gateway, submission({ text: longText, parts: 3 }))
    expect(outcome).toMatchObject({ is: 'accepted', parts: 3 })
    expect(smsc.journal.map((one) => one.part)).toEqual([1, 2, 3, 2])
    expect(new Set(smsc.journal.map((one) => one.reference)).size).toBe(1)
  })

  it('all go by one bind in one write, and two texts to one number have different references', async () => {
    const { smsc, gateway } = await opened()
    const to = '+919812300000' as PhoneNumber
    await send(gateway, submission({ to, text: longText, parts: 3 }), submission({ to, text: longText, parts: 3 }))
    expect(new Set(smsc.journal.map((one) => one.session)).size).toBe(1)
    expect(new Set(smsc.journal.map((one) => one.reference)).size).toBe(2)
  })

  it('that were not reserved are not written', async () => {
    const { smsc, gateway } = await opened()
    const places = gateway.reserve(2)
    if (!places) throw new Error('no places')
    const outcomes: Outcome[] = []
    gateway.submit([submission({ text: longText, parts: 3 })], places, inTime, (outcome) => outcomes.push(outcome))
    expect(outcomes).toMatchObject([{ is: 'refused', proof: 'not_sent' }])
    expect(smsc.journal).toEqual([])
    expect(gateway.slots()).toBe(10)
  })
})

describe('places', () => {
  it('are whole after a thousand reservations that came to nothing', async () => {
    const { gateway } = await opened()
    for (let i = 0; i < 1_000; i++) {
      const places = gateway.reserve((i % 10) + 1)
      places?.release()
      places?.release()
    }
    expect(gateway.slots()).toBe(10)
  })

  it('come back when texts cannot be written at all', async () => {
    const { smsc, gateway } = await opened()
    const outcomes = await send(
      gateway,
      submission({ header: 'not a header, far too long' }),
      submission({ validUntil: Date.now() - 1 }),
    )
    expect(outcomes).toMatchObject([
      { is: 'refused', reason: 'header_refused', retry: 'never', proof: 'not_sent', scope: 'header' },
      { is: 'refused', reason: 'not_sent', proof: 'not_sent' },
    ])
    expect(gateway.slots()).toBe(10)
    expect(smsc.journal).toEqual([])
  })

  it('are few while answers fail to come, and all again after one', async () => {
    const { smsc, gateway } = await opened({ answer: () => ({ silent: true }) }, {}, { enquire: 5_000 })
    const [first] = await send(gateway, submission())
    expect(first).toMatchObject({ is: 'unclear', why: 'timeout' })
    await until(() => gateway.slots() > 0)
    expect(gateway.slots()).toBe(1)
    expect(gateway.health().state).toBe('degraded')
    smsc.answer = () => ({})
    await send(gateway, submission())
    expect(gateway.slots()).toBe(10)
  })

  it('wake the sender when they come back, and when the pace allows again', async () => {
    const { gateway, kept } = await opened({}, { perSecond: 20 })
    while (gateway.slots() > 0) gateway.reserve(1)?.release
    const before = kept.freed
    await until(() => gateway.slots() > 0)
    await until(() => kept.freed === before)
    const places = gateway.reserve(1)
    places?.release()
    await until(() => kept.freed > before)
  })
})

describe('a peer that is not there', () => {
  it('is cut off by a reset, and what it had is doubt and not written again', async () => {
    const { smsc, gateway } = await opened()
    const [before] = await send(gateway, submission())
    expect(before?.is).toBe('accepted')
    smsc.isFrozen = true
    const outcomes = await send(gateway, ...Array.from({ length: 10 }, () => submission()))
    expect(outcomes.every((outcome) => outcome.is === 'unclear')).toBe(true)
    const binds = smsc.binds
    smsc.isFrozen = false
    await until(() => gateway.slots() > 0)
    expect(smsc.binds).toBeGreaterThan(binds)
    expect(smsc.journal).toHaveLength(1)
  })

  it('that cuts inside an answer leaves only what had no whole answer in doubt', async () => {
    let count = 0
    const { gateway } = await opened({ answer: () => (++count === 3 ? { cut: 'half' } : {}) })
    const outcomes = await send(gateway, ...Array.from({ length: 3 }, () => submission()))
    expect(outcomes.map((outcome) => outcome.is)).toEqual(['accepted', 'accepted', 'unclear'])
  })
})

it('makes no doubt of answers that came while our own process stood still', async () => {
  const peer = spawn(process.execPath, ['test/support/smsc.ts', '--delay', '50'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  closing.push(() => stopped(peer))
  const [line] = (await once(createInterface(peer.stdout), 'line')) as [string]
  const gateway = await openBound((JSON.parse(line) as { port: number }).port)
  closing.unshift(() => gateway.close(Date.now()))
  const outcomes: Outcome[] = []
  const places = gateway.reserve(10)
  if (!places) throw new Error('no places')
  gateway.submit(
    Array.from({ length: 10 }, () => submission()),
    places,
    inTime,
    (outcome) => outcomes.push(outcome),
  )
  // Let the write happen, then sleep past the response time-out, and until a peer on a busy machine has answered: the timer is due before that is read.
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, shortTimes.response * 8)
  await until(() => outcomes.length === 10)
  expect(outcomes.map((outcome) => outcome.is)).toEqual(Array(10).fill('accepted'))
})

it('treats codes as the gateway’s settings say', async () => {
  const { smsc, gateway } = await opened(
    { answer: () => ({ status: 0x401 }) },
    { treatAsRefused: ['0x401'], doubtCodes: ['11'] },
  )
  expect((await send(gateway, submission()))[0]).toMatchObject({
    is: 'refused',
    retry: 'never',
    reason: 'gateway_refused',
  })
  smsc.answer = () => ({ status: 0x402 })
  expect((await send(gateway, submission()))[0]).toMatchObject({
    is: 'unclear',
    why: 'server_error',
    raw: { code: '0x402' },
  })
  smsc.answer = () => ({ status: 0x0b })
  expect((await send(gateway, submission()))[0]).toMatchObject({ is: 'unclear', raw: { code: '0x0b' } })
})

it('joins answers and receipts by ids written differently', async () => {
  const { smsc, gateway, kept } = await opened(
    { receiptId: (id) => BigInt(id).toString(16).toUpperCase().padStart(12, '0') },
    { messageIds: 'dec_to_hex' },
  )
  const [outcome] = await send(gateway, submission())
  await smsc.sendReceipt(smsc.journal[0] ?? { id: '', dest: '' }, { stat: 'DELIVRD' })
  expect(outcome?.is === 'accepted' && outcome.keys[0]?.id).toBe(kept.came[0]?.receipts[0]?.key.id)
})

it('asks a silent SMSC whether it is there after as long as its settings say', async () => {
  const smsc = await Smsc.open()
  const gateway = openSmpp(settingsFor(smsc.port, { idleSeconds: 5 }), keepingIo().io)
  closing.push(
    () => gateway.close(Date.now() + 100),
    () => smsc.close(),
  )
  await until(() => gateway.slots() > 0)
  const boundAt = Date.now()
  await until(() => smsc.enquired.length > 0, 7_000)
  expect((smsc.enquired[0] ?? 0) - boundAt).toBeGreaterThan(4_000)
})

async function stopped(peer: ChildProcess): Promise<void> {
  const exit = once(peer, 'exit')
  peer.kill('SIGTERM')
  await exit
}
