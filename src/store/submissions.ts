/** Receipt keys: what a gateway will call an attempt, or one part of it, when it tells what became of it. */

import type { State } from '../core/delivery.ts'
import type { Runner } from './database.ts'
import type { MessageKey } from './messages.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'

/** Any of these may be all there is: their id, their batch id with the number, or our own reference. */
export type NamedKey = { id?: string | undefined; batch?: string | undefined; ref?: string | undefined }

/** The one text form of a receipt key, prefixed by its sort so that an id can never meet a reference. */
export function receiptKeyText(key: NamedKey, to?: string | null): string | undefined {
  if (key.id !== undefined) return `i:${key.id}`
  if (key.ref !== undefined) return `r:${key.ref}`
  if (key.batch !== undefined && to) return `b:${key.batch} ${to}`
  return undefined
}

/** Whether the key is an id that the gateway gave, and may give again. */
export const isTheirs = (key: string): boolean => key.startsWith('i:')

export type NewSubmission = MessageKey & { gatewayId: string; key: string; attempt: number; part: number }

const acrossAccounts = 'a receipt names no account: its key leads to one'

// An SMSC that counts its ids from the start again may give one that stands here since long: the newer text takes it over. Told are only those: a row that was
// there is known by who had locked it.
const insertSubmissions = statement(
  'insert_submissions',
  { gateway_id: 'uuid', receipt_key: 'text' },
  `with put as (
     insert into submission (gateway_id, receipt_key, account_id, message_id, attempt, part)
     select u.g, u.k, u.a, u.i, u.n, u.p
     from (select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::integer[], $6::smallint[]) as t(g, k, a, i, n, p) order by g, k) u
     on conflict (gateway_id, receipt_key) do update set account_id = excluded.account_id, message_id = excluded.message_id,
       attempt = excluded.attempt, part = excluded.part, receipt_state = null, at = excluded.at
     where submission.at < clock_timestamp() - interval '72 hours'
     returning gateway_id, receipt_key, xmax <> 0 as was_there)
   select gateway_id, receipt_key from put where was_there`,
  { acrossAccounts },
)

// What was told of the older text would make the newer one's receipts repeats.
const forgetReceipts = statement(
  'forget_receipts_of_older_texts',
  {},
  `delete from receipt r using (select * from unnest($1::uuid[], $2::text[]) as t(g, k)) u
   where r.gateway_id = u.g and r.receipt_key = u.k and r.matched_at is not null and r.received_at < clock_timestamp() - interval '72 hours'`,
  { acrossAccounts },
)

export async function addSubmissions(tx: Runner, rows: readonly NewSubmission[]): Promise<void> {
  const unique = [...new Map(rows.map((one) => [`${one.gatewayId} ${one.key}`, one])).values()]
  if (unique.length === 0) return
  const takenOver = await tx.run(
    insertSubmissions,
    columnsOf(unique, [
      (one) => one.gatewayId,
      (one) => one.key,
      (one) => one.accountId,
      (one) => one.messageId,
      (one) => one.attempt,
      (one) => one.part,
    ]),
  )
  if (takenOver.length === 0) return
  await tx.run(forgetReceipts, columnsOf(takenOver, [(one) => one.gateway_id, (one) => one.receipt_key]))
}

const findSubmissions = statement(
  'find_submissions',
  {
    receipt_key: 'text',
    account_id: 'uuid',
    message_id: 'uuid',
    attempt: 'integer',
    part: 'smallint',
    parts: 'smallint',
    number: 'text?',
    latest: 'integer',
    state: 'text',
    doubt: 'text?',
    settled_by: 'text?',
    has_dnd_learnt: 'boolean',
  },
  `select s.receipt_key, s.account_id, s.message_id, s.attempt, s.part, m.parts, m.number, m.attempt as latest, m.state, m.doubt, m.settled_by,
     coalesce((select a.has_dnd_learnt from account a where a.account_id = m.account_id), false) as has_dnd_learnt
   from submission s join message m on m.account_id = s.account_id and m.id = s.message_id
   where s.gateway_id = $1 and s.receipt_key = any($2::text[])`,
  { acrossAccounts },
)

export type FoundSubmission = MessageKey & {
  key: string
  attempt: number
  part: number
  parts: number
  number: string | null
  /** The message's latest attempt, and where the message stands by it. */
  latest: number
  state: State
  doubt: string | null
  settledBy: string | null
  /** Of the account: a delivered text may have something to forget. */
  hasDndLearnt: boolean
}

/** The attempts behind receipt keys of one gateway. */
export async function submissionsOf(
  tx: Runner,
  gatewayId: string,
  keys: readonly string[],
): Promise<Map<string, FoundSubmission>> {
  const rows = await tx.run(findSubmissions, [gatewayId, [...new Set(keys)]])
  return new Map(
    rows.map((row) => [
      row.receipt_key,
      {
        key: row.receipt_key,
        accountId: row.account_id,
        messageId: row.message_id,
        attempt: row.attempt,
        part: row.part,
        parts: row.parts,
        number: row.number,
        latest: row.latest,
        state: row.state as State,
        doubt: row.doubt,
        settledBy: row.settled_by,
        hasDndLearnt: row.has_dnd_learnt,
      },
    ]),
  )
}

// The best word stands: delivered over undelivered, either over nothing.
const noteStates = statement(
  'note_submission_states',
  {},
  `update submission s set receipt_state = case when s.receipt_state = 'delivered' then 'delivered' else u.s end
   from (select * from unnest($1::text[], $2::text[]) as t(k, s) order by k) u
   where s.gateway_id = $3 and s.receipt_key = u.k`,
  { acrossAccounts },
)

export async function noteReceiptStates(
  tx: Runner,
  gatewayId: string,
  rows: readonly { key: string; state: string }[],
): Promise<void> {
  const best = new Map<string, string>()
  for (const { key, state } of rows) if (best.get(key) !== 'delivered') best.set(key, state)
  if (best.size === 0) return
  await tx.run(noteStates, [[...best.keys()], [...best.values()], gatewayId])
}

const partStates = statement(
  'part_states',
  { account_id: 'uuid', message_id: 'uuid', attempt: 'integer', receipt_state: 'text?' },
  `select s.account_id, s.message_id, s.attempt, s.receipt_state
   from (select distinct * from unnest($1::uuid[], $2::uuid[]) as t(a, i)) u
   join submission s on s.account_id = u.a and s.message_id = u.i`,
)

/** What the gateway has said of each part, by message and attempt. */
export async function statesOfParts(
  tx: Runner,
  keys: readonly MessageKey[],
): Promise<(MessageKey & { attempt: number; state: string | null })[]> {
  if (keys.length === 0) return []
  const rows = await tx.run(partStates, columnsOf(keys, [(one) => one.accountId, (one) => one.messageId]))
  return rows.map((row) => ({
    accountId: row.account_id,
    messageId: row.message_id,
    attempt: row.attempt,
    state: row.receipt_state,
  }))
}
