/**
 * Asks gateways that can be asked what became of texts whose receipt did not come. What they say for sure is recorded as
 * a receipt; what they do not know says nothing, and is never a reason to send again.
 */
import { giveUpAfterMs } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { RecordReceipts } from '../pipeline/record-receipts.ts'
import type { Database } from '../store/database.ts'
import { type OverdueText, overdueLimit, overdueTexts } from '../store/overdue-texts.ts'
import type { Lane } from './lane.ts'

/** A receipt is given this long to come by itself. */
const patienceMs = 10 * 60_000
/** What is given up later (giveUpAfterMs) is asked about in one pass, an hour of texts a round. */
const stepMs = 3_600_000
const answerMs = 60_000
/** A gateway is asked for so long in one round: the next round, of all gateways, waits for it. */
const roundMs = 60_000

type Options = { db: Database; lanes(): Lane[]; receipts: RecordReceipts; now(): Instant }

type Round = (isStopping: () => boolean) => Promise<number>

/** One round for every lane: some of its texts, and in later rounds the others, from the oldest to the newest and then again. */
export function createAskOverdue({ db, lanes, receipts, now }: Options): Round {
  const places = new Map<string, Instant>()
  return async (isStopping) => {
    const asked = lanes().filter((lane) => lane.can.lookUp === 'id' && lane.gateway.slots() > 0)
    // All at once: one that does not answer keeps no other waiting. And to the end, so that no round begins in the middle of another.
    const rounds = await Promise.allSettled(asked.map((lane) => askOne(lane, isStopping)))
    const failed = rounds.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
    return rounds.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0)
  }

  async function askOne(lane: Lane, isStopping: () => boolean): Promise<number> {
    const { gatewayId } = lane
    const startedAt = now()
    const end = startedAt + giveUpAfterMs - patienceMs
    const before = places.get(gatewayId) ?? startedAt
    const from = before >= end ? startedAt : before
    const until = Math.min(end, from + stepMs)
    const texts = await overdueTexts(db, gatewayId, from, until)
    let found = 0
    for (const text of texts) {
      if (isStopping() || now() > startedAt + roundMs) return found
      places.set(gatewayId, text.watchAt)
      found += await ask(lane, text)
    }
    if (texts.length < overdueLimit) places.set(gatewayId, until)
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
