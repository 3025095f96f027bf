/**
 * Receipts: each is kept once, raw words included, and a repeat is counted. One whose key nobody knows yet waits; storing the answer applies
 * it in the same transaction, and the matcher loop covers what both missed (two transactions that commit at once see nothing of each other).
 */
import type { ReceiptState } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Reason } from '../core/reasons.ts'
import { type Applied, type Applying, type ApplyingInTurn, applyReceipts, type Located } from './apply-receipts.ts'
import { type Database, type Runner, timestamp, timestampOrNull } from './database.ts'
import { inTurn } from './lock-order.ts'
import { columnsOf, textsOf } from './rows.ts'
import { type RowOf, statement } from './statement.ts'
import { type FoundSubmission, isTheirs, submissionsOf } from './submissions.ts'

/** A receipt ready to keep: `keys` are the texts by which it may be found. The first is as it came; the others are other ways to write the same id. */
export type NewReceipt = {
  keys: readonly string[]
  part: number
  state: ReceiptState
  final: boolean
  /** The state, and the gateway's own code or words for it: by this, the part and the time a repeat is known. */
  status: string
  reason: Reason | null
  number: string | null
  doneAt: Instant | null
  submittedAt: Instant | null
  textBegins: string | null
  raw: string
}

const acrossAccounts = 'a receipt names no account'

// Many of the same in one batch are one row as well, counted. What came once is not told: that is nearly all.
const insertReceipts = statement(
  'insert_receipts',
  { receipt_key: 'text', part: 'smallint', status: 'text', done_at: 'timestamptz', times: 'integer' },
  `with kept as (
   insert into receipt (gateway_id, receipt_key, part, status, done_at, times, received_at, state, final, reason, number, text_begins, submitted_at, raw, other_keys, matched_at, look_at)
   select $1, u.k, u.part, u.status, u.done_at, u.times, clock_timestamp(), u.state, u.final, u.reason, u.number, u.text_begins, u.submitted_at, u.raw, u.other_keys::text[],
     case when u.known then clock_timestamp() end, case when not u.known then clock_timestamp() + interval '2 seconds' end
   from (select * from unnest($2::text[], $3::smallint[], $4::text[], $5::timestamptz[], $6::integer[], $7::text[], $8::boolean[], $9::text[], $10::text[], $11::text[],
     $12::timestamptz[], $13::text[], $14::boolean[], $15::text[])
     as t(k, part, status, done_at, times, state, final, reason, number, text_begins, submitted_at, other_keys, known, raw) order by k, part, status, done_at) u
   on conflict (gateway_id, receipt_key, part, status, done_at) do update set times = receipt.times + excluded.times
   returning receipt_key, part, status, done_at, times)
   select * from kept where times > 1`,
  { acrossAccounts },
)

/** What was stored: how many were new, repeated, and of unknown keys; and what they did. */
export type Recorded = { stored: number; repeated: number; unmatched: number } & Applied

type Placed = { receipt: NewReceipt; key: string; submission: FoundSubmission | undefined; times: number }

/** Keeps and applies receipts of one gateway in one transaction. Resolves after the commit: only then is the peer answered. */
export async function recordReceipts(
  db: Database,
  gatewayId: string,
  receipts: readonly NewReceipt[],
  applying: Applying,
): Promise<Recorded> {
  const { again, ...recorded } = await inTurn(db, (tx, locksFirst) =>
    recordIn(tx, gatewayId, receipts, { ...applying, locksFirst }),
  )
  // A repeat changes nothing, unless it is of one that still waits and whose text is known by now. Others hold receipts of the same text here, so what waits
  // is taken by a transaction that holds none yet.
  const known = again.flatMap(({ key, submission }) => (submission ? [{ key, number: submission.number }] : []))
  if (known.length === 0) return recorded
  const caughtUp = await inTurn(db, (tx, locksFirst) => applyWaiting(tx, known, { gatewayId, ...applying, locksFirst }))
  return {
    ...recorded,
    moved: recorded.moved + caughtUp.moved,
    alarms: [...recorded.alarms, ...caughtUp.alarms],
  }
}

