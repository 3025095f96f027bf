/** A submission as the submit_sm that carry it. */
import { createHash } from 'node:crypto'
import type { Instant } from '../../core/instant.ts'
import type { Reason } from '../../core/reasons.ts'
import type { Submission } from '../gateway.ts'
import type { MessageFields, ShortMessage, Tlv } from './pdu.ts'
import type { SmppSettings } from './settings.ts'
import { partsOf } from './text.ts'

/** What to write: the fields that all PDUs share, and what each has for itself. */
export type Message = {
  fields: MessageFields
  /** One for each PDU. */
  pieces: readonly ShortMessage[]
  /** What the network makes of it. */
  parts: number
}

/** Either what to write, or why it can never be written. */
export type Built = Message | { impossible: Reason; words: string }

type Dlt = NonNullable<Submission['dlt']>
export type Source = Pick<MessageFields, 'source' | 'sourceTon' | 'sourceNpi'>

/** Three days: what SMSCs commonly keep a text for, and longer than any text about a call is worth. */
const longestValiditySeconds = 3 * 86_400

const noTlvs: readonly Tlv[] = []

/**
 * Makes the builder of one gateway. `reference` gives the concatenation reference of the next long text to a number.
 */
export function messageBuilder(
  settings: SmppSettings,
  reference: (dest: string) => number,
): (submission: Submission, now: Instant) => Built {
  // Headers, DLT ids and validities are few and texts many.
  const sourceOf = remembering((header: string) => sourceFor(header, settings))
  const relative = remembering(relativeTime)
  const tlvsOf = remembering((dlt: string) => dltTlvs(JSON.parse(dlt) as Dlt, settings))
  return ({ header, to, text, validUntil, dlt }, now) => {
    const source = sourceOf(header)
    if (!source) return { impossible: 'header_refused', words: 'A header has 1 to 20 plain letters, digits and signs.' }
    const dest = to.slice(1)
    const cut = partsOf(text, () => reference(dest), settings)
    if (!cut)
      return {
        impossible: 'content_refused',
        words: 'The text has a letter that Latin-1, the alphabet of this SMSC, lacks.',
      }
    const { encoding, pieces, parts } = cut
    if (parts > settings.maxParts) {
      return { impossible: 'text_too_long', words: `${parts} parts, at most ${settings.maxParts}` }
    }
    const fields: MessageFields = {
      serviceType: settings.serviceType,
      sourceTon: source.sourceTon,
      sourceNpi: source.sourceNpi,
      source: source.source,
      destTon: settings.destTon,
      destNpi: settings.destNpi,
      dest,
      esmClass: cut.esmClass,
      protocolId: 0,
      priority: 0,
      scheduleAt: '',
      validity:
        settings.validity === 'absolute'
          ? absoluteTime(validUntil, now)
          : relative(Math.floor((validUntil - now) / 1_000)),
      registeredDelivery: settings.receipts ? 1 : 0,
      replaceIfPresent: 0,
      dataCoding: encoding === 'gsm' ? settings.gsmCoding : settings.ucs2Coding,
      defaultMessageId: 0,
      tlvs: settings.dlt && dlt ? tlvsOf(JSON.stringify(dlt)) : noTlvs,
    }
    return { fields, pieces, parts }
  }
}

/** TON and NPI from the look of the header: letters 5/0, a short code 3/0, a phone number 1/1 without its plus. */
export function sourceFor(header: string, settings: SmppSettings): Source | undefined {
  if (!/^[\x20-\x7e]{1,20}$/.test(header)) return undefined
  if (settings.source === 'fixed')
    return { source: header, sourceTon: settings.sourceTon, sourceNpi: settings.sourceNpi }
  if (/^\+\d{7,15}$/.test(header)) return { source: header.slice(1), sourceTon: 1, sourceNpi: 1 }
  if (/^\d{1,9}$/.test(header)) return { source: header, sourceTon: 3, sourceNpi: 0 }
  if (/^\d+$/.test(header)) return { source: header, sourceTon: 1, sourceNpi: 1 }
  return { source: header, sourceTon: 5, sourceNpi: 0 }
}

/** SMPP's relative time (7.1.1.2), `YYMMDDhhmmss000R`: relative, because the SMSC's clock need not be ours. */
export function relativeTime(inSeconds: number): string {
  const seconds = Math.max(1, Math.min(longestValiditySeconds, inSeconds))
  const two = (value: number) => String(value).padStart(2, '0')
  const days = Math.floor(seconds / 86_400)
  const [hours, minutes] = [Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60]
  return `0000${two(days)}${two(hours)}${two(minutes)}${two(seconds % 60)}000R`
}

/** SMPP's absolute time (7.1.1.1), `YYMMDDhhmmss000+`, in UTC, for SMSCs that read no other. */
export function absoluteTime(validUntil: Instant, now: Instant): string {
  const at = Math.max(now + 1_000, Math.min(validUntil, now + longestValiditySeconds * 1_000))
  return `${new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)}000+`
}

function dltTlvs(dlt: Dlt, settings: SmppSettings): readonly Tlv[] {
  const all: [tag: string, value: string | undefined][] = [
    [settings.dltEntityTag, dlt.entity],
    [settings.dltTemplateTag, dlt.template],
    [settings.dltChainTag, chainOf(dlt, settings)],
  ]
  const end = settings.dltNul ? '\0' : ''
  return all.flatMap(([tag, value]) => (value ? [{ tag: Number(tag), value: Buffer.from(value + end, 'latin1') }] : []))
}

/**
 * The chain from the entity to who delivers: SHA-256 in lower-case hex over the ids joined by commas (the operators'
 * chain-hash manual).
 */
function chainOf(dlt: Dlt, settings: SmppSettings): string | undefined {
  if (settings.dltChain === 'none') return undefined
  if (settings.dltChain === 'ids') return dlt.telemarketer
  if (dlt.chainHash) return dlt.chainHash
  return dlt.telemarketer && createHash('sha256').update(`${dlt.entity},${dlt.telemarketer}`).digest('hex')
}

/** Keeps what was made for up to a thousand keys, then begins anew. */
function remembering<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    if (made.size >= 1_000) made.clear()
    const value = make(key)
    made.set(key, value)
    return value
  }
}
