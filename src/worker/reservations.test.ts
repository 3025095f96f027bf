import { describe, expect, it } from 'vitest'
import type { Can, Gateway } from '../gateways/gateway.ts'
import { breaker } from './breaker.ts'
import { fairShare } from './fair-share.ts'
import { asksMs } from './halves.ts'
import { createReservations, type Held, type Reservations } from './reservations.ts'

/**
 * A window that counts, and a clock that the test sets. `paced`: no more than so many are free at once; a text of more parts may still begin, as with the
 * gateways themselves.
 */
function laneOf(window: number, paced: number | (() => number) = window) {
  let used = 0
  const clock = { now: 0, waiting: false, left: 0 }
  const gateway = {
    slots: () => Math.min(typeof paced === 'number' ? paced : paced(), window - used),
    reserve: (count: number) => {
      if (gateway.slots() < 1 || count > window - used) return null
      used += count
      const release = () => {
        used -= count
      }
      return { count, release }
    },
  } as unknown as Gateway & { slots(): number }
  const fuse = breaker()
  const reservations: Reservations = createReservations({
    gateway,
    can: { window, receiptKey: 'id' } as Can,
    share: fairShare(
      window,
      () => reservations.places(),
      () => clock.now,
    ),
    fuse,
    timings: { writeWithinMs: 5_000, leaseMs: 60_000 },
    now: () => clock.now,
    newRef: () => 'ref',
    areTextsWaiting: () => clock.waiting,
    leftToCalls: () => {
      clock.left += 1
    },
    isBehind: () => false,
  })
  return { ...reservations, fuse, clock, slots: gateway.slots }
}

/** So many places that are used and freed. */
function freeing(lane: ReturnType<typeof laneOf>, count: number): void {
  for (let n = 0; n < count; n++) {
    const held = taken(lane.reserve('a', 1))
    held.ended('accepted')
    // As the gateway does when the answer is there.
    held.takePlaces()?.release()
  }
}

