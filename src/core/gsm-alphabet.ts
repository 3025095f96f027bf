/**
 * The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1), as one look-up by UTF-16 unit. National shift tables are
 * left out on purpose: hardly any handset or operator in India takes them, so texts outside this alphabet go as UCS-2.
 */

const escapeSeptet = 0x1b

/** By septet value. The place of the escape is taken by U+FFFF, which no text has. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\uffffÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'

/** What stands behind an escape, by the second septet: these cost two. */
const extension: ReadonlyMap<number, string> = new Map([
  [0x0a, '\f'],
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
])

const outside = 0xffff
// € is the last character of the alphabet; every unit beyond it is outside.
const septetsByUnit = new Uint16Array(0x20ad).fill(outside)
for (let septet = 0; septet < basic.length; septet += 1)
  if (septet !== escapeSeptet) septetsByUnit[basic.charCodeAt(septet)] = septet
for (const [septet, character] of extension) septetsByUnit[character.charCodeAt(0)] = (escapeSeptet << 8) | septet

/** Septets of one UTF-16 unit: 1, 2 for the extension table, 0 for what the alphabet lacks. */
export function septetsOfUnit(unit: number): 0 | 1 | 2 {
  const septets = septetsByUnit[unit] ?? outside
  return septets < 0x80 ? 1 : septets === outside ? 0 : 2
}

/** Septets of one character: 1, 2 for the extension table, 0 for what the alphabet lacks. */
export function gsmSeptets(character: string): 0 | 1 | 2 {
  return character.length === 1 ? septetsOfUnit(character.charCodeAt(0)) : 0
}

/** Whether every character is in the alphabet. */
export function isGsm(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (septetsOfUnit(text.charCodeAt(index)) === 0) return false
  return true
}

/**
 * The text unpacked, as SMPP carries it: one septet per octet, an escape pair as two. Throws a RangeError for a character outside the alphabet,
 * since a "?" in its place would reach a phone: ask smsParts() for the encoding first.
 */
export function encodeGsm(text: string): Uint8Array {
  const octets = new Uint8Array(text.length * 2)
  let length = 0
  for (let index = 0; index < text.length; index += 1) {
    const septets = septetsByUnit[text.charCodeAt(index)] ?? outside
    if (septets === outside)
      throw new RangeError(`character ${index + 1} is not in the GSM alphabet; send the text as UCS-2`)
    if (septets >= 0x80) octets[length++] = escapeSeptet
    octets[length++] = septets & 0x7f
  }
  return octets.subarray(0, length)
}

/**
 * Reads unpacked septets, as texts and receipts come in over SMPP. As the standard asks, an escape before a septet without an entry in the
 * extension table shows that septet's basic character; an escape at the end or before another is a space. Bit 8 is not looked at.
 */
export function decodeGsm(octets: Uint8Array): string {
  let text = ''
  for (let index = 0; index < octets.length; index += 1) {
    const septet = (octets[index] ?? 0) & 0x7f
    if (septet !== escapeSeptet) {
      text += basic[septet]
      continue
    }
    const second = (octets[index + 1] ?? escapeSeptet) & 0x7f
    if (second === escapeSeptet) {
      text += ' '
      continue
    }
    text += extension.get(second) ?? basic[second]
    index += 1
  }
  return text
}
