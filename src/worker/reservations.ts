/** Places in a gateway's window, reserved before the statement that gives the permit, and what each reservation holds until it ends. */
import type { Can, Gateway, Places, WriteDeadline } from '../gateways/gateway.ts'
import type { Reservation } from '../store/accept.ts'
import type { Breaker } from './breaker.ts'
import type { FairShare } from './fair-share.ts'
import { type Timings, writeDeadline } from './write-deadline.ts'

/** A reservation of one lane: the places, the account's share, and the deadline that began when they were taken. */
export type Held = Reservation & {
  gateway: Gateway
  places: Places
  deadline: WriteDeadline
  /** The outcome came: the gateway frees its places itself, and the account's share ends here. */
  ended(): void
}

export type Reservations = {
  /**
   * For a text that waits in the table. `no_room`: enough places are not free at once, so whoever comes behind must not take them one by one. `not_now`:
   * its account has its share, or nothing may begin at all.
   */
  reserve(accountId: string, places: number): Held | 'no_room' | 'not_now'
  /** For a text of a call that is just being accepted. */
  reserveForCall(accountId: string, places: number): Held | null
  /** Places that reservations hold now. */
  inUse(): number
  /** Places that texts of new calls would find. */
  placesForCalls(): number
  /** From now on nothing is reserved. */
  close(): void
}

export type ReserveWith = {
  gateway: Gateway
  can: Can
  share: FairShare
  fuse: Breaker
  timings: Timings
  now(): number
  newRef(): string
  /** Whether texts wait in the table. */
  areTextsWaiting(): boolean
  /** Whether results of earlier texts wait for the database in too great a number for new ones to begin. */
  isBehind(): boolean
}

export function createReservations(options: ReserveWith): Reservations {
  const { gateway, can, share, fuse, timings } = options
  /** Reservations that have not ended: places taken, texts on the wire. */
  let open = 0
  let placesHeld = 0
  let closed = false

  const mayBegin = () => {
    const now = options.now()
    if (closed || fuse.open(now) || options.isBehind()) return false
    // Half open, one text shows whether the gateway is back; the others wait for what becomes of it.
    return !fuse.halfOpen(now) || open === 0
  }

  const hold = (accountId: string, places: Places): Held => {
    open += 1
    placesHeld += places.count
    share.took(accountId, places.count)
    let isOpen = true
    const end = () => {
      if (!isOpen) return false
      isOpen = false
      open -= 1
      placesHeld -= places.count
      share.gaveBack(accountId, places.count)
      return true
    }
    return {
      gateway,
      places,
      deadline: writeDeadline(timings.writeWithinMs),
      leaseMs: timings.leaseMs,
      ref: options.newRef(),
      keyIsRef: can.receiptKey === 'ref',
      release: () => {
        if (end()) places.release()
      },
      ended: () => void end(),
    }
  }

  /** Places that the first in the table waits for: new calls leave that many. */
  let wanted = 0

  const reserve = (accountId: string, count: number): Held | 'no_room' | 'not_now' => {
    if (!mayBegin() || !share.allows(accountId, count)) return 'not_now'
    const places = gateway.reserve(count)
    if (places) return hold(accountId, places)
    // What never fits keeps nobody waiting.
    return count > can.window ? 'not_now' : 'no_room'
  }
  // New calls leave half of the window to what waits in the table, so that a backlog cannot starve behind them.
  const placesForCalls = () => gateway.slots() - (options.areTextsWaiting() ? Math.max(can.window / 2, wanted) : 0)

  return {
    reserve: (accountId, count) => {
      const held = reserve(accountId, count)
      if (held !== 'not_now') wanted = held === 'no_room' ? count : 0
      if (held === 'no_room' || held === 'not_now') share.waits(accountId)
      return held
    },
    reserveForCall: (accountId, count) => {
      const held = count > placesForCalls() ? 'no_room' : reserve(accountId, count)
      if (held !== 'no_room' && held !== 'not_now') return held
      share.waits(accountId)
      return null
    },
    inUse: () => placesHeld,
    placesForCalls,
    close: () => {
      closed = true
    },
  }
}
