/**
 * Receipts: each is kept once, raw words included, and a repeat is counted. One whose key nobody knows yet waits; storing the answer applies
 * it in the same transaction, and the matcher loop covers what both missed (two transactions that commit at once see nothing of each other).
 */
import { type ReceiptState, wholeOf } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Reason } from '../core/reasons.ts'
import { noteLateNews } from './attempts.ts'
import { type Database, type Runner, timestamp, timestampOrNull } from './database.ts'
import { lockMessages, type Move, messageKey, moveMessages } from './messages.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { type FoundSubmission, noteReceiptStates, statesOfParts, submissionsOf } from './submissions.ts'

/** A receipt ready to keep: `keys` are the texts by which it may be found, the first being the one it is kept under. */
export type NewReceipt = {
  keys: readonly string[]
  part: number
  state: ReceiptState
  final: boolean
  /** The gateway's own word for the state. */
  status: string
  reason: Reason | null
  number: string | null
  doneAt: Instant | null
  submittedAt: Instant | null
  textBegins: string | null
  raw: string
}

const acrossAccounts = 'a receipt names no account'
const noDoneAt = '1970-01-01T00:00:00Z'

const insertReceipts = statement(
  'insert_receipts',
  { receipt_key: 'text', times: 'integer' },
  `insert into receipt (gateway_id, receipt_key, part, status, done_at, received_at, state, final, reason, number, text_begins, submitted_at, raw, other_keys, matched_at, look_at)
   select $1, u.k, u.part, u.status, u.done_at, clock_timestamp(), u.state, u.final, u.reason, u.number, u.text_begins, u.submitted_at, u.raw, u.other_keys::text[],
     case when u.known then clock_timestamp() end, case when not u.known then clock_timestamp() + interval '2 seconds' end
   from (select * from unnest($2::text[], $3::smallint[], $4::text[], $5::timestamptz[], $6::text[], $7::boolean[], $8::text[], $9::text[], $10::text[], $11::timestamptz[],
     $12::text[], $13::text[], $14::boolean[]) as t(k, part, status, done_at, state, final, reason, number, text_begins, submitted_at, raw, other_keys, known) order by k, part, status, done_at) u
   on conflict (gateway_id, receipt_key, part, status, done_at) do update set times = receipt.times + 1
   returning receipt_key, times`,
  { acrossAccounts },
)

/** What was stored: how many were new, repeated, and of unknown keys. */
export type Recorded = { stored: number; repeated: number; unmatched: number; applied: number }

/** Keeps and applies receipts of one gateway in one transaction. Resolves after the commit: only then is the peer answered. */
export async function recordReceipts(
  db: Database,
  gatewayId: string,
  receipts: readonly NewReceipt[],
  perPartReceipts: boolean,
): Promise<Recorded> {
  return await db.transaction('send', async (tx) => {
    const found = await submissionsOf(
      tx,
      gatewayId,
      receipts.flatMap((one) => one.keys),
    )
    const located = receipts.map((receipt) => {
      const key = receipt.keys.find((one, n) => isOf(receipt, found.get(one), n > 0))
      return { receipt, key: key ?? receipt.keys[0] ?? '', submission: key === undefined ? undefined : found.get(key) }
    })
    // A batch may hold the same receipt twice, and one statement may not touch a row twice.
    const unique = [...new Map(located.map((one) => [identity(one.key, one.receipt), one])).values()]
    const rows = await tx.run(insertReceipts, [
      gatewayId,
      ...columnsOf(unique, [
        ({ key }) => key,
        ({ receipt }) => receipt.part,
        ({ receipt }) => receipt.status,
        ({ receipt }) => (receipt.doneAt === null ? noDoneAt : timestamp(receipt.doneAt)),
        ({ receipt }) => receipt.state,
        ({ receipt }) => receipt.final,
        ({ receipt }) => receipt.reason,
        ({ receipt }) => receipt.number,
        ({ receipt }) => receipt.textBegins,
        ({ receipt }) => timestampOrNull(receipt.submittedAt),
        ({ receipt }) => receipt.raw,
        ({ receipt, key }) =>
          `{${receipt.keys
            .filter((one) => one !== key)
            .map((one) => JSON.stringify(one))
            .join(',')}}`,
        ({ submission }) => submission !== undefined,
      ]),
    ])
    const applied = await apply(
      tx,
      gatewayId,
      unique.flatMap(({ receipt, submission }) => (submission ? [{ ...receipt, submission }] : [])),
      perPartReceipts,
    )
    return {
      stored: rows.filter((row) => row.times === 1).length,
      repeated: rows.filter((row) => row.times > 1).length + located.length - unique.length,
      unmatched: unique.filter((one) => one.submission === undefined).length,
      applied,
    }
  })
}

/** An id in another form than it came in is believed only where the number agrees: two texts may share the digits. */
function isOf(receipt: NewReceipt, submission: FoundSubmission | undefined, isAlternative: boolean): boolean {
  return submission !== undefined && (!isAlternative || receipt.number === submission.number)
}

