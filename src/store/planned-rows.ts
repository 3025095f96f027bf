/** What judged calls become in the table: the rows of calls, messages and receipt keys, inserted in one statement. */
import type { Call } from '../core/call.ts'
import { decidedOf } from '../core/decided.ts'
import { giveUpAfterMs } from '../core/delivery.ts'
import type { CallParties, Facts } from '../core/facts.ts'
import type { Instant } from '../core/instant.ts'
import type { Plan, PlannedMessage } from '../core/plan.ts'
import type { Quiet } from '../core/quiet-hours.ts'
import { type Runner, timestamp, timestampOrNull } from './database.ts'
import { columnsOf, textsOf } from './rows.ts'
import { statement } from './statement.ts'

/** Fewer than the `calls` that were taken for new went in: a duplicate raced. Everything is done again. */
export class Raced extends Error {
  override name = 'Raced'
  readonly calls: number

  constructor(calls: number, cause: unknown) {
    super(`not all of ${calls} calls went in`, { cause })
    this.calls = calls
  }
}

const insertPlanned = statement(
  'accept_insert',
  { calls: 'bigint' },
  `with c as (
     insert into call (account_id, id, source_id, source_call_id, caller, started_at, ended_at, received_at, direction, outcome, rule, reason, rule_set_number, report, facts, plan)
     select * from (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[],
       $9::text[], $10::text[], $11::text[], $12::text[], $13::integer[], $14::text[], $15::text[], $16::text[])) u
     on conflict (account_id, source_id, source_call_id) do nothing
     returning id
   ), m as (
     insert into message (account_id, id, call_id, recipient, number, name, state, reason, detail, rule, template_id, template_version, header, body, encoding,
       parts, price, gateway_id, due_at, valid_until, unless_reached_since, attempt, owner, watch_at, ref, permitted_at, created_at, quiet)
     select * from (select * from unnest($17::uuid[], $18::uuid[], $19::uuid[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[],
       $27::uuid[], $28::integer[], $29::text[], $30::text[], $31::text[], $32::smallint[], $33::bigint[], $34::uuid[], $35::timestamptz[], $36::timestamptz[],
       $37::timestamptz[], $38::integer[], $39::uuid[], $40::timestamptz[], $41::text[], $42::timestamptz[], $43::timestamptz[], $44::text[])) u
   ), s as (
     insert into submission (gateway_id, receipt_key, account_id, message_id, attempt)
     select * from (select * from unnest($45::uuid[], $46::text[], $47::uuid[], $48::uuid[], $49::integer[])) u
   )
   select case when count(*) = $50 then count(*) else ('raced: ' || count(*))::bigint end as calls from c`,
)

/** The server says it itself, as a text that is no number, quoted as its language has it: by the time it answers, COMMIT may have been asked for. */
const isRaced = (error: unknown): boolean =>
  (error as { code?: string } | null)?.code === '22P02' && /raced: \d+/.test(String((error as Error).message))

type KeyedCall = { id: string; accountId: string; sourceId: string; call: Call }
type Handed = {
  accountId: string
  messageId: string
  attempt: number
  gatewayId: string
  reservation: { leaseMs: number; ref: string; keyIsRef: boolean }
}

/** A message of a judged call; `handed`: inserted as `sending`, with the permit of the process that inserts it. */
export type NewMessage = {
  accountId: string
  id: string
  callId: string
  planned: PlannedMessage
  rule: string | null
  now: Instant
  handed: Handed | null
  /** Its call ended before a restore: whether the text went before is not known, so it waits for a person. */
  isHeld: boolean
}
/** A judged call, ready to be inserted. */
export type NewCall = {
  incoming: KeyedCall
  parties: CallParties
  facts: Facts
  plan: Plan
  now: Instant
  messages: NewMessage[]
}

/** What a source's call is known by: unique in the table. */
export const keyOfCall = ({ accountId, sourceId, call }: Omit<KeyedCall, 'id'>): string =>
  `${accountId} ${sourceId} ${call.sourceCallId}`

/** In key order, for the same reason as the callers: two nodes that are told the same calls of withheld callers would wait for each other. */
export async function insertAll(tx: Runner, unsorted: readonly NewCall[], owner: string): Promise<void> {
  const calls = unsorted.toSorted((a, b) => (keyOfCall(a.incoming) < keyOfCall(b.incoming) ? -1 : 1))
  const messages = calls.flatMap((one) => one.messages)
  const keyed = messages.flatMap(({ handed }) => (handed?.reservation.keyIsRef ? [handed] : []))
  try {
    await tx.run(insertPlanned, [
      ...callColumns(calls),
      ...messageColumns(messages, owner),
      ...submissionColumns(keyed),
      calls.length,
    ])
  } catch (error) {
    throw isRaced(error) ? new Raced(calls.length, error) : error
  }
}

