import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvDecoder } from './csv-decoder.ts'

function decoded(bytes: Buffer, size: number, fatal = true): string {
  const decoder = csvDecoder({ fatal })
  let text = ''
  for (let at = 0; at < bytes.length; at += size) text += decoder.decode(bytes.subarray(at, at + size))
  return text + decoder.end()
}

it.each([
  ['UTF-8', (text: string) => Buffer.from(text)],
  ['UTF-8 with its mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16 as Excel writes it', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16, the other way round', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
])('reads %s, wherever it is cut', (_name, encoded) => {
  const text = fc.string({ unit: fc.constantFrom('a', ',', '\n', 'é', 'न', '😀') })
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (text, size) => {
      expect(decoded(encoded(text), size).replace('\ufeff', '')).toBe(text)
    }),
  )
})

it('refuses other bytes where it must not guess, and keeps what can be read of them where it may', () => {
  const latin = Buffer.from('Ren\xe9,9812345678\n', 'latin1')
  expect(() => decoded(latin, 4)).toThrow(TypeError)
  expect(decoded(latin, 4, false)).toBe('Ren\ufffd,9812345678\n')
})
