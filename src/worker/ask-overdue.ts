/**
 * Asks gateways that can be asked what became of texts whose receipt did not come. What they say for sure is recorded as
 * a receipt; what they do not know says nothing, and is never a reason to send again.
 */
import type { Instant } from '../core/instant.ts'
import type { RecordReceipts } from '../pipeline/record-receipts.ts'
import type { Database } from '../store/database.ts'
import { type OverdueText, overdueLimit, overdueTexts } from '../store/overdue-texts.ts'
import type { Lane } from './lane.ts'

/** A receipt is given this long to come by itself. */
const patienceMs = 10 * 60_000
/** After which a text is given up; what lies before is asked about in one pass, an hour of texts a round. */
const givenUpMs = 72 * 3_600_000
const stepMs = 3_600_000
const answerMs = 60_000

type Options = { db: Database; lanes(): Lane[]; receipts: RecordReceipts; now(): Instant }

/** One round for every lane: some of its texts, and in later rounds the others, from the oldest to the newest and then again. */
export function createAskOverdue({ db, lanes, receipts, now }: Options): () => Promise<number> {
  const places = new Map<string, Instant>()
  return async () => {
    let found = 0
    for (const lane of lanes()) {
      if (lane.can.lookUp !== 'id' || lane.gateway.slots() === 0) continue
      found += await askOne(lane)
    }
    return found
  }

  async function askOne(lane: Lane): Promise<number> {
    const { gatewayId } = lane
    const end = now() + givenUpMs - patienceMs
    const before = places.get(gatewayId) ?? now()
    const from = before >= end ? now() : before
    const until = Math.min(end, from + stepMs)
    const texts = await overdueTexts(db, gatewayId, from, until)
    const last = texts.at(-1)
    places.set(gatewayId, last && texts.length === overdueLimit ? last.watchAt : until)
    let found = 0
    for (const text of texts) found += await ask(lane, text)
    return found
  }

  async function ask({ gateway, gatewayId }: Lane, text: OverdueText): Promise<number> {
    const { number, header, ref, permittedAt, answer, ids } = text
    if (ids.length === 0) return 0
    const about = { to: number, header, ref, permittedAt, answer, keys: ids.map((id) => ({ id })) }
    const told = await gateway.lookUp?.(about, now() + answerMs)
    if (told?.is !== 'arrived' || !told.receipts) return 0
    await receipts.record(gatewayId, { receipts: told.receipts, replies: [], ignored: 0 })
    return 1
  }
}
