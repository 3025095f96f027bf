import { expect, test } from 'vitest'
import { type CsvChunk, csvChunks, csvText } from './csv-chunks.ts'

async function chunksOf(text: BlobPart): Promise<CsvChunk[]> {
  const chunks: CsvChunk[] = []
  for await (const chunk of csvChunks(new Blob([text]))) chunks.push(chunk)
  return chunks
}

test('a long file goes in chunks of whole rows, each with the names of the columns and the lines before it', async () => {
  const rows = Array.from({ length: 30_000 }, (_, n) => `${n},"Hello, no.\n${n}"\n`)
  const chunks = await chunksOf(`Id,Text\n${rows.join('')}`)
  expect(chunks.length).toBeGreaterThan(1)
  expect(chunks.map(({ csv }) => csv.replace('Id,Text\n', '')).join('')).toBe(rows.join(''))
  for (const { csv, skippedLines } of chunks) expect(csv.split('\n')[1]).toBe(`${skippedLines / 2},"Hello, no.`)
  expect(chunks.at(-1)?.read).toBe(1)
})

test('UTF-16 is read by its mark, and what is neither is refused', async () => {
  const utf16 = new Uint8Array([0xff, 0xfe, ...[...'Id\n1\n'].flatMap((one) => [one.charCodeAt(0), 0])])
  expect(await chunksOf(utf16)).toEqual([{ csv: 'Id\n1\n', skippedLines: 0, read: 1 }])
  expect(await csvText(new Blob([utf16]))).toBe('Id\n1\n')
  const western = new Uint8Array([0x49, 0x0a, 0xe9, 0x0a])
  await expect(chunksOf(western)).rejects.toThrow('neither UTF-8 nor UTF-16')
  await expect(csvText(new Blob([western]))).rejects.toThrow('neither UTF-8 nor UTF-16')
})
