/** Texts as SMPP carries them: one septet an octet (GSM 03.38) or two octets a unit (UCS-2), long ones in parts with a header before each. */
import { decodeGsm, encodeGsm } from '../../core/gsm-alphabet.ts'
import { smsParts } from '../../core/sms-parts.ts'

/** The octets of each part of a text, segmentation headers included. */
export type EncodedText = { encoding: 'gsm' | 'ucs2'; parts: Buffer[] }

/**
 * Encodes a text. `reference` tells the parts of this text from those of another to the same number: one octet (concatenation header IEI 0x00 of
 * 3GPP TS 23.040, 9.2.3.24.1), which is what handsets of every age can read.
 */
export function encodeText(text: string, reference: () => number): EncodedText {
  const { encoding, bodies } = smsParts(text)
  const octets = encoding === 'gsm' ? gsmOctets : ucs2Octets
  const [only] = bodies
  if (bodies.length <= 1) return { encoding, parts: [octets(only ?? '')] }
  const one = reference()
  return {
    encoding,
    parts: bodies.map((body, i) => Buffer.concat([concatenation(one, bodies.length, i + 1), octets(body)])),
  }
}

function concatenation(reference: number, of: number, part: number): Buffer {
  return Buffer.from([0x05, 0x00, 0x03, reference, of, part])
}

function gsmOctets(text: string): Buffer {
  const septets = encodeGsm(text)
  return Buffer.from(septets.buffer, septets.byteOffset, septets.byteLength)
}

function ucs2Octets(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

/** Reads a text that came in: `coding` is its data_coding, `hasHeader` says that a user data header stands before it. Undefined for binary content. */
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

/** data_coding to alphabet (SMPP 3.4, 5.2.19, and the GSM coding groups of 3GPP TS 23.038 where the message class is set). */
function alphabetOf(coding: number): 'gsm' | 'latin1' | 'ucs2' | 'binary' {
  if (coding === 0) return 'gsm'
  if (coding === 1 || coding === 3) return 'latin1'
  if (coding === 8 || (coding & 0xcc) === 0x08 || (coding & 0xf0) === 0xe0) return 'ucs2'
  if (coding < 0x10 || (coding & 0xc4) === 0x04 || (coding & 0xf4) === 0xf4) return 'binary'
  return 'gsm'
}
