/**
 * A receipt that came before its answer is kept under the id as it was written. Where the answer then wrote the id otherwise, the receipt moves to
 * the answer's form: one part, one key. (Taken out and put in again: the key is the distribution key, which no update may change.)
 */
import { type Runner, timestamp, timestampOrNull } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'

const acrossAccounts = 'a receipt names no account'

const takeOut = statement(
  'take_out_receipts',
  {
    part: 'smallint',
    status: 'text',
    done_at: 'timestamptz',
    times: 'integer',
    received_at: 'timestamptz',
    state: 'text',
    final: 'boolean',
    reason: 'text?',
    text_begins: 'text?',
    submitted_at: 'timestamptz?',
    raw: 'text',
  },
  `delete from receipt where gateway_id = $1 and receipt_key = $2 and number = $3 and matched_at is null and other_keys <> '{}'
   returning part, status, done_at, times, received_at, state, final, reason, text_begins, submitted_at, raw`,
  { acrossAccounts },
)

const putIn = statement(
  'put_in_receipts',
  {},
  `insert into receipt (gateway_id, receipt_key, number, part, status, done_at, times, received_at, state, final, reason, text_begins, submitted_at, raw)
   select $1, $2, $3, u.* from (select * from unnest($4::smallint[], $5::text[], $6::timestamptz[], $7::integer[], $8::timestamptz[], $9::text[], $10::boolean[],
     $11::text[], $12::text[], $13::timestamptz[], $14::text[])) u
   on conflict (gateway_id, receipt_key, part, status, done_at) do update set times = receipt.times + excluded.times`,
  { acrossAccounts },
)

/** Moves the receipts that wait under `from`, and speak of a text to `number`, to `to`. */
export async function renameWaiting(
  tx: Runner,
  gatewayId: string,
  { from, to, number }: { from: string; to: string; number: string },
): Promise<void> {
  const taken = await tx.run(takeOut, [gatewayId, from, number])
  if (taken.length === 0) return
  await tx.run(putIn, [
    gatewayId,
    to,
    number,
    ...columnsOf(taken, [
      (one) => one.part,
      (one) => one.status,
      (one) => timestamp(one.done_at),
      (one) => one.times,
      (one) => timestamp(one.received_at),
      (one) => one.state,
      (one) => one.final,
      (one) => one.reason,
      (one) => one.text_begins,
      (one) => timestampOrNull(one.submitted_at),
      (one) => one.raw,
    ]),
  ])
}