const doubtHeld = statement(
  'doubt_restored',
  {},
  `update message m set doubt = 'restored_window', watch_at = m.created_at + make_interval(secs => $3)
   from (select * from unnest($1::uuid[], $2::uuid[]) as t(a, i) order by a, i) u
   where m.account_id = u.a and m.id = u.i and m.state = 'unconfirmed'`,
)

/** Says of what was just inserted as `unconfirmed` why it is. A statement of its own: it is needed only for some days after a restore. */
export async function doubtRestored(tx: Runner, calls: readonly NewCall[]): Promise<void> {
  const held = calls.flatMap((one) => one.messages.filter(({ isHeld, planned }) => isHeld && planned.is === 'send'))
  if (held.length === 0) return
  await tx.run(doubtHeld, [...columnsOf(held, [(one) => one.accountId, (one) => one.id]), giveUpAfterMs / 1000])
}

const noteCalledTo = statement(
  'note_called_to',
  {},
  `update message m set called_to = u.c
   from (select * from unnest($1::uuid[], $2::uuid[], $3::text[]) as t(a, i, c) order by a, i) u
   where m.account_id = u.a and m.id = u.i`,
)

/** Notes for the gate what the values of these texts lead to. A statement of its own: nearly all lead nowhere. */
export async function noteWhatTheyCallTo(tx: Runner, calls: readonly NewCall[]): Promise<void> {
  const leading = calls.flatMap(({ messages }) =>
    messages.filter(({ planned }) => planned.is === 'send' && planned.calledTo !== undefined),
  )
  if (leading.length === 0) return
  await tx.run(noteCalledTo, [
    ...columnsOf(leading, [(one) => one.accountId, (one) => one.id]),
    textsOf(leading, ({ planned }) => (planned.is === 'send' ? JSON.stringify(planned.calledTo) : null)),
  ])
}

function callColumns(calls: readonly NewCall[]) {
  const columns = columnsOf(calls, [
    ({ incoming }) => incoming.accountId,
    ({ incoming }) => incoming.id,
    ({ incoming }) => incoming.sourceId,
    ({ incoming }) => incoming.call.sourceCallId,
    ({ parties }) => parties.caller.number,
    ({ incoming }) => timestamp(incoming.call.startedAt),
    ({ incoming }) => timestamp(incoming.call.endedAt),
    ({ now }) => timestamp(now),
    ({ incoming }) => incoming.call.direction,
    ({ incoming }) => incoming.call.outcome,
    ({ plan }) => plan.rule,
    ({ plan }) => plan.reason,
    ({ plan }) => plan.ruleSet,
  ])
  return [
    ...columns,
    textsOf(calls, ({ incoming }) => JSON.stringify(incoming.call)),
    textsOf(calls, ({ facts }) => JSON.stringify(facts)),
    textsOf(calls, ({ plan }) => JSON.stringify(decidedOf(plan).messages)),
  ]
}

function messageColumns(messages: readonly NewMessage[], owner: string) {
  const send = ({ planned }: NewMessage) => (planned.is === 'send' ? planned : null)
  return columnsOf(messages, [
    (one) => one.accountId,
    (one) => one.id,
    (one) => one.callId,
    ({ planned }) => planned.recipient,
    ({ planned }) => planned.number,
    ({ planned }) => planned.name,
    ({ planned, handed, isHeld }) =>
      planned.is === 'skip' ? 'skipped' : handed ? 'sending' : isHeld ? 'unconfirmed' : 'queued',
    ({ planned }) => (planned.is === 'skip' ? planned.reason : null),
    ({ planned }) => (planned.is === 'skip' ? (planned.linkedMessage ?? planned.detail) : null),
    (one) => one.rule,
    ({ planned }) => planned.templateId,
    ({ planned }) => planned.templateVersion,
    ({ planned }) => planned.header,
    ({ planned }) => planned.text,
    (one) => send(one)?.encoding ?? null,
    (one) => send(one)?.parts ?? 0,
    (one) => send(one)?.price ?? 0,
    (one) => send(one)?.gatewayId ?? null,
    (one) => timestampOrNull(one.handed || one.isHeld ? null : (send(one)?.dueAt ?? null)),
    (one) => timestampOrNull(send(one)?.validUntil ?? null),
    (one) => timestampOrNull(send(one)?.unlessReachedSince ?? null),
    ({ handed }) => (handed ? 1 : 0),
    ({ handed }) => (handed ? owner : null),
    ({ handed, now }) => (handed ? timestamp(now + handed.reservation.leaseMs) : null),
    ({ handed }) => handed?.reservation.ref ?? null,
    ({ handed, now }) => (handed ? timestamp(now) : null),
    ({ now }) => timestamp(now),
    (one) => quietText(send(one)?.quiet),
  ])
}

const quietText = (quiet: Quiet[] | null | undefined) => (quiet ? JSON.stringify(quiet) : null)

function submissionColumns(handed: readonly Handed[]) {
  return columnsOf(handed, [
    (one) => one.gatewayId,
    (one) => `r:${one.reservation.ref}`,
    (one) => one.accountId,
    (one) => one.messageId,
    (one) => one.attempt,
  ])
}
