import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  apart,
  columns,
  counted,
  cut,
  hanging,
  money,
  pad,
  paintFor,
  table,
  width,
  withoutControls,
  wrap,
} from './print.ts'

const plain = paintFor(1)

test('nothing is painted where nobody sees colours', () => {
  expect(plain.bad('refused')).toBe('refused')
  expect(paintFor(4).bad('refused')).toBe('\u001b[31mrefused\u001b[0m')
})

test('what a caller calls himself steers no terminal', () => {
  expect(withoutControls('Asha\r\u001b]52;c;cm0=\u0007\u009b2J\u0008 \u001b[2J')).toBe('Asha]52;c;cm0=2J [2J')
  const ours = `${paintFor(8).link('a link')}\tand ${paintFor(4).bad('no')}\r\n`
  expect(withoutControls(ours)).toBe(ours)
})

test('a vowel sign and an escape code take no column of their own', () => {
  expect(width('नमस्ते')).toBe(3)
  expect(width(paintFor(8).link('link'))).toBe(4)
})

test('no wrapped line is wider than asked, unless one word is', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.integer({ min: 1, max: 60 }), (words, to) => {
      for (const line of wrap(words.join(' '), to)) expect(width(line) <= to || !/\S\s+\S/.test(line.trim())).toBe(true)
    }),
  )
})

test('wrapping loses no word', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 60 }), (text, to) => {
      expect(wrap(text, to).join(' ')).toBe(text.split(/\s+/).filter(Boolean).join(' '))
    }),
  )
})

test('a cut text says that it was cut, and never between a letter and its sign', () => {
  expect(cut('Ravi Deshmukh', 8)).toBe('Ravi De…')
  expect(cut('नमस्ते', 2)).toBe('न…')
  expect(cut('Ravi', 8)).toBe('Ravi')
})

test('the right end of a line stands at the edge of the page', () => {
  const [line = ''] = apart('  Missed call', 'IST')
  expect(width(line)).toBe(columns)
  expect(apart('x'.repeat(79), 'IST')).toHaveLength(2)
})

test('a text wraps under its own beginning', () => {
  const lines = hanging('  ok    Disk  ', 'word '.repeat(30))
  expect(lines.length).toBeGreaterThan(1)
  expect(lines[1]).toMatch(/^ {14}word/)
})

test('columns of a table line up and stay on the page', () => {
  const lines = table([
    ['kaveri', 'Kaveri Appliances', 'Asia/Kolkata', 'demo'],
    ['a', 'B', 'UTC', 'x'.repeat(100)],
  ])
  expect(lines[0]?.indexOf('Asia')).toBe(lines[1]?.indexOf('UTC'))
  expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(columns)
})

test('figures carry their noun, and money its fractions where there are any', () => {
  expect([counted(1, 'part'), counted(2, 'part')]).toEqual(['1 part', '2 parts'])
  expect(money({ amount: '0.3000', currency: 'INR' })).toBe('₹0.30')
  expect(money({ amount: '0.1234', currency: 'INR' })).toBe('₹0.1234')
  expect(pad('₹0.30', 7)).toBe('₹0.30  ')
})
