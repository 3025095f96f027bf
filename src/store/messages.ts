/** The one door through which a message changes its state: it refuses what core/delivery.ts refuses. */
import { type DeliveryEvent, events, giveUpAfterMs, type State, settledStates } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import { type Doubt, isRefusedByDlt, type Reason } from '../core/reasons.ts'
import { type Runner, timestampOrNull } from './database.ts'
import { pauseRefusedHeaders } from './header-pauses.ts'
import { LocksOutOfTurn } from './lock-order.ts'
import { columnsOf, textsOf } from './rows.ts'
import { type RowOf, statement } from './statement.ts'
import { pauseRefusedTemplates, warnOfRefusals } from './template-pauses.ts'
import { idAt } from './uuid.ts'

export const settledBys = ['answer', 'receipt', 'look_up', 'adoption', 'person', 'time_out'] as const
export type SettledBy = (typeof settledBys)[number]

export type MessageKey = { accountId: string; messageId: string }

/** One move of one message. It speaks of an attempt, and happens only while that is the latest. */
export type Move = MessageKey & {
  attempt: number
  event: DeliveryEvent
  reason?: Reason | null
  doubt?: Doubt
  settledBy?: SettledBy
  /** When a move to `queued` makes it due; at once where it is not said. By the clock of this process, as `validUntil` is. */
  dueAt?: Instant
  /** A new validity, for a resend by hand. */
  validUntil?: Instant
  /** The gateway's masked words, JSON. */
  answer?: string
  answeredAt?: Instant
  /** The only states it may move from, where the situation is narrower than the event. */
  only?: readonly State[]
}

// The state test stands on the updated row itself: tested only in a sub-select, two sessions got the same rows. What the kind of a move says is
// told once for each kind, since most batches have one.
const moveStatement = statement(
  'move_messages',
  { account_id: 'uuid', id: 'uuid', attempt: 'integer' },
  `update message m set
     state = u.state,
     reason = case when u.keep_reason then m.reason else u.reason end,
     doubt = case when not u.ends_doubt then coalesce(u.doubt, m.doubt) end,
     settled_by = coalesce(u.settled_by, case when u.settled or u.state = 'queued' and m.state <> 'unconfirmed' then m.settled_by end),
     due_at = clock_timestamp() + make_interval(secs => u.due_in),
     valid_until = coalesce(clock_timestamp() + make_interval(secs => u.valid_for), m.valid_until),
     watch_at = case when u.watched then coalesce(m.permitted_at, m.created_at) + make_interval(secs => $19) end,
     answer = coalesce(u.answer, m.answer),
     answered_at = coalesce(u.answered_at, m.answered_at),
     final_at = case when u.settled then clock_timestamp() end,
     refusals = m.refusals + case when u.ends_doubt and u.reason is distinct from 'not_sent' then 1 else 0 end
   from (select * from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::float8[], $9::float8[],
         $10::timestamptz[], $11::text[])
       as t(a, i, n, kind, reason, doubt, settled_by, due_in, valid_for, answered_at, answer)
     join unnest($12::text[], $13::text[], $14::text[], $15::boolean[], $16::boolean[], $17::boolean[], $18::boolean[])
       as k(kind, states, state, keep_reason, watched, settled, ends_doubt) using (kind)
     order by a, i) u
   where m.account_id = u.a and m.id = u.i and m.attempt = u.n and m.state = any(string_to_array(u.states, ','))
   returning m.account_id, m.id, m.attempt`,
)

const toOf = ({ event }: Move): State => events[event].to
const isSettled = (state: State) => (settledStates as readonly State[]).includes(state)
const isWatched = (state: State) => state === 'sent' || state === 'unconfirmed'
const kindOf = ({ event, only, reason }: Move) => `${event} ${only?.join(',') ?? ''} ${reason === undefined}`

