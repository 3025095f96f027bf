/** The counters as they stood, every two seconds for the last minute: what rates and percentiles of "now" are made from. */
import { type Histogram, quantile } from '../../pipeline/histogram.ts'
import type { Refusals } from '../admission.ts'
import type { ProgramFigures } from '../program-figures.ts'

/** The figures that are sampled. */
export type Sampled = ProgramFigures & { admission: { refusals: Readonly<Refusals> } }

type Sample = {
  /** On the monotonic clock, in milliseconds. */
  at: number
  new: number
  known: number
  planned: number
  notKept: number
  turnedAway: number
  answered: number[]
  started: number[]
  cpuMs: number
  /** By gateway, of those that have any. */
  texts: Map<string, number>
  receipts: Map<string, number>
  doubts: Map<string, number>
}

export type Samples = {
  /** What has happened within the last seconds, from the counters as they stand now. */
  since(figures: Sampled, milliseconds: number): Recently
  stop(): void
}

export type Recently = {
  seconds: number
  new: number
  known: number
  planned: number
  notKept: number
  turnedAway: number
  texts(gatewayId?: string): number
  receipts(gatewayId?: string): number
  doubts(gatewayId?: string): number
  /** Milliseconds that half and 99 in a hundred stayed below; null where there was nothing. */
  answeredMs: Percentiles
  startedMs: Percentiles
  /** Share of one processor. */
  cpu: number
}

export type Percentiles = { p50: number | null; p99: number | null }

const everyMs = 2_000
const keptMs = 60_000

export function takeSamples(read: () => Sampled): Samples {
  let kept: Sample[] = []
  const take = () => {
    const now = sampleOf(read())
    kept = [...kept.filter((one) => now.at - one.at <= keptMs), now]
  }
  const timer = setInterval(take, everyMs)
  timer.unref()
  return {
    since: (figures, milliseconds) => {
      const now = sampleOf(figures)
      const before = kept.find((one) => now.at - one.at <= milliseconds + everyMs / 2) ?? atStart
      return between(before, now, figures)
    },
    stop: () => clearInterval(timer),
  }
}

/** Before there are any: everything has happened since the process began. */
const atStart: Sample = {
  at: 0,
  new: 0,
  known: 0,
  planned: 0,
  notKept: 0,
  turnedAway: 0,
  answered: [],
  started: [],
  cpuMs: 0,
  texts: new Map(),
  receipts: new Map(),
  doubts: new Map(),
}

/** Requests that were turned away, for whatever cause. */
export function turnedAwayOf({ admission }: Pick<Sampled, 'admission'>): number {
  return Object.values(admission.refusals).reduce((total, one) => total + one, 0)
}

function sampleOf({ calls: { counts }, sender, admission }: Sampled): Sample {
  const { user, system } = process.cpuUsage()
  const busy = sender.gateways.filter((one) => one.counts.texts > 0 || one.receipts.stored > 0)
  return {
    at: performance.now(),
    new: counts.new,
    known: counts.known,
    planned: counts.texts,
    notKept: counts.notKept,
    turnedAway: turnedAwayOf({ admission }),
    answered: [...counts.answered.counts],
    started: counts.started.counts.map((count, at) => count + (sender.started.counts[at] ?? 0)),
    cpuMs: (user + system) / 1_000,
    texts: new Map(busy.map((one) => [one.gatewayId, one.counts.texts])),
    receipts: new Map(busy.map((one) => [one.gatewayId, one.receipts.stored])),
    doubts: new Map(busy.map((one) => [one.gatewayId, one.counts.answers.unclear])),
  }
}

function between(before: Sample, now: Sample, { calls: { counts } }: Sampled): Recently {
  const seconds = Math.max(0.001, (now.at - before.at) / 1_000)
  const grown = (of: 'texts' | 'receipts' | 'doubts') => (gatewayId?: string) => {
    const ids = gatewayId === undefined ? [...now[of].keys()] : [gatewayId]
    return ids.reduce((sum, id) => sum + (now[of].get(id) ?? 0) - (before[of].get(id) ?? 0), 0)
  }
  return {
    seconds,
    new: now.new - before.new,
    known: now.known - before.known,
    planned: now.planned - before.planned,
    notKept: now.notKept - before.notKept,
    turnedAway: now.turnedAway - before.turnedAway,
    texts: grown('texts'),
    receipts: grown('receipts'),
    doubts: grown('doubts'),
    answeredMs: percentiles(counts.answered, before.answered, now.answered),
    startedMs: percentiles(counts.started, before.started, now.started),
    cpu: (now.cpuMs - before.cpuMs) / 1_000 / seconds,
  }
}

function percentiles({ bounds }: Histogram, before: readonly number[], now: readonly number[]): Percentiles {
  const counts = now.map((count, at) => count - (before[at] ?? 0))
  const ms = (share: number) => {
    const seconds = quantile({ bounds, counts }, share)
    return seconds === undefined ? null : Math.round(seconds * 10_000) / 10
  }
  return { p50: ms(0.5), p99: ms(0.99) }
}
