import { expect, test } from 'vitest'
import { charactersOf, codeOf, mendMismatch } from './mismatch.ts'

const of = (code: string, at: number, registeredAt = at) => ({ code, at, registeredAt, message: '' })

test.each([
  ['We’ll call', "We'll call", of('curly_quote', 2), "We'll call", 'characterAs', "'"],
  ['a – b', 'a - b', of('look_alike', 2), 'a - b', 'characterAs', '-'],
  ['a\u00a0b', 'a b', of('look_alike', 1), 'a b', 'spaceAs', ' '],
  ['a b', 'a\u00a0b', of('look_alike', 1), 'a\u00a0b', 'characterAs', 'U+00A0'],
  [
    'Hi {{user_name}}, kaveri',
    'Hi {#var#}, Kaveri',
    of('letter_case', 18, 12),
    'Hi {{user_name}}, Kaveri',
    'characterAs',
    'K',
  ],
  ['Sorry  we', 'Sorry we', of('double_space', 6), 'Sorry we', 'oneSpaceAs', ' '],
  ['Sorry we', 'Sorry  we', of('double_space', 6), 'Sorry  we', 'twoSpacesAs', ' '],
])('%j is mended to what is registered, %j', (...[body, registered, mismatch, mended, does, character]) => {
  expect(mendMismatch(body, registered, mismatch)).toEqual({ body: mended, does, character })
})

test('what differs by more than one character is left to whoever writes', () => {
  expect(mendMismatch('Thanks', 'Thanks.', of('text_missing', 6))).toBeNull()
  expect(mendMismatch('Hi 😀', 'Hi 🙏', of('other_character', 3))).toBeNull()
})

test('characters that look alike are told apart by their codes', () => {
  const found = charactersOf('a – b', 'a - b', of('look_alike', 2))
  expect([codeOf(found?.mine ?? ''), codeOf(found?.its ?? '')]).toEqual(['U+2013', 'U+002D'])
})
