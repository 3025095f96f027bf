import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isGsm } from './gsm-alphabet.ts'
import { inGsmLetters } from './gsm-letters.ts'

describe('a value in GSM letters', () => {
  it.each([
    ['Asha 😀 Nair', 'Asha Nair'],
    ['Zoë’s Café', "Zoe's Café"],
    ['Łukasz — “Depot” …', 'Lukasz - "Depot" ...'],
    ['Müller', 'Müller'],
    ['O’Brien', "O'Brien"],
    ['👩‍🔧 Ravi', 'Ravi'],
    ['Ṛta ﬁrm', 'Rta firm'],
  ])('%s becomes %s', (value, plain) => {
    expect(inGsmLetters(value)).toBe(plain)
  })

  it.each(['आशा नायर', 'Asha आशा', '😀', ''])('leaves “%s” as it is', (value) => {
    expect(inGsmLetters(value)).toBe(value)
  })

  it('is in the alphabet or as it was, and never changes twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const plain = inGsmLetters(value)
        expect(plain === value || isGsm(plain)).toBe(true)
        expect(inGsmLetters(plain)).toBe(plain)
      }),
    )
  })
})
