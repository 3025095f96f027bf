import { describe, expect, it } from 'vitest'
import type { Can, Gateway } from '../gateways/gateway.ts'
import { breaker } from './breaker.ts'
import { fairShare } from './fair-share.ts'
import { createReservations } from './reservations.ts'

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
    expect(lane.reserve('a', 1)).toBeNull()
    lane.clock.now = lane.fuse.openUntil()
    const risked = lane.reserve('a', 1)
    expect(risked).not.toBeNull()
    expect(lane.reserve('b', 1)).toBeNull()
    risked?.ended()
    lane.fuse.succeeded()
    expect(lane.reserve('b', 1)).not.toBeNull()
  })

  it('come back once, however often they are released', () => {
    const lane = laneOf(10)
    const held = lane.reserve('a', 3)
    expect(lane.slots()).toBe(7)
    held?.release()
    held?.release()
    held?.ended()
    expect(lane.slots()).toBe(10)
  })

  it('leave half of the window to what waits in the table', () => {
    const lane = laneOf(10)
    lane.clock.waiting = true
    const taken = Array.from({ length: 10 }, (_, n) => lane.reserveForCall(`a${n}`, 1)).filter((one) => one !== null)
    expect(taken).toHaveLength(5)
    expect(lane.reserve('b', 1)).not.toBeNull()
  })

  it('let no account have more than half while another waits, not even one that was crowded out by the backlog', () => {
    const lane = laneOf(4)
    lane.clock.waiting = true
    expect(lane.reserveForCall('small', 3)).toBeNull()
    expect([1, 2, 3].map(() => lane.reserve('large', 1) !== null)).toEqual([true, true, false])
    expect(lane.reserve('small', 1)).not.toBeNull()
  })
})
