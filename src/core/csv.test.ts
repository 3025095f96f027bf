import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine, csvReader, parseCsv } from './csv.ts'

const cut = (text: string, places: readonly number[]): string[] => {
  const at = [0, ...places.map((one) => one % (text.length + 1)).sort((a, b) => a - b), text.length]
  return at.slice(1).map((to, index) => text.slice(at[index], to))
}
const readIn = (pieces: readonly string[]) => {
  const reader = csvReader()
  return [...pieces.flatMap((one) => reader.read(one)), ...reader.end()]
}

describe('reading CSV', () => {
  it('takes quoted cells with separators, quotes and line breaks in them, and counts lines by the file', () => {
    const text = '\ufeffId,Name\r\n1,"Sorry, ""we"" missed\nyour call"\n\n2,Plain \r3,"x" ,'
    expect(parseCsv(text)).toEqual([
      { line: 1, cells: ['Id', 'Name'] },
      { line: 2, cells: ['1', 'Sorry, "we" missed\nyour call'] },
      { line: 5, cells: ['2', 'Plain '] },
      { line: 6, cells: ['3', 'x', ''] },
    ])
    expect(parseCsv('1\n2', { firstLine: 7 })).toEqual([
      { line: 7, cells: ['1'] },
      { line: 8, cells: ['2'] },
    ])
  })

  it('opens nothing with a quote within a cell', () => {
    expect(parseCsv('what,number\nTV 42" Ravi,+919812300001\nAsha,+919812300002\n6",+919812300003')).toEqual([
      { line: 1, cells: ['what', 'number'] },
      { line: 2, cells: ['TV 42" Ravi', '+919812300001'] },
      { line: 3, cells: ['Asha', '+919812300002'] },
      { line: 4, cells: ['6"', '+919812300003'] },
    ])
  })

  it.each([
    ['commas', 'a,b\n1,2', ['1', '2']],
    ['semicolons', 'a;b;c\n1;2,5;3', ['1', '2,5', '3']],
    ['tabs', 'a\tb\n1\t2', ['1', '2']],
    ['commas, with others in quotes', '"a;""b;c",d\n1;2,"x;y"', ['1;2', 'x;y']],
  ])('finds out by the first line that a file has %s', (_, text, cells) => {
    expect(parseCsv(text)[1]?.cells).toEqual(cells)
  })

  it('names a row whose quotes are wrong, and keeps those behind it', () => {
    expect(parseCsv('a,b\n"x"y,1\n2,3\n"open,4\n5,"6"\n"never\n7,8')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: [], problem: 'text_behind_quote' },
      { line: 3, cells: ['2', '3'] },
      { line: 4, cells: [], problem: 'text_behind_quote' },
      { line: 5, cells: ['5', '6'] },
      { line: 6, cells: [], problem: 'quote_not_closed' },
      { line: 7, cells: ['7', '8'] },
    ])
  })

  it('loses one row to a quote that never closes or a line without end, and no memory', () => {
    const long = Array.from({ length: 40 }, (_, n) => `${n},${'x'.repeat(5_000)}\n`)
    const rows = readIn([
      'a,b\n"never closed\n',
      ...long,
      ...Array.from({ length: 40 }, () => 'y'.repeat(5_000)),
      '\nc,d\n',
    ])
    expect(rows.filter((one) => one.problem).map(({ line, problem }) => ({ line, problem }))).toEqual([
      { line: 2, problem: 'quote_not_closed' },
      { line: 43, problem: 'row_too_long' },
    ])
    expect(rows).toHaveLength(44)
    expect(rows.at(-1)).toEqual({ line: 44, cells: ['c', 'd'], text: 'c,d\n' })
    expect(Math.max(...rows.map((one) => one.text.length))).toBeLessThan(80_000)
  })

  it('reads back every row as it was written', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\t', ' ', 'é', '😀') })
      .filter((one) => !/^[=+\-@\t\r\n']/.test(one))
    const row = fc.array(cell, { minLength: 1, maxLength: 5 }).filter((cells) => cells.some((one) => one.trim() !== ''))
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const text = rows.map((cells) => csvLine(cells)).join('')
        expect(parseCsv(text, { separator: ',' }).map((one) => one.cells)).toEqual(rows)
      }),
    )
  })

  it('reads the same wherever a text is cut, and of its text loses nothing, whatever it is given', () => {
    const line = fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', '\n', '\r', 'अ') })
    fc.assert(
      fc.property(line, fc.array(fc.nat(200), { maxLength: 5 }), (lines, places) => {
        const text = `one,two\n${lines}`
        const rows = readIn(cut(text, places))
        expect(rows).toEqual(readIn([text]))
        expect(rows.map((one) => one.text).join('')).toBe(text)
      }),
    )
  })
})

it('writes what a spreadsheet would run as a formula so that it does not', () => {
  expect(csvLine(['=1+1', '+91 98', 'plain'])).toBe("'=1+1,'+91 98,plain\r\n")
})
