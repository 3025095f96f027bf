/**
 * A lane is one gateway's traffic in this process: its window, its breaker, its claims. Lanes share nothing but the database, so a gateway that
 * hangs delays no other. On the quiet path texts are handed over by the accepting transaction; the lane claims from the table what was left
 * there: backlog, retries, delays, and what dead nodes left queued.
 */
import type { Can, Gateway, Outcome, Places, Submission, WriteDeadline } from '../gateways/gateway.ts'
import { fromHandOver, fromPermit, type UnderWay } from '../pipeline/send-messages.ts'
import type { HandedOver, Reservation } from '../store/accept.ts'
import type { Permit, Picked } from '../store/claims.ts'
import { type Breaker, breaker } from './breaker.ts'
import { type FairShare, fairShare } from './fair-share.ts'
import { type Timings, writeDeadline } from './write-deadline.ts'

export type LaneStore = {
  pick(limit: number): Promise<Picked[]>
  /** Permits with the DLT ids of their texts: whatever can fail has been done before one is in anybody's hands. */
  claim(picked: readonly Picked[]): Promise<{ permits: (Permit & { dlt: Submission['dlt'] })[]; collided: number }>
  /** Outcomes that are not stored yet: beyond a bound nothing new is begun. */
  unstored(): number
}

export type Lane = {
  gatewayId: string
  gateway: Gateway
  can: Can
  reserve(accountId: string, places: number): Reservation | null
  /** Whether this lane made the reservation. One of a lane that was closed since speaks of another window. */
  holds(reservation: Reservation): boolean
  handOver(messages: readonly HandedOver[]): void
  /** Texts of this node's own calls that found no place: claimed by their keys, without looking for them. */
  leftDue(messages: readonly Picked[]): void
  /** Something may be due in the table. */
  wake(): void
  /** Starts no more claims; resolves when none is under way. */
  stopClaiming(): Promise<void>
  /** Takes an outcome that came after its attempt was already in doubt. */
  late(outcome: Outcome): void
  underWay(): number
  breakerOpenUntil(): number
}

const unstoredLimit = 2_000
const pickLimit = 500
/** Keys of due texts kept in memory; beyond it the table is searched. */
const knownDueLimit = 5_000

/** A reservation that this lane made: the places, the account, and the deadline that began when they were taken. */
type Held = Reservation & { gateway: Gateway; places: Places; deadline: WriteDeadline; take(): void }

