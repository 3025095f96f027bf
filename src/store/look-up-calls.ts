/**
 * What the accepting transaction looks up before it plans: which calls are known, the accounts as they stand, the callers' rows, locked, and behind the
 * locks the time and everything that may stop a text. What only some accounts use is asked for only of those.
 */
import type { Call } from '../core/call.ts'
import type { State } from '../core/delivery.ts'
import { type CallParties, findParties } from '../core/facts.ts'
import type { TextFate } from '../core/gather-facts.ts'
import type { Instant } from '../core/instant.ts'
import { readNumber } from '../core/phone-number.ts'
import type { Usage } from '../core/policy.ts'
import type { TestText } from '../core/test-text.ts'
import { ticketNumber } from '../core/ticket-number.ts'
import type { AccountState, AccountStates } from './account-state.ts'
import type { ToldAgain } from './call-notes.ts'
import { type CallerOfCall, type CallerRow, callerKey, lockCallers } from './callers.ts'
import type { Runner } from './database.ts'
import { nodes } from './nodes.ts'
import { type HasLists, type NumberFacts, type OfCall, readNumberFacts } from './number-facts.ts'
import { keyOfCall } from './planned-rows.ts'
import { columnsOf } from './rows.ts'
import type { HashNumber } from './seal.ts'
import { type RowOf, statement } from './statement.ts'
import { takeTickets } from './tickets.ts'
import { readUsage } from './usage.ts'

/** A call to accept, with the id made before the first try. */
export type Incoming = { id: string; accountId: string; sourceId: string; call: Call; test?: TestText }

/** Why a call of a batch is not accepted as a new one. */
export type NotNew = { outcome: 'known'; id: string } | { outcome: 'no_account' }

