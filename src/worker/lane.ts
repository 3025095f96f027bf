/**
 * A lane is one gateway's traffic in this process: its window, its breaker, its claims. Lanes share nothing but the database, so a gateway that
 * hangs delays no other. On the quiet path texts are handed over by the accepting transaction; the lane claims from the table what was left
 * there: backlog, retries, delays, and what dead nodes left queued.
 */
import type { Can, Gateway, Outcome } from '../gateways/gateway.ts'
import { type PlacesForCalls, unboundPlaces } from '../pipeline/accept-calls.ts'
import type { GatewayCounts } from '../pipeline/gateway-counts.ts'
import { fromHandOver, fromPermit, type UnderWay } from '../pipeline/send-messages.ts'
import type { Traces } from '../pipeline/traced.ts'
import type { HandedOver, Reservation } from '../store/accept.ts'
import type { FoundDue, Picked } from '../store/due-messages.ts'
import { createBeforeTheWire } from './before-the-wire.ts'
import { breaker } from './breaker.ts'
import { type Claimed, createClaiming } from './claiming.ts'
import { createDueTexts, type DueTexts } from './due-texts.ts'
import { type FairShare, fairShare } from './fair-share.ts'
import { asksMs } from './halves.ts'
import type { NodeShare } from './node-share.ts'
import { createReservations, type Held, type Reservations } from './reservations.ts'
import { createSubmissions } from './under-way.ts'
import type { Timings } from './write-deadline.ts'

export type LaneStore = {
  pick(limit: number): Promise<FoundDue[]>
  /** Which of them are this process's to take. */
  share: NodeShare
  /** Permits with the DLT ids of their texts: whatever can fail has been done before one is in anybody's hands. */
  claim(picked: readonly Picked[]): Promise<Claimed>
  stopTooLong(texts: readonly Picked[]): Promise<void>
  /** Outcomes that are not stored yet: beyond a bound nothing new is begun. */
  unstored(): number
}

export type Lane = {
  gatewayId: string
  gateway: Gateway
  can: Can
  reserve(accountId: string, places: number): Reservation | null
  /** Places that texts of new calls would find now, and what they may wait for: `letIn` have not reserved yet what they were let in for. */
  placesForCalls(letIn: number): PlacesForCalls
  /** Whether this lane made the reservation. One of a lane that was closed since speaks of another window. */
  holds(reservation: Reservation): boolean
  handOver(messages: readonly HandedOver[]): void
  /** Texts of this node's own calls that found no place: claimed by their keys, without looking for them. */
  leftDue(messages: readonly Picked[]): void
  /** Something may be due in the table. */
  wake(): void
  /** Begins nothing more, puts back what was not written, and closes the gateway, which drains until the deadline. */
  close(deadline: number): Promise<void>
  /** Takes an outcome that came after its attempt was already in doubt. */
  late(outcome: Outcome): void
  underWay(): number
  /** Places that reservations hold now. */
  inUse(): number
  /** Whether nothing is begun because the last texts failed on the way. */
  isBreakerOpen(): boolean
}

export type LaneOptions = {
  gatewayId: string
  can: Can
  /** Places are free again. */
  freed(): void
  open(lane: { late(outcome: Outcome): void; freed(): void }): Gateway
  store: LaneStore
  newRef(): string
  now(): number
  timings: Timings
  counts: GatewayCounts
  traces: Traces
  ended(one: UnderWay, outcome: Outcome): void
  log: { warn(fields: object, words: string): void; info(fields: object, words: string): void }
}

const unstoredLimit = 2_000
/** A gateway that freed a place so lately is expected to free more. */
const flowingMs = 200

