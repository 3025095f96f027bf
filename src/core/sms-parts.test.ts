import fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import { describe, expect, test } from 'vitest'
import { anyText, gsmText, plainly, plainText, textOf } from '../../test/support/texts-to-cut.ts'
import { encodeGsm, isGsm } from './gsm-alphabet.ts'
import { costlyCharacters, smsParts } from './sms-parts.ts'

// A million of them, with every difference classed: npm run fuzz -- --texts 1000000
const runs = Number(process.env['FUZZ_RUNS'] ?? 1500)

describe('the arithmetic', () => {
  test.each([
    ['', 'gsm', 1, 0],
    ['a'.repeat(160), 'gsm', 1, 160],
    ['a'.repeat(161), 'gsm', 2, 161],
    ['a'.repeat(306), 'gsm', 2, 306],
    ['a'.repeat(307), 'gsm', 3, 307],
    ['€'.repeat(80), 'gsm', 1, 160],
    [`${'a'.repeat(159)}€`, 'gsm', 2, 161],
    [`${'a'.repeat(152)}{${'a'.repeat(152)}`, 'gsm', 3, 306],
    [']'.repeat(153), 'gsm', 3, 306],
    ['न'.repeat(70), 'ucs2', 1, 70],
    ['न'.repeat(71), 'ucs2', 2, 71],
    ['न'.repeat(134), 'ucs2', 2, 134],
    ['न'.repeat(135), 'ucs2', 3, 135],
    [`${'न'.repeat(66)}😀${'न'.repeat(66)}`, 'ucs2', 3, 134],
    ['😀'.repeat(35), 'ucs2', 1, 70],
    [`${'a'.repeat(69)}’`, 'ucs2', 1, 70],
    [`${'a'.repeat(70)}’`, 'ucs2', 2, 71],
    ['\r\n'.repeat(80), 'gsm', 1, 160],
    ['\ud83d'.repeat(67).concat('न'.repeat(67)), 'ucs2', 2, 134],
  ] as const)('of %.12j, as %s: %i part(s) of %i units', (text, encoding, parts, units) => {
    expect(smsParts(text)).toMatchObject({ encoding, parts, units })
  })

  test('says what the last part still holds', () => {
    expect(smsParts('a'.repeat(145))).toMatchObject({ unitsPerPart: 160, left: 15 })
    expect(smsParts('a'.repeat(161))).toMatchObject({ unitsPerPart: 153, left: 145 })
    expect(smsParts(`${'a'.repeat(152)}{${'a'.repeat(152)}`)).toMatchObject({ unitsPerPart: 153, left: 152 })
    expect(smsParts('न'.repeat(71))).toMatchObject({ unitsPerPart: 67, left: 63 })
  })
})

describe('against sms-segments-calculator', () => {
  test('GSM texts agree', () => {
    fc.assert(
      fc.property(gsmText, (text) => {
        const oracle = new SegmentedMessage(text)
        expect(oracle.encodingName).toBe('GSM-7')
        const { encoding, parts, units } = smsParts(text)
        expect({ encoding, parts, units }).toEqual({
          encoding: 'gsm',
          parts: oracle.segmentsCount,
          units: oracle.numberOfCharacters,
        })
      }),
      { numRuns: runs },
    )
  })

  // The one class of disagreement: the oracle takes a grapheme (a base with its marks, a flag, a family of emoji) for one indivisible
  // character, and one longer than a part for fitting into it. Networks know only 16-bit units and phones join the parts before they show
  // them, so here only surrogate pairs stay whole. Where every grapheme is one code point both must agree, halves of pairs included.
  test('UCS-2 texts agree unless a grapheme has more than one code point', () => {
    let compared = 0
    let different = 0
    fc.assert(
      fc.property(fc.oneof(plainText, anyText), (text) => {
        const oracle = new SegmentedMessage(text)
        const { encoding, parts } = smsParts(text)
        expect(encoding).toBe(oracle.encodingName === 'GSM-7' ? 'gsm' : 'ucs2')
        expect({ gsm: encoding === 'gsm', parts }).toEqual(plainly(text))
        if (oracle.graphemes.every((grapheme) => Array.from(grapheme).length === 1)) {
          compared += 1
          expect(parts).toBe(oracle.segmentsCount)
        } else if (parts !== oracle.segmentsCount) different += 1
      }),
      { numRuns: runs },
    )
    expect(compared).toBeGreaterThan(runs / 10)
    expect(different).toBeGreaterThan(0)
  })
})

test('the parts join to the text, none is over its limit, and nothing is cut in two', () => {
  fc.assert(
    fc.property(fc.oneof(gsmText, plainText, anyText), (text) => {
      const { encoding, parts, units, unitsPerPart, bodies, left } = smsParts(text)
      const size = (body: string) => (encoding === 'gsm' ? encodeGsm(body).length : body.length)
      expect(bodies.join('')).toBe(text)
      expect(bodies).toHaveLength(parts)
      expect(bodies.reduce((sum, body) => sum + size(body), 0)).toBe(units)
      expect(size(bodies.at(-1)!) + left).toBe(unitsPerPart)
      for (const [index, body] of bodies.entries()) {
        expect(size(body)).toBeLessThanOrEqual(unitsPerPart)
        const after = bodies[index + 1]
        if (after !== undefined) {
          // Only what cannot be cut leaves a part not full, and only by one unit.
          expect(size(body)).toBeGreaterThanOrEqual(unitsPerPart - 1)
          expect(body.slice(-1) + after.slice(0, 1)).not.toMatch(/^[\ud800-\udbff][\udc00-\udfff]$/)
        }
      }
    }),
    { numRuns: runs },
  )
})

describe('costly characters', () => {
  test('are named once, with their place and what to write instead', () => {
    expect(costlyCharacters('Don’t wait – it’s ₹50… नमस्ते 😀')).toEqual([
      { character: '’', at: 3, times: 2, replacement: "'" },
      { character: '–', at: 11, times: 1, replacement: '-' },
      { character: '₹', at: 18, times: 1, replacement: 'Rs ' },
      { character: '…', at: 21, times: 1, replacement: '...' },
      ...['न', 'म', 'स्', 'ते'].map((character, index) => ({
        character,
        at: 23 + [0, 1, 2, 4][index]!,
        times: 1,
        replacement: null,
      })),
      { character: '😀', at: 30, times: 1, replacement: null },
    ])
  })

  test.each([
    ['e\u0301', 'é'],
    ['ç', 'c'],
    ['ā', 'a'],
    ['\u00a0', ' '],
    ['\u200b', ''],
    ['ﬁ', 'fi'],
    ['\t', ' '],
    ['＠', '@'],
    ['\u0301', null],
    ['\ud83d', null],
  ])('%j may be written as %j', (character, replacement) => {
    expect(costlyCharacters(`${character} x`)).toEqual([{ character, at: 0, times: 1, replacement }])
  })

  test('a GSM text has none; replaced, a text whose every costly character has a replacement is GSM', () => {
    fc.assert(
      fc.property(
        fc.oneof(gsmText, textOf(fc.constantFrom('a', ' ', '’', 'ç', 'e\u0301', '\u00a0', '…', '№', 'ł'))),
        (text) => {
          const costly = costlyCharacters(text)
          expect(costly.length === 0).toBe(isGsm(text))
          expect(isGsm(costly.reduce((said, one) => said.replaceAll(one.character, one.replacement!), text))).toBe(true)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
