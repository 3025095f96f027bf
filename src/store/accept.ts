/**
 * The accepting transaction (docs/decisions/0001, 0006). One transaction for a batch of calls: known ids and current versions; the callers' rows, locked
 * in key order; in a statement begun after the locks the time and what may stop a text; the plan, in memory; places reserved; calls and
 * messages inserted in one statement. Nothing here speaks to a network: messages that were handed over are returned, and the caller of this
 * function writes them once the commit is known.
 */
import { type Call, endedBy, sameClockMs } from '../core/call.ts'
import { afterCall, type CallerText } from '../core/caller.ts'
import type { Facts, UnknownName } from '../core/facts.ts'
import { gatherFacts } from '../core/gather-facts.ts'
import type { Instant } from '../core/instant.ts'
import type { Plan, PlannedMessage } from '../core/plan.ts'
import type { Usage } from '../core/policy.ts'
import type { Reason } from '../core/reasons.ts'
import { type AccountState, type AccountStates, askedOfAccount } from './account-state.ts'
import { noteToldAgain } from './call-notes.ts'
import { type CallerRow, callerKey, writeCallers } from './callers.ts'
import { CommitUnknown, type Database, type Runner } from './database.ts'
import { type Found, type Incoming, type Located, lookUp, type NotNew, type Seen, statesOf } from './look-up-calls.ts'
import type { MessageKey } from './messages.ts'
import { writeNotices } from './notices.ts'
import { doubtRestored, insertAll, type NewCall, type NewMessage, noteWhatTheyCallTo, Raced } from './planned-rows.ts'
import type { HashNumber } from './seal.ts'
import { noteLimits } from './usage.ts'
import { newId } from './uuid.ts'

/** Places in a gateway's window, and what the permit row must hold. */
export type Reservation = { release(): void; leaseMs: number; ref: string; keyIsRef: boolean }

/** A message inserted as `sending`: its permit is this process's, to be used at most once, after the commit. */
export type HandedOver = {
  accountId: string
  messageId: string
  attempt: number
  gatewayId: string
  planned: PlannedMessage & { is: 'send' }
  state: AccountState
  reservation: Reservation
}

export type Accepted =
  | { outcome: 'new'; id: string; messages: number; handedOver: number; plan: Plan; unknown: UnknownName[] }
  | NotNew

/** A message left `queued` in the table though it is due now: the committing node may claim it by its key, without looking for it. */
export type LeftDue = MessageKey & { gatewayId: string; parts: number }

/** What accept-calls hands in: the decision, and places in memory. Neither ever sees the transaction. */
export type AcceptWith = {
  owner: string
  states: AccountStates
  plan(call: Call, state: AccountState, facts: Facts): Plan
  gatewayLimits(gatewayId: string): { maxParts: number } | undefined
  reserve(gatewayId: string, accountId: string, places: number): Reservation | null
  /** Beats of this process that the database has acknowledged: where it knows of fewer, nothing is handed over. */
  beats?(): number
  /** When a backup was restored into this database: texts of calls that ended before wait for a person. */
  restoredAt: Instant | null
  hashNumber: HashNumber
}

/** Nobody knows whether the batch was committed: what it handed over is this process's to write if the rows turn out to be there. */
export class BatchUnknown extends CommitUnknown {
  readonly handedOver: readonly HandedOver[]

  constructor(cause: CommitUnknown, handedOver: readonly HandedOver[]) {
    super(cause.message, { cause })
    this.handedOver = handedOver
  }
}

/**
 * Accepts a batch. Resolves after the commit with one result per call, in order, and the messages handed over. Every reservation made comes
 * back unless its message was committed: on each failure, redo and rollback it is released. Rejects with BatchUnknown when nobody knows.
 */
export async function acceptBatch(
  db: Database,
  batch: readonly Incoming[],
  using: AcceptWith,
): Promise<{ results: Accepted[]; handedOver: HandedOver[]; leftDue: LeftDue[] }> {
  for (let taken = Number.POSITIVE_INFINITY; ; ) {
    const handedOver: HandedOver[] = []
    const leftDue: LeftDue[] = []
    try {
      const results = await db.transaction('intake', (tx) => {
        // A repeated transaction starts from nothing: what an earlier try reserved goes back first.
        releaseAll(handedOver)
        leftDue.length = 0
        return acceptIn(tx, batch, using, { handedOver, leftDue, lastAsked: tx.lastAsked })
      })
      return { results, handedOver, leftDue }
    } catch (error) {
      if (error instanceof CommitUnknown) throw new BatchUnknown(error, handedOver)
      releaseAll(handedOver)
      // Whoever told one first has committed, and the next round knows it: it takes fewer calls for new. Where it does not, nothing explains the
      // race, and it would be repeated for ever. A batch may be overtaken as often as it has calls, each time by another transaction.
      if (!(error instanceof Raced) || error.calls >= taken) throw error
      taken = error.calls
    }
  }
}

