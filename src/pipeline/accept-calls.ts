/**
 * Accepting calls in a group commit: every answer waits for its commit. A batch that the data break is halved until the culprit stands alone; a batch
 * whose commit outcome is unknown is run again with the same ids and read back.
 */
import type { CallProblem } from '../core/call.ts'
import type { UnknownName } from '../core/facts.ts'
import { wide } from '../log.ts'
import type { Accepted, AcceptWith, HandedOver, LeftDue } from '../store/accept.ts'
import { acceptBatch, BatchUnknown } from '../store/accept.ts'
import { permitsOfMine } from '../store/claims.ts'
import { CommitUnknown, classify, type Database, mayBeOfOne } from '../store/database.ts'
import type { Incoming } from '../store/look-up-calls.ts'
import { halves } from '../store/rows.ts'
import { newId } from '../store/uuid.ts'
import { type AcceptCounts, countNew, createAcceptCounts } from './accept-counts.ts'
import { acceptedFields } from './accepted-fields.ts'
import { groupCommit } from './group-commit.ts'
import { type Origin, type Traces, untraced } from './traced.ts'

export type AcceptResult =
  | { outcome: 'new'; id: string; messages: number }
  | { outcome: 'known'; id: string }
  | { outcome: 'invalid'; problem: CallProblem }

/** A call that cannot be accepted now: nothing was kept, and the sender must repeat. */
export class NotAccepted extends Error {
  override name = 'NotAccepted'
}

export type AcceptCalls = {
  /** Resolves after the commit that holds the call, its plan and its messages. */
  accept(one: Omit<Incoming, 'id'>): Promise<AcceptResult>
  /** Calls between socket and commit. */
  waiting(): number
  counts: AcceptCounts
  /** Places in a gateway's window are free again. */
  placesFreed(): void
  /** Resolves when everything taken in so far is committed or refused. */
  drain(): Promise<void>
}

const batchLimit = 300
const inFlightLimit = 2
/** How long a batch is tried again while the database is away, or nobody knows whether it was committed, before its senders are told to repeat. */
const patienceMs = 9_000

/**
 * How long a call waits for a place in a window that is being freed: handed over, its text costs half of what it costs from the table. Longer than what an
 * account may have in hand takes at a third of the usual pace: were it no longer than a moment at which all stands still, that moment would push every call
 * into the table, and the table, with its higher cost, every later one.
 */
const placePatienceMs = 2_000

/** What the texts of new calls would find at a gateway now. */
export type PlacesForCalls = {
  count: number
  /** How many are expected to be freed within so many milliseconds; none of a gateway that hangs or is not used. */
  within(ms: number): number
  /** A call takes one of them or waits for one: what lies in the table leaves calls their half. */
  asks(): void
  /** Whether others hold the window, and this account nothing of it. */
  isCrowdedOut(accountId: string): boolean
}

/** Of a gateway that nobody waits for. */
export const unboundPlaces: PlacesForCalls = {
  count: Number.POSITIVE_INFINITY,
  within: () => 0,
  asks: () => undefined,
  isCrowdedOut: () => false,
}

type Waiting = {
  incoming: Incoming
  since: number
  from: Origin
  resolve(result: AcceptResult): void
  reject(error: Error): void
}

export type AcceptOptions = AcceptWith & {
  db: Database
  /** Takes messages whose permits this process holds; called after the commit, must not throw. */
  handOver(messages: readonly HandedOver[]): void
  /** Messages that found no place and lie in the table, due. */
  leftDue(messages: readonly LeftDue[]): void
  /** `letIn`: for so many texts calls were let into batches that have not reserved places yet. */
  placesForCalls(gatewayId: string, letIn: number): PlacesForCalls
  /** Puts back permits that this process holds and will not use. */
  giveBack(messages: readonly HandedOver[]): Promise<void>
  /** Names that nobody knows, to be listed for mapping. */
  noteUnknown(accountId: string, sourceId: string, names: readonly UnknownName[]): void
  log: { info(fields: object, words: string): void; warn(fields: object, words: string): void }
  traces?: Traces
}

