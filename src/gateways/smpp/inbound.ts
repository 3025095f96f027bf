/** What a deliver_sm or data_sm brings: a receipt, or a text from a phone. */
import type { RawAnswer } from '../../core/adapter.ts'
import type { CodeListChoice } from '../../core/carrier-codes.ts'
import { isIndian } from '../../core/countries/packs.ts'
import type { ReceiptState } from '../../core/delivery.ts'
import type { Instant } from '../../core/instant.ts'
import { type PhoneNumber, parsePhoneNumber } from '../../core/phone-number.ts'
import { type Came, type Inbound, longestReply, type Receipt } from '../gateway.ts'
import { localTimeReader } from './local-time.ts'
import { alternativeIds, canonicalId, type IdForm } from './message-id.ts'
import { type DataSm, type DeliverSm, tags } from './pdu.ts'
import { reasonOf } from './receipt-reasons.ts'
import { type ReceiptText, readReceiptText } from './receipt-text.ts'
import { type Carriage, decodeText } from './text.ts'

type Incoming = DeliverSm | DataSm
/** Where a receipt names the text: in its parameter, else in its words, or the other way round. */
export const idPlaces = ['parameter', 'text'] as const

type Reading = {
  idForm: IdForm
  idFrom: (typeof idPlaces)[number]
  receiptZone: string
  codes: CodeListChoice
  /** What this SMSC takes data_coding 0 for, both ways. */
  gsmOctets: Carriage['gsmOctets']
}

/** Makes the reader of one gateway. Pure and total: what cannot be read is counted as ignored. */
export function inboundReader(settings: Reading): (pdus: readonly Incoming[], now: Instant) => Came {
  const toInstant = localTimeReader(settings.receiptZone)
  return (pdus, now) => {
    const came: Came = { receipts: [], replies: [], ignored: 0 }
    for (const pdu of pdus) {
      if (isReceipt(pdu)) {
        const receipt = readReceipt(pdu, settings, toInstant)
        if (receipt) came.receipts.push(receipt)
        else came.ignored++
      } else {
        const reply = readReply(pdu, settings, now)
        if (reply) came.replies.push(reply)
        else came.ignored++
      }
    }
    return came
  }
}

/**
 * Only esm_class (5.2.12) or the SMSC's own parameter make a receipt, never its words: a person can text `id:1
 * stat:DELIVRD` to us.
 */
function isReceipt(pdu: Incoming): boolean {
  return isIntermediate(pdu) || (pdu.esmClass & 0x3c) === 0x04 || tlvOf(pdu, tags.receiptedMessageId) !== undefined
}

function isIntermediate(pdu: Incoming): boolean {
  return (pdu.esmClass & 0x3c) === 0x20
}

function readReceipt(
  pdu: Incoming,
  settings: Reading,
  toInstant: (digits: string) => Instant | undefined,
): Receipt | undefined {
  const said = readReceiptText(receiptWords(pdu), toInstant)
  const named = untilNul(tlvOf(pdu, tags.receiptedMessageId)?.subarray(0, mostIdOctets))
  const id = settings.idFrom === 'text' ? said.id || named : named || said.id
  if (!id) return undefined
  const network = tlvOf(pdu, tags.networkErrorCode)
  const { state, final, word } = stateOf(pdu, said)
  const receipt: Receipt = {
    key: { id: canonicalId(id, settings.idForm, 'receipt') },
    state,
    final,
    raw: rawOf(said, word, network),
  }
  const altIds = settings.idForm === 'auto' ? alternativeIds(id) : []
  const phone = international(pdu.source, pdu.sourceTon)
  const to = addressee(phone, settings)
  if (altIds.length > 0) receipt.altIds = altIds
  if (to) receipt.to = to
  if (said.doneAt !== undefined) receipt.at = said.doneAt
  if (said.submittedAt !== undefined) receipt.submittedAt = said.submittedAt
  if (said.textBegins) receipt.textBegins = said.textBegins
  if (state === 'undelivered') {
    const { reason, carrier } = reasonOf({ word, err: said.err, network }, isAbroad(phone) ? 'none' : settings.codes)
    receipt.reason = reason
    if (carrier) receipt.raw.carrier = carrier
  }
  return receipt
}

/**
 * A receipt's words are ASCII whatever its data_coding says; some SMSCs copy there the coding of the text that was
 * sent.
 */
function receiptWords(pdu: Incoming): string {
  const octets = withoutHeader(pdu, contentOf(pdu))
  const plain = octets.toString('latin1')
  const isWide = pdu.dataCoding === 8 && !/^[\x20-\x7e]{4}/.test(plain)
  // Some end it as a C string, which no database takes for text.
  return ((isWide ? decodeText(octets, 8, false) : undefined) ?? plain).replaceAll('\0', '')
}

/** The data_coding of it (SMPP 3.4, 5.2.19). */
const latin1 = 3

