/**
 * Places in a gateway's window, reserved before the statement that gives the permit, and what each reservation holds until it ends. While a gateway
 * frees places, texts may be let in ahead of them: by the time their commit is there, so are their places (decision 10).
 */
import type { Can, Gateway, Places, WriteDeadline } from '../gateways/gateway.ts'
import type { Reservation } from '../store/accept.ts'
import type { Breaker } from './breaker.ts'
import type { FairShare } from './fair-share.ts'
import { createFlow } from './flow.ts'
import { createHalves, type Half } from './halves.ts'
import { type Timings, writeDeadline } from './write-deadline.ts'

/** A reservation of one lane: the places, or the promise of some; the account's share; and the deadline that began when it was made. */
export type Held = Reservation & {
  gateway: Gateway
  /** Whether its places are reserved, or only promised. */
  hasPlaces(): boolean
  /** Its places, for the submission that uses them; null while promised ones are not free. */
  takePlaces(): Places | null
  deadline: WriteDeadline
  /** The outcome came: the gateway frees its places itself, and the account's share ends here. `answered`: by the gateway, which may be expected to free more. */
  ended(answered: boolean): void
}

export type Reservations = {
  /**
   * For a text that waits in the table. `no_room`: enough places are neither free nor promised, or they are left to new calls, so whoever comes behind must
   * not take them one by one. `not_now`: its account has its share, or nothing may begin at all.
   */
  reserve(accountId: string, places: number): Held | 'no_room' | 'not_now'
  /** For a text of a call that is just being accepted. */
  reserveForCall(accountId: string, places: number): Held | null
  /** Places of the window that reservations hold now. */
  inUse(): number
  /** Places that what waits in the table would find now, free or promised. */
  placesForTable(): number
  /** Places that texts of new calls would find, at the beginning of a look at all that wait: `letIn` have not reserved yet what they were let in for. */
  placesForCalls(letIn: number): number
  /** One of the calls looked at waits for a place or takes one. */
  callAsks(): void
  /** Whether the gateway has fewer free places than its window: it is paced, and who waits for places waits for that. */
  isPaced(): boolean
  /** Places that may be expected to be freed within so many milliseconds, at the pace of late. */
  placesWithin(ms: number): number
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
  /** Free places are left to calls that ask. Should they not take them, the table may look again after `asksMs`. */
  leftToCalls(): void
  /** Whether results of earlier texts wait for the database in too great a number for new ones to begin. */
  isBehind(): boolean
}

/** Let in ahead are no more than this many windows: what a process that is killed may leave in doubt though it never left. */
export const windowsAhead = 3
/** Nor more than were freed within this long, so that none waits much longer for its place; and nothing where that is less than a window. */
const aheadMs = 250

export function createReservations(options: ReserveWith): Reservations {
  const { gateway, can, share, fuse, timings } = options
  /** Reservations that have not ended: places taken, texts on the wire. */
  let open = 0
  let placesAhead = 0
  let closed = false
  const flow = createFlow(aheadMs, options.now)
  const mostAhead = () => {
    const freed = flow.lately()
    return freed < can.window ? 0 : Math.min(windowsAhead * can.window, freed)
  }
  const halves = createHalves({ ...options, places: () => can.window + mostAhead() })

  const inUse = () => halves.held.table + halves.held.calls - placesAhead
  /** Places that are neither held nor promised: those that are free, and those that may be expected. */
  const room = () => Math.max(0, gateway.slots() + mostAhead() - placesAhead)

  const mayBegin = () => {
    const now = options.now()
    if (closed || fuse.open(now) || options.isBehind()) return false
    // Half open, one text shows whether the gateway is back; the others wait for what becomes of it.
    return !fuse.halfOpen(now) || open === 0
  }

  /** What is promised waits until a gateway that failed has shown that it is back, or until its time is over. */
  const isBroken = () => fuse.open(options.now()) || fuse.halfOpen(options.now())

  const hold = (of: Half, accountId: string, count: number, reserved: Places | null): Held => {
    open += 1
    share.took(accountId, count)
    let places = reserved
    halves.held[of] += count
    if (!places) placesAhead += count
    let isOpen = true
    const end = () => {
      if (!isOpen) return false
      isOpen = false
      open -= 1
      halves.held[of] -= count
      if (!places) placesAhead -= count
      share.gaveBack(accountId, count)
      return true
    }
    return {
      gateway,
      hasPlaces: () => places !== null,
      takePlaces: () => {
        if (places || !isOpen || isBroken()) return places
        places = gateway.reserve(count)
        if (places) placesAhead -= count
        return places
      },
      deadline: writeDeadline(timings.writeWithinMs),
      leaseMs: timings.leaseMs,
      ref: options.newRef(),
      keyIsRef: can.receiptKey === 'ref',
      release: () => {
        if (end()) places?.release()
      },
      ended: (answered) => {
        if (end() && answered) flow.freed(count)
      },
    }
  }

  const isLeftToCalls = (count: number) => {
    const isLeft = count <= room() && count > room() - halves.leftToCalls(count)
    if (isLeft) options.leftToCalls()
    return isLeft
  }
  const roomForCalls = () => Math.max(0, room() - halves.leftToTable())
  const reserve = (of: Half, accountId: string, count: number): Held | 'no_room' | 'not_now' => {
    // What never fits keeps nobody waiting.
    if (count > can.window || !mayBegin() || !share.allows(accountId, count)) return 'not_now'
    if (count > room() || (of === 'table' ? isLeftToCalls(count) : count > roomForCalls())) return 'no_room'
    // Free places go to those who were promised some first, so that a long text is not overtaken by short ones for ever.
    if (count > gateway.slots() - placesAhead) return hold(of, accountId, count, null)
    const places = gateway.reserve(count)
    return places ? hold(of, accountId, count, places) : 'no_room'
  }

  return {
    reserve: (accountId, count) => {
      const held = reserve('table', accountId, count)
      if (held !== 'not_now') halves.wanted(held === 'no_room' ? count : 0)
      if (held === 'no_room' || held === 'not_now') share.waits(accountId)
      return held
    },
    reserveForCall: (accountId, count) => {
      halves.callServed()
      const held = reserve('calls', accountId, count)
      if (held !== 'no_room' && held !== 'not_now') return held
      share.waits(accountId)
      return null
    },
    inUse,
    placesForTable: () => (isLeftToCalls(1) ? 0 : Math.max(0, room() - halves.leftToCalls(1))),
    placesForCalls: (letIn) => {
      halves.look(letIn)
      return roomForCalls()
    },
    isPaced: () => gateway.slots() < can.window - inUse(),
    callAsks: halves.callAsks,
    placesWithin: (ms) => flow.pace() * ms,
    close: () => {
      closed = true
    },
  }
}
