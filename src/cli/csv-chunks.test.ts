import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvLine, parseCsv } from '../core/csv.ts'
import { csvChunks } from './csv-chunks.ts'

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function rowsOf(bytes: Buffer, size: number) {
  const rows: { line: number; cells: string[] }[] = []
  for await (const { head, rows: more, skippedLines } of csvChunks(pieces(bytes, size)))
    rows.push(
      ...parseCsv(head + more, { separator: ',' })
        .slice(1)
        .map(({ line, cells }) => ({ line: line + skippedLines, cells })),
    )
  return rows
}

it('gives every row once and under its own line, wherever the file is cut', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', '😀'), minLength: 1, maxLength: 6 })
  const row = fc.array(cell, { minLength: 2, maxLength: 3 }).filter((cells) => cells.join('').trim() !== '')
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), async (rows, size) => {
      const text = ['Id', 'Name'].join(',').concat('\r\n', ...rows.map((cells) => csvLine(cells)))
      const whole = parseCsv(text, { separator: ',' })
        .slice(1)
        .map(({ line, cells }) => ({ line, cells }))
      expect(await rowsOf(Buffer.from(text), size)).toEqual(whole)
    }),
  )
})

it('makes many chunks of a long file, each with the names of the columns', async () => {
  const text = `Id,Text\n${Array.from({ length: 40_000 }, (_, n) => `${n},"Hello, no.\n${n}"\n`).join('')}`
  const chunks: string[] = []
  for await (const { head, rows } of csvChunks(pieces(Buffer.from(text), 65_536))) chunks.push(head + rows)
  expect(chunks.length).toBeGreaterThan(1)
  expect(chunks.every((one) => one.startsWith('Id,Text\n') && one.length < 800_000)).toBe(true)
  const rows = await rowsOf(Buffer.from(text), 65_536)
  expect(rows).toHaveLength(40_000)
  expect(rows.at(-1)).toEqual({ line: 2 + 39_999 * 2, cells: ['39999', 'Hello, no.\n39999'] })
})

it('reads UTF-16 as a spreadsheet writes it, and refuses what is neither', async () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Id,Name\n1,नमस्ते\n', 'utf16le')])
  expect(await rowsOf(utf16, 7)).toEqual([{ line: 2, cells: ['1', 'नमस्ते'] }])
  expect(await rowsOf(Buffer.from('\ufeffId,Name\n1,é\n'), 3)).toEqual([{ line: 2, cells: ['1', 'é'] }])
  await expect(rowsOf(Buffer.from([0x49, 0x0a, 0xe9, 0x0a]), 10)).rejects.toThrow('Save it as "CSV UTF-8"')
  await expect(rowsOf(Buffer.alloc(0), 10)).rejects.toThrow('empty')
})

it('keeps the rows behind a quote that is never closed', async () => {
  const text = `Id,Name\n"open,1\n${Array.from({ length: 20_000 }, (_, n) => `${n},"Name ${n}"\n`).join('')}`
  const rows = await rowsOf(Buffer.from(text), 65_536)
  expect(rows.filter((one) => one.cells.length === 2)).toHaveLength(20_000)
})

it('keeps the numbers of the lines behind one that is longer than any row', async () => {
  const text = `Id,Name\n1,a\n2,${'x'.repeat(200_000)}\n3,b\n`
  const rows = await rowsOf(Buffer.from(text), 30_000)
  expect(rows).toEqual([
    { line: 2, cells: ['1', 'a'] },
    { line: 3, cells: [] },
    { line: 4, cells: ['3', 'b'] },
  ])
})
