/** Texts around the limits of SMS parts, from every class of character that is counted or cut in its own way, and how many parts they are. */
import fc from 'fast-check'
import { encodeGsm, isGsm } from '../../src/core/gsm-alphabet.ts'

const pieces = {
  basic: ['a', 'Z', '0', ' ', '@', '\n', '\r', 'é', 'Δ'],
  extended: ['{', '}', '[', ']', '\\', '~', '^', '|', '€', '\f'],
  bmp: ['न', 'म', '₹', '’', '–', 'ç', '\t', '\u001b', '\u0000'],
  pairs: ['😀', '𝒜', '🇮'],
  halves: ['\ud83d', '\ude00'],
  marks: ['\u0301', '\u093f', '\u200d', '\ufe0f'],
}
const unitOf = (...kinds: (keyof typeof pieces)[]) => fc.constantFrom(...kinds.flatMap((kind) => pieces[kind]))
const runOf = (unit: fc.Arbitrary<string>) =>
  fc.tuple(unit, fc.integer({ min: 1, max: 160 })).map(([piece, times]) => piece.repeat(times))

/** Texts of these pieces, some of them many times over. */
export const textOf = (unit: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.array(fc.oneof({ weight: 9, arbitrary: unit }, { weight: 1, arbitrary: runOf(unit) }), { maxLength: 200 }),
      fc.array(runOf(unit), { maxLength: 6 }),
    )
    .map((some) => some.join(''))

export const gsmText = textOf(unitOf('basic', 'extended'))
export const plainText = textOf(unitOf('basic', 'extended', 'bmp', 'pairs'))
export const anyText = fc.oneof(
  textOf(unitOf('basic', 'extended', 'bmp', 'pairs', 'halves', 'marks')),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

/** The arithmetic in the plainest words, for texts on which an oracle differs. */
export function plainly(text: string): { gsm: boolean; parts: number } {
  const characters = Array.from(text)
  const gsm = characters.every(isGsm)
  const sizes = characters.map((one) => (gsm ? encodeGsm(one).length : one.length))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (total <= (gsm ? 160 : 70)) return { gsm, parts: 1 }
  let parts = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > (gsm ? 153 : 67)) {
      parts += 1
      used = 0
    }
    used += size
  }
  return { gsm, parts }
}
