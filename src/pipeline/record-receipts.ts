/** Receipts and replies come in: each is kept durably before its peer is answered, and a receipt is applied where its text is known. */
import type { Instant } from '../core/instant.ts'
import { publicId } from '../core/public-id.ts'
import type { Came, Receipt } from '../gateways/gateway.ts'
import { wide } from '../log.ts'
import { classify, type Database, mayStay } from '../store/database.ts'
import { type NewReceipt, type Recorded, recordReceipts as store } from '../store/receipts.ts'
import { ofHalves } from '../store/rows.ts'
import type { HashNumber } from '../store/seal.ts'
import { receiptKeyText } from '../store/submissions.ts'
import type { ConfirmOptOuts } from './confirm-opt-outs.ts'
import { type GroupCommit, groupCommit } from './group-commit.ts'
import { takeReplies } from './take-replies.ts'
import { type Traces, untraced } from './traced.ts'
import { logAlarms } from './yet-delivered.ts'

/** What gateways reported of one gateway's texts since the start. */
export type ReceiptCounts = { stored: number; repeated: number; unmatched: number; alarms: number }

export type RecordReceipts = {
  /** Resolves after the durable write; rejects where not all was stored, and then the peer must not be answered: it tells all again. */
  record(gatewayId: string, came: Came): Promise<void>
  drain(): Promise<void>
  counts(gatewayId: string): Readonly<ReceiptCounts>
}

type Log = { info(fields: object, words: string): void; error(fields: object, words: string): void }

type Given = {
  db: Database
  perPartReceipts(gatewayId: string): boolean
  /** Resolves when the answers that came so far are stored. */
  answersStored(): Promise<void>
  hashNumber: HashNumber
  confirmOptOuts: ConfirmOptOuts
  log: Log
  traces?: Traces
}
type Options = Given & { counts(gatewayId: string): ReceiptCounts }

/** How long receipts wait for the answers that came before them. */
const answersWithinMs = 100

export function createRecordReceipts(given: Given): RecordReceipts {
  const counted = new Map<string, ReceiptCounts>()
  const counts = (gatewayId: string) => {
    const known = counted.get(gatewayId)
    if (known) return known
    const made: ReceiptCounts = { stored: 0, repeated: 0, unmatched: 0, alarms: 0 }
    counted.set(gatewayId, made)
    return made
  }
  const options = { ...given, counts }
  const { traces = untraced } = given
  const byGateway = new Map<string, GroupCommit<Came>>()
  const batchesOf = (gatewayId: string) => {
    const known = byGateway.get(gatewayId)
    if (known) return known
    const made = groupCommit<Came>({
      limit: 500,
      inFlight: 1,
      gatherMs: 10,
      commit: (batch) =>
        traces.during('receipts.record', { gateway: publicId('gw', gatewayId), requests: batch.length }, () =>
          recordAll(options, gatewayId, batch),
        ),
    })
    byGateway.set(gatewayId, made)
    return made
  }
  return {
    record: async (gatewayId, came) => {
      if (came.replies.length > 0) await takeReplies(options, gatewayId, came.replies)
      if (came.receipts.length > 0) await batchesOf(gatewayId).add(came)
    },
    drain: async () => {
      await Promise.all([...byGateway.values()].map((one) => one.drain()))
    },
    counts,
  }
}

async function recordAll(options: Options, gatewayId: string, batch: readonly Came[]): Promise<void> {
  const receipts = batch.flatMap((came) => came.receipts.flatMap((one) => newReceipt(one) ?? []))
  // A receipt often comes right behind its answer; with the answer stored, it finds its text at once.
  await Promise.race([options.answersStored(), pause(answersWithinMs)])
  const startedAt = performance.now()
  const { alarms, ...recorded } = await storeApart(options, gatewayId, receipts)
  const counts = options.counts(gatewayId)
  counts.stored += recorded.stored
  counts.repeated += recorded.repeated
  counts.unmatched += recorded.unmatched
  counts.alarms += alarms.length
  logAlarms(options.log, alarms)
  wide(options.log, 'receipt.recorded', () => ({
    gatewayId: publicId('gw', gatewayId),
    receipts: receipts.length,
    ...recorded,
    states: [...new Set(receipts.map((one) => one.state))],
    ms: Math.round((performance.now() - startedAt) * 10) / 10,
  }))
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref())

/**
 * Stores receipts. One that the database refuses is narrowed down and left out: unanswered it would come again for ever, and keep all others out. Of what fails
 * otherwise the others are stored before it is told: it comes again with whatever was not.
 */
async function storeApart(options: Options, gatewayId: string, receipts: readonly NewReceipt[]): Promise<Recorded> {
  try {
    return await store(options.db, gatewayId, receipts, {
      perPartReceipts: options.perPartReceipts(gatewayId),
      hashNumber: options.hashNumber,
    })
  } catch (error) {
    if (!mayStay(error)) throw error
    if (receipts.length <= 1) {
      if (classify(error) !== 'poison') throw error
      options.log.error({ gatewayId, err: String(error) }, 'a receipt cannot be stored and is left out')
      return { stored: 0, repeated: 0, unmatched: 0, moved: 0, alarms: [] }
    }
    const [first, second] = await ofHalves(receipts, (half) => storeApart(options, gatewayId, half))
    return joined(first, second)
  }
}

function joined(one: Recorded, other: Recorded): Recorded {
  return {
    stored: one.stored + other.stored,
    repeated: one.repeated + other.repeated,
    unmatched: one.unmatched + other.unmatched,
    moved: one.moved + other.moved,
    alarms: [...one.alarms, ...other.alarms],
  }
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
    // The state as well: on its way and arrived may have one code, in one minute.
    status: `${state} ${raw.code ?? raw.words ?? ''}`.slice(0, 60),
    reason: receipt.reason ?? null,
    number: to ?? null,
    doneAt: believable(receipt.at),
    submittedAt: believable(receipt.submittedAt),
    textBegins: receipt.textBegins ?? null,
    raw: JSON.stringify(raw),
  }
}

const inTheYear2000 = Date.UTC(2000)
const inTheYear2100 = Date.UTC(2100)

/** A time that a network can mean; garbage is as good as none, and the year 300000 fits no database. */
function believable(at: Instant | undefined): Instant | null {
  return at !== undefined && at > inTheYear2000 && at < inTheYear2100 ? at : null
}
