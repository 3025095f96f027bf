/**
 * How a text is cut into SMS parts, which are what networks bill. Exact for every string: 3GPP TS 23.040 arithmetic on 140 octets, with
 * the 6-octet header (8-bit reference) that joins the parts of a long text.
 */
import { isGsm, septetsOfUnit } from './gsm-alphabet.ts'

/** `units` and `left` are septets for gsm, UTF-16 units for ucs2. */
export type SmsParts = {
  encoding: 'gsm' | 'ucs2'
  parts: number
  /** In all. Not `parts` times `unitsPerPart`: a pair that would be cut in two leaves the end of its part empty. */
  units: number
  /** What one part holds: 160 or 70 alone, 153 or 67 in a text of several. */
  unitsPerPart: number
  /** The text of each part. An empty text is one empty part. */
  bodies: string[]
  /** What the last part still holds. */
  left: number
}

const limits = { gsm: { alone: 160, joined: 153 }, ucs2: { alone: 70, joined: 67 } } as const

/** Encoding and parts of a text. One character outside the GSM alphabet makes the whole text UCS-2. About 1 us for a text of 130 characters. */
export function smsParts(text: string): SmsParts {
  const septets = countSeptets(text)
  const encoding = septets === undefined ? 'ucs2' : 'gsm'
  const units = septets ?? text.length
  const { alone, joined } = limits[encoding]
  if (units <= alone) return { encoding, parts: 1, units, unitsPerPart: alone, bodies: [text], left: alone - units }
  const { bodies, unitsInLast } = cut(text, joined, encoding === 'gsm' ? septetsAt : unitsAt)
  return { encoding, parts: bodies.length, units, unitsPerPart: joined, bodies, left: joined - unitsInLast }
}

function countSeptets(text: string): number | undefined {
  let septets = 0
  for (let index = 0; index < text.length; index += 1) {
    const more = septetsOfUnit(text.charCodeAt(index))
    if (more === 0) return undefined
    septets += more
  }
  return septets
}

const septetsAt = (text: string, index: number): number => septetsOfUnit(text.charCodeAt(index))

/** 2 for a surrogate pair; half a pair standing alone is a unit like any other. */
const unitsAt = (text: string, index: number): number => ((text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1)

/** Fills part after part. What cannot be cut, an escape and its character or the halves of a surrogate pair, goes whole to the next. */
function cut(text: string, most: number, unitsOf: typeof unitsAt): { bodies: string[]; unitsInLast: number } {
  const bodies: string[] = []
  let begin = 0
  let unitsInLast = 0
  for (let index = 0; index < text.length; ) {
    const units = unitsOf(text, index)
    if (unitsInLast + units > most) {
      bodies.push(text.slice(begin, index))
      begin = index
      unitsInLast = 0
    }
    unitsInLast += units
    // An escape pair is one UTF-16 unit; a surrogate pair is two.
    index += unitsOf === unitsAt ? units : 1
  }
  bodies.push(text.slice(begin))
  return { bodies, unitsInLast }
}

/** A character that makes the text UCS-2: where it first stands, how often, and what to write instead (null: nothing does). */
export type CostlyCharacter = { character: string; at: number; times: number; replacement: string | null }

/** The characters, with the accents upon them, that force UCS-2 and so more than double a text's price; each once, in order. */
export function costlyCharacters(text: string): CostlyCharacter[] {
  const found = new Map<string, CostlyCharacter>()
  // A base and its combining marks are one character to whoever reads: "é" written as e and U+0301 is mended as a whole.
  for (const { 0: character, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    if (isGsm(character)) continue
    const known = found.get(character)
    if (known) known.times += 1
    else found.set(character, { character, at: index, times: 1, replacement: replacementFor(character) })
  }
  return [...found.values()]
}

// biome-ignore format: a row for each look
const replacements: Readonly<Record<string, string>> = {
  '‘': "'", '’': "'", '‚': "'", '‛': "'", '`': "'", '´': "'", 'ʼ': "'", '′': "'", '‹': "'", '›': "'",
  '“': '"', '”': '"', '„': '"', '‟': '"', '″': '"', '«': '"', '»': '"',
  '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '―': '-', '−': '-', '•': '-', '·': '-',
  '…': '...', '\t': ' ', '₹': 'Rs ', '×': 'x', '÷': '/', '°': ' deg', '©': '(c)', '®': '(R)', '™': '(TM)', '№': 'No.',
  '\u2028': '\n', '\u2029': '\n', 'đ': 'd', 'Đ': 'D', 'ł': 'l', 'Ł': 'L', 'ı': 'i', 'œ': 'oe', 'Œ': 'OE',
}

/** What to write instead of a character outside the GSM alphabet: what looks like it, '' where nobody sees it, null where nothing does. */
export function replacementFor(character: string): string | null {
  if (Object.hasOwn(replacements, character)) return replacements[character] ?? null
  // Zero-width spaces and joiners, byte order marks and the like are seen by nobody.
  if (/^\p{Cf}+$/u.test(character)) return ''
  const composed = character.normalize('NFC')
  if (isGsm(composed)) return composed
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '')
  return bare !== '' && isGsm(bare) ? bare : null
}
