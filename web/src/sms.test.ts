import { describe, expect, test } from 'vitest'
import { capacity, linked, unitsOf } from './sms.ts'

describe('how a text counts', () => {
  test('the extension table counts two, UCS-2 counts UTF-16 units', () => {
    expect(unitsOf('a[b]€', 'gsm')).toBe(8)
    expect(unitsOf('नमस्ते😀', 'ucs2')).toBe(8)
    expect([capacity('gsm', 1), capacity('gsm', 2), capacity('ucs2', 1), capacity('ucs2', 3)]).toEqual([
      160, 306, 70, 201,
    ])
  })
})

describe('what a phone underlines', () => {
  const links = (text: string) => linked(text).flatMap((piece) => (piece.isLink ? [piece.text] : []))

  test('numbers and addresses, whole, and nothing else', () => {
    expect(links('Call 1800 572 0199. - Kaveri')).toEqual(['1800 572 0199'])
    expect(links('Missed 9000001842 at 2 31 PM on 23 Nov')).toEqual(['9000001842'])
    expect(links('Missed 90000••842 at 2 31 PM')).toEqual(['90000••842'])
    expect(links('See https://kaveri.example/r/1.')).toEqual(['https://kaveri.example/r/1'])
    expect(
      linked('a 9000001842 b')
        .map((piece) => piece.text)
        .join(''),
    ).toBe('a 9000001842 b')
  })
})