const findKnown = statement(
  'accept_find_known',
  { n: 'integer', id: 'uuid', report: 'text', received_at: 'timestamptz' },
  `select u.n, c.id, c.report, c.received_at from (select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[]) as t(a, s, k, n)) u
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
  {
    account_id: 'uuid',
    is_on: 'boolean',
    has_opt_outs: 'boolean',
    has_dnd_learnt: 'boolean',
    paused: 'text[]',
    now: 'timestamptz',
  },
  `select a.account_id, a.is_on, a.has_opt_outs, a.has_dnd_learnt, clock_timestamp() as now, array(
     select g.gateway_id::text from route r join gateway g on g.gateway_id = r.gateway_id
     where r.account_id = a.account_id and g.paused_at is not null) as paused
   from account a where a.account_id = any($1::uuid[])`,
)

const readTextStates = statement(
  'accept_read_text_states',
  { id: 'uuid', state: 'text', goes_at: 'timestamptz?' },
  `select m.id, m.state, coalesce(m.due_at, m.permitted_at) as goes_at from (select * from unnest($1::uuid[], $2::uuid[]) as t(a, i)) u
   join message m on m.account_id = u.a and m.id = u.i`,
)

/** A call that nobody has yet, in its account: `index` is its place in the batch. */
export type Located = { incoming: Incoming; index: number; state: AccountState; parties: CallParties }

export const statesOf = (located: readonly Located[]) => new Map(located.map(({ state }) => [state.accountId, state]))

/** What the plans of a batch ask of the database, read once the callers are locked. `callers`, `textStates` and `usage` go on with each plan. */
export type Found = {
  callers: Map<string, CallerRow>
  accounts: ReadonlyMap<string, Seen>
  textStates: Map<string, TextFate>
  /** Of accounts that have a limit. */
  usage: Map<string, Usage>
  /** What lists of hashed numbers say of a call's numbers. */
  numberFacts: (call: OfCall) => NumberFacts
  /** By place in the batch. */
  tickets: ReadonlyMap<number, string>
  /** The database knows fewer beats of this process than it has acknowledged, or of another: commits are lost, and what is told again may have been texted. */
  wentBack: boolean
}

/** An account in the statement begun after the locks. `paused`: its gateways whose texts wait in the table. */
export type Seen = HasLists & { isOn: boolean; paused: readonly string[]; now: Instant }

type Say = (index: number, result: NotNew) => void

/** `beats`: those of this process that the database has acknowledged; absent where nothing is handed over. */
type LookUpWith = { states: AccountStates; hashNumber: HashNumber; owner: string; beats?(): number }

/**
 * The calls of the batch that are new, with their accounts as this transaction sees them, and all that their plans ask for; of each of the others it says
 * what it is. Those that are told `again` are handed out beside their first reports. Everything leaves in one turn, and the server takes it in this order: what
 * is known, the versions, the callers' locks, and what is begun once they are held. Whom to lock is told by the country that this node remembers of an account;
 * where it knows better afterwards, the rest is locked then.
 */
export async function lookUp(
  tx: Runner,
  batch: readonly Incoming[],
  { states: kept, hashNumber, owner, beats }: LookUpWith,
  say: Say,
): Promise<{ located: Located[]; again: ToldAgain[]; found: Found }> {
  const accountIds = [...new Set(batch.map((one) => one.accountId))]
  const guessed = batch.flatMap((incoming) => {
    const country = kept.last(incoming.accountId)?.directory.country
    return country === undefined ? [] : callerOf(incoming, readNumber(incoming.call.caller, country).number)
  })
  // Before it is asked: a beat in between is no loss.
  const acknowledged = beats?.() ?? 0
  const [{ fresh, again }, versions, beaten, locked, seen] = await Promise.all([
    withoutKnown(tx, batch, say),
    tx.run(findVersions, [accountIds]),
    nodes.beaten(tx, owner),
    lockCallers(tx, guessed),
    tx.run(readAfterLocks, [accountIds]),
  ])
  const states = await currentStates(tx, versions, kept)
  const located = locate(fresh, states, say)
  const callers = located.flatMap(({ incoming, parties }) => callerOf(incoming, parties.caller.number))
  const missing = callers.filter((one) => !locked.has(callerKey(one.accountId, one.number)))
  const [lockedLater, seenLater] =
    missing.length === 0
      ? [[], seen]
      : await Promise.all([lockCallers(tx, missing), tx.run(readAfterLocks, [accountIds])])
  const isFirstToFind = beaten.beats < acknowledged && !beaten.wentBack
  // In the commit that holds the texts: whoever can see these sees that nobody may send them.
  if (isFirstToFind) await nodes.markWentBack(tx)
  const known = {
    callers: new Map([...locked, ...lockedLater]),
    accounts: accountsOf(seenLater),
    wentBack: isFirstToFind || beaten.wentBack,
  }
  return { located, again, found: await readFound(tx, located, known, hashNumber) }
}

/** A call that was made up for a test is none of its caller's. */
function callerOf({ accountId, sourceId, call, test }: Incoming, number: string | null): CallerOfCall[] {
  return number === null || test ? [] : [{ accountId, number, sourceId, sourceCallId: call.sourceCallId }]
}

function locate(fresh: readonly Fresh[], states: ReadonlyMap<string, AccountState>, say: Say): Located[] {
  return fresh.flatMap(({ incoming, index }) => {
    const state = states.get(incoming.accountId)
    if (!state) {
      say(index, { outcome: 'no_account' })
      return []
    }
    return [{ incoming, index, state, parties: findParties(incoming.call, state.directory, incoming.sourceId) }]
  })
}

const accountsOf = (rows: readonly RowOf<(typeof readAfterLocks)['columns']>[]) =>
  new Map(
    rows.map((row): [string, Seen] => [
      row.account_id,
      {
        isOn: row.is_on,
        paused: row.paused,
        hasOptOuts: row.has_opt_outs,
        hasDndLearnt: row.has_dnd_learnt,
        now: row.now,
      },
    ]),
  )

/** What only some accounts use. */
async function readFound(
  tx: Runner,
  located: readonly Located[],
  { callers, accounts, wentBack }: Pick<Found, 'callers' | 'accounts' | 'wentBack'>,
  hashNumber: HashNumber,
): Promise<Found> {
  const states = statesOf(located)
  return {
    callers,
    accounts,
    wentBack,
    textStates: await statesOfTexts(tx, located, callers),
    usage: await readUsage(
      tx,
      [...accounts].flatMap(([accountId, { now }]) => {
        const state = states.get(accountId)
        return state ? [{ state, now }] : []
      }),
    ),
    numberFacts: await readNumberFacts(
      tx,
      hashNumber,
      located.map(({ incoming: { accountId, test }, state, parties }) => ({
        state,
        parties,
        test,
        has: accounts.get(accountId),
      })),
    ),
    tickets: await ticketsFor(tx, located),
  }
}

type Fresh = { incoming: Incoming; index: number }

/** Sets the calls apart that are known, from the table or earlier in the batch, and says so. */
async function withoutKnown(
  tx: Runner,
  batch: readonly Incoming[],
  say: Say,
): Promise<{ fresh: Fresh[]; again: ToldAgain[] }> {
  const known = await tx.run(
    findKnown,
    columnsOf(
      [...batch.entries()],
      [([, one]) => one.accountId, ([, one]) => one.sourceId, ([, one]) => one.call.sourceCallId, ([index]) => index],
    ),
  )
  const rowOf = new Map(known.map((row) => [row.n, row]))
  const first = new Map<string, Incoming>()
  const again: ToldAgain[] = []
  const fresh = [...batch.entries()].flatMap(([index, incoming]) => {
    const key = keyOfCall(incoming)
    const row = rowOf.get(index)
    const before = row ?? first.get(key)
    if (before === undefined) {
      first.set(key, incoming)
      return [{ incoming, index }]
    }
    say(index, { outcome: 'known', id: before.id })
    const { accountId, call } = incoming
    const kept = 'report' in before ? { report: before.report, at: before.received_at } : before.call
    // After a commit that nobody knew of, the row may be its own.
    if (before.id !== incoming.id) again.push({ accountId, callId: before.id, call, kept })
    return []
  })
  return { fresh, again }
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

/**
 * The states of the callers' recent texts, read only where a rule has a cap or they are enough for the loop guard: a text that failed gives its place back without
 * a write. Each call of the batch may add a text before the last of them is judged.
 */
async function statesOfTexts(
  tx: Runner,
  located: readonly Located[],
  callers: Map<string, CallerRow>,
): Promise<Map<string, TextFate>> {
  const calls = Map.groupBy(located, ({ incoming, parties }) =>
    callerKey(incoming.accountId, parties.caller.number ?? ''),
  )
  const texts = [...callers].flatMap(([key, row]) => {
    const [first, ...more] = calls.get(key) ?? []
    if (!first) return []
    const { rules, loopGuard } = first.state
    const isGuarded = loopGuard !== null && row.texts.length + more.length >= loopGuard.texts
    return rules.hasCaps || isGuarded
      ? row.texts.map((text) => ({ accountId: row.accountId, message: text.message }))
      : []
  })
  if (texts.length === 0) return new Map()
  const rows = await tx.run(readTextStates, columnsOf(texts, [(one) => one.accountId, (one) => one.message]))
  return new Map(rows.map((row) => [row.id, { state: row.state as State, goesAt: row.goes_at }]))
}

/** Ticket numbers by place in the batch, for calls of accounts that give them and whose source gave none. */
async function ticketsFor(tx: Runner, located: readonly Located[]): Promise<Map<number, string>> {
  const without = located.flatMap(({ incoming, index, state }) =>
    state.tickets && !incoming.call.variables?.['ticket_number']
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