/** Moves messages where the table and the attempt allow it; answers which moved. A message may appear once in a batch. */
export async function moveMessages(tx: Runner, moves: readonly Move[]): Promise<Set<string>> {
  if (moves.length === 0) return new Set()
  // Rows are locked in the order of the batch: sorted, so that two batches never wait for each other.
  const sorted = [...moves].sort((a, b) => (messageKey(a) < messageKey(b) ? -1 : 1))
  const kinds = [...new Map(sorted.map((one) => [kindOf(one), one])).entries()]
  const rows = await tx.run(moveStatement, [...rowColumns(sorted), ...kindColumns(kinds), giveUpAfterMs / 1000])
  const moved = new Set(rows.map((row) => messageKey({ accountId: row.account_id, messageId: row.id })))
  const refused = sorted.filter((one) => isDltRefusal(one) && moved.has(messageKey(one)))
  await pauseRefusedTemplates(tx, refused.map(asRefusal))
  const [ofHeaders, ofTexts] = [refused.filter(isOfHeader), refused.filter((one) => !isOfHeader(one))]
  await pauseRefusedHeaders(tx, ofHeaders.map(asRefusal))
  await warnOfRefusals(tx, ofTexts.map(asRefusal))
  return moved
}

function rowColumns(moves: readonly Move[]) {
  const now = Date.now()
  const secondsUntil = (at: Instant) => (at - now) / 1000
  return [
    ...columnsOf(moves, [
      (one) => one.accountId,
      (one) => one.messageId,
      (one) => one.attempt,
      kindOf,
      (one) => one.reason ?? null,
      (one) => one.doubt ?? null,
      (one) => one.settledBy ?? null,
      // By this process's clock it is so long until then; the time itself is the database's.
      (one) => (toOf(one) === 'queued' ? Math.max(0, secondsUntil(one.dueAt ?? now)) : null),
      (one) => (one.validUntil === undefined ? null : secondsUntil(one.validUntil)),
      (one) => timestampOrNull(one.answeredAt ?? null),
    ]),
    textsOf(moves, (one) => one.answer ?? null),
  ]
}

const kindColumns = (kinds: readonly [string, Move][]) =>
  columnsOf(kinds, [
    ([kind]) => kind,
    ([, one]) => allowedFrom(one).join(','),
    ([, one]) => toOf(one),
    ([, one]) => one.reason === undefined,
    ([, one]) => isWatched(toOf(one)),
    ([, one]) => isSettled(toOf(one)),
    // Whether it went is known now: it did not.
    ([, one]) => one.event === 'refused_for_now',
  ])

const isDltRefusal = ({ event, reason }: Move) =>
  (event === 'refused_for_good' || event === 'receipt_undelivered') && isRefusedByDlt(reason ?? null)

const isOfHeader = ({ reason }: Move) => reason === 'header_refused'

const asRefusal = ({ accountId, messageId, event }: Move) => ({
  accountId,
  messageId,
  byAnswer: event === 'refused_for_good',
})

function allowedFrom({ event, only }: Move): readonly State[] {
  const from: readonly State[] = events[event].from
  return only ? from.filter((state) => only.includes(state)) : from
}

export const messageKey = (one: MessageKey): string => `${one.accountId} ${one.messageId}`

const resent = statement(
  'mark_resent',
  {},
  'update message set is_resent = true where account_id = $1 and id = $2 and not is_resent',
)

/** A person sent it again: caps do not stop it any more. */
export async function markResent(tx: Runner, { accountId, messageId }: MessageKey): Promise<void> {
  await tx.run(resent, [accountId, messageId])
}

// What a restore held waits for a person for as long as that takes.
const askWhyNotAgain = statement(
  'why_not_again',
  { has_text: 'boolean', is_too_old: 'boolean', is_gateway_removed: 'boolean' },
  `select m.body is not null as has_text, m.id < $3 and m.doubt is distinct from 'restored' as is_too_old,
     exists (select 1 from gateway g where g.gateway_id = m.gateway_id and g.retired_at is not null) as is_gateway_removed
   from message m where m.account_id = $1 and m.id = $2`,
)

