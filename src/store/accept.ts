/**
 * The accepting transaction (design.md 7). One transaction for a batch of calls: known ids and current versions; the callers' rows, locked
 * in key order; in a statement begun after the locks the time and what may stop a text; the plan, in memory; places reserved; calls and
 * messages inserted in one statement. Nothing here speaks to a network: messages that were handed over are returned, and the caller of this
 * function writes them once the commit is known.
 */
import type { Call } from '../core/call.ts'
import type { State } from '../core/delivery.ts'
import { type CallParties, type Facts, findParties, type UnknownName } from '../core/facts.ts'
import { gatherFacts, numbersOfCall } from '../core/gather-facts.ts'
import type { Instant } from '../core/instant.ts'
import type { Plan, PlannedMessage } from '../core/plan.ts'
import type { Usage } from '../core/policy.ts'
import type { TestText } from '../core/test-text.ts'
import { ticketNumber } from '../core/ticket-number.ts'
import type { AccountState, AccountStates } from './account-state.ts'
import { afterCall, type CallerRow, type CallerText, callerKey, lockCallers, writeCallers } from './callers.ts'
import type { Database, Runner } from './database.ts'
import type { MessageKey } from './messages.ts'
import { writeNotices } from './notices.ts'
import { readOptedOut } from './opt-outs.ts'
import { doubtRestored, insertAll, keyOfCall, type NewCall, type NewMessage, Raced } from './planned-rows.ts'
import { columnsOf } from './rows.ts'
import type { HashNumber } from './seal.ts'
import { statement } from './statement.ts'
import { takeTickets } from './tickets.ts'
import { noteLimits, readUsage } from './usage.ts'
import { newId } from './uuid.ts'

/** A call to accept, with the id made before the first try. */
export type Incoming = { id: string; accountId: string; sourceId: string; call: Call; test?: TestText }

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
  | { outcome: 'known'; id: string }
  | { outcome: 'no_account' }

/** A message left `queued` in the table though it is due now: the committing node may claim it by its key, without looking for it. */
export type LeftDue = MessageKey & { gatewayId: string; parts: number }

/** What accept-calls hands in: the decision, and places in memory. Neither ever sees the transaction. */
export type AcceptWith = {
  owner: string
  states: AccountStates
  plan(call: Call, state: AccountState, facts: Facts): Plan
  gatewayLimits(gatewayId: string): { maxParts: number } | undefined
  reserve(gatewayId: string, accountId: string, places: number): Reservation | null
  /** When a backup was restored into this database: texts of calls that ended before wait for a person. */
  restoredAt: Instant | null
  hashNumber: HashNumber
}

const findKnown = statement(
  'accept_find_known',
  { n: 'integer', id: 'uuid' },
  `select u.n, c.id from (select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[]) as t(a, s, k, n)) u
   join call c on c.account_id = u.a and c.source_id = u.s and c.source_call_id = u.k`,
)

const findVersions = statement(
  'accept_find_versions',
  { account_id: 'uuid', config_version: 'bigint' },
  'select account_id, config_version from account where account_id = any($1::uuid[])',
)

// Begun after the caller rows are locked: the time that decides, and what may stop every text.
const readAfterLocks = statement(
  'accept_read_after_locks',
  { account_id: 'uuid', is_on: 'boolean', has_opt_outs: 'boolean', is_paused: 'boolean', now: 'timestamptz' },
  `select a.account_id, a.is_on, a.has_opt_outs, clock_timestamp() as now, exists (
     select 1 from route r join gateway g on g.gateway_id = r.gateway_id
     where r.account_id = a.account_id and g.paused_at is not null) as is_paused
   from account a where a.account_id = any($1::uuid[])`,
)

const readTextStates = statement(
  'accept_read_text_states',
  { id: 'uuid', state: 'text' },
  `select m.id, m.state from (select * from unnest($1::uuid[], $2::uuid[]) as t(a, i)) u
   join message m on m.account_id = u.a and m.id = u.i`,
)

