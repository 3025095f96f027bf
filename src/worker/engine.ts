/**
 * The sending half of the program: the lanes, the loops that time drives, and the order in which everything stops. What happens in each step
 * is in pipeline and store; here is when, and how many at once.
 */
import type { Instant } from '../core/instant.ts'
import type { Gateway } from '../gateways/gateway.ts'
import { type PlacesForCalls, unboundPlaces } from '../pipeline/accept-calls.ts'
import { type ConfirmOptOuts, createConfirmOptOuts } from '../pipeline/confirm-opt-outs.ts'
import { createRecordReceipts, type RecordReceipts } from '../pipeline/record-receipts.ts'
import type { SenderFigures } from '../pipeline/sender-figures.ts'
import { untraced } from '../pipeline/traced.ts'
import { logAlarms } from '../pipeline/yet-delivered.ts'
import type { HandedOver, LeftDue, Reservation } from '../store/accept.ts'
import type { AccountStates } from '../store/account-state.ts'
import { findGatewaysWithDue } from '../store/due-messages.ts'
import { fullRound, matchReceipts } from '../store/matcher.ts'
import { nodes } from '../store/nodes.ts'
import { endLeasesOf, type Swept, sweep } from '../store/sweeps.ts'
import { whileFull } from '../store/while-full.ts'
import { createAskOverdue } from './ask-overdue.ts'
import { createDatabaseClock } from './database-clock.ts'
import { createGiveBack } from './give-back.ts'
import { createHeartbeat } from './heartbeat.ts'
import { createLanes, type Lanes, type LanesOptions } from './lanes.ts'
import { type Loop, startLoop } from './loop.ts'
import { createNodeShare } from './node-share.ts'
import { createResults, type Results } from './results.ts'
import { senderFigures } from './sender-figures.ts'
import { tellNotices } from './tell-notices.ts'

export type EngineOptions = LanesOptions & { host: string; states: AccountStates }

/** What the console and `doctor` show of a gateway. */
export type LaneView = { gatewayId: string; health: ReturnType<Gateway['health']>; underWay: number; slots: number }

export type Engine = {
  reserve(gatewayId: string, accountId: string, places: number): Reservation | null
  /** Places that texts of new calls would find now. */
  placesForCalls(gatewayId: string, letIn: number): PlacesForCalls
  /** Who is told when places are free again. */
  whenFreed(tell: () => void): void
  gatewayLimits(gatewayId: string): { maxParts: number } | undefined
  /** Beats of this process that the database has acknowledged. */
  beats(): number
  handOver(messages: readonly HandedOver[]): void
  leftDue(messages: readonly LeftDue[]): void
  giveBack(messages: readonly HandedOver[]): Promise<void>
  receipts: RecordReceipts
  confirmOptOuts: ConfirmOptOuts
  lane(gatewayId: string): LaneView | undefined
  /** Everything that is counted here, as it stands. */
  figures(): SenderFigures
  /** Looks for new, changed and paused gateways now. */
  refresh(): Promise<void>
  /** Something was queued that may be due. */
  wake(): void
  stop(drainMs: number): Promise<void>
}

/** What the rounds that time drives have found since the start. */
type RoundCounts = Swept & { alarms: number }

/** `now`: by the database's clock. */
type RoundsWith = { rounds: RoundCounts; receipts: RecordReceipts; now(): Instant }

/** A gateway whose settings cannot be read still takes texts into the table; this many parts most of them can. */
const partsOfUnopened = 10

/** How often each round comes, in milliseconds. */
export const usualEvery = {
  gateways: 5_000,
  poll: 1_000,
  sweep: 5_000,
  matcher: 2_000,
  heartbeat: 5_000,
  overdue: 60_000,
  notices: 5_000,
}

/** At a stop, how long what is on its way into the database is waited for. */
const storingMs = 5_000