export function createLane(options: LaneOptions): Lane {
  const { can, store, gatewayId, log, now, ended, counts } = options
  let freedAt = 0
  /** Claims look again then, should no call take what they left. */
  let leftToCalls: NodeJS.Timeout | undefined
  const fuse = breaker()
  const share = fairShare(can.window, () => reservations.places(), now)
  const due = createDueTexts(store.pick, store.share)
  const submissions = createSubmissions({ gateway: () => gateway, fuse, now, counts, ended, traces: options.traces })
  const gateway = options.open({
    late: submissions.late,
    freed: () => {
      freedAt = now()
      line.look()
      if (due.areWaiting()) claiming.wake()
      options.freed()
    },
  })
  const line = createBeforeTheWire({ write: submissions.submit, putBack: submissions.putBack })
  const reservations: Reservations = createReservations({
    ...options,
    gateway,
    fuse,
    share,
    areTextsWaiting: due.areWaiting,
    leftToCalls: () => {
      leftToCalls ??= setTimeout(() => {
        leftToCalls = undefined
        claiming.wake()
      }, asksMs)
    },
    isBehind: () => store.unstored() > unstoredLimit,
  })
  // While the line has enough to write, a claim waits until there is room for many.
  const worthClaiming = (places: number) => (line.waiting() > 0 && places < can.window / 2 ? 0 : places)
  const claiming = createClaiming({
    due,
    slots: () => (fuse.open(now()) ? 0 : worthClaiming(reservations.placesForTable())),
    window: can.window,
    stopTooLong: store.stopTooLong,
    reserve: reservations.reserve,
    waits: share.waits,
    nothingDue: share.nobodyWaits,
    claim: store.claim,
    submit: (permit, held) => line.add(fromPermit(permit, gatewayId, permit.dlt), held),
    log: {
      info: (fields, words) => log.info({ gatewayId, ...fields }, words),
      warn: (fields, words) => log.warn({ gatewayId, ...fields }, words),
    },
  })
  return {
    gatewayId,
    gateway,
    can,
    reserve: reservations.reserveForCall,
    placesForCalls: (letIn) =>
      placesForCalls({ reservations, due, share, window: can.window, letIn }, now() - freedAt < flowingMs),
    holds: (reservation) => (reservation as Held).gateway === gateway,
    handOver: (messages) => {
      counts.handedOver += messages.length
      for (const one of messages) line.add(fromHandOver(one), one.reservation as Held)
    },
    wake: () => {
      due.search()
      claiming.wake()
    },
    close: async (deadline) => {
      reservations.close()
      clearTimeout(leftToCalls)
      // Before the claim that is under way: it may hang as long as a troubled database lets it.
      line.close()
      await claiming.stop()
      await gateway.close(deadline)
    },
    leftDue: (messages) => {
      due.add(messages)
      if (gateway.slots() > 0) claiming.wake()
    },
    late: submissions.late,
    underWay: () => submissions.underWay() + line.waiting(),
    inUse: reservations.inUse,
    isBreakerOpen: () => fuse.open(now()),
  }
}

type Seen = { reservations: Reservations; due: DueTexts; share: FairShare; window: number; letIn: number }

/** What new calls find, and may wait for, at a gateway that freed places just now or did not. */
function placesForCalls({ reservations, due, share, window, letIn }: Seen, isFlowing: boolean): PlacesForCalls {
  const count = reservations.placesForCalls(letIn) - letIn
  const isCrowdedOut = share.crowdedOut()
  const asks = reservations.callAsks
  const within = reservations.placesWithin
  // Where none are freed just now nobody waits, unless some are free: whoever takes them shows how it flows.
  if (!isFlowing && count <= 0) return { ...unboundPlaces, isCrowdedOut }
  if (!isFlowing) return { count, within: () => Number.POSITIVE_INFINITY, asks, isCrowdedOut }
  if (!due.areWaiting()) return { count, within, asks, isCrowdedOut }
  // A small backlog is gone in a moment if new calls do not add to it; with a larger one they share the window.
  if (due.areFew(2 * window)) return { count: 0, within, asks: () => undefined, isCrowdedOut }
  // Of one that is paced the table takes all as it comes.
  const part = reservations.isPaced() ? 0 : 0.5
  return { count, within: (ms) => within(ms) * part, asks, isCrowdedOut }
}
