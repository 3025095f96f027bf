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

/** What the gateway said of a text: that it has it, that it will not take it, or nothing. */
export type Answer = 'accepted' | 'refused' | 'none'

/** A reservation of one lane: the places, or the promise of some; the account's share; and the deadline that began when it was made. */
export type Held = Reservation & {
  gateway: Gateway
  /** Whether its places are reserved, or only promised. */
  hasPlaces(): boolean
  /** Its places, for the submission that is about to use them; null while promised ones are not free. */
  takePlaces(): Places | null
  deadline: WriteDeadline
  /** The outcome came: the gateway frees its places itself, and the account's share ends here. One that answers may be expected to free more. */
  ended(answer: Answer): void
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
  /** Places there are, with those that may be promised. */
  places(): number
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
/** What a slower answer frees says nothing of the next quarter of a second: whoever was let in ahead might wait until it is too late to be written. */
const quickAnswerMs = 1_000

export function createReservations(options: ReserveWith): Reservations {
  const { gateway, can, share, fuse, timings } = options
  /** Reservations that have not ended: places taken, texts on the wire. */
  let open = 0
  let placesAhead = 0
  let closed = false
  const flow = createFlow(aheadMs, options.now)
  /** Of it, what texts freed that were accepted, and soon. */
  const quickFlow = createFlow(aheadMs, options.now)
  const isPaced = () => gateway.slots() < can.window - inUse()
  const mostAhead = () => {
    const freed = quickFlow.lately()
    // A slow pace may free a whole window at once and then nothing for longer than a text may wait to be written.
    if (isPaced() && !quickFlow.isSteady(can.window)) return 0
    return freed < can.window ? 0 : Math.min(windowsAhead * can.window, freed)
  }
  const places = () => can.window + mostAhead()
  const halves = createHalves({ ...options, places })

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
    let taken = reserved
    let writtenAt = options.now()
    halves.held[of] += count
    if (!taken) placesAhead += count
    let isOpen = true
    const end = () => {
      if (!isOpen) return false
      isOpen = false
      open -= 1
      halves.held[of] -= count
      if (!taken) placesAhead -= count
      share.gaveBack(accountId, count)
      return true
    }
    return {
      gateway,
      hasPlaces: () => taken !== null,
      takePlaces: () => {
        writtenAt = options.now()
        if (taken || !isOpen || isBroken()) return taken
        taken = gateway.reserve(count)
        if (taken) placesAhead -= count
        return taken
      },
      deadline: writeDeadline(timings.writeWithinMs),
      leaseMs: timings.leaseMs,
      ref: options.newRef(),
      keyIsRef: can.receiptKey === 'ref',
      release: () => {
        if (end()) taken?.release()
      },
      ended: (answer) => {
        if (!end() || answer === 'none') return
        flow.freed(count)
        if (answer === 'accepted' && options.now() - writtenAt <= quickAnswerMs) quickFlow.freed(count)
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
    if (of === 'table' ? isLeftToCalls(count) : count > roomForCalls()) return 'no_room'
    // Free places go to those who were promised some first, so that a long text is not overtaken by short ones for ever. Where nobody was, the gateway itself
    // says whether a text of several parts may begin: a pace lets it, with fewer places free than it has parts.
    const isFree = placesAhead === 0 || count <= gateway.slots() - placesAhead
    const found = isFree ? gateway.reserve(count) : null
    return found || (count <= room() && !isBroken()) ? hold(of, accountId, count, found) : 'no_room'
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
    places,
    placesForTable: () => (isLeftToCalls(1) ? 0 : Math.max(0, room() - halves.leftToCalls(1))),
    placesForCalls: (letIn) => {
      halves.look(letIn)
      return roomForCalls()
    },
    isPaced,
    callAsks: halves.callAsks,
    placesWithin: (ms) => flow.pace() * ms,
    close: () => {
      closed = true
    },
  }
}
