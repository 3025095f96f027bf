/** What became of the calls that came in, counted after the commit. Plain numbers: they are read when somebody looks, and cost nothing else. */
import type { Plan } from '../core/plan.ts'
import type { Reason } from '../core/reasons.ts'
import type { Accepted } from '../store/accept.ts'
import { createHistogram, type Histogram, note } from './histogram.ts'

export type AcceptCounts = {
  new: number
  known: number
  /** The database refuses a value of the call. */
  invalid: number
  /** Nothing was kept, and the sender was told to repeat. */
  notKept: number
  /** Calls for which nothing was planned. */
  without: Map<Reason, number>
  /** Texts that were planned to be sent. */
  texts: number
  skipped: Map<Reason, number>
  /** From a call's arrival to its answer. */
  answered: Histogram
  /** From a call's arrival to its text being with the gateway's sender, of texts that were handed over. */
  started: Histogram
}

export function createAcceptCounts(): AcceptCounts {
  return {
    new: 0,
    known: 0,
    invalid: 0,
    notKept: 0,
    without: new Map(),
    texts: 0,
    skipped: new Map(),
    answered: createHistogram(),
    started: createHistogram(),
  }
}

/** Notes a new call with its plan, `seconds` after it arrived. */
export function countNew(counts: AcceptCounts, result: Accepted & { outcome: 'new' }, seconds: number): void {
  counts.new += 1
  note(counts.answered, seconds)
  if (result.handedOver > 0) note(counts.started, seconds, result.handedOver)
  countPlan(counts, result.plan)
}

function countPlan(counts: AcceptCounts, { reason, messages }: Plan): void {
  if (reason !== null) addOne(counts.without, reason)
  for (const one of messages)
    if (one.is === 'send') counts.texts += 1
    else addOne(counts.skipped, one.reason)
}

function addOne<Key>(to: Map<Key, number>, key: Key): void {
  to.set(key, (to.get(key) ?? 0) + 1)
}