async function recordIn(
  tx: Runner,
  gatewayId: string,
  receipts: readonly NewReceipt[],
  applying: ApplyingInTurn,
): Promise<Recorded & { again: Placed[] }> {
  const found = await submissionsOf(
    tx,
    gatewayId,
    receipts.flatMap((one) => one.keys),
  )
  const placed = placeAll(receipts, found)
  const known = await keep(tx, gatewayId, placed)
  const isNew = (one: Placed) => (known.get(identity(one.key, one.receipt)) ?? 1) === one.times
  const fresh = placed.filter(isNew)
  const applied = await applyReceipts(
    tx,
    gatewayId,
    fresh.flatMap(({ receipt, submission }) => (submission ? [{ ...receipt, submission }] : [])),
    applying,
  )
  return {
    ...applied,
    stored: fresh.length,
    repeated: receipts.length - fresh.length,
    unmatched: fresh.filter((one) => one.submission === undefined).length,
    again: placed.filter((one) => !isNew(one)),
  }
}

/** Each receipt with the key it is kept under and the attempt behind it, those that are the same joined. */
function placeAll(receipts: readonly NewReceipt[], found: Map<string, FoundSubmission>): Placed[] {
  const placed = new Map<string, Placed>()
  for (const receipt of receipts) {
    const key = receipt.keys.find((one) => found.has(one) && isBelieved(receipt, one, found.get(one)?.number ?? null))
    const keptUnder = key ?? receipt.keys[0] ?? ''
    const id = identity(keptUnder, receipt)
    const same = placed.get(id)
    if (same) same.times += 1
    else
      placed.set(id, { receipt, key: keptUnder, submission: key === undefined ? undefined : found.get(key), times: 1 })
  }
  return [...placed.values()]
}

/**
 * Whether the text to `number` that `key` leads to is the receipt's. Of an id of theirs the number must agree: two texts may share it, where the gateway gives
 * an id again, or where it is not known how it writes them. There one that came without a number is taken as it is written.
 */
export function isBelieved(
  receipt: { keys: readonly string[]; number: string | null },
  key: string,
  number: string | null,
): boolean {
  if (receipt.number === null) return key === receipt.keys[0]
  if (receipt.number === number) return true
  return receipt.keys.length === 1 && (number === null || !isTheirs(key))
}

function identity(key: string, { part, status, doneAt }: Pick<NewReceipt, 'part' | 'status' | 'doneAt'>): string {
  return `${key} ${part} ${status} ${doneAt ?? 0}`
}

/** Stores them; answers how often each has come by now, of those that came more than once. */
async function keep(tx: Runner, gatewayId: string, placed: readonly Placed[]): Promise<Map<string, number>> {
  const rows = await tx.run(insertReceipts, [
    gatewayId,
    ...columnsOf(placed, [
      ({ key }) => key,
      ({ receipt }) => receipt.part,
      ({ receipt }) => receipt.status,
      ({ receipt }) => timestamp(receipt.doneAt ?? 0),
      ({ times }) => times,
      ({ receipt }) => receipt.state,
      ({ receipt }) => receipt.final,
      ({ receipt }) => receipt.reason,
      ({ receipt }) => receipt.number,
      ({ receipt }) => receipt.textBegins,
      ({ receipt }) => timestampOrNull(receipt.submittedAt),
      ({ receipt, key }) => String(columnsOf(otherKeys(receipt, key), [(one) => one])[0]),
      ({ submission }) => submission !== undefined,
    ]),
    textsOf(placed, ({ receipt }) => receipt.raw),
  ])
  return new Map(
    rows.map((row) => [
      identity(row.receipt_key, { part: row.part, status: row.status, doneAt: row.done_at }),
      row.times,
    ]),
  )
}

