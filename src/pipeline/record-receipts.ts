/** Receipts come in: each is kept durably before its peer is answered, and applied where its text is known. */
import type { Came, Receipt } from '../gateways/gateway.ts'
import type { Database } from '../store/database.ts'
import { type NewReceipt, recordReceipts as store } from '../store/receipts.ts'
import { receiptKeyText } from '../store/submissions.ts'
import { type GroupCommit, groupCommit } from './group-commit.ts'

export type RecordReceipts = {
  /** Resolves after the durable write; rejects when nothing was stored, and then the peer must not be answered. */
  record(gatewayId: string, came: Came): Promise<void>
  drain(): Promise<void>
}

type Log = { info(fields: object, words: string): void }

export function createRecordReceipts(options: {
  db: Database
  perPartReceipts(gatewayId: string): boolean
  log: Log
}): RecordReceipts {
  const byGateway = new Map<string, GroupCommit<Came>>()
  const batchesOf = (gatewayId: string) => {
    const known = byGateway.get(gatewayId)
    if (known) return known
    const made = groupCommit<Came>({ limit: 500, inFlight: 2, commit: (batch) => recordAll(options, gatewayId, batch) })
    byGateway.set(gatewayId, made)
    return made
  }
  return {
    record: (gatewayId, came) => (came.receipts.length === 0 ? Promise.resolve() : batchesOf(gatewayId).add(came)),
    drain: async () => {
      await Promise.all([...byGateway.values()].map((one) => one.drain()))
    },
  }
}

async function recordAll(
  options: Parameters<typeof createRecordReceipts>[0],
  gatewayId: string,
  batch: readonly Came[],
): Promise<void> {
  const receipts = batch.flatMap((came) => came.receipts.flatMap((one) => newReceipt(one) ?? []))
  const startedAt = performance.now()
  const recorded = await store(options.db, gatewayId, receipts, options.perPartReceipts(gatewayId))
  options.log.info({ gatewayId, ...recorded, ms: Math.round(performance.now() - startedAt) }, 'receipt.recorded')
}

function newReceipt(receipt: Receipt): NewReceipt | undefined {
  const { key, to, state, final, raw } = receipt
  const keys = [key, ...(receipt.altIds ?? []).map((id) => ({ id }))].flatMap((one) => receiptKeyText(one, to) ?? [])
  if (keys.length === 0) return undefined
  return {
    keys,
    part: key.part ?? 0,
    state,
    final,
    status: (raw.code ?? raw.words ?? state).slice(0, 60),
    reason: receipt.reason ?? null,
    number: to ?? null,
    doneAt: receipt.at ?? null,
    submittedAt: receipt.submittedAt ?? null,
    textBegins: receipt.textBegins ?? null,
    raw: JSON.stringify(raw),
  }
}
