/** The very bytes of a text, part by part, as an SMPP gateway puts them on the wire: what an administrator compares when an operator refuses it. */
import { encodeGsm } from './gsm-alphabet.ts'
import { smsParts } from './sms-parts.ts'

/** `hex` has a septet in each octet for gsm, and two octets a unit, big-endian, for ucs2. */
export type TextBytes = { encoding: 'gsm' | 'ucs2'; parts: { text: string; units: number; hex: string }[] }

/** The bytes of each part, without the header that joins parts. */
export function textBytes(text: string): TextBytes {
  const { encoding, bodies } = smsParts(text)
  const parts = bodies.map((body) => {
    const octets = encoding === 'gsm' ? encodeGsm(body) : encodeUcs2(body)
    return { text: body, units: encoding === 'gsm' ? octets.length : body.length, hex: hexOf(octets) }
  })
  return { encoding, parts }
}

function encodeUcs2(text: string): Uint8Array {
  const octets = new Uint8Array(text.length * 2)
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    octets[index * 2] = unit >> 8
    octets[index * 2 + 1] = unit & 0xff
  }
  return octets
}

function hexOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('')
}