function releaseAll(handedOver: HandedOver[]): void {
  for (const one of handedOver.splice(0)) one.reservation.release()
}

/** What one try of the transaction hands out beside its results; `lastAsked` is told where nothing follows in the transaction. */
type Out = { handedOver: HandedOver[]; leftDue: LeftDue[]; lastAsked?(): void }

/** Accepts in a transaction that is open: what else is decided there is kept with the calls, or not at all. */
export async function acceptIn(
  tx: Runner,
  batch: readonly Incoming[],
  using: AcceptWith,
  out: Out,
): Promise<Accepted[]> {
  const results = new Array<Accepted | undefined>(batch.length)
  const { located, again, found } = await lookUp(tx, batch, using, (index, result) => {
    results[index] = result
  })
  const callersBefore = new Map(found.callers)
  const usageBefore = new Map(found.usage)
  const calls = located.flatMap((one): NewCall[] => {
    const seen = found.accounts.get(one.incoming.accountId)
    if (!seen) {
      results[one.index] = { outcome: 'no_account' }
      return []
    }
    const made = planOne({ ...one, ...seen, incoming: inTime(one.incoming, seen.now), found, using, out })
    results[one.index] = acceptedOf(made)
    return [made]
  })
  if (calls.length > 0) {
    // A caller of a known call is as before, and may not even be locked.
    const called = [...found.callers].flatMap(([key, row]) => (row === callersBefore.get(key) ? [] : [row]))
    const written = Promise.all([
      writeCallers(tx, called),
      insertAll(tx, calls, using.owner),
      noteWhatTheyCallTo(tx, calls),
      ...(using.restoredAt === null ? [] : [doubtRestored(tx, calls)]),
      noteToldAgain(tx, again),
    ])
    // What follows after `written` asks for nothing then.
    const isLast = found.usage.size === 0 && !calls.some(isSuspectedLoop)
    if (isLast) out.lastAsked?.()
    await written
    await noteLimits(tx, statesOf(located), usageBefore, found.usage)
    await noteLoops(tx, calls)
  } else await noteToldAgain(tx, again)
  return results.map((result) => result as Accepted)
}

/** The clock of the process or of the phone system may run ahead; a text that waited for it would come that much late. */
function inTime(incoming: Incoming, now: Instant): Incoming {
  const call = endedBy(incoming.call, now)
  return call === incoming.call ? incoming : { ...incoming, call }
}

const acceptedOf = ({ incoming, messages, plan, parties }: NewCall): Accepted => ({
  outcome: 'new',
  id: incoming.id,
  messages: messages.filter((one) => one.planned.is === 'send').length,
  handedOver: messages.filter((one) => one.handed !== null).length,
  plan,
  unknown: parties.unknown,
})

/** The administrator is told of callers whom the loop guard stopped, or would have. */
async function noteLoops(tx: Runner, calls: readonly NewCall[]): Promise<void> {
  const stopped = calls.filter(isSuspectedLoop)
  const byAccount = new Map(stopped.map(({ incoming, facts }) => [incoming.accountId, facts.policy?.loop?.texts]))
  await writeNotices(
    tx,
    [...byAccount].map(([accountId, texts]) => ({
      accountId,
      kind: 'loop_suspected',
      subject: '',
      detail: String(texts ?? ''),
    })),
  )
}

/** The guard, and the limits that are asked before it: where one of them is reached at the same text, a loop would never be told of. */
const hidingLoops: readonly Reason[] = ['loop_suspected', 'frequency_cap', 'quota_exhausted']

const isSuspectedLoop = ({ messages, facts }: NewCall) =>
  facts.policy?.loop !== undefined &&
  messages.some(
    ({ planned }) =>
      planned.is === 'skip' && planned.number === facts.caller.number && hidingLoops.includes(planned.reason),
  )

type ToPlan = Located & Seen & { found: Found; using: AcceptWith; out: Out }

