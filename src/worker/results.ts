/** What gateways answered, on its way to the database: in batches, patiently, and with what follows from it. */
import type { Instant } from '../core/instant.ts'
import { publicId } from '../core/public-id.ts'
import type { Can, Outcome } from '../gateways/gateway.ts'
import { idsOf, type Log, wide } from '../log.ts'
import { groupCommit } from '../pipeline/group-commit.ts'
import { storedOutcome, type UnderWay } from '../pipeline/send-messages.ts'
import { type Traces, untraced } from '../pipeline/traced.ts'
import { logAlarms } from '../pipeline/yet-delivered.ts'
import { classify, type Database, mayStay } from '../store/database.ts'
import { type StoredOutcome, storeOutcomes } from '../store/outcomes.ts'
import { ofHalves } from '../store/rows.ts'
import type { HashNumber } from '../store/seal.ts'
import { usualTimings } from './write-deadline.ts'

export type Results = {
  ended(one: UnderWay, outcome: Outcome, can: Can): void
  /** Outcomes that are not stored yet: beyond a bound no new text is begun. */
  unstored(): number
  /** Texts that were refused, and yet delivered, as far as answers told. */
  alarms(): number
  /** Resolves when those that came so far are stored, or could not be. */
  soFar(): Promise<void>
  drain(): Promise<void>
  /** Tries no further; what is not stored shows as doubt when its lease ends. */
  giveUp(): void
}

type ResultsOptions = {
  db: Database
  hashNumber: HashNumber
  log: Log
  traces?: Traces | undefined
  /** By the database's clock. */
  now(): Instant
  /** Whether this gateway's doubts go out again by themselves. */
  ratherTwice(gatewayId: string): boolean
  /** A refused text of this gateway is due again after so long. */
  dueAgain(gatewayId: string, inMs: number): void
}

const notStored = 'an outcome was not stored; its lease will show it as doubt'

export function createResults(options: ResultsOptions): Results {
  const { traces = untraced } = options
  const patience = { isOver: false }
  const counts = { alarms: 0 }
  const batches = groupCommit<StoredOutcome>({
    limit: 500,
    inFlight: 1,
    gatherMs: 5,
    commit: (batch) =>
      traces.during('answers.store', { answers: batch.length }, () =>
        storePatiently({ ...options, patience, counts }, batch),
      ),
  })
  let last = Promise.resolve()
  return {
    ended: (one, outcome, can) => {
      // One batch after the other: when the last is stored, all before it are.
      last = batches
        .add(
          storedOutcome(one, outcome, can, {
            now: options.now(),
            random: Math.random(),
            ratherTwice: options.ratherTwice(one.gatewayId),
          }),
        )
        .catch((error: unknown) => {
          options.log.error({ err: String(error), messageId: one.messageId }, notStored)
        })
    },
    unstored: batches.waiting,
    alarms: () => counts.alarms,
    soFar: () => last,
    drain: batches.drain,
    giveUp: () => {
      patience.isOver = true
    },
  }
}

type Storing = ResultsOptions & { patience: { isOver: boolean }; counts: { alarms: number } }

/** Results are never dropped: the database is asked again until it takes them, or their leases have long shown them as doubt. */
async function storePatiently(options: Storing, batch: readonly StoredOutcome[]): Promise<void> {
  const startedAt = performance.now()
  const giveUpAt = startedAt + usualTimings.leaseMs * 10
  for (let pause = 50; ; pause = Math.min(pause * 2, 2_000)) {
    try {
      const alarms = await storeOutcomes(options.db, batch, options.hashNumber)
      options.counts.alarms += alarms.length
      logAlarms(options.log, alarms)
      break
    } catch (error) {
      if (isOfOne(error, performance.now() - startedAt)) return await storeApart(options, batch)
      if (options.patience.isOver || performance.now() > giveUpAt) throw error
      options.log.warn({ err: String(error), outcomes: batch.length }, 'outcomes could not be stored; trying again')
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  wide(options.log, 'message.attempted', () => attemptedFields(batch, performance.now() - startedAt))
  for (const one of batch) if (one.is === 'refused_for_now') options.dueAgain(one.gatewayId, one.inMs)
}

/** What the database refuses is one answer's at once; what fails strangely is so as likely, once it has for a while. */
const isOfOne = (error: unknown, forMs: number): boolean =>
  mayStay(error) && (classify(error) === 'poison' || forMs > strangeForMs)

const strangeForMs = 2_000

/** One answer holds what the database refuses. The others are stored without it; and of it what became of the text, without the gateway's words and ids. */
async function storeApart(options: Storing, batch: readonly StoredOutcome[]): Promise<void> {
  const [only] = batch
  if (only && batch.length === 1) {
    const { messageId, gatewayId } = only
    if (only.keys.length === 0 && only.answer === '{}') return options.log.error({ messageId, gatewayId }, notStored)
    options.log.error({ messageId, gatewayId }, 'an answer cannot be stored as it came; its receipts will not be known')
    return await storePatiently(options, [{ ...only, keys: [], answer: '{}' }])
  }
  await ofHalves(batch, (half) => storePatiently(options, half))
}

/** The log line of a batch of answers: of which texts, by which gateways, and what they said. */
function attemptedFields(batch: readonly StoredOutcome[], ms: number): Record<string, unknown> {
  const count = (is: StoredOutcome['is']) => batch.filter((one) => one.is === is).length
  const gateways = [...new Set(batch.map((one) => one.gatewayId))]
  return {
    outcomes: batch.length,
    accepted: count('accepted'),
    refusedForNow: count('refused_for_now'),
    refusedForGood: count('refused_for_good'),
    doubted: count('doubted'),
    reasons: [...new Set(batch.flatMap((one) => ('reason' in one ? one.reason : 'doubt' in one ? one.doubt : [])))],
    gatewayIds: gateways.map((one) => publicId('gw', one)),
    ...idsOf(batch, (one) => publicId('msg', one.messageId)),
    ms: Math.round(ms * 10) / 10,
  }
}
