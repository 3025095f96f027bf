import { describe, expect, it } from 'vitest'
import type { Can, Gateway } from '../gateways/gateway.ts'
import { breaker } from './breaker.ts'
import { fairShare } from './fair-share.ts'
import { createReservations, type Held, type Reservations } from './reservations.ts'

/** A window that counts, and a clock that the test sets. */
function laneOf(window: number) {
  let used = 0
  const clock = { now: 0, waiting: false }
  const gateway = {
    slots: () => window - used,
    reserve: (count: number) => {
      if (count > window - used) return null
      used += count
      const release = () => {
        used -= count
      }
      return { count, release }
    },
  } as unknown as Gateway
  const fuse = breaker()
  const reservations = createReservations({
    gateway,
    can: { window, receiptKey: 'id' } as Can,
    share: fairShare(window),
    fuse,
    timings: { writeWithinMs: 5_000, leaseMs: 60_000 },
    now: () => clock.now,
    newRef: () => 'ref',
    areTextsWaiting: () => clock.waiting,
    isBehind: () => false,
  })
  return { ...reservations, fuse, clock, slots: gateway.slots }
}

describe('reservations', () => {
  it('risk one text, and not the whole window, when the breaker is half open', () => {
    const lane = laneOf(10)
    for (let n = 0; n < 5; n++) lane.fuse.failed(0)
    expect(lane.reserve('a', 1)).toBe('not_now')
    lane.clock.now = lane.fuse.openUntil()
    const risked = taken(lane.reserve('a', 1))
    expect(lane.reserve('b', 1)).toBe('not_now')
    risked.ended()
    lane.fuse.succeeded()
    taken(lane.reserve('b', 1))
  })

  it('come back once, however often they are released', () => {
    const lane = laneOf(10)
    const held = taken(lane.reserve('a', 3))
    expect(lane.slots()).toBe(7)
    held.release()
    held.release()
    held.ended()
    expect(lane.slots()).toBe(10)
  })

  it('leave half of the window to what waits in the table', () => {
    const lane = laneOf(10)
    lane.clock.waiting = true
    const got = Array.from({ length: 10 }, (_, n) => lane.reserveForCall(`a${n}`, 1)).filter((one) => one !== null)
    expect(got).toHaveLength(5)
    taken(lane.reserve('b', 1))
  })

  it('let no account have more than half while another waits, not even one that was crowded out by the backlog', () => {
    const lane = laneOf(4)
    lane.clock.waiting = true
    expect(lane.reserveForCall('small', 3)).toBeNull()
    expect([1, 2, 3].map(() => typeof lane.reserve('large', 1))).toEqual(['object', 'object', 'string'])
    taken(lane.reserve('small', 1))
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
})

function taken(held: ReturnType<Reservations['reserve']>): Held {
  if (typeof held === 'string') throw new Error(held)
  return held
}