type Accepting = AcceptOptions & { counts: AcceptCounts }

export function createAcceptCalls(options: AcceptOptions): AcceptCalls {
  const counts = createAcceptCounts()
  const { traces = untraced } = options
  const promised = createPromised()
  const batches = groupCommit<Waiting>({
    limit: batchLimit,
    inFlight: inFlightLimit,
    readyNow: () => placesCounted(options, promised),
    whose: (one) => one.incoming.accountId,
    commit: (batch) =>
      traces.during(
        'calls.accept',
        { calls: batch.length },
        () => acceptPromised({ ...options, counts }, batch, promised),
        batch.map((one) => one.from),
      ),
  })
  return {
    accept: (one) =>
      new Promise((resolve, reject) => {
        void batches.add({
          incoming: { ...one, id: newId() },
          since: performance.now(),
          from: traces.here(),
          resolve,
          reject,
        })
      }),
    waiting: batches.waiting,
    counts,
    placesFreed: batches.look,
    drain: batches.drain,
  }
}

/** Places of a gateway that batches were let in for and have not reserved yet. */
type Promised = { of(gatewayId: string): number; add(gatewayId: string, places: number): void }

function createPromised(): Promised {
  const places = new Map<string, number>()
  const of = (gatewayId: string) => places.get(gatewayId) ?? 0
  return { of, add: (gatewayId, more) => void places.set(gatewayId, of(gatewayId) + more) }
}

/** The places that a batch was let in for are no other's until it reserves them, which it does for all of its texts in one turn. */
async function acceptPromised(options: Accepting, batch: readonly Waiting[], promised: Promised): Promise<void> {
  const promises = new Map<string, number>()
  for (const one of batch) {
    const gatewayId = firstGateway(options, one)
    if (gatewayId !== undefined) promises.set(gatewayId, (promises.get(gatewayId) ?? 0) + 1)
  }
  for (const [gatewayId, places] of promises) promised.add(gatewayId, places)
  const end = () => {
    for (const [gatewayId, places] of promises) promised.add(gatewayId, -places)
    promises.clear()
  }
  const reserve: AcceptOptions['reserve'] = (...asked) => {
    end()
    return options.reserve(...asked)
  }
  try {
    await acceptAll({ ...options, reserve }, batch)
  } finally {
    end()
  }
}

const firstGateway = (options: AcceptOptions, { incoming }: Waiting): string | undefined =>
  options.states.last(incoming.accountId)?.routes[0]?.gatewayId

/**
 * Lets as many calls into a batch as there are places for their texts, taking one text a call. Who has waited long enough, or stands so far behind that it
 * would wait in vain, goes in any case. So does the first call of an account that others have crowded out: in the table the accounts take turns.
 */
function placesCounted(options: AcceptOptions, promised: Promised): (one: Waiting) => boolean {
  const waitedSince = performance.now() - placePatienceMs
  const seen = new Map<string, PlacesForCalls>()
  const letIn = new Set<string>()
  return (one) => {
    const gatewayId = firstGateway(options, one)
    if (gatewayId === undefined) return true
    const places = seen.get(gatewayId) ?? { ...options.placesForCalls(gatewayId, promised.of(gatewayId)) }
    seen.set(gatewayId, places)
    places.count -= 1
    if (places.count >= 0) {
      places.asks()
      return true
    }
    if (one.since < waitedSince) return true
    if (-places.count > places.within(placePatienceMs)) return true
    const { accountId } = one.incoming
    if (!letIn.has(accountId) && places.isCrowdedOut(accountId)) {
      letIn.add(accountId)
      return true
    }
    places.asks()
    return false
  }
}