/** A receipt that comes in parts has id and end in the first of them; the others say nothing of their own. */
function withoutHeader(pdu: Incoming, octets: Buffer): Buffer {
  return (pdu.esmClass & 0x40) === 0 ? octets : octets.subarray(Math.min(octets.length, (octets[0] ?? 0) + 1))
}

function readReply(pdu: Incoming, { gsmOctets }: Reading, now: Instant): Inbound | undefined {
  const coding = pdu.dataCoding === 0 && gsmOctets === 'latin1' ? latin1 : pdu.dataCoding
  const text = decodeText(contentOf(pdu), coding, (pdu.esmClass & 0x40) !== 0)
  if (text === undefined || pdu.source === '') return undefined
  return { from: international(pdu.source, pdu.sourceTon), to: pdu.dest, text: text.slice(0, longestReply), at: now }
}

/**
 * The number that a receipt is about. A bare one is Indian to an Indian SMSC; elsewhere it may have its country before it without saying so, as 6598765432 of
 * Singapore has, and where it can be read both ways it proves nothing.
 */
function addressee(phone: string, { codes }: Reading): PhoneNumber | undefined {
  const indian = parsePhoneNumber(phone, 'IN')
  if (codes !== 'none' || phone.startsWith('+')) return indian
  const abroad = parsePhoneNumber(`+${phone}`, 'IN')
  if (indian !== undefined && abroad !== undefined && indian !== abroad) return undefined
  return indian ?? abroad
}

/** Surely: a number without its country may be anybody's. */
function isAbroad(phone: string): boolean {
  return phone.startsWith('+') && !isIndian(phone)
}

function international(address: string, ton: number): string {
  return ton === 1 && /^\d{7,15}$/.test(address) ? `+${address}` : address
}

/**
 * message_state (5.2.28) and the words of appendix B, in our states. On its way is not an end, and ACCEPTD is on its
 * way.
 */
const stateWords: Readonly<Record<string, ReceiptState>> = {
  SCHEDULED: 'sent',
  ENROUTE: 'sent',
  ACCEPTD: 'sent',
  ACCEPTED: 'sent',
  BUFFERED: 'sent',
  DELIVRD: 'delivered',
  DELIVERED: 'delivered',
  EXPIRED: 'undelivered',
  DELETED: 'undelivered',
  UNDELIV: 'undelivered',
  UNDELIVERABLE: 'undelivered',
  REJECTD: 'undelivered',
  REJECTED: 'undelivered',
  FAILED: 'undelivered',
  UNKNOWN: 'unknown',
  SKIPPED: 'unknown',
}
const stateNumbers = [
  'SCHEDULED',
  'ENROUTE',
  'DELIVRD',
  'EXPIRED',
  'DELETED',
  'UNDELIV',
  'ACCEPTD',
  'UNKNOWN',
  'REJECTD',
  'SKIPPED',
]

/** A message_state (5.2.28) in our states; undefined for a number that the standard does not know. */
export function stateOfNumber(number: number): { word: string; state: ReceiptState; isEnd: boolean } | undefined {
  const word = stateNumbers[number]
  const state = word === undefined ? undefined : stateWords[word]
  return word === undefined || state === undefined ? undefined : { word, state, isEnd: state !== 'sent' }
}

function stateOf(pdu: Incoming, said: ReceiptText): { state: ReceiptState; final: boolean; word: string } {
  const number = tlvOf(pdu, tags.messageState)?.[0]
  const word = (number === undefined ? undefined : stateNumbers[number]) ?? said.stat?.toUpperCase() ?? ''
  const state = stateWords[word] ?? 'unknown'
  // An intermediate notification tells of a try, not of the end, unless the end is that it arrived.
  if (isIntermediate(pdu) && state !== 'delivered') return { state: 'sent', final: false, word }
  return { state, final: word in stateWords && state !== 'sent', word }
}

function rawOf(said: ReceiptText, word: string, network: Buffer | undefined): RawAnswer {
  const code = network?.length === 3 ? `network ${network[0]}:${network.readUInt16BE(1)}` : said.err
  return { words: said.head || word, ...(code === undefined ? {} : { code }) }
}

/** Two octets a letter are the most that any alphabet takes, after a header of at most 256. */
const mostOctets = 256 + 2 * longestReply
/** More than any id that we were given has: an id that was cut is nobody's. */
const mostIdOctets = 256

/** A payload may hold thirty times what is kept of any text, and what waits for the store would hold it all. */
function contentOf(pdu: Incoming): Buffer {
  if (pdu.command === 'deliver_sm' && pdu.shortMessage.length > 0) return pdu.shortMessage
  return tlvOf(pdu, tags.messagePayload)?.subarray(0, mostOctets) ?? Buffer.alloc(0)
}

function tlvOf(pdu: Incoming, tag: number): Buffer | undefined {
  return pdu.tlvs.find((tlv) => tlv.tag === tag)?.value
}

function untilNul(value: Buffer | undefined): string {
  if (!value) return ''
  const nul = value.indexOf(0)
  return value.toString('latin1', 0, nul < 0 ? value.length : nul)
}