describe('reservations', () => {
  it('risk one text, and not the whole window, when the breaker is half open', () => {
    const lane = laneOf(10)
    for (let n = 0; n < 5; n++) lane.fuse.failed(0)
    expect(lane.reserve('a', 1)).toBe('not_now')
    lane.clock.now = lane.fuse.openUntil()
    const risked = taken(lane.reserve('a', 1))
    expect(lane.reserve('b', 1)).toBe('not_now')
    risked.ended('accepted')
    lane.fuse.succeeded()
    taken(lane.reserve('b', 1))
  })

  it('come back once, however often they are released', () => {
    const lane = laneOf(10)
    const held = taken(lane.reserve('a', 3))
    expect(lane.slots()).toBe(7)
    held.release()
    held.release()
    held.ended('accepted')
    expect(lane.slots()).toBe(10)
  })

  it('leave half of the window to what waits in the table', () => {
    const lane = laneOf(10)
    lane.clock.waiting = true
    const got = Array.from({ length: 10 }, (_, n) => lane.reserveForCall(`a${n}`, 1)).filter((one) => one !== null)
    expect(got).toHaveLength(5)
    taken(lane.reserve('b', 1))
  })

  it('leave the other half to calls that ask for it, and no more than they ask for', () => {
    const lane = laneOf(10)
    lane.clock.waiting = true
    lane.placesForCalls(0)
    for (let n = 0; n < 3; n++) lane.callAsks()
    const texts = Array.from({ length: 10 }, (_, n) => lane.reserve(`t${n}`, 1))
    expect(texts.map((one) => typeof one)).toEqual([...Array(7).fill('object'), ...Array(3).fill('string')])
    expect(lane.clock.left).toBe(3)
    const calls = Array.from({ length: 4 }, (_, n) => lane.reserveForCall(`c${n}`, 1))
    expect(calls.map((one) => one !== null)).toEqual([true, true, true, false])
  })

  it('are shared by what each of the two holds: neither takes from the other’s half', () => {
    const lane = laneOf(10)
    lane.clock.waiting = true
    const texts = Array.from({ length: 10 }, (_, n) => taken(lane.reserve(`t${n}`, 1)))
    lane.placesForCalls(0)
    for (let n = 0; n < 10; n++) lane.callAsks()
    // Whatever is freed goes to the calls until they have their half, and from there on to both as they give back.
    for (const one of texts.slice(0, 5)) {
      one.release()
      expect(lane.reserve('t', 1)).toBe('no_room')
      expect(lane.placesForCalls(0)).toBe(1)
      for (let n = 0; n < 10; n++) lane.callAsks()
      expect(lane.reserveForCall('c', 1)).not.toBeNull()
    }
    texts[5]?.release()
    expect(lane.reserveForCall('d', 1)).toBeNull()
    taken(lane.reserve('t', 1))
  })

  it('are not left to calls that were not seen for a while', () => {
    const lane = laneOf(2)
    lane.clock.waiting = true
    lane.placesForCalls(0)
    lane.callAsks()
    taken(lane.reserve('a', 1))
    expect(lane.reserve('b', 1)).toBe('no_room')
    lane.clock.now = asksMs + 1
    taken(lane.reserve('b', 1))
  })

  it.each([
    [10, 3],
    [3, 1],
    [5, 2],
    [7, 3],
    [1, 1],
  ])('of a window of %s are not free for texts of %s parts and taken by none', (window, parts) => {
    const lane = laneOf(window)
    lane.clock.waiting = true
    let taken = 0
    for (let round = 0; round < 20; round++) {
      lane.placesForCalls(0)
      for (let n = 0; n < 5; n++) lane.callAsks()
      if (typeof lane.reserve(`t${round}`, parts) !== 'string') taken += parts
      if (lane.reserveForCall(`c${round}`, parts)) taken += parts
    }
    expect(window - taken).toBeLessThan(parts)
  })

  it('of a gateway that is paced below half of its window are the table’s', () => {
    const lane = laneOf(100, 10)
    lane.clock.waiting = true
    expect(lane.placesForCalls(0)).toBe(0)
    for (let n = 0; n < 20; n++) lane.callAsks()
    expect([lane.placesForTable(), lane.isPaced()]).toEqual([10, true])
    taken(lane.reserve('t', 1))
    expect(laneOf(100).isPaced()).toBe(false)
  })

  it('are taken by a text of more parts than a pace has free, and kept by nobody else', () => {
    const lane = laneOf(10, 1)
    lane.clock.waiting = true
    taken(lane.reserve('a', 2))
    taken(lane.reserve('a', 3))
    expect(lane.inUse()).toBe(5)
  })

  it('are asked for by calls that were let in and have not reserved yet, and no more once they have', () => {
    const lane = laneOf(4)
    lane.clock.waiting = true
    const texts = [taken(lane.reserve('a', 1)), taken(lane.reserve('b', 1)), taken(lane.reserve('c', 1))]
    lane.placesForCalls(1)
    texts[0]?.release()
    lane.callAsks()
    expect([lane.placesForTable(), lane.clock.left]).toEqual([0, 1])
    expect([lane.reserveForCall('d', 1), lane.reserveForCall('e', 1)].map((one) => one !== null)).toEqual([true, true])
    texts[1]?.release()
    taken(lane.reserve('f', 1))
  })

  it('of more than half of the window are given to the text that needs them, though calls ask', () => {
    const lane = laneOf(4)
    lane.clock.waiting = true
    lane.placesForCalls(0)
    for (let n = 0; n < 4; n++) lane.callAsks()
    taken(lane.reserve('a', 3))
    expect(lane.reserve('b', 1)).toBe('no_room')
    expect(lane.reserveForCall('c', 1)).not.toBeNull()
  })

  it('let no account have more than half while another waits, not even one that was crowded out by the backlog', () => {
    const lane = laneOf(4)
    lane.clock.waiting = true
    expect(lane.reserveForCall('small', 3)).toBeNull()
    expect([1, 2, 3].map(() => typeof lane.reserve('large', 1))).toEqual(['object', 'object', 'string'])
    taken(lane.reserve('small', 1))
  })

  it('keep no half for who has not asked again for seconds: another process may have sent its text', () => {
    const lane = laneOf(4)
    lane.clock.waiting = true
    expect(lane.reserveForCall('small', 3)).toBeNull()
    lane.clock.now = 5_001
    expect([1, 2, 3, 4].map(() => typeof lane.reserve('large', 1))).toEqual(Array(4).fill('object'))
  })

  it('say that there is no room for a long text, keep it for that from new calls, and let what never fits keep nobody waiting', () => {
    const lane = laneOf(4)
    lane.clock.waiting = true
    const [one, two] = [taken(lane.reserve('a', 1)), taken(lane.reserve('b', 1))]
    expect(lane.reserve('long', 4)).toBe('no_room')
    expect(lane.reserve('longer', 5)).toBe('not_now')
    one.release()
    two.release()
    expect(lane.reserveForCall('a', 1)).toBeNull()
    taken(lane.reserve('long', 4))
  })

  it('let nothing in ahead of a window that frees less than itself, nor long after it did', () => {
    const lane = laneOf(4)
    freeing(lane, 3)
    for (let n = 0; n < 4; n++) expect(lane.reserveForCall('a', 1)).not.toBeNull()
    expect([lane.placesForCalls(0), lane.reserveForCall('a', 1)]).toEqual([0, null])
    const flowing = laneOf(4)
    freeing(flowing, 9)
    expect(flowing.placesForCalls(0)).toBe(4 + 9)
    flowing.clock.now = 10_000
    expect(flowing.placesForCalls(0)).toBe(4)
  })

  it('are not promised ahead of a slow pace, which frees a window at once and then nothing for long; a quick one goes on', () => {
    const modem = laneOf(1)
    freeing(modem, 1)
    expect(modem.placesForCalls(0)).toBe(1 + 1)
    const paced = { free: 1 }
    const slow = laneOf(1, () => paced.free)
    freeing(slow, 1)
    paced.free = 0
    expect([slow.isPaced(), slow.places(), slow.reserveForCall('a', 1), slow.reserve('a', 1)]).toEqual([
      true,
      1,
      null,
      'no_room',
    ])
    for (const at of [0, 260, 520]) {
      slow.clock.now = at
      paced.free = 1
      freeing(slow, 1)
      paced.free = 0
    }
    taken(slow.reserve('a', 1))
  })

  it('are promised ahead as often as places were freed lately, at most three windows, and take their places when these are free', () => {
    const lane = laneOf(4)
    freeing(lane, 50)
    const got = Array.from({ length: 20 }, () => lane.reserveForCall('a', 1))
    const held = got.filter((one) => one !== null) as Held[]
    expect([held.length, lane.placesForCalls(0), lane.inUse()]).toEqual([4 + 12, 0, 4])
    expect(held.map((one) => one.hasPlaces())).toEqual([...Array(4).fill(true), ...Array(12).fill(false)])
    expect(held[4]?.takePlaces()).toBeNull()
    held[0]?.release()
    expect(held[4]?.takePlaces()).toMatchObject({ count: 1 })
    expect([lane.slots(), lane.inUse(), lane.placesForCalls(0)]).toEqual([0, 4, 1])
    for (const one of held) one.release()
    expect([lane.slots(), lane.inUse()]).toEqual([4, 0])
  })

  it('are first for whom they were promised: a long text is not overtaken by short ones', () => {
    const lane = laneOf(4)
    freeing(lane, 50)
    const held = Array.from({ length: 4 }, () => lane.reserveForCall('a', 1))
    const long = lane.reserveForCall('a', 3) as Held
    for (const one of held.slice(0, 3)) {
      expect(long.takePlaces()).toBeNull()
      one?.release()
      expect((lane.reserveForCall('a', 1) as Held).hasPlaces()).toBe(false)
    }
    expect(long.takePlaces()).toMatchObject({ count: 3 })
  })

  it('are not taken while the breaker is open or half open, only given back', () => {
    const lane = laneOf(4)
    freeing(lane, 50)
    const held = Array.from({ length: 5 }, () => lane.reserveForCall('a', 1)) as Held[]
    for (let n = 0; n < 5; n++) lane.fuse.failed(0)
    held[0]?.release()
    expect(held[4]?.takePlaces()).toBeNull()
    lane.clock.now = lane.fuse.openUntil()
    expect(held[4]?.takePlaces()).toBeNull()
    lane.fuse.succeeded()
    expect(held[4]?.takePlaces()).toMatchObject({ count: 1 })
  })

  it('are promised to nobody while the breaker is open, or beyond an account’s share', () => {
    const lane = laneOf(4)
    freeing(lane, 50)
    for (let n = 0; n < 8; n++) taken(lane.reserve('a', 1))
    expect(lane.reserveForCall('b', 5)).toBeNull()
    expect(lane.reserveForCall('a', 1)).toBeNull()
    expect(lane.reserveForCall('c', 1)).not.toBeNull()
    for (let n = 0; n < 5; n++) lane.fuse.failed(0)
    expect(lane.reserveForCall('d', 1)).toBeNull()
  })

  it('are promised to nobody where answers are slow, or say no: what was let in might wait until it is too late', () => {
    for (const [answer, afterMs] of [
      ['accepted', 1_001],
      ['refused', 0],
    ] as const) {
      const lane = laneOf(4)
      for (let n = 0; n < 8; n++) {
        const held = taken(lane.reserve('a', 1))
        lane.clock.now += afterMs
        held.ended(answer)
        held.takePlaces()?.release()
      }
      expect([answer, lane.places()]).toEqual([answer, 4])
    }
  })

  it('that are promised are shared by accounts that wait, as those of the window are', () => {
    const lane = laneOf(4)
    lane.clock.waiting = true
    freeing(lane, 50)
    for (let n = 0; n < 16; n++) taken(lane.reserve('a', 1))
    expect(lane.reserve('b', 1)).toBe('no_room')
    const both = laneOf(4)
    both.clock.waiting = true
    freeing(both, 50)
    expect(both.reserveForCall('b', 9)).toBeNull()
    const got = Array.from({ length: 16 }, () => both.reserve('a', 1))
    expect(got.filter((one) => typeof one !== 'string')).toHaveLength(8)
  })

  it('are promised to what waits in the table too, so that a backlog goes as fast as new calls would', () => {
    const lane = laneOf(4)
    lane.clock.waiting = true
    freeing(lane, 50)
    expect(lane.placesForTable()).toBe(4 + 12)
    const texts = Array.from({ length: 16 }, () => taken(lane.reserve('a', 1)))
    expect(texts.map((one) => one.hasPlaces())).toEqual([...Array(4).fill(true), ...Array(12).fill(false)])
    expect([lane.reserve('a', 1), lane.placesForTable(), lane.inUse()]).toEqual(['no_room', 0, 4])
    texts[0]?.release()
    expect(taken(lane.reserve('a', 1)).hasPlaces()).toBe(false)
    expect(texts[4]?.takePlaces()).toMatchObject({ count: 1 })
  })

  it('are shared with those that are promised: half of all to calls that ask, and half to the table', () => {
    const lane = laneOf(4)
    lane.clock.waiting = true
    freeing(lane, 50)
    lane.placesForCalls(0)
    for (let n = 0; n < 20; n++) lane.callAsks()
    const texts = Array.from({ length: 20 }, () => lane.reserve('t', 1))
    expect(texts.filter((one) => typeof one !== 'string')).toHaveLength(8)
    const calls = Array.from({ length: 20 }, () => lane.reserveForCall('t', 1))
    expect(calls.filter((one) => one !== null)).toHaveLength(8)
  })
})

function taken(held: ReturnType<Reservations['reserve']>): Held {
  if (typeof held === 'string') throw new Error(held)
  return held
}
