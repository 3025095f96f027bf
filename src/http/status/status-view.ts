/** The figures as people look at them: rates instead of totals, the gateways that need a look first. */
import { formatInstant } from '../../core/instant.ts'
import type { GatewayFigures } from '../../pipeline/sender-figures.ts'
import type { QueueFigures } from '../../store/queue-figures.ts'
import type { Figures } from '../figures.ts'
import type { ProcessFigures } from '../metrics/process-figures.ts'
import type { StatusView } from '../shapes/status.ts'
import { type Recently, turnedAwayOf } from './samples.ts'

const mostGateways = 100

type Looked = { figures: Figures; process: ProcessFigures; now: number; lastTen: Recently; lastMinute: Recently }

export function statusView({ figures, process, now, lastTen, lastMinute }: Looked): StatusView {
  const { calls, sender, installation, readiness } = figures
  const queues = new Map((installation?.queues ?? []).map((one) => [one.gatewayId, one]))
  const all = [...queues.values()]
  const sum = (of: 'due' | 'later' | 'unconfirmed') => all.reduce((total, one) => total + one[of], 0)
  const gateways = sender.gateways.map((one) => gatewayView(one, queues.get(one.gatewayId), lastTen))
  return {
    version: figures.version,
    at: formatInstant(now),
    ready: readiness.ready,
    words: readiness.words,
    startedAt: formatInstant(process.startedAtSeconds * 1_000),
    nodes: installation?.nodes ?? null,
    calls: {
      perSecond: rate(lastTen.new, lastTen),
      knownPerSecond: rate(lastTen.known, lastTen),
      inHand: calls.waiting,
      turnedAway: turnedAwayOf(figures),
      turnedAwayLastMinute: lastMinute.turnedAway,
      notKept: calls.counts.notKept,
      notKeptLastMinute: lastMinute.notKept,
      answeredMs: lastMinute.answeredMs,
    },
    texts: {
      perSecond: rate(lastTen.texts(), lastTen),
      plannedPerSecond: rate(lastTen.planned, lastTen),
      due: sum('due'),
      later: sum('later'),
      oldestDueSeconds: Math.max(0, ...all.map((one) => one.waitedSeconds)),
      unconfirmed: sum('unconfirmed'),
      doubtsLastMinute: lastMinute.doubts(),
      startedMs: lastMinute.startedMs,
    },
    gateways: gateways.toSorted((a, b) => urgency(b) - urgency(a)).slice(0, mostGateways),
    gatewaysLeftOut: Math.max(0, gateways.length - mostGateways),
    database: databaseView(figures),
    process: {
      processor: Math.round(lastTen.cpu * 1_000) / 1_000,
      residentBytes: process.residentBytes,
      loopDelayMs: Math.round(process.loopDelay.p99 * 10_000) / 10,
    },
  }
}

type GatewayView = StatusView['gateways'][number]

function gatewayView(one: GatewayFigures, queue: QueueFigures | undefined, lastTen: Recently): GatewayView {
  const { key, title, ownerAccountId, isPaused, isBreakerOpen, window, inUse, free, gatewayId } = one
  const { since, ...health } = one.health
  return {
    key,
    title,
    shared: ownerAccountId === null,
    paused: isPaused,
    health: { ...health, ...(since === undefined ? {} : { since: formatInstant(since) }) },
    breakerOpen: isBreakerOpen,
    window: { places: window, inUse, free },
    due: queue?.due ?? 0,
    oldestDueSeconds: queue?.waitedSeconds ?? 0,
    unconfirmed: queue?.unconfirmed ?? 0,
    textsPerSecond: rate(lastTen.texts(gatewayId), lastTen),
    receiptsPerSecond: rate(lastTen.receipts(gatewayId), lastTen),
  }
}

/** What is broken comes before what waits, and that before what is busy. */
function urgency({ health, paused, breakerOpen, due, unconfirmed, textsPerSecond }: GatewayView): number {
  const isDown = !paused && (breakerOpen || health.state === 'down' || health.state === 'stopped')
  return (isDown ? 8 : 0) + (due > 0 ? 4 : 0) + (unconfirmed > 0 ? 2 : 0) + (textsPerSecond > 0 ? 1 : 0)
}

function databaseView({ database, health, sender }: Figures): StatusView['database'] {
  return {
    answers: health.databaseAnsweredMsAgo < 3_000,
    milliseconds: Math.round(health.databaseMs * 10) / 10,
    pools: Object.entries(database.pools).map(([pool, { total, idle, waiting }]) => ({
      pool,
      open: total,
      inUse: total - idle,
      waiting,
    })),
    errors: Object.fromEntries(Object.entries(database.errors).filter(([, times]) => times > 0)),
    wentBack: sender.databaseWentBack,
    freeDiskBytes: health.freeDiskBytes,
  }
}

const rate = (times: number, { seconds }: Recently): number => Math.round((times / seconds) * 10) / 10