function planOne(one: ToPlan): NewCall {
  const { incoming, parties, found, using, now } = one
  const { number } = parties.caller
  const key = number === null || incoming.test ? null : callerKey(incoming.accountId, number)
  const caller = key === null ? undefined : found.callers.get(key)
  const facts = factsOf(one, caller)
  const plan = using.plan(incoming.call, one.state, facts)
  const messages = plan.messages.map((planned) => newMessage(one, plan, planned))
  const used = found.usage.get(incoming.accountId)
  if (used) found.usage.set(incoming.accountId, withPlanned(used, messages))
  if (caller && key !== null) {
    const texts = messages.flatMap(({ planned, id, rule }): CallerText[] =>
      planned.is === 'send' && planned.number === number && rule !== null ? [{ rule, message: id, at: now }] : [],
    )
    const { reachedAfterSeconds, loopGuard } = one.state
    const made = { id: incoming.id, texts, now, reachedAfterSeconds, loopGuard }
    found.callers.set(key, afterCall(caller, incoming.call, made))
    // A later call of the same caller in this batch counts these too.
    for (const { planned, id } of messages)
      if (planned.is === 'send') found.textStates.set(id, { state: 'queued', goesAt: planned.dueAt })
  }
  return { incoming, parties, facts, plan, now, messages }
}

/** How long after a restore a call that cannot tell when it ended may be one that ended before it, told again. */
const retoldWithinMs = 3_600_000

/** A call without times, or by a clock that runs ahead, ends at the moment at which it is told: that says nothing of when it did. */
function mayHaveEndedBefore(restoredAt: Instant, { endedAt, approximate }: Call, now: Instant): boolean {
  if (endedAt <= restoredAt) return true
  const isEndUnknown = approximate.includes('endedAt') && now - endedAt <= 2 * sameClockMs
  return isEndUnknown && now - restoredAt <= retoldWithinMs
}

/** A planned text as its row begins: handed over where a place is free for it now. */
function newMessage(one: ToPlan, { rule }: Plan, planned: PlannedMessage): NewMessage {
  const { incoming, using, out, now } = one
  const { accountId } = incoming
  const id = newId()
  const isHeld = using.restoredAt !== null && mayHaveEndedBefore(using.restoredAt, incoming.call, now)
  const isDue = planned.is === 'send' && planned.dueAt <= now && !one.paused.includes(planned.gatewayId) && !isHeld
  // The template of a test may be in no rule set: its text is claimed from the table, with the ids that stand there.
  // Of a database that has lost commits too, the claim gives no permit.
  const handed = isDue && !incoming.test && !one.found.wentBack ? handOver(one, id, planned) : null
  if (handed) out.handedOver.push(handed)
  else if (isDue) out.leftDue.push({ accountId, messageId: id, gatewayId: planned.gatewayId, parts: planned.parts })
  return { accountId, id, callId: incoming.id, planned, rule, now, handed, isHeld }
}

function withPlanned(used: Usage, messages: readonly NewMessage[]): Usage {
  const sent = messages.flatMap(({ planned }) => (planned.is === 'send' ? [planned.price] : []))
  return { texts: used.texts + sent.length, spent: used.spent + sent.reduce((sum, price) => sum + price, 0) }
}

function factsOf(
  { incoming, index, state, parties, isOn, now, found, using }: ToPlan,
  caller: CallerRow | undefined,
): Facts {
  return gatherFacts({
    ...askedOfAccount(state, using.gatewayLimits),
    now,
    accountOn: isOn,
    parties,
    caller: caller && {
      ...caller,
      texts: caller.texts.map((text) => ({ ...text, ...found.textStates.get(text.message) })),
    },
    rules: state.rules,
    ...found.numberFacts({ state, parties, test: incoming.test }),
    ticket: found.tickets.get(index),
    usage: found.usage.get(state.accountId) ?? { texts: 0, spent: 0 },
    test: incoming.test,
  })
}

function handOver(
  { incoming: { accountId }, state, using }: ToPlan,
  messageId: string,
  planned: PlannedMessage & { is: 'send' },
): HandedOver | null {
  const reservation = using.reserve(planned.gatewayId, accountId, planned.parts)
  if (!reservation) return null
  return {
    accountId,
    messageId,
    attempt: 1,
    gatewayId: planned.gatewayId,
    planned,
    state,
    reservation,
  }
}
