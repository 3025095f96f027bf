/**
 * Texts as SMPP carries them: one septet an octet (GSM 03.38) or two octets a unit (UCS-2), long ones in parts with a
 * header before each.
 */
import { decodeGsm, encodeGsm, septetsOfUnit } from '../../core/gsm-alphabet.ts'
import { smsParts } from '../../core/sms-parts.ts'
import { type ShortMessage, type Tlv, tags } from './pdu.ts'

/** How a long text is carried (the SMSC decides): in parts with a header of their own, in parts with parameters, or whole. */
export const longForms = ['udh', 'sar', 'payload'] as const
export type LongForm = (typeof longForms)[number]

/** Which octets stand for the letters of a GSM text. */
export const gsmOctets = ['gsm', 'latin1'] as const

export type Carriage = { longMessages: LongForm; gsmOctets: (typeof gsmOctets)[number] }

/** A text as it is written: `pieces` are PDUs, `parts` what the network makes of them. `esmClass` says whether headers stand before the pieces. */
export type TextParts = { encoding: 'gsm' | 'ucs2'; pieces: ShortMessage[]; parts: number; esmClass: number }

/**
 * Cuts a text into what is written. `reference` tells the parts of this text from those of another to the same number:
 * one octet in a header (IEI 0x00 of 3GPP TS 23.040, 9.2.3.24.1), which is what handsets of every age can read, or two
 * in a parameter. Undefined where the SMSC's alphabet lacks a letter.
 */
export function partsOf(text: string, reference: () => number, carriage: Carriage = usual): TextParts | undefined {
  const { encoding, bodies } = smsParts(text)
  const write = writerOf(encoding, carriage)
  if (write === writeLatin1 && !isLatin1(text)) return undefined
  const parts = bodies.length
  if (parts === 1) return { encoding, parts, pieces: [new TextPart(text, write)], esmClass: 0 }
  if (carriage.longMessages === 'payload') return { encoding, parts, pieces: [new Payload(text, write)], esmClass: 0 }
  const one = reference()
  if (carriage.longMessages === 'sar') {
    const pieces = bodies.map((body, i) => new TextPart(body, write, undefined, sarTlvs(one, parts, i + 1)))
    return { encoding, parts, pieces, esmClass: 0 }
  }
  const pieces = bodies.map((body, i) => new TextPart(body, write, [0x05, 0x00, 0x03, one & 0xff, parts, i + 1]))
  return { encoding, parts, pieces, esmClass: 0x40 }
}

const usual: Carriage = { longMessages: 'udh', gsmOctets: 'gsm' }

type Write = (text: string, buffer: Buffer, at: number) => number

function writerOf(encoding: 'gsm' | 'ucs2', { gsmOctets }: Carriage): Write {
  if (encoding === 'ucs2') return writeUcs2
  return gsmOctets === 'latin1' ? writeLatin1 : writeGsm
}

/** sar_msg_ref_num, sar_total_segments, sar_segment_seqnum (5.3.2.22 to 24). */
function sarTlvs(reference: number, total: number, number: number): readonly Tlv[] {
  return [
    { tag: tags.sarReference, value: Buffer.from([(reference >> 8) & 0xff, reference & 0xff]) },
    { tag: tags.sarTotal, value: Buffer.from([total]) },
    { tag: tags.sarNumber, value: Buffer.from([number]) },
  ]
}

/** One part: its text, and before it the user data header or beside it the parameters where there are several. */
class TextPart implements ShortMessage {
  readonly #text: string
  readonly #write: Write
  readonly #header: readonly number[] | undefined
  readonly tlvs: readonly Tlv[]

  constructor(text: string, write: Write, header?: readonly number[], tlvs: readonly Tlv[] = noTlvs) {
    this.#text = text
    this.#write = write
    this.#header = header
    this.tlvs = tlvs
  }

  writeTo(buffer: Buffer, at: number): number {
    if (!this.#header) return this.#write(this.#text, buffer, at)
    buffer.set(this.#header, at)
    return this.#write(this.#text, buffer, at + this.#header.length)
  }
}

const noTlvs: readonly Tlv[] = []

/** A long text whole, in message_payload; the short message beside it stays empty (5.3.2.32). */
class Payload implements ShortMessage {
  readonly tlvs: readonly Tlv[]

  constructor(text: string, write: Write) {
    // No letter takes more than two octets.
    const octets = Buffer.allocUnsafe(text.length * 2)
    this.tlvs = [{ tag: tags.messagePayload, value: octets.subarray(0, write(text, octets, 0)) }]
  }

  writeTo(_: Buffer, at: number): number {
    return at
  }
}

// € is the last character of the alphabet. One septet as it is, two (an escape and its character) in the high and low
// octet.
const septetsByUnit = new Uint16Array(0x20ad)
for (let unit = 0; unit < septetsByUnit.length; unit++) {
  if (septetsOfUnit(unit) === 0) continue
  const [first = 0, second] = encodeGsm(String.fromCharCode(unit))
  septetsByUnit[unit] = second === undefined ? first : (first << 8) | second
}

/** core's `encodeGsm` without an array in between: this runs once a text. */
function writeGsm(text: string, buffer: Buffer, begin: number): number {
  let at = begin
  for (let i = 0; i < text.length; i++) {
    const septets = septetsByUnit[text.charCodeAt(i)] as number
    if (septets > 0x7f) buffer[at++] = septets >> 8
    buffer[at++] = septets & 0x7f
  }
  return at
}

function writeLatin1(text: string, buffer: Buffer, at: number): number {
  return at + buffer.write(text, at, 'latin1')
}

function isLatin1(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return false
  return true
}

function writeUcs2(text: string, buffer: Buffer, at: number): number {
  const end = at + buffer.write(text, at, 'utf16le')
  buffer.subarray(at, end).swap16()
  return end
}

/**
 * Reads a text that came in: `coding` is its data_coding, `hasHeader` says that a user data header stands before it.
 * Undefined for binary content.
 */
export function decodeText(octets: Buffer, coding: number, hasHeader: boolean): string | undefined {
  const body = hasHeader ? octets.subarray(Math.min(octets.length, (octets[0] ?? 0) + 1)) : octets
  switch (alphabetOf(coding)) {
    case 'gsm':
      return decodeGsm(body)
    case 'latin1':
      return body.toString('latin1')
    case 'ucs2':
      return Buffer.from(body.subarray(0, body.length & ~1))
        .swap16()
        .toString('utf16le')
    case 'binary':
      return undefined
  }
}

/**
 * data_coding to alphabet (SMPP 3.4, 5.2.19, and the GSM coding groups of 3GPP TS 23.038 where the message class is
 * set).
 */
function alphabetOf(coding: number): 'gsm' | 'latin1' | 'ucs2' | 'binary' {
  if (coding === 0) return 'gsm'
  if (coding === 1 || coding === 3) return 'latin1'
  if (coding === 8 || (coding >= 0x10 && (coding & 0xcc) === 0x08) || (coding & 0xf0) === 0xe0) return 'ucs2'
  if (coding < 0x10 || (coding & 0xcc) === 0x04 || (coding & 0xf4) === 0xf4) return 'binary'
  return 'gsm'
}
