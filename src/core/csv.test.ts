import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvReader } from './csv.ts'

const rowsOf = (...pieces: string[]) => {
  const reader = csvReader()
  return [...pieces.flatMap((one) => reader.read(one)), ...reader.end()]
}

describe('reading CSV', () => {
  it('takes quotes, line ends of every kind, and a mark at the beginning', () => {
    expect(rowsOf('\ufeffname,number\r\n"Nair, Asha",98123\n"says ""hi""\non two lines",  98124  \n\nlast,1')).toEqual([
      { line: 1, cells: ['name', 'number'] },
      { line: 2, cells: ['Nair, Asha', '98123'] },
      { line: 3, cells: ['says "hi"\non two lines', '98124'] },
      { line: 5, cells: [''] },
      { line: 6, cells: ['last', '1'] },
    ])
  })

  it.each([
    ['commas', 'a,b\n1,2', ['1', '2']],
    ['semicolons', 'a;b\n1;2,5', ['1', '2,5']],
    ['tabs', 'a\tb\n1\t2', ['1', '2']],
  ])('finds out that a file has %s', (_, text, cells) => {
    expect(rowsOf(text)[1]?.cells).toEqual(cells)
  })

  it('loses one row to a quote that never closes, and no memory', () => {
    const rows = rowsOf('a,b\n"never closed\n', ...Array.from({ length: 40 }, () => `${'x'.repeat(5_000)}\n`), 'c,d\n')
    expect(rows[0]?.cells).toEqual(['a', 'b'])
    expect(rows[1]).toEqual({ line: 2, cells: null })
    expect(rows.at(-1)?.cells).toEqual(['c', 'd'])
  })

  it('reads what was written, wherever it is cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', '"', ',', '\n', ' ', 'अ') }).map((one) => one.trim())
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    const written = (rows: string[][]) =>
      rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n')
    fc.assert(
      fc.property(table, fc.array(fc.nat(200), { maxLength: 5 }), (rows, cuts) => {
        const text = written([['one', 'two'], ...rows])
        const places = [0, ...cuts.map((one) => one % (text.length + 1)).sort((a, b) => a - b), text.length]
        const pieces = places.slice(1).map((to, index) => text.slice(places[index], to))
        expect(rowsOf(...pieces).map((one) => one.cells)).toEqual([['one', 'two'], ...rows])
      }),
    )
  })
})
