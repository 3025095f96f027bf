import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeGsm, encodeGsm, gsmSeptets, isGsm, septetsOfUnit } from './gsm-alphabet.ts'

const smpp = createRequire(import.meta.url)('smpp') as { encodings: { ASCII: { encode(text: string): Buffer } } }

const everyUnit = Array.from({ length: 0x1_0000 }, (_, unit) => String.fromCharCode(unit))
const alphabet = everyUnit.filter((character) => gsmSeptets(character) > 0)

test('the alphabet has 127 characters of one septet and 10 of two', () => {
  expect(alphabet.filter((character) => gsmSeptets(character) === 1)).toHaveLength(127)
  expect(alphabet.filter((character) => gsmSeptets(character) === 2).join('')).toBe('\f[\\]^{|}~€')
})

test('what looks as if it were in it is not', () => {
  for (const character of [
    'ç',
    '`',
    '\t',
    '₹',
    '°',
    '•',
    '’',
    '“',
    '–',
    '…',
    '\u001b',
    '\u00a0',
    '\u0000',
    '',
    'ab',
    '😀',
  ])
    expect(gsmSeptets(character), JSON.stringify(character)).toBe(0)
  expect(septetsOfUnit(0x2_0000)).toBe(0)
})

test('every character is encoded as the npm package smpp does', () => {
  for (const character of alphabet)
    expect([...encodeGsm(character)], JSON.stringify(character)).toEqual([...smpp.encodings.ASCII.encode(character)])
})

test('what is encoded is read back', () => {
  const text = fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 400 })
  fc.assert(
    fc.property(text, (said) => {
      const octets = encodeGsm(said)
      expect(decodeGsm(octets)).toBe(said)
      expect(octets).toHaveLength([...said].reduce((sum, character) => sum + gsmSeptets(character), 0))
      expect(octets.every((octet) => octet < 0x80)).toBe(true)
    }),
  )
})

test('a character outside the alphabet is refused and not replaced', () => {
  expect(() => encodeGsm('नमस्ते')).toThrow('character 1 is not in the GSM alphabet')
  expect(() => encodeGsm('ok \ud83d')).toThrow('character 4')
  expect(isGsm('ok \ud83d')).toBe(false)
  expect(isGsm('')).toBe(true)
})

test('any octets can be read', () => {
  expect(decodeGsm(Uint8Array.of(0x1b, 0x65, 0x1b, 0x41, 0x1b, 0x1b, 0x00, 0x1b))).toBe('€A @ ')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
      expect(isGsm(decodeGsm(octets))).toBe(true)
    }),
  )
})