/**
 * Accepts a batch. Resolves after the commit with one result per call, in order, and the messages handed over. Every reservation made comes
 * back unless its message was committed: on each failure, redo and rollback it is released. Rejects with CommitUnknown when nobody knows.
 */
export async function acceptBatch(
  db: Database,
  batch: readonly Incoming[],
  using: AcceptWith,
): Promise<{ results: Accepted[]; handedOver: HandedOver[]; leftDue: LeftDue[] }> {
  for (;;) {
    const handedOver: HandedOver[] = []
    const leftDue: LeftDue[] = []
    try {
      const results = await db.transaction('intake', (tx) => {
        // A repeated transaction starts from nothing: what an earlier try reserved goes back first.
        releaseAll(handedOver)
        leftDue.length = 0
        return acceptIn(tx, batch, using, { handedOver, leftDue })
      })
      return { results, handedOver, leftDue }
    } catch (error) {
      if (error instanceof Error && error.name === 'CommitUnknown') throw Object.assign(error, { handedOver })
      releaseAll(handedOver)
      if (!(error instanceof Raced)) throw error
    }
  }
}

function releaseAll(handedOver: HandedOver[]): void {
  for (const one of handedOver.splice(0)) one.reservation.release()
}

/** What one try of the transaction hands out beside its results. */
type Out = { handedOver: HandedOver[]; leftDue: LeftDue[] }

async function acceptIn(tx: Runner, batch: readonly Incoming[], using: AcceptWith, out: Out): Promise<Accepted[]> {
  const results = new Array<Accepted | undefined>(batch.length)
  // What does not need the other's answer travels together.
  const [fresh, versions] = await Promise.all([
    withoutKnown(tx, batch, results),
    tx.run(findVersions, [[...new Set(batch.map((one) => one.accountId))]]),
  ])
  const accounts = [...new Set(fresh.map(({ incoming }) => incoming.accountId))]
  const states = await currentStates(tx, versions, using.states)

  const located = fresh.flatMap(({ incoming, index }) => {
    const state = states.get(incoming.accountId)
    if (!state) {
      results[index] = { outcome: 'no_account' }
      return []
    }
    return [{ incoming, index, state, parties: findParties(incoming.call, state.directory, incoming.sourceId) }]
  })
  const numbers = located.flatMap(({ incoming, parties }) =>
    // A call that was made up for a test is none of its caller's.
    parties.caller.number === null || incoming.test
      ? []
      : [{ accountId: incoming.accountId, number: parties.caller.number }],
  )
  // Sent behind the locking statement, so the server begins it only once the rows are locked.
  const [callers, seenAfter] = await Promise.all([lockCallers(tx, numbers), tx.run(readAfterLocks, [accounts])])
  const after = new Map(seenAfter.map((row) => [row.account_id, row]))
  const textStates = await statesOfTexts(tx, states, callers)
  const usage = await readUsage(
    tx,
    [...after].flatMap(([accountId, { now }]) => {
      const state = states.get(accountId)
      return state ? [{ state, now }] : []
    }),
  )
  const optedOut = await readOptedOut(
    tx,
    using.hashNumber,
    located
      .filter(({ incoming }) => after.get(incoming.accountId)?.has_opt_outs)
      .flatMap(({ incoming: { accountId, test }, state, parties }) =>
        numbersOfCall(parties, state.rules, state.directory, test).map((number) => ({ accountId, number })),
      ),
  )
  const before = new Map(usage)
  const tickets = await ticketsFor(tx, located)

  const calls = located.flatMap(({ incoming, index, state, parties }): NewCall[] => {
    const seen = after.get(incoming.accountId)
    if (!seen) {
      results[index] = { outcome: 'no_account' }
      return []
    }
    const made = planOne(
      {
        incoming,
        state,
        parties,
        callers,
        textStates,
        isOn: seen.is_on,
        isPaused: seen.is_paused,
        now: seen.now,
        usage,
        optedOut: optedOut.get(incoming.accountId),
        ticket: tickets.get(index),
      },
      using,
      out,
    )
    results[index] = {
      outcome: 'new',
      id: incoming.id,
      messages: made.messages.filter((one) => one.planned.is === 'send').length,
      handedOver: made.messages.filter((one) => one.handed !== null).length,
      plan: made.plan,
      unknown: parties.unknown,
    }
    return [made]
  })
  if (calls.length > 0) {
    await Promise.all([writeCallers(tx, [...callers.values()]), insertAll(tx, calls, using.owner)])
    if (using.restoredAt !== null) await doubtRestored(tx, calls)
    await noteLimits(tx, states, before, usage)
    await noteLoops(tx, calls)
  }
  return results.map((result) => result as Accepted)
}

