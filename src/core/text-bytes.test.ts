import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeGsm } from './gsm-alphabet.ts'
import { textBytes } from './text-bytes.ts'

it('shows a curly quote as what makes every unit two bytes', () => {
  expect(textBytes('it’s').parts).toEqual([{ text: 'it’s', units: 4, hex: '0069007420190073' }])
  expect(textBytes("it's [€]")).toEqual({
    encoding: 'gsm',
    parts: [{ text: "it's [€]", units: 11, hex: '69742773201b3c1b651b3e' }],
  })
})

it('gives bytes from which every text can be read back', () => {
  const read = (text: string) => {
    const { encoding, parts } = textBytes(text)
    return parts
      .map(({ hex }) => {
        const octets = Buffer.from(hex, 'hex')
        return encoding === 'gsm' ? decodeGsm(octets) : octets.swap16().toString('utf16le')
      })
      .join('')
  }
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => read(text) === text))
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => read(text) === text))
})
