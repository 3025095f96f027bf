/** query_sm: what the SMSC still knows of a text whose receipt did not come. */
import type { Instant } from '../../core/instant.ts'
import type { Found, LookedUp, Receipt } from '../gateway.ts'
import { stateOfNumber } from './inbound.ts'
import { sourceFor } from './message.ts'
import { canonicalId } from './message-id.ts'
import type { QueryAnswer } from './pdu.ts'
import { codesOf, reasonOf } from './receipt-reasons.ts'
import type { Session } from './session.ts'
import type { SmppSettings } from './settings.ts'

/** How an answer is kept, so that the id can be asked for as the SMSC wrote it: `id 39f99dd5 39f99dd6`. */
export function answerWithIds(ids: readonly string[]): { status: 0; words: string } {
  return { status: 0, words: `id ${ids.join(' ')}` }
}

/**
 * Asks about every part, one after the other. Only an end that the SMSC names is evidence; that it does not know a text
 * (any more), or does not answer, says nothing, so nothing is ever `absent`. Once it is too late no further part is asked about.
 */
export async function askAbout(
  settings: SmppSettings,
  session: Session,
  about: LookedUp,
  isTooLate: () => boolean,
): Promise<Found> {
  const source = sourceFor(about.header, settings)
  if (!source) return { is: 'cannot_tell' }
  const receipts: Receipt[] = []
  for (const messageId of idsOf(about)) {
    if (isTooLate()) break
    const answer = await session.query({ messageId, ...source })
    const receipt = answer && receiptOf(answer, messageId, settings)
    if (receipt) receipts.push({ ...receipt, to: about.to })
  }
  return receipts.length === 0
    ? { is: 'cannot_tell' }
    : { is: 'arrived', keys: receipts.map((one) => one.key), receipts }
}

/** As the SMSC wrote them where that was kept; else as they are known here, without leading zeros and capitals. */
function idsOf({ answer, keys }: LookedUp): string[] {
  const kept = /^id (.+)$/.exec(answer?.words ?? '')?.[1]
  return kept === undefined ? keys.flatMap((key) => key.id ?? []) : kept.split(' ')
}

function receiptOf(answer: QueryAnswer, messageId: string, settings: SmppSettings): Receipt | undefined {
  if (answer.status !== 0 || answer.state === undefined) return undefined
  const known = stateOfNumber(answer.state)
  // "Unknown" here may mean that it was forgotten: not an end.
  if (!known?.isEnd || known.state === 'unknown') return undefined
  const at = finalInstant(answer.finalDate)
  const said = { word: known.word, err: String(answer.error), network: undefined }
  const why = known.state === 'undelivered' ? reasonOf(said, codesOf(settings)) : undefined
  return {
    key: { id: canonicalId(messageId, settings.messageIds, 'answer') },
    state: known.state,
    final: true,
    ...(at === undefined ? {} : { at }),
    ...(why ? { reason: why.reason } : {}),
    raw: {
      code: `query_sm ${known.word}`,
      words: `query_sm: ${known.word}, error ${answer.error}`,
      ...(why?.carrier ? { carrier: why.carrier } : {}),
    },
  }
}

/** SMPP's absolute time (7.1.1.1) `YYMMDDhhmmsstnnp`: `nn` quarter hours ahead (`+`) of UTC or behind (`-`). */
export function finalInstant(date: string): Instant | undefined {
  const [, year, month, day, hour, minute, second, quarters, sign] =
    /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d(\d\d)([+-])$/.exec(date) ?? []
  if (year === undefined) return undefined
  const local = Date.parse(`20${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  const offset = Number(quarters) * 15 * 60_000 * (sign === '+' ? 1 : -1)
  return Number.isNaN(local) ? undefined : local - offset
}
