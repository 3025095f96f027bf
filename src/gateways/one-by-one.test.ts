import { describe, expect, it } from 'vitest'
import type { PhoneNumber } from '../core/phone-number.ts'
import type { Outcome, Submission } from './gateway.ts'
import { type Exchange, type Limits, notSent, oneByOne } from './one-by-one.ts'

const inTime = { expired: () => false }
const quiet = { info: () => undefined, warn: () => undefined }
let serial = 0

function text(parts = 1): Submission {
  const attempt = `m${++serial}:1`
  return {
    attempt,
    ref: attempt,
    to: '+919812345678' as PhoneNumber,
    header: 'KAVERI',
    text: 'x',
    encoding: 'gsm',
    parts,
    validUntil: 0,
  }
}

const accepted = ({ attempt, ref }: Submission): Outcome => ({ attempt, is: 'accepted', keys: [{ ref }], raw: {} })

/** A gateway whose exchanges end when the test says so. */
function rig(limits: Limits, exchange?: Exchange) {
  const seen = { freed: 0, late: [] as Outcome[], done: [] as Outcome[] }
  const clock = { at: 1_000_000 }
  const open: { submission: Submission; answer(outcome: Outcome): void }[] = []
  const waiting: Exchange = (submission) => new Promise((answer) => open.push({ submission, answer }))
  const io = {
    now: () => clock.at,
    late: (one: Outcome) => void seen.late.push(one),
    freed: () => void seen.freed++,
    log: quiet,
  }
  const gateway = oneByOne(io, limits, exchange ?? waiting, () => ({ state: 'ok', words: '' }))
  const submit = (...batch: Submission[]) => {
    const places = gateway.reserve(batch.reduce((sum, one) => sum + one.parts, 0))
    if (!places) throw new Error('no places')
    gateway.submit(batch, places, inTime, (outcome) => seen.done.push(outcome))
    return places
  }
  return { gateway, seen, clock, open, submit }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('a gateway of one request for each text', () => {
  it('counts parts against its window, and gives places back once', () => {
    const { gateway, submit } = rig({ window: 5 })
    submit(text(3))
    expect(gateway.slots()).toBe(2)
    expect(gateway.reserve(3)).toBeNull()
    const places = gateway.reserve(2)
    places?.release()
    places?.release()
    expect(gateway.slots()).toBe(2)
  })

  it('takes places over at the submission: releasing them afterwards gives nothing back', async () => {
    const { gateway, submit, open } = rig({ window: 5 })
    submit(text(2)).release()
    expect(gateway.slots()).toBe(3)
    await turn()
    open[0]?.answer(accepted(open[0].submission))
    await turn()
    expect(gateway.slots()).toBe(5)
  })

  it('gives back what was reserved beyond the submission', () => {
    const { gateway, seen } = rig({ window: 5 })
    const places = gateway.reserve(4)
    if (places) gateway.submit([text(1)], places, inTime, () => undefined)
    expect([gateway.slots(), seen.freed]).toEqual([4, 1])
  })

  it('keeps its window whole through a thousand reservations that came to nothing', () => {
    const { gateway } = rig({ window: 10 })
    for (let i = 0; i < 1_000; i++) gateway.reserve(1 + (i % 10))?.release()
    expect(gateway.slots()).toBe(10)
  })

  it('makes doubt of a throw', async () => {
    const { submit, seen, gateway } = rig({ window: 1 }, () => Promise.reject(new Error('a fault of ours')))
    submit(text())
    await turn()
    expect(seen.done).toMatchObject([{ is: 'unclear', why: 'unreadable', raw: { words: 'a fault of ours' } }])
    expect(gateway.slots()).toBe(1)
  })

  it('asks for nothing past the write deadline', async () => {
    const { gateway, open, seen } = rig({ window: 1 })
    const places = gateway.reserve(1)
    if (places) gateway.submit([text()], places, { expired: () => true }, (outcome) => seen.done.push(outcome))
    await turn()
    expect(open).toHaveLength(0)
    expect(seen.done).toMatchObject([{ is: 'refused', proof: 'not_sent', retry: { afterMs: 1_000 } }])
  })

  it('answers at a close what is still open, and tells the real answer as late', async () => {
    const { gateway, submit, open, seen, clock } = rig({ window: 2 })
    submit(text(), text())
    await turn()
    open[0]?.answer(accepted(open[0].submission))
    await gateway.close(clock.at + 30)
    expect(seen.done.map((one) => one.is)).toEqual(['accepted', 'unclear'])
    open[1]?.answer(accepted(open[1].submission))
    await turn()
    expect(seen.late.map((one) => one.is)).toEqual(['accepted'])
    expect([gateway.slots(), gateway.reserve(1)]).toEqual([0, null])
  })

  it('sends nothing that was reserved before a close and comes after it', async () => {
    const { gateway, open, seen, clock } = rig({ window: 2 })
    const places = gateway.reserve(1)
    await gateway.close(clock.at)
    if (places) gateway.submit([text()], places, inTime, (outcome) => seen.done.push(outcome))
    await turn()
    expect([open.length, seen.done[0]?.is]).toEqual([0, 'refused'])
  })

  it('closes as soon as the last answer is there', async () => {
    const { gateway, submit, open, clock } = rig({ window: 2 })
    submit(text())
    await turn()
    const began = performance.now()
    setTimeout(() => open[0]?.answer(accepted(open[0].submission)), 20)
    await gateway.close(clock.at + 5_000)
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  it('keeps to its rate, with at most a tenth of a second at once', () => {
    const { gateway, clock } = rig({ window: 100, perSecond: 50 })
    expect(gateway.slots()).toBe(5)
    gateway.reserve(5)
    expect(gateway.slots()).toBe(0)
    clock.at += 40
    expect(gateway.slots()).toBe(2)
    let begun = 0
    for (let ms = 0; ms < 10_000; ms += 10) {
      clock.at += 10
      const free = gateway.slots()
      if (free > 0) gateway.reserve(free)?.release()
      begun += free
    }
    expect(begun).toBeGreaterThan(490)
    expect(begun).toBeLessThan(506)
  })

  it('lets a slow gateway of less than one a second through', () => {
    const { gateway, clock } = rig({ window: 10, perSecond: 0.5 })
    expect(gateway.slots()).toBe(1)
    gateway.reserve(1)
    expect(gateway.slots()).toBe(0)
    clock.at += 2_000
    expect(gateway.slots()).toBe(1)
  })

  it('pauses when the peer puts the whole gateway off, and wakes the sender afterwards', async () => {
    const { gateway, submit, open, seen, clock } = rig({ window: 10 })
    submit(text())
    await turn()
    const { submission } = open[0] ?? { submission: text() }
    open[0]?.answer(notSent(submission, 'too fast', { afterMs: 50, scope: 'gateway' }))
    await turn()
    expect(gateway.slots()).toBe(0)
    const before = seen.freed
    clock.at += 50
    await expect.poll(() => seen.freed).toBe(before + 1)
    expect(gateway.slots()).toBe(10)
  })
})