export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { db, owner, log, traces = untraced } = options
  const giveBack = createGiveBack(options)
  const share = createNodeShare(owner)
  const clock = createDatabaseClock(db)
  const lookWhoSends = async () => share.update(await nodes.beating(db))
  const heartbeat = createHeartbeat({ db, owner, log, wentBack: () => void lanes.close(0) })
  let tellFreed: (() => void) | undefined
  const lanes: Lanes = createLanes(options, {
    freed: () => tellFreed?.(),
    receipts: () => receipts,
    results: () => results,
    giveBack,
    beats: heartbeat.acknowledged,
    share,
    now: clock.now,
  })
  const perPartReceipts = (id: string) => lanes.can(id)?.perPartReceipts ?? true
  const gatewayLimits = (gatewayId: string) => {
    const can = lanes.can(gatewayId)
    // A text of more parts than the window would wait for ever.
    return { maxParts: can ? Math.min(can.maxParts, can.window) : partsOfUnopened }
  }
  const leftDue = (messages: readonly LeftDue[]) => {
    for (const [id, group] of Map.groupBy(messages, (one) => one.gatewayId)) lanes.get(id)?.leftDue(group)
  }
  const confirmOptOuts = createConfirmOptOuts({ ...options, gatewayLimits, leftDue })
  const receipts = createRecordReceipts({
    db,
    confirmOptOuts,
    log,
    traces,
    perPartReceipts,
    hashNumber: options.hashNumber,
    answersStored: () => results.soFar(),
  })
  const results: Results = createResults({
    db,
    hashNumber: options.hashNumber,
    log,
    traces,
    now: clock.now,
    ratherTwice: (id) => lanes.row(id)?.ratherTwice ?? false,
    dueAgain: (id, inMs) => void setTimeout(() => lanes.get(id)?.wake(), inMs + 5).unref(),
  })

  await nodes.start(db, owner, options.host, process.pid)
  await lookWhoSends()
  await clock.look()
  await lanes.refresh()
  const rounds: RoundCounts = { leases: 0, lapsed: 0, removed: 0, givenUp: 0, alarms: 0 }
  const eachBeat = [heartbeat.beat, lookWhoSends, clock.look]
  const loops = startLoops({ ...options, rounds, receipts, now: clock.now }, lanes, eachBeat, perPartReceipts)

  return {
    receipts,
    confirmOptOuts,
    refresh: lanes.refresh,
    reserve: (gatewayId, accountId, places) => lanes.get(gatewayId)?.reserve(accountId, places) ?? null,
    placesForCalls: (gatewayId, letIn) => lanes.get(gatewayId)?.placesForCalls(letIn) ?? unboundPlaces,
    whenFreed: (tell) => {
      tellFreed = tell
    },
    gatewayLimits,
    beats: heartbeat.acknowledged,
    handOver: (messages) => {
      for (const [id, group] of Map.groupBy(messages, (one) => one.gatewayId)) {
        const lane = lanes.get(id)
        const held = lane ? group.filter((one) => lane.holds(one.reservation)) : []
        lane?.handOver(held)
        // Closed, or opened anew, between the reservation and now: the permits go back unused.
        const orphaned = lane ? group.filter((one) => !lane.holds(one.reservation)) : group
        if (orphaned.length > 0) void giveBack.handedOver(orphaned)
      }
    },
    leftDue,
    giveBack: giveBack.handedOver,
    lane: (gatewayId) => {
      const lane = lanes.get(gatewayId)
      return (
        lane && { gatewayId, health: lane.gateway.health(), underWay: lane.underWay(), slots: lane.gateway.slots() }
      )
    },
    figures: () => senderFigures({ lanes, receipts, results, heartbeat, rounds }),
    wake: () => {
      for (const lane of lanes.all()) lane.wake()
    },
    stop: async (drainMs) => {
      // Lanes close while the last rounds end: a round that waits for a lock or for an answer keeps no permit from going back, and no look-up outlives its
      // line. What a round records or settles meanwhile is stored below, and no round opens a lane again.
      await Promise.all([lanes.close(drainMs), ...loops.map((loop) => loop.stop())])
      // A database that is away keeps nobody from stopping. What is not stored shows as doubt when its lease ends.
      await Promise.race([Promise.all([receipts.drain(), results.drain()]), pause(storingMs)])
      results.giveUp()
      giveBack.stop()
      for (const note of [endLeasesOf, nodes.stop])
        try {
          await note(db, owner)
        } catch (error) {
          log.warn({ err: String(error) }, 'the stop could not be noted in the database')
        }
    },
  }
}

function startLoops(
  { db, log, rounds, receipts, hashNumber, now }: EngineOptions & RoundsWith,
  lanes: Lanes,
  eachBeat: readonly (() => Promise<void>)[],
  perPartReceipts: (gatewayId: string) => boolean,
): Loop[] {
  // One statement for all: of thousands of gateways nearly none has anything due, and what is stored of answers goes by the same connections.
  const wakeWhereDue = async () => {
    const due = await findGatewaysWithDue(
      db,
      lanes.all().map((lane) => lane.gatewayId),
    )
    for (const lane of lanes.all()) if (due.has(lane.gatewayId)) lane.wake()
  }
  const sweepOnce = async () => {
    const swept = await sweep(db)
    rounds.leases += swept.leases
    rounds.lapsed += swept.lapsed
    rounds.removed += swept.removed
    rounds.givenUp += swept.givenUp
    if (Object.values(swept).some((count) => count > 0)) log.info(swept, 'swept')
  }
  const beat = async () => {
    for (const one of eachBeat) await one()
  }
  const ask = createAskOverdue({ db, lanes: lanes.all, receipts, now })
  const askOverdue = async (isStopping: () => boolean) => {
    const found = await ask(isStopping)
    if (found > 0) log.info({ found }, 'gateways were asked about texts without a receipt')
  }
  const matchOnce = async () => {
    const { alarms, ...matched } = await matchReceipts(db, perPartReceipts, hashNumber)
    rounds.alarms += alarms.length
    logAlarms(log, alarms)
    if (matched.matched + matched.adopted > 0) log.info(matched, 'receipts matched')
    return matched.looked
  }
  const match = async (isStopping: () => boolean) => {
    await whileFull(matchOnce, { full: fullRound, atMost: 20, isStopping })
  }
  return [
    startLoop('gateways', usualEvery.gateways, lanes.refresh, log),
    startLoop('poll', usualEvery.poll, wakeWhereDue, log),
    startLoop('sweep', usualEvery.sweep, sweepOnce, log),
    startLoop('matcher', usualEvery.matcher, match, log),
    startLoop('heartbeat', usualEvery.heartbeat, beat, log),
    startLoop('overdue', usualEvery.overdue, askOverdue, log),
    startLoop('notices', usualEvery.notices, () => tellNotices(db, log), log),
  ]
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref())