export function createLane(options: {
  gatewayId: string
  can: Can
  open(lane: { late(outcome: Outcome): void; freed(): void }): Gateway
  store: LaneStore
  newRef(): string
  now(): number
  timings: Timings
  ended(one: UnderWay, outcome: Outcome): void
  log: { warn(fields: object, words: string): void; info(fields: object, words: string): void }
}): Lane {
  const { can, store, timings } = options
  const share: FairShare = fairShare(can.window)
  const fuse: Breaker = breaker()
  const underWay = new Map<string, UnderWay>()
  /** Attempts that ended in doubt, so that a late answer still finds its message. */
  const doubted = new Map<string, UnderWay>()
  let backlog = true
  /** Due texts whose keys are known, oldest first. */
  let knownDue: Picked[] = []
  /** The table may hold due texts whose keys are not known here: at the start, after an overflow, and now and then to be sure. */
  let searchTable = true
  let claiming: Promise<void> | undefined
  let stopped = false
  let again = false

  const gateway = options.open({ late: (outcome) => late(outcome), freed: () => (backlog ? wake() : undefined) })

  /** New calls leave half of the window to what waits in the table, so that a backlog cannot starve behind them. */
  const reserveForCall = (accountId: string, places: number): Held | null =>
    backlog && gateway.slots() - places < can.window / 2 ? null : reserve(accountId, places)

  const reserve = (accountId: string, places: number): Held | null => {
    const now = options.now()
    if (stopped || fuse.open(now) || store.unstored() > unstoredLimit) return null
    if (fuse.halfOpen(now) && underWay.size > 0) return null
    const got = share.allows(accountId, places) ? gateway.reserve(places) : null
    if (!got) {
      share.waits(accountId)
      backlog = true
      return null
    }
    share.took(accountId, places)
    let open = true
    const close = () => {
      if (!open) return false
      open = false
      share.gaveBack(accountId, places)
      return true
    }
    return {
      gateway,
      places: got,
      deadline: writeDeadline(timings.writeWithinMs),
      leaseMs: timings.leaseMs,
      ref: options.newRef(),
      keyIsRef: can.receiptKey === 'ref',
      release: () => {
        if (close()) got.release()
      },
      // The gateway frees the places itself as outcomes come; only the account's share is counted here.
      take: close,
    }
  }

  const submit = (one: UnderWay, held: Held) => {
    underWay.set(one.submission.attempt, one)
    gateway.submit([one.submission], held.places, held.deadline, (outcome) => {
      held.take()
      underWay.delete(one.submission.attempt)
      judge(outcome)
      if (outcome.is === 'unclear') remember(one)
      options.ended(one, outcome)
    })
  }

  const judge = (outcome: Outcome) => {
    const failed =
      outcome.is === 'unclear'
        ? outcome.why === 'timeout' || outcome.why === 'cut'
        : outcome.is === 'refused' && outcome.proof === 'not_sent'
    if (failed) fuse.failed(options.now())
    else fuse.succeeded()
  }

  const remember = (one: UnderWay) => {
    doubted.set(one.submission.attempt, one)
    if (doubted.size > 10_000) doubted.delete(doubted.keys().next().value as string)
  }

  const late = (outcome: Outcome) => {
    const one = doubted.get(outcome.attempt)
    if (!one || outcome.is === 'unclear') return
    doubted.delete(outcome.attempt)
    options.ended(one, outcome)
  }

  const wake = () => {
    if (stopped) return
    again = true
    claiming ??= claimWhileDue().finally(() => {
      claiming = undefined
      // Woken in the very moment the last round ended.
      if (again && !stopped && gateway.slots() > 0) setImmediate(wake)
    })
  }

  const claimWhileDue = async () => {
    while (again && !stopped) {
      again = false
      try {
        const claimed = await claimOnce()
        if (claimed > 0) again = true
      } catch (error) {
        options.log.warn({ gatewayId: options.gatewayId, err: String(error) }, 'due texts could not be claimed')
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    }
  }

  const pick = async (limit: number): Promise<Picked[]> => {
    if (!searchTable) return knownDue.splice(0, limit)
    const picked = await store.pick(limit)
    // All that is due is known from here on: what was left in the table meanwhile, and later, is told by leftDue.
    if (picked.length < limit) searchTable = false
    return picked
  }

  const claimOnce = async (): Promise<number> => {
    const slots = gateway.slots()
    if (slots <= 0 || fuse.open(options.now())) return 0
    const picked = await pick(Math.min(pickLimit, slots * 2))
    if (picked.length === 0) {
      backlog = false
      share.nobodyWaits()
      return 0
    }
    backlog = true
    const reserved = new Map<string, Held>()
    const refused: Picked[] = []
    for (const one of picked) {
      const held = reserve(one.accountId, one.parts)
      if (held) reserved.set(one.messageId, held)
      else refused.push(one)
    }
    if (!searchTable) knownDue = [...refused, ...knownDue]
    if (reserved.size === 0) return 0
    try {
      const { permits, collided } = await store.claim(picked.filter((one) => reserved.has(one.messageId)))
      if (collided > 0)
        options.log.info({ gatewayId: options.gatewayId, collided, picked: picked.length }, 'claims collided')
      for (const permit of permits) {
        const held = reserved.get(permit.messageId)
        if (!held) continue
        reserved.delete(permit.messageId)
        submit(fromPermit(permit, options.gatewayId, permit.dlt), held)
      }
      return permits.length + collided
    } finally {
      for (const held of reserved.values()) held.release()
    }
  }

  return {
    gatewayId: options.gatewayId,
    gateway,
    can,
    reserve: reserveForCall,
    holds: (reservation) => (reservation as Held).gateway === gateway,
    handOver: (messages) => {
      for (const one of messages) submit(fromHandOver(one), one.reservation as Held)
    },
    wake: () => {
      searchTable = true
      wake()
    },
    stopClaiming: async () => {
      stopped = true
      await claiming
    },
    leftDue: (messages) => {
      backlog = true
      if (knownDue.length + messages.length > knownDueLimit) {
        knownDue = []
        searchTable = true
      } else knownDue.push(...messages)
      if (gateway.slots() > 0) wake()
    },
    late,
    underWay: () => underWay.size,
    breakerOpenUntil: fuse.openUntil,
  }
}
