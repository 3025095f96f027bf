/** What a test text shows of how its SMSC writes ids and times, in words that name the setting. */
import type { Instant } from '../../core/instant.ts'
import type { Receipt } from '../gateway.ts'
import { alternativeIds, canonicalId } from './message-id.ts'
import type { SmppSettings } from './settings.ts'

type Seen = { answerIds: readonly string[]; receipts: readonly Receipt[]; submittedAt: Instant }

export function hintsOf(settings: SmppSettings, { answerIds, receipts, submittedAt }: Seen): string[] {
  return [
    ...new Set(
      receipts.flatMap((one) => [...idHint(settings, answerIds, one), ...zoneHint(settings, one, submittedAt)]),
    ),
  ]
}

function idHint({ messageIds }: SmppSettings, answerIds: readonly string[], { key }: Receipt): string[] {
  const id = key.id ?? ''
  const answered = answerIds.map((one) => canonicalId(one, messageIds, 'answer'))
  if (answered.includes(id)) return []
  const raw = answerIds.map((one) => canonicalId(one, 'as_is', 'answer'))
  const isIn = (form: 'as_is' | 'hex_to_dec' | 'dec_to_hex') =>
    answerIds.some((one) => canonicalId(one, form, 'answer') === id)
  const right = (['as_is', 'hex_to_dec', 'dec_to_hex'] as const).find(isIn)
  if (right)
    return [
      messageIds === 'auto'
        ? `Ids differ between answer and receipt. Set "Message ids" to ${right}, which is surer than auto.`
        : `Receipts cannot be joined with these settings. Set "Message ids" to ${right}.`,
    ]
  if (raw.some((one) => alternativeIds(one).includes(id))) return []
  return [
    `The receipt names another id (${id}) than the answer (${raw.join(', ')}). Try "Id in receipts: text", and ask the SMSC’s support which id receipts carry.`,
  ]
}

const quarterHour = 15 * 60_000

/** Times in receipts are to the minute, so what is nearly a whole number of quarter hours off is another zone. */
function zoneHint({ receiptZone }: SmppSettings, receipt: Receipt, submittedAt: Instant): string[] {
  if (receipt.submittedAt === undefined) return []
  const quarters = Math.round((receipt.submittedAt - submittedAt) / quarterHour)
  if (quarters === 0) return []
  const minutes = Math.abs(quarters) * 15
  const off = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h ${quarters > 0 ? 'later' : 'earlier'}`
  const right =
    quarters === 22 && receiptZone === 'UTC'
      ? 'Asia/Kolkata'
      : quarters === -22 && receiptZone === 'Asia/Kolkata'
        ? 'UTC'
        : undefined
  const zone = right ?? 'the zone that fits'
  return [
    `Times in receipts read as ${receiptZone} are ${off} than the text was sent. Set "Time zone of receipts" to ${zone}.`,
  ]
}
