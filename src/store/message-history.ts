/** Everything that happened to messages: ended attempts, receipts, and what people did. */
import type { ReceiptState } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Doubt, Reason } from '../core/reasons.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'
import { idAt } from './uuid.ts'

export type AttemptRow = {
  messageId: string
  attempt: number
  permittedAt: Instant | null
  answeredAt: Instant | null
  outcome: string
  reason: Reason | null
  doubt: Doubt | null
  answer: string | null
}

const attempts = statement(
  'attempts_of_messages',
  {
    message_id: 'uuid',
    attempt: 'integer',
    permitted_at: 'timestamptz?',
    answered_at: 'timestamptz?',
    outcome: 'text',
    reason: 'text?',
    doubt: 'text?',
    answer: 'text?',
  },
  `select message_id, attempt, permitted_at, answered_at, outcome, reason, doubt, answer
   from attempt where account_id = $1 and message_id = any($2::uuid[]) order by message_id, attempt`,
)

/** Attempts that ended before a later one began; the latest stands in the message itself. */
export async function readAttempts(
  db: Database,
  accountId: string,
  messageIds: readonly string[],
): Promise<AttemptRow[]> {
  return (await db.console.run(attempts, [accountId, messageIds])).map((row) => ({
    messageId: row.message_id,
    attempt: row.attempt,
    permittedAt: row.permitted_at,
    answeredAt: row.answered_at,
    outcome: row.outcome,
    reason: row.reason as Reason | null,
    doubt: row.doubt as Doubt | null,
    answer: row.answer,
  }))
}

export type ReceiptRow = {
  messageId: string
  attempt: number
  part: number
  state: ReceiptState
  final: boolean
  reason: Reason | null
  receivedAt: Instant
  times: number
  raw: string
}

// Served by submission_message, then by the receipts' primary key.
const receipts = statement(
  'receipts_of_messages',
  {
    message_id: 'uuid',
    attempt: 'integer',
    part: 'smallint',
    state: 'text',
    final: 'boolean',
    reason: 'text?',
    received_at: 'timestamptz',
    times: 'integer',
    raw: 'text',
  },
  `select s.message_id, s.attempt, s.part, r.state, r.final, r.reason, r.received_at, r.times, r.raw
   from submission s join receipt r on r.gateway_id = s.gateway_id and r.receipt_key = s.receipt_key
   where s.account_id = $1 and s.message_id = any($2::uuid[]) order by r.received_at`,
  { acrossAccounts: 'receipts name no account: the submissions of the account lead to them' },
)

export async function readReceipts(
  db: Database,
  accountId: string,
  messageIds: readonly string[],
): Promise<ReceiptRow[]> {
  return (await db.console.run(receipts, [accountId, messageIds])).map((row) => ({
    messageId: row.message_id,
    attempt: row.attempt,
    part: row.part,
    state: row.state as ReceiptState,
    final: row.final,
    reason: row.reason as Reason | null,
    receivedAt: row.received_at,
    times: row.times,
    raw: row.raw,
  }))
}

export type DeedRow = { messageId: string; at: Instant; who: string; what: string }

// Audit ids are UUIDv7: nothing was done to a message before it was there.
const deeds = statement(
  'deeds_on_messages',
  { subject: 'text', at: 'timestamptz', who: 'text', what: 'text' },
  `select subject, at, who, what from audit
   where account_id = $1 and id >= $3 and subject = any($2::text[]) and what like 'message.%' order by id limit 500`,
)

/** What people did to messages that are no older than `since`. */
export async function readDeeds(
  db: Database,
  accountId: string,
  messageIds: readonly string[],
  since: Instant,
): Promise<DeedRow[]> {
  const rows = await db.console.run(deeds, [accountId, messageIds, idAt(since)])
  return rows.map(({ subject, ...row }) => ({ messageId: subject, ...row }))
}

const pulses = statement(
  'pulses_of_calls',
  { call_id: 'uuid', pulse: 'text' },
  `select m.call_id, string_agg(concat_ws(' ', m.id, m.state, m.attempt, m.reason, m.answered_at, m.final_at, (
       select sum(r.times) from submission s join receipt r on r.gateway_id = s.gateway_id and r.receipt_key = s.receipt_key
       where s.account_id = m.account_id and s.message_id = m.id)), ';' order by m.id) as pulse
   from message m where m.account_id = $1 and m.call_id = any($2::uuid[]) group by m.call_id`,
  { acrossAccounts: 'receipts name no account: the submissions of the account lead to them' },
)

/** One text per call that differs whenever anything of its messages or their receipts does. */
export async function readPulses(
  db: Database,
  accountId: string,
  callIds: readonly string[],
): Promise<Map<string, string>> {
  return new Map((await db.console.run(pulses, [accountId, callIds])).map((row) => [row.call_id, row.pulse]))
}
