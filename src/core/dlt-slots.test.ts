import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutAtWord, fitValue, isInSlot, longestIn, slotTags } from './dlt-slots.ts'

const fitted = (value: string, tag: Parameters<typeof fitValue>[1]) => {
  const result = fitValue(value, tag, 'cut')
  return 'value' in result ? result.value : result.is
}

test.each([
  ["O'Brien", 'alphanumeric', 'OBrien'],
  ['O’Brien', 'alphanumeric', 'OBrien'],
  ['Dr. A. K. Rao', 'alphanumeric', 'Dr A K Rao'],
  ['प्रिया रमन', 'alphanumeric', 'प्रिया रमन'],
  ['José  Núñez', 'alphanumeric', 'José Núñez'],
  ['2:31 PM', 'alphanumeric', '2 31 PM'],
  ['😀', 'alphanumeric', 'unfit'],
  ['+91 98123 00001', 'numeric', '919812300001'],
  ['1,250', 'numeric', '1250'],
  ['1,250.00', 'numeric', 'unfit'],
  ['-5', 'numeric', 'unfit'],
  ['(5)', 'numeric', 'unfit'],
  ['23-11-2026', 'numeric', 'unfit'],
  ['2026-11-23', 'numeric', 'unfit'],
  ['23-11-2026 1030', 'numeric', 'unfit'],
  ['10-12', 'numeric', 'unfit'],
  ['98123-00001', 'numeric', '9812300001'],
  ['080-4123-4567', 'numeric', '08041234567'],
  ['1800-572-0199', 'numeric', '18005720199'],
  ['+91 (80) 4123-4567', 'numeric', '918041234567'],
  ['24 s', 'numeric', 'unfit'],
  ['withheld', 'numeric', 'unfit'],
  ['1800 572 0199', 'cbn', '18005720199'],
  ['+91 80 4123 4567', 'cbn', '+918041234567'],
  ['12', 'cbn', 'unfit'],
  ['https://kaveri.example/r/1', 'url', 'https://kaveri.example/r/1'],
  ['kaveri.example', 'url', 'kaveri.example'],
  ['https://kaveri.example:8443/r?x=a@b', 'url', 'https://kaveri.example:8443/r?x=a@b'],
  ['https://kaveri.example:443@evil.example/r', 'url', 'unfit'],
  ['see our page', 'url', 'unfit'],
  ['https://kaveri.example/{#var#}', 'url', 'unfit'],
  ['asha@kaveri.example', 'email', 'asha@kaveri.example'],
  ['asha at kaveri', 'email', 'unfit'],
  ['two  spaces\nand a line', 'var', 'two spaces and a line'],
  ['{#var#} <b>', 'var', '#var# b'],
] as const)('%j in a slot for %s becomes %j', (value, tag, expected) => {
  expect(fitted(value, tag)).toBe(expected)
})

describe('a value that is too long', () => {
  const long = 'Customer Relations and Escalations Department'
  test('is cut at a word', () => {
    expect(fitValue(long, 'var', 'cut')).toEqual({ is: 'cut', value: 'Customer Relations and' })
    expect(fitValue(long, 'alphanumeric', 'cut')).toEqual({ is: 'cut', value: 'Customer Relations and Escalations' })
  })
  test('is not cut where the template says so', () => {
    expect(fitValue(long, 'var', 'skip')).toEqual({ is: 'too_long', value: long, length: 45 })
  })
  test('is never cut where half of it would be wrong', () => {
    const link = `https://kaveri.example/${'r'.repeat(200)}`
    expect(fitValue(link, 'url', 'cut')).toMatchObject({ is: 'too_long', length: 223 })
    expect(fitValue('9'.repeat(41), 'numeric', 'cut')).toMatchObject({ is: 'too_long' })
  })
  test('keeps its exact end when a word ends there', () => {
    expect(cutAtWord('Kaveri Eye Hospital', 10)).toBe('Kaveri Eye')
  })
  test('loses no sign from a letter that stays, and no half of a conjunct', () => {
    expect(cutAtWord('क्षक्षक्ष', 4)).toBe('क्ष')
    expect(cutAtWord('ab\u0301c', 2)).toBe('a')
  })
})

test('whatever a sanitiser answers, its slot takes as it is', () => {
  const words = fc.constantFrom(
    ' ',
    "'",
    '’',
    '.',
    '{#var#}',
    '{{user_name}}',
    'क',
    '्',
    'ष',
    '\u0301',
    '😀',
    '\n',
    '9',
    '+91',
    'a',
    'é',
  )
  const values = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(words, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.webUrl(),
    fc.emailAddress(),
  )
  let taken = 0
  fc.assert(
    fc.property(values, fc.constantFrom(...slotTags), (value, tag) => {
      const result = fitValue(value, tag, 'cut')
      if (result.is !== 'fits' && result.is !== 'cut') return
      taken += 1
      expect(isInSlot(result.value, tag)).toBe(true)
      expect([...result.value].length).toBeLessThanOrEqual(longestIn(tag))
      expect(result.value).not.toMatch(/[{}\r\n]/)
    }),
    { numRuns: 5000 },
  )
  expect(taken).toBeGreaterThan(1000)
})
