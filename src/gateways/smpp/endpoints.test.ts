/** Several endpoints of one SMSC: the order of trying, and that a text in doubt is never written to the next one. */
import { afterEach, describe, expect, it } from 'vitest'
import {
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
import type { Gateway } from '../gateway.ts'
import { checkSmpp } from './check.ts'
import { EndpointOrder, readEndpoint } from './endpoints.ts'
import type { LineTimes } from './line.ts'
import { openSmpp } from './open.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Two = { first: Smsc; second: Smsc; gateway: Gateway; kept: Kept }

async function openedAtTwo(options: SmscOptions = {}, times: Partial<LineTimes> = {}): Promise<Two> {
  const first = await Smsc.open(options)
  const second = await Smsc.open({ firstId: 5_000_000 })
  const { io, kept } = keepingIo()
  const settings = { otherEndpoints: [`127.0.0.1:${second.port}`] }
  const gateway = await openBound(first.port, { io, settings, times })
  closing.push(
    () => gateway.close(Date.now() + 100),
    () => first.close().catch(() => undefined),
    () => second.close().catch(() => undefined),
  )
  return { first, second, gateway, kept }
}

it('are used in their order: the first as long as it takes us', async () => {
  const { first, second, gateway } = await openedAtTwo()
  await send(gateway, submission())
  expect([first.journal.length, second.journal.length]).toEqual([1, 0])
  expect(second.binds).toBe(0)
  expect(gateway.health()).toMatchObject({ state: 'ok', words: 'Bound.' })
})

it('take over when the first is gone, and it is said that and why', async () => {
  const { first, second, gateway, kept } = await openedAtTwo()
  await first.stop()
  await until(() => gateway.slots() > 0 && second.binds === 1)
  expect(await send(gateway, submission())).toMatchObject([{ is: 'accepted', keys: [{ id: '5000000' }] }])
  expect(gateway.health()).toMatchObject({ state: 'degraded' })
  expect(gateway.health().words).toContain(`Bound to 127.0.0.1:${second.port}`)
  expect(kept.lines.join()).toContain('"alarm":"failed_over"')
})

it('never get a text that the first left in doubt', async () => {
  const { first, second, gateway } = await openedAtTwo()
  first.answer = () => ({ silent: true })
  const texts = Array.from({ length: 5 }, () => submission())
  const ended = send(gateway, ...texts)
  await until(() => first.journal.length === 5)
  await first.stop()
  expect((await ended).map((one) => one.is === 'unclear' && one.why)).toEqual(Array(5).fill('cut'))
  await until(() => second.bound().length === 1 && gateway.slots() > 0)
  await send(gateway, submission({ text: 'another' }))
  expect(second.journal.map((one) => one.text)).toEqual(['another'])
})

it('never get the other parts of a text whose first parts the first took', async () => {
  const { first, second, gateway } = await openedAtTwo()
  first.answer = ({ part }) => (part === 2 ? { status: 0x58 } : {})
  const text = 'Dear customer, thank you for calling us. '.repeat(10).slice(0, 400)
  const ended = send(gateway, submission({ text, parts: 3 }))
  await until(() => first.journal.length === 3)
  await first.stop()
  expect(await ended).toMatchObject([{ is: 'unclear', why: 'some_parts' }])
  await until(() => second.bound().length === 1 && gateway.slots() > 0)
  expect(second.journal).toEqual([])
})

it('give way to the first when it is back, without a moment unbound and without a doubt', async () => {
  const { first, second, gateway } = await openedAtTwo({}, { goBack: 60, retire: 150, response: 2_000 })
  const { port } = first
  await first.stop()
  await until(() => second.bound().length === 1 && gateway.slots() > 0)
  second.answer = () => ({ delayMs: 250 })
  await first.listen(port)
  const slow = send(gateway, submission({ text: 'on its way' }))
  await until(() => gateway.health().state === 'ok')
  expect(await send(gateway, submission({ text: 'by the first' }))).toMatchObject([{ is: 'accepted' }])
  expect(await slow).toMatchObject([{ is: 'accepted', keys: [{ id: '5000000' }] }])
  await until(() => second.bound().length === 0)
  expect(gateway.health()).toMatchObject({ state: 'ok', words: 'Bound.' })
  expect([first, second].map((one) => one.journal.map(({ text }) => text))).toEqual([['by the first'], ['on its way']])
})

it('stay with the second while the first still refuses', async () => {
  const { first, second, gateway } = await openedAtTwo({}, { goBack: 40 })
  first.bindStatus = () => 0x05
  first.cutAll()
  await until(() => second.bound().length === 1 && gateway.slots() > 0)
  const { binds } = first
  await until(() => first.binds >= binds + 3)
  expect(second.bound()).toEqual(['transceiver'])
  expect(gateway.slots()).toBe(10)
})

it('are not dialled any more after the end, also where a try of the first outlived the session beside which it began', async () => {
  const { io } = keepingIo()
  const second = await Smsc.open()
  // Where nobody listens: its dials fail when the test says so.
  const failing: (() => void)[] = []
  let isHeld = false
  let dials = 0
  const dial: typeof io.dial = (target) => {
    if (target.port === second.port) return io.dial(target)
    dials += 1
    const refused = new Error('nobody there')
    if (!isHeld) return Promise.reject(refused)
    return new Promise((_resolve, reject) => failing.push(() => reject(refused)))
  }
  const settings = { otherEndpoints: [`127.0.0.1:${second.port}`] }
  const gateway = await openBound(1, { io: { ...io, dial }, settings, times: { goBack: 40 } })
  closing.push(() => second.close().catch(() => undefined))
  isHeld = true
  await until(() => failing.length === 1)
  isHeld = false
  const { binds } = second
  second.cutAll()
  await until(() => second.binds > binds && gateway.slots() > 0)
  isHeld = true
  // Its way back begins, and only now the first try ends: one way back is left, not two.
  failing[0]?.()
  await new Promise((resolve) => setTimeout(resolve, 5))
  await gateway.close(Date.now() + 100)
  const before = dials
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(dials).toBe(before)
})

it('are not asked again and again by one that refuses the credentials', async () => {
  const { first, second, gateway } = await openedAtTwo({}, { goBack: 30, credentials: 400 })
  const { port } = first
  await first.stop()
  await until(() => second.bound().length === 1 && gateway.slots() > 0)
  first.bindStatus = () => 0x0e
  await first.listen(port)
  await until(() => first.binds === 2)
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(first.binds).toBe(2)
  expect(gateway.slots()).toBe(10)
  first.bindStatus = () => 0
  await until(() => gateway.health().state === 'ok')
  expect(first.bound()).toEqual(['transceiver'])
})

it('leave out one that refuses the credentials, and stop when all do', async () => {
  const { first, second, gateway, kept } = await openedAtTwo({ bindStatus: () => 0x0e })
  expect(second.bound().length).toBe(1)
  expect(kept.lines.join()).toContain('credentials_refused')
  const refused = first.binds
  second.bindStatus = () => 0x0e
  second.cutAll()
  await until(() => gateway.health().state === 'stopped')
  expect(first.binds).toBe(refused)
})

it('all take receipts for the one gateway', async () => {
  const { first, second, gateway, kept } = await openedAtTwo()
  await send(gateway, submission())
  await first.stop()
  await until(() => second.bound().length === 1 && gateway.slots() > 0)
  await second.sendReceipt(first.journal[0] ?? { id: '', dest: '' }, { stat: 'DELIVRD' })
  expect(kept.came[0]?.receipts).toMatchObject([{ key: { id: first.journal[0]?.id } }])
})

it('are each checked by name; while one of them serves, the others are no failure', async () => {
  const first = await Smsc.open({ bindStatus: () => 0x0f })
  const second = await Smsc.open()
  closing.push(
    () => first.close(),
    () => second.close(),
  )
  const at = (smsc: Smsc) => `127.0.0.1:${smsc.port}`
  const settings = settingsFor(first.port, { otherEndpoints: [at(second), '127.0.0.1:1'] })
  const checks = await checkSmpp(settings, keepingIo().io, shortTimes)
  expect(checks.map(({ name, result }) => [name, result])).toEqual([
    [`Connection at ${at(first)}`, 'ok'],
    [`Bind at ${at(first)}`, 'warn'],
    [`Connection at ${at(second)}`, 'ok'],
    [`Bind at ${at(second)}`, 'ok'],
    ['Connection at 127.0.0.1:1', 'warn'],
  ])
  expect(checks[1]?.mend).toContain('system id')
})

it('a close in the middle of a change leaves nothing open', async () => {
  const { first, second, gateway } = await openedAtTwo({}, { goBack: 30, retire: 5_000 })
  const { port } = first
  await first.stop()
  await until(() => second.bound().length === 1 && gateway.slots() > 0)
  await first.listen(port)
  await until(() => first.bound().length === 1)
  await gateway.close(Date.now() + 50)
  await until(() => first.bound().length + second.bound().length === 0)
})

it('a close while nobody answers ends at once', async () => {
  const { io } = keepingIo()
  const gateway = openSmpp(settingsFor(1, { otherEndpoints: ['127.0.0.1:2'] }), io, shortTimes)
  await until(() => gateway.health().state === 'down')
  await gateway.close(Date.now())
  expect(gateway.health().state).toBe('stopped')
})

describe('an endpoint', () => {
  it.each([
    ['smsc2.example.in:2775', { host: 'smsc2.example.in', port: 2775 }],
    [' 10.0.0.5:3550 ', { host: '10.0.0.5', port: 3550 }],
    ['10.0.0.5:3550/smsc.example.in', { host: '10.0.0.5', port: 3550, serverName: 'smsc.example.in' }],
    ['10.0.0.5:3550/', undefined],
    ['[2001:db8::5]:2775', { host: '2001:db8::5', port: 2775 }],
    ['smsc2.example.in', undefined],
    ['smsc2.example.in:0', undefined],
    ['smsc2.example.in:70000', undefined],
    ['2001:db8::5:2775', undefined],
  ])('%j', (text, read) => {
    expect(readEndpoint(text)).toEqual(read)
  })
})

it('the order skips what is left out and says when the list is through', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((host) => ({ host, port: 1 })) as [never, never, never]
  const order = new EndpointOrder([a, b, c])
  order.leaveOut(0, 100)
  expect([order.next(1), order.current]).toEqual(['more', b])
  order.leaveOut(1, 200)
  expect([order.next(2), order.current]).toEqual(['more', c])
  expect([order.next(3), order.current]).toEqual(['through', c])
  order.restart(3)
  expect(order.current).toEqual(c)
  order.leaveOut(3, 300)
  expect(order.allLeftOutUntil(4)).toBe(100)
  expect([order.next(150), order.current]).toEqual(['through', a])
})
