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
  /** For a text that waits in the table. */
  reserve(accountId: string, places: number): Held | null
  /** For a text of a call that is just being accepted. */
  reserveForCall(accountId: string, places: number): Held | null
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
  const { gateway, share, fuse, timings } = options
  /** Reservations that have not ended: places taken, texts on the wire. */
  let open = 0
  let closed = false

  const mayBegin = () => {
    const now = options.now()
    if (closed || fuse.open(now) || options.isBehind()) return false
    // Half open, one text shows whether the gateway is back; the others wait for what becomes of it.
    return !fuse.halfOpen(now) || open === 0
  }

  const hold = (accountId: string, places: Places): Held => {
    open += 1
    share.took(accountId, places.count)
    let isOpen = true
    const end = () => {
      if (!isOpen) return false
      isOpen = false
      open -= 1
      share.gaveBack(accountId, places.count)
      return true
    }
    return {
      gateway,
      places,
      deadline: writeDeadline(timings.writeWithinMs),
      leaseMs: timings.leaseMs,
      ref: options.newRef(),
      keyIsRef: options.can.receiptKey === 'ref',
      release: () => {
        if (end()) places.release()
      },
      ended: () => void end(),
    }
  }

  const refuse = (accountId: string) => {
    share.waits(accountId)
    return null
  }
  const reserve = (accountId: string, count: number) => {
    const places = mayBegin() && share.allows(accountId, count) ? gateway.reserve(count) : null
    return places ? hold(accountId, places) : refuse(accountId)
  }
  // New calls leave half of the window to what waits in the table, so that a backlog cannot starve behind them.
  const wouldCrowd = (count: number) => options.areTextsWaiting() && gateway.slots() - count < options.can.window / 2

  return {
    reserve,
    reserveForCall: (accountId, count) => (wouldCrowd(count) ? refuse(accountId) : reserve(accountId, count)),
    close: () => {
      closed = true
    },
  }
}
