/** What trying a gateway asks of the database: a text of a trial is no message, but its receipts may come by the gateway's own connection. */
import type { RawAnswer } from '../core/adapter.ts'
import type { ReceiptState } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'

const acrossAccounts = 'a receipt names no account, and a trial belongs to a gateway'

// Served by the receipts' primary key.
const receiptsOfKeys = statement(
  'receipts_of_trial',
  { receipt_key: 'text', state: 'text', final: 'boolean', submitted_at: 'timestamptz?', raw: 'text' },
  `select receipt_key, state, final, submitted_at, raw from receipt
   where gateway_id = $1 and receipt_key = any($2::text[]) and received_at > clock_timestamp() - interval '10 minutes' limit 20`,
  { acrossAccounts },
)

export type TrialReceipt = {
  id: string
  state: ReceiptState
  final: boolean
  submittedAt: Instant | null
  raw: RawAnswer
}

/** Receipts of the last minutes by these ids, wherever they came in. */
export async function receiptsOfTrial(
  db: Database,
  gatewayId: string,
  ids: readonly string[],
): Promise<TrialReceipt[]> {
  const rows = await db.console.run(receiptsOfKeys, [gatewayId, ids.map((id) => `i:${id}`)])
  return rows.map((row) => ({
    id: row.receipt_key.slice(2),
    state: row.state as ReceiptState,
    final: row.final,
    submittedAt: row.submitted_at,
    raw: JSON.parse(row.raw) as RawAnswer,
  }))
}

// Served by message_doubt.
const doubtsOf = statement(
  'doubts_of_number_at_gateway',
  { doubts: 'bigint' },
  `select count(*) as doubts from message where doubt is not null and state = 'unconfirmed' and gateway_id = $1 and number = $2`,
  { acrossAccounts },
)

/** Whether a text to that number is in doubt: the receipt of a trial could be taken for its evidence. */
export async function isNumberInDoubt(db: Database, gatewayId: string, number: string): Promise<boolean> {
  const [row] = await db.console.run(doubtsOf, [gatewayId, number])
  return (row?.doubts ?? 0) > 0
}