const otherKeys = (receipt: NewReceipt, key: string) => receipt.keys.filter((one) => one !== key)

/** Whether these two are one row. */
export const isSameReceipt = (one: string, other: string): string =>
  ['gateway_id', 'receipt_key', 'part', 'status', 'done_at']
    .map((key) => `${one}.${key} = ${other}.${key}`)
    .join(' and ')

const lockWaitingRows = statement(
  'lock_waiting_receipts',
  { part: 'smallint' },
  `select part from receipt where gateway_id = $1 and receipt_key = $2 and matched_at is null order by part, status, done_at for update`,
  { acrossAccounts },
)

/** Locks the receipts that wait under a key, for who is to lock a message before it takes them. Answers whether there are any. */
export async function lockWaiting(tx: Runner, gatewayId: string, key: string): Promise<boolean> {
  return (await tx.run(lockWaitingRows, [gatewayId, key])).length > 0
}

// Taken only where isBelieved would. Locked in the order of the keys before it is written: an update
// takes its rows in whatever order its plan finds them, and two plans of it waited for each other.
const findWaiting = statement(
  'find_waiting_receipts',
  { receipt_key: 'text', state: 'text', final: 'boolean', reason: 'text?', number: 'text?' },
  `with mine as materialized (
     select r.gateway_id, r.receipt_key, r.part, r.status, r.done_at from (select * from unnest($2::text[], $3::text[]) as t(k, number)) u
     join receipt r on r.gateway_id = $1 and r.receipt_key = u.k
     where r.matched_at is null and (r.number is null or r.number = u.number or r.other_keys = '{}' and (u.number is null or not r.receipt_key like 'i:%'))
     order by r.receipt_key, r.part, r.status, r.done_at for update of r)
   update receipt r set matched_at = clock_timestamp(), look_at = null
   from mine m
   where ${isSameReceipt('r', 'm')}
   returning r.receipt_key, r.state, r.final, r.reason, r.number`,
  { acrossAccounts },
)

/** A receipt key by which a text is known now, and the number the text goes to. */
export type KnownKey = { key: string; number: string | null }

/** A receipt that waited for its text. */
type Taken = RowOf<(typeof findWaiting)['columns']>
type Of = ApplyingInTurn & { gatewayId: string; by?: 'adoption' }

/** Receipts that came before the answer whose keys these are: applied in the transaction that stores the answer. */
export async function applyWaiting(tx: Runner, known: readonly KnownKey[], of: Of): Promise<Applied> {
  return await applyTaken(tx, await takeWaiting(tx, known, of.gatewayId), of)
}

/**
 * The waiting receipts with these keys, marked as matched and locked. Whoever has more to lock takes them first (lock-order.ts).
 */
export async function takeWaiting(tx: Runner, known: readonly KnownKey[], gatewayId: string): Promise<Taken[]> {
  if (known.length === 0) return []
  return await tx.run(findWaiting, [gatewayId, ...columnsOf(known, [(one) => one.key, (one) => one.number])])
}

/** Applies what was taken, once the attempts behind the keys are stored. */
export async function applyTaken(tx: Runner, taken: readonly Taken[], of: Of): Promise<Applied> {
  const { gatewayId, by = 'receipt' } = of
  if (taken.length === 0) return { moved: 0, alarms: [] }
  const found = await submissionsOf(
    tx,
    gatewayId,
    taken.map((row) => row.receipt_key),
  )
  const located = taken.flatMap((row): Located[] => {
    const submission = found.get(row.receipt_key)
    const { final } = row
    // Of an id that was given again within three days, the key may lead to the text that had it first.
    return submission && isBelieved({ keys: [row.receipt_key], number: row.number }, row.receipt_key, submission.number)
      ? [{ state: row.state as ReceiptState, final, reason: row.reason as Reason | null, submission, by }]
      : []
  })
  return await applyReceipts(tx, gatewayId, located, of)
}
