/**
 * Texts as SMPP carries them: one septet an octet (GSM 03.38) or two octets a unit (UCS-2), long ones in parts with a
 * header before each.
 */
import { decodeGsm, encodeGsm, septetsOfUnit } from '../../core/gsm-alphabet.ts'
import { smsParts } from '../../core/sms-parts.ts'
import type { ShortMessage } from './pdu.ts'

/** The parts of a text, each to be written straight into a PDU. */
export type TextParts = { encoding: 'gsm' | 'ucs2'; parts: ShortMessage[] }

/**
 * Cuts a text into parts. `reference` tells the parts of this text from those of another to the same number: one octet
 * (concatenation header IEI 0x00 of 3GPP TS 23.040, 9.2.3.24.1), which is what handsets of every age can read.
 */
export function partsOf(text: string, reference: () => number): TextParts {
  const { encoding, bodies } = smsParts(text)
  const write = encoding === 'gsm' ? writeGsm : writeUcs2
  if (bodies.length === 1) return { encoding, parts: [new TextPart(text, write)] }
  const one = reference()
  return {
    encoding,
    parts: bodies.map((body, i) => new TextPart(body, write, [0x05, 0x00, 0x03, one, bodies.length, i + 1])),
  }
}

type Write = (text: string, buffer: Buffer, at: number) => number

/** One part: its text, and the user data header before it where there are several. */
class TextPart implements ShortMessage {
  readonly #text: string
  readonly #write: Write
  readonly #header: readonly number[] | undefined

  constructor(text: string, write: Write, header?: readonly number[]) {
    this.#text = text
    this.#write = write
    this.#header = header
  }

  writeTo(buffer: Buffer, at: number): number {
    if (!this.#header) return this.#write(this.#text, buffer, at)
    buffer.set(this.#header, at)
    return this.#write(this.#text, buffer, at + this.#header.length)
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