async function acceptAll(options: Accepting, batch: readonly Waiting[]): Promise<void> {
  try {
    await acceptKnowing(options, batch)
  } catch (error) {
    if (classify(error) === 'poison') {
      if (batch.length === 1) {
        options.counts.invalid += 1
        return batch[0]?.resolve({ outcome: 'invalid', problem: poisonProblem(error) })
      }
      for (const half of halves(batch)) await acceptAll(options, half)
      return
    }
    const accounts = [...Map.groupBy(batch, (one) => one.incoming.accountId).values()]
    // Rows of one account that somebody holds, or rules of one that cannot be planned by, are no reason to refuse the others.
    if (accounts.length > 1 && mayBeOfOne(error)) {
      await Promise.all(accounts.map((ofOne) => acceptAll(options, ofOne)))
      return
    }
    options.log.warn({ err: String(error), calls: batch.length }, 'calls could not be accepted')
    options.counts.notKept += batch.length
    for (const one of batch) one.reject(new NotAccepted('the calls could not be stored', { cause: error }))
  }
}

function poisonProblem(error: unknown): CallProblem {
  return {
    path: '',
    code: 'cannot_be_stored',
    message: `The database refuses a value of this call (${(error as { code?: string }).code}).`,
  }
}

async function acceptKnowing(options: Accepting, batch: readonly Waiting[]): Promise<void> {
  const startedAt = performance.now()
  /** Messages of tries whose commit outcome is unknown: theirs to write if the rows turn out to be there. */
  const held = new Map<string, HandedOver>()
  try {
    for (let pause = 50; ; pause = Math.min(pause * 2, 1_000)) {
      try {
        const { results, handedOver, leftDue } = await acceptBatch(
          options.db,
          batch.map((one) => one.incoming),
          options,
        )
        options.handOver(handedOver)
        if (leftDue.length > 0) options.leftDue(leftDue)
        if (held.size > 0) await recover(options, held)
        answer(options, batch, results, performance.now() - startedAt)
        return
      } catch (error) {
        if (error instanceof BatchUnknown) for (const one of error.handedOver) held.set(one.messageId, one)
        // A server that restarts is back in less than a second, and many phone systems never repeat: their call waits for it.
        // So is a failover that finds its new primary in time.
        const mayRepeat = error instanceof CommitUnknown || ['unavailable', 'read_only'].includes(classify(error))
        if (!mayRepeat || performance.now() - startedAt > patienceMs) throw error
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
  } catch (error) {
    // Nobody knows, and the senders will not wait longer. If the rows are there they are this process's, unused: put back when the database is.
    if (held.size > 0) void options.giveBack([...held.values()])
    throw error
  }
}

/** After the batch was run again: which of the messages of the lost commit are there, `sending` and mine. The others were never inserted. */
async function recover(options: AcceptOptions, held: Map<string, HandedOver>): Promise<void> {
  const mine = new Set((await permitsOfMine(options.db, [...held.values()], options.owner)).map((one) => one.messageId))
  options.handOver([...held.values()].filter((one) => mine.has(one.messageId)))
  for (const one of held.values()) if (!mine.has(one.messageId)) one.reservation.release()
  held.clear()
}

function answer(options: Accepting, batch: readonly Waiting[], results: readonly Accepted[], ms: number): void {
  const { counts } = options
  const now = performance.now()
  for (const [index, one] of batch.entries()) {
    const result = results[index]
    const { incoming } = one
    if (!result || result.outcome === 'no_account') {
      counts.notKept += 1
      one.reject(new NotAccepted('the account is gone'))
    }
    // Run again after an unknown commit, its own row looks like a known call: it is the one this request made.
    else if (result.outcome === 'known') {
      const isOwn = result.id === incoming.id
      counts[isOwn ? 'new' : 'known'] += 1
      one.resolve(isOwn ? { outcome: 'new', id: result.id, messages: 0 } : result)
    } else {
      countNew(counts, result, (now - one.since) / 1000)
      one.resolve({ outcome: 'new', id: result.id, messages: result.messages })
      if (result.unknown.length > 0) options.noteUnknown(incoming.accountId, incoming.sourceId, result.unknown)
    }
  }
  wide(options.log, 'call.accepted', () => acceptedFields(batch, results, ms))
}
