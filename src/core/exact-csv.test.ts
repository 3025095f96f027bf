import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvLine, parseCsv, separatorOf } from './exact-csv.ts'

it('reads quoted fields with separators, quotes and line breaks in them, and counts lines by the file', () => {
  const text = '\ufeffId,Name\r\n1,"Sorry, ""we"" missed\nyour call"\n\n2,Plain\r3,"x"'
  expect(parseCsv(text)).toEqual([
    { line: 1, cells: ['Id', 'Name'] },
    { line: 2, cells: ['1', 'Sorry, "we" missed\nyour call'] },
    { line: 5, cells: ['2', 'Plain'] },
    { line: 6, cells: ['3', 'x'] },
  ])
})

it('finds out by the first line what separates fields', () => {
  expect(separatorOf('a;b;c\n1,5;2;3')).toBe(';')
  expect(separatorOf('a\tb')).toBe('\t')
  expect(separatorOf('"a;b;c",d')).toBe(',')
  expect(parseCsv('a;b\n"x;y";z')[1]?.cells).toEqual(['x;y', 'z'])
})

it('names a row whose quotes are wrong, and keeps those behind it', () => {
  expect(parseCsv('a,b\n"x"y,1\n2,3\n"open,4\n5,"6"')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: [], problem: 'text_behind_quote' },
    { line: 3, cells: ['2', '3'] },
    { line: 4, cells: [], problem: 'text_behind_quote' },
    { line: 5, cells: ['5', '6'] },
  ])
})

it('says that a quote is never closed', () => {
  expect(parseCsv('a\n"open\n2')).toMatchObject([
    { line: 1 },
    { line: 2, problem: 'quote_not_closed' },
    { line: 3, cells: ['2'] },
  ])
})

it('reads back every row as it was written', () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\t', ' ', 'é', '😀') })
    .filter((one) => !/^[=+\-@\t\r\n']/.test(one))
  const row = fc.array(cell, { minLength: 1, maxLength: 5 }).filter((cells) => cells.some((one) => one.trim() !== ''))
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
      expect(parseCsv(rows.map((cells) => csvLine(cells)).join(''), ',').map((one) => one.cells)).toEqual(rows)
    }),
  )
})

it('never fails and never loses its place, whatever it is given', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r') }), (text) => {
      const rows = parseCsv(text)
      expect(rows.every((one, index) => index === 0 || one.line >= (rows[index - 1]?.line ?? 0))).toBe(true)
    }),
  )
})

it('writes what a spreadsheet would run as a formula so that it does not', () => {
  expect(csvLine(['=1+1', '+91 98', 'plain'])).toBe("'=1+1,'+91 98,plain\r\n")
})
