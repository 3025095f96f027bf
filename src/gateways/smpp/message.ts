/** A submission as the submit_sm bodies that carry it. */
import { createHash } from 'node:crypto'
import type { Instant } from '../../core/instant.ts'
import type { Reason } from '../../core/reasons.ts'
import type { Submission } from '../gateway.ts'
import type { MessageBody, Tlv } from './pdu.ts'
import type { SmppSettings } from './settings.ts'
import { encodeText } from './text.ts'

/** Either what to write, or why it can never be written. */
export type Built = { is: 'messages'; messages: MessageBody[] } | { is: 'impossible'; reason: Reason; words: string }

/** Three days: what SMSCs commonly keep a text for, and longer than any text about a call is worth. */
const longestValiditySeconds = 3 * 86_400

/** `reference` gives the concatenation reference of the next long text to a number. */
export function messagesOf(
  submission: Submission,
  settings: SmppSettings,
  now: Instant,
  reference: (to: string) => number,
): Built {
  const source = sourceOf(submission.header, settings)
  if (!source)
    return {
      is: 'impossible',
      reason: 'header_refused',
      words: 'A header has 1 to 20 plain letters, digits and signs.',
    }
  const dest = submission.to.slice(1)
  const { encoding, parts } = encodeText(submission.text, () => reference(dest))
  if (parts.length > settings.maxParts)
    return { is: 'impossible', reason: 'text_too_long', words: `${parts.length} parts, at most ${settings.maxParts}` }
  const common = {
    serviceType: '',
    ...source,
    destTon: 1,
    destNpi: 1,
    dest,
    esmClass: parts.length > 1 ? 0x40 : 0,
    protocolId: 0,
    priority: 0,
    scheduleAt: '',
    validity: relativeTime(submission.validUntil - now),
    registeredDelivery: settings.receipts ? 1 : 0,
    replaceIfPresent: 0,
    dataCoding: encoding === 'gsm' ? settings.gsmCoding : settings.ucs2Coding,
    defaultMessageId: 0,
    tlvs: settings.dlt && submission.dlt ? dltTlvs(submission.dlt, settings) : [],
  }
  return { is: 'messages', messages: parts.map((shortMessage) => ({ ...common, shortMessage })) }
}

type Source = Pick<MessageBody, 'source' | 'sourceTon' | 'sourceNpi'>

/** TON and NPI from the look of the header: letters 5/0, a short code 3/0, a phone number 1/1 without its plus. */
function sourceOf(header: string, settings: SmppSettings): Source | undefined {
  if (!/^[\x20-\x7e]{1,20}$/.test(header)) return undefined
  if (settings.source === 'fixed')
    return { source: header, sourceTon: settings.sourceTon, sourceNpi: settings.sourceNpi }
  if (/^\+\d{7,15}$/.test(header)) return { source: header.slice(1), sourceTon: 1, sourceNpi: 1 }
  if (/^\d{1,9}$/.test(header)) return { source: header, sourceTon: 3, sourceNpi: 0 }
  if (/^\d+$/.test(header)) return { source: header, sourceTon: 1, sourceNpi: 1 }
  return { source: header, sourceTon: 5, sourceNpi: 0 }
}

/** SMPP's relative time (7.1.1.2), `YYMMDDhhmmss000R`: relative, because the SMSC's clock need not be ours. */
export function relativeTime(milliseconds: number): string {
  const seconds = Math.max(1, Math.min(longestValiditySeconds, Math.floor(milliseconds / 1_000)))
  const two = (value: number) => String(value).padStart(2, '0')
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ]
  return `0000${two(days)}${two(hours)}${two(minutes)}${two(seconds % 60)}000R`
}

function dltTlvs(dlt: NonNullable<Submission['dlt']>, settings: SmppSettings): Tlv[] {
  const chain = chainOf(dlt, settings)
  const all: [tag: string, value: string | undefined][] = [
    [settings.dltEntityTag, dlt.entity],
    [settings.dltTemplateTag, dlt.template],
    [settings.dltChainTag, chain],
  ]
  const end = settings.dltNul ? '\0' : ''
  return all.flatMap(([tag, value]) => (value ? [{ tag: Number(tag), value: Buffer.from(value + end, 'latin1') }] : []))
}

/** The chain from the entity to who delivers: SHA-256 in lower-case hex over the ids joined by commas (the operators' chain-hash manual). */
function chainOf(dlt: NonNullable<Submission['dlt']>, settings: SmppSettings): string | undefined {
  if (settings.dltChain === 'none') return undefined
  if (settings.dltChain === 'ids') return dlt.telemarketer
  if (dlt.chainHash) return dlt.chainHash
  return dlt.telemarketer && createHash('sha256').update(`${dlt.entity},${dlt.telemarketer}`).digest('hex')
}