function identity(key: string, receipt: NewReceipt): string {
  return `${key} ${receipt.part} ${receipt.status} ${receipt.doneAt}`
}

type Located = Pick<NewReceipt, 'state' | 'final' | 'reason'> & {
  submission: FoundSubmission
  by?: 'receipt' | 'adoption'
}

/** Applies final receipts: a text of one part by one compare-and-set, several parts and late truth under their locks. */
async function apply(
  tx: Runner,
  gatewayId: string,
  receipts: readonly Located[],
  perPartReceipts: boolean,
): Promise<number> {
  const final = receipts.filter((one) => one.final && (one.state === 'delivered' || one.state === 'undelivered'))
  if (final.length === 0) return 0
  const isQuick = ({ submission }: Located) =>
    submission.attempt === submission.latest && (submission.parts <= 1 || !perPartReceipts)
  const slow = final.filter((one) => !isQuick(one))
  await noteReceiptStates(
    tx,
    gatewayId,
    slow.map((one) => ({ key: one.submission.key, state: one.state })),
  )
  // One message, one move: of two receipts in a batch the better is applied.
  const quick = new Map<string, Move>()
  for (const one of final.filter(isQuick)) {
    const key = messageKey(one.submission)
    if (one.state === 'delivered' || !quick.has(key))
      quick.set(key, moveOf(one, one.state as 'delivered' | 'undelivered', one.submission.latest))
  }
  const moved = await moveMessages(tx, [...quick.values()])
  return moved.size + (await applySlowly(tx, slow, perPartReceipts))
}

function moveOf(one: Located, state: 'delivered' | 'undelivered', attempt: number): Move {
  return {
    accountId: one.submission.accountId,
    messageId: one.submission.messageId,
    attempt,
    event: state === 'delivered' ? 'receipt_delivered' : 'receipt_undelivered',
    reason: state === 'delivered' ? null : (one.reason ?? 'network_failed'),
    settledBy: one.by ?? 'receipt',
  }
}

async function applySlowly(tx: Runner, receipts: readonly Located[], perPartReceipts: boolean): Promise<number> {
  if (receipts.length === 0) return 0
  const byMessage = new Map(receipts.map((one) => [messageKey(one.submission), one]))
  const locked = await lockMessages(
    tx,
    [...byMessage.values()].map((one) => one.submission),
  )
  const parts = await statesOfParts(
    tx,
    [...byMessage.values()].map((one) => one.submission),
  )
  let applied = 0
  for (const [key, one] of byMessage) {
    const message = locked.get(key)
    if (!message) continue
    const ofAttempt = parts.filter((part) => messageKey(part) === key && part.attempt === one.submission.attempt)
    const whole = wholeOf(
      ofAttempt.flatMap((part) => (part.state === null ? [] : [part.state as ReceiptState])),
      expectedReceipts(message.parts, ofAttempt.length, perPartReceipts),
    )
    if (whole === undefined) continue
    if (one.submission.attempt < message.attempt) {
      await noteLateNews(tx, [{ ...one.submission, receiptState: whole }])
      // While the later attempt is on its way this waits with the earlier; the better of both stands when it ends.
      if (message.state === 'sending') continue
    }
    applied += (await moveMessages(tx, [moveOf(one, whole, message.attempt)])).size
  }
  return applied
}

/** A gateway that reports on parts reports on every part it gave an id for; a text in doubt may have more parts than ids are known. */
function expectedReceipts(parts: number, known: number, perPartReceipts: boolean): number {
  return perPartReceipts ? Math.max(parts, known) : 1
}

const findWaiting = statement(
  'find_waiting_receipts',
  { receipt_key: 'text', state: 'text', final: 'boolean', reason: 'text?' },
  `update receipt set matched_at = clock_timestamp(), look_at = null
   where gateway_id = $1 and receipt_key = any($2::text[]) and matched_at is null
   returning receipt_key, state, final, reason`,
  { acrossAccounts },
)

/** Receipts that came before the answer whose keys these are: applied in the transaction that stores the answer. */
export async function applyWaiting(
  tx: Runner,
  gatewayId: string,
  keys: readonly string[],
  perPartReceipts: boolean,
  by?: 'adoption',
): Promise<number> {
  const waiting = await tx.run(findWaiting, [gatewayId, keys as string[]])
  if (waiting.length === 0) return 0
  const found = await submissionsOf(
    tx,
    gatewayId,
    waiting.map((row) => row.receipt_key),
  )
  return await apply(
    tx,
    gatewayId,
    waiting.flatMap((row) => {
      const submission = found.get(row.receipt_key)
      return submission
        ? [
            {
              state: row.state as ReceiptState,
              final: row.final,
              reason: row.reason as Reason | null,
              submission,
              ...(by ? { by } : {}),
            },
          ]
        : []
    }),
    perPartReceipts,
  )
}
