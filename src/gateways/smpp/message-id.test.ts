import fc from 'fast-check'
import { expect, it } from 'vitest'
import { alternativeIds, canonicalId, type IdForm } from './message-id.ts'

it.each<[form: IdForm, answer: string, receipt: string]>([
  ['as_is', '39F99DD5', '39f99dd5'],
  ['as_is', '0012345', '12345'],
  ['as_is', ' 7b1c0d0e-0000-4000-8000-0242ac130003 ', '7B1C0D0E-0000-4000-8000-0242AC130003'],
  ['hex_to_dec', '39f99dd5', '0972660181'],
  ['hex_to_dec', '0039F99DD5', '972660181'],
  ['hex_to_dec', 'ffffffffffffffff', '18446744073709551615'],
  ['dec_to_hex', '972660181', '39F99DD5'],
  ['dec_to_hex', '90071992547409931234', BigInt('90071992547409931234').toString(16)],
  ['auto', 'same-Id', 'SAME-ID'],
])('%s joins %s and %s', (form, answer, receipt) => {
  expect(canonicalId(answer, form, 'answer')).toBe(canonicalId(receipt, form, 'receipt'))
})

it('offers in auto what the answer may have said in the other notation', () => {
  expect(alternativeIds('0972660181')).toContain(canonicalId('39F99DD5', 'auto', 'answer'))
  expect(alternativeIds('39f99dd5')).toContain(canonicalId('972660181', 'auto', 'answer'))
  expect(alternativeIds('7b1c0d0e-0000-4000-8000-0242ac130003')).toEqual([])
})

it('joins every number in either notation, with any case and padding', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: (1n << 96n) - 1n }), fc.nat(6), (value, zeros) => {
      const hex = '0'.repeat(zeros) + value.toString(16).toUpperCase()
      const dec = value.toString(10).padStart(zeros, '0')
      expect(canonicalId(hex, 'hex_to_dec', 'answer')).toBe(canonicalId(dec, 'hex_to_dec', 'receipt'))
      expect(canonicalId(dec, 'dec_to_hex', 'answer')).toBe(canonicalId(hex, 'dec_to_hex', 'receipt'))
      const told = [canonicalId(dec, 'auto', 'receipt'), ...alternativeIds(dec)]
      expect(told).toContain(canonicalId(hex, 'auto', 'answer'))
    }),
  )
})

it('leaves an id in peace that is no number, and one that is all zeros', () => {
  expect(canonicalId('abc-xyz', 'hex_to_dec', 'answer')).toBe('abc-xyz')
  expect(canonicalId('0000', 'as_is', 'answer')).toBe('0')
})