/** The administrator is told of callers whom the loop guard stopped. */
async function noteLoops(tx: Runner, calls: readonly NewCall[]): Promise<void> {
  const stopped = calls.filter(({ messages }) => messages.some(({ planned }) => isLoop(planned)))
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

const isLoop = (planned: PlannedMessage) => planned.is === 'skip' && planned.reason === 'loop_suspected'

/** Drops the calls that are known, in the table or earlier in the batch, and says so in `results`. */
async function withoutKnown(
  tx: Runner,
  batch: readonly Incoming[],
  results: (Accepted | undefined)[],
): Promise<{ incoming: Incoming; index: number }[]> {
  const known = await tx.run(
    findKnown,
    columnsOf(
      [...batch.entries()],
      [([, one]) => one.accountId, ([, one]) => one.sourceId, ([, one]) => one.call.sourceCallId, ([index]) => index],
    ),
  )
  for (const { n, id } of known) results[n] = { outcome: 'known', id }
  const first = new Map<string, string>()
  return [...batch.entries()].flatMap(([index, incoming]) => {
    if (results[index]) return []
    const key = keyOfCall(incoming)
    const earlier = first.get(key)
    if (earlier !== undefined) {
      results[index] = { outcome: 'known', id: earlier }
      return []
    }
    first.set(key, incoming.id)
    return [{ incoming, index }]
  })
}

async function currentStates(
  tx: Runner,
  versions: readonly { account_id: string; config_version: number }[],
  kept: AccountStates,
): Promise<Map<string, AccountState>> {
  const states = new Map<string, AccountState>()
  for (const row of versions) {
    const state = await kept.at(tx, row.account_id, row.config_version)
    if (state) states.set(row.account_id, state)
  }
  return states
}

/** The states of the callers' recent texts, read only where a rule has a cap: a text that failed gives its place back without a write. */
async function statesOfTexts(
  tx: Runner,
  states: Map<string, AccountState>,
  callers: Map<string, CallerRow>,
): Promise<Map<string, State>> {
  const texts = [...callers.values()].flatMap((row) =>
    states.get(row.accountId)?.rules.hasCaps
      ? row.texts.map((text) => ({ accountId: row.accountId, message: text.message }))
      : [],
  )
  if (texts.length === 0) return new Map()
  const rows = await tx.run(readTextStates, columnsOf(texts, [(one) => one.accountId, (one) => one.message]))
  return new Map(rows.map((row) => [row.id, row.state as State]))
}

type ToPlan = {
  incoming: Incoming
  state: AccountState
  parties: CallParties
  callers: Map<string, CallerRow>
  textStates: Map<string, State>
  isOn: boolean
  /** A gateway of the account is paused: its texts wait in the table. */
  isPaused: boolean
  now: Instant
  /** Of accounts that have a limit; grows with what is planned. */
  usage: Map<string, Usage>
  optedOut: ReadonlySet<string> | undefined
  ticket: string | undefined
}

function planOne(one: ToPlan, using: AcceptWith, out: Out): NewCall {
  const { incoming, state, parties, callers, now } = one
  const { number } = parties.caller
  const key = number === null || incoming.test ? null : callerKey(incoming.accountId, number)
  const row = key === null ? undefined : callers.get(key)
  const facts = factsOf(one, row, using)
  const plan = using.plan(incoming.call, state, facts)
  const isHeld = using.restoredAt !== null && incoming.call.endedAt <= using.restoredAt
  const messages = plan.messages.map((planned): NewMessage => {
    const id = newId()
    const isDue = planned.is === 'send' && planned.dueAt <= now && !one.isPaused && !isHeld
    // The template of a test may be in no rule set: its text is claimed from the table, with the ids that stand there.
    const handed = isDue && !incoming.test ? handOver(one, id, planned, using) : null
    if (handed) out.handedOver.push(handed)
    else if (isDue)
      out.leftDue.push({
        accountId: incoming.accountId,
        messageId: id,
        gatewayId: planned.gatewayId,
        parts: planned.parts,
      })
    return { accountId: incoming.accountId, id, callId: incoming.id, planned, rule: plan.rule, now, handed, isHeld }
  })
  const used = one.usage.get(incoming.accountId)
  if (used) one.usage.set(incoming.accountId, withPlanned(used, messages))
  if (row && key !== null) {
    const texts = messages.flatMap(({ planned, id, rule }): CallerText[] =>
      planned.is === 'send' && planned.number === row.number && rule !== null ? [{ rule, message: id, at: now }] : [],
    )
    callers.set(key, afterCall(row, incoming.call, incoming.id, texts, now))
    // A later call of the same caller in this batch counts these too.
    for (const text of texts) one.textStates.set(text.message, 'queued')
  }
  return { incoming, parties, facts, plan, now, messages }
}

/** Ticket numbers by place in the batch, for calls of accounts that give them and whose source gave none. */
async function ticketsFor(
  tx: Runner,
  located: readonly { incoming: Incoming; index: number; state: AccountState }[],
): Promise<Map<number, string>> {
  const without = located.flatMap(({ incoming, index, state }) =>
    state.tickets && incoming.call.variables?.['ticket_number'] === undefined
      ? [{ accountId: incoming.accountId, index, form: state.tickets }]
      : [],
  )
  const wanted = new Map<string, number>()
  for (const { accountId } of without) wanted.set(accountId, (wanted.get(accountId) ?? 0) + 1)
  const next = await takeTickets(tx, wanted)
  return new Map(
    without.map(({ accountId, index, form }) => {
      const count = next.get(accountId) ?? 1
      next.set(accountId, count + 1)
      return [index, ticketNumber(form, count)]
    }),
  )
}

function withPlanned(used: Usage, messages: readonly NewMessage[]): Usage {
  const sent = messages.flatMap(({ planned }) => (planned.is === 'send' ? [planned.price] : []))
  return { texts: used.texts + sent.length, spent: used.spent + sent.reduce((sum, price) => sum + price, 0) }
}

function factsOf(
  { incoming, state, parties, textStates, isOn, now, usage, optedOut, ticket }: ToPlan,
  row: CallerRow | undefined,
  using: AcceptWith,
): Facts {
  const [route] = state.routes
  const limits = route && using.gatewayLimits(route.gatewayId)
  return gatherFacts({
    now,
    accountOn: isOn,
    parties,
    caller: row && { ...row, texts: row.texts.map((text) => ({ ...text, state: textStates.get(text.message) })) },
    rules: state.rules,
    directory: state.directory,
    gateway: route && limits ? { id: route.gatewayId, maxParts: limits.maxParts } : null,
    pricePerPart: state.pricePerPart,
    policy: state.policy,
    loopGuard: state.loopGuard,
    optedOut,
    ticket,
    pausedTemplates: route && state.pauses.get(route.gatewayId),
    usage: usage.get(state.accountId) ?? { texts: 0, spent: 0 },
    test: incoming.test,
  })
}

function handOver(
  { incoming: { accountId }, state }: ToPlan,
  messageId: string,
  planned: PlannedMessage & { is: 'send' },
  using: AcceptWith,
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