/**
 * As long as a rule may have a text wait. Quota and spend stop look back a day further (gate-limits.ts), and its day is not billed yet: what is sent again later
 * would count for neither.
 */
const sentAgainWithinMs = 48 * 3_600_000

export type WhyNotAgain = 'no_text' | 'too_old' | 'gateway_removed'

/** Why a text can go no more: its wording is no longer kept, it was planned too long ago, or the gateway that it belongs to was removed. */
export async function whyNotAgain(
  tx: Runner,
  { accountId, messageId }: MessageKey,
  now: Instant,
): Promise<WhyNotAgain | undefined> {
  const [row] = await tx.run(askWhyNotAgain, [accountId, messageId, idAt(now - sentAgainWithinMs)])
  if (!row?.has_text) return 'no_text'
  if (row.is_too_old) return 'too_old'
  return row.is_gateway_removed ? 'gateway_removed' : undefined
}

const lockedColumns = {
  account_id: 'uuid',
  id: 'uuid',
  state: 'text',
  attempt: 'integer',
  parts: 'smallint',
  answered: 'boolean',
} as const
const isAnswered = `m.answered_at is not null and (m.doubt is null or m.settled_by is not distinct from 'answer')`
// Takes the row locks without changing anything, in key order; across shards this routes where a locking select does not.
const lockMessagesStatement = statement(
  'lock_messages',
  lockedColumns,
  `update message m set attempt = m.attempt
   from (select * from unnest($1::uuid[], $2::uuid[]) as t(a, i) order by a, i) u
   where m.account_id = u.a and m.id = u.i
   returning m.account_id, m.id, m.state, m.attempt, m.parts, ${isAnswered} as answered`,
)

const mostAccountsBeside = 50
const lockBesideStatement = statement(
  'lock_messages_beside',
  lockedColumns,
  `select m.account_id, m.id, m.state, m.attempt, m.parts, ${isAnswered} as answered
   from message m where m.account_id = $1 and m.id = any($2::uuid[]) for no key update skip locked`,
)

/** `wasAnswered`: the latest attempt has an answer that leaves no doubt. */
export type LockedMessage = MessageKey & { state: State; attempt: number; parts: number; wasAnswered: boolean }

/** Locks messages and reads what a decision about them needs. */
export async function lockMessages(tx: Runner, keys: readonly MessageKey[]): Promise<Map<string, LockedMessage>> {
  const unique = inOrder(keys)
  if (unique.length === 0) return new Map()
  return lockedOf(
    await tx.run(lockMessagesStatement, columnsOf(unique, [(one) => one.accountId, (one) => one.messageId])),
  )
}

/**
 * Locks messages beside others that the transaction has locked already, and so waits for nobody. Throws LocksOutOfTurn where somebody holds one, and where
 * one is gone.
 */
export async function lockBeside(tx: Runner, keys: readonly MessageKey[]): Promise<Map<string, LockedMessage>> {
  const unique = inOrder(keys)
  const accounts = Map.groupBy(unique, (one) => one.accountId)
  // A batch that is stored once more: all of it stands still, and one statement locks it.
  if (accounts.size > mostAccountsBeside) throw new LocksOutOfTurn()
  const rows = await Promise.all(
    [...accounts].map(([accountId, ofAccount]) =>
      tx.run(lockBesideStatement, [accountId, ofAccount.map((one) => one.messageId)]),
    ),
  )
  const locked = lockedOf(rows.flat())
  if (locked.size < unique.length) throw new LocksOutOfTurn()
  return locked
}

const inOrder = (keys: readonly MessageKey[]): MessageKey[] =>
  [...new Map(keys.map((one) => [messageKey(one), one])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one)

function lockedOf(rows: readonly RowOf<typeof lockedColumns>[]): Map<string, LockedMessage> {
  return new Map(
    rows.map((row) => {
      const one = {
        accountId: row.account_id,
        messageId: row.id,
        state: row.state as State,
        attempt: row.attempt,
        parts: row.parts,
        wasAnswered: row.answered,
      }
      return [messageKey(one), one]
    }),
  )
}
