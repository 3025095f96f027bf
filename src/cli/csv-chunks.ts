/**
 * A file of comma-separated values in chunks that the program takes: each begins with the names of the columns and holds whole rows. Memory stays
 * the same however large the file is.
 */
import { createReadStream } from 'node:fs'
import { csvReader } from '../core/csv.ts'
import { csvDecoder } from '../core/csv-decoder.ts'
import { CommandFailed } from './shell.ts'

/**
 * `head` has the names of the columns, `rows` begin in `firstLine`, and `skippedLines` are those between the two; `bytes` are read of the file since the
 * chunk before.
 */
export type CsvChunk = { head: string; rows: string; firstLine: number; skippedLines: number; bytes: number }

// The program takes 1 MiB a request, and JSON writes quotes and line breaks as two characters.
const bytesPerChunk = 600_000

/** The chunks of a file that a command names; `-` is what is piped in. */
export const chunksOfFile = (file: string): AsyncGenerator<CsvChunk> =>
  csvChunks(file === '-' ? process.stdin : createReadStream(file))

/** Cuts a file (UTF-8, or UTF-16 with its mark) where rows end. */
export async function* csvChunks(file: AsyncIterable<Buffer>): AsyncGenerator<CsvChunk> {
  let [head, rows, size, bytes] = ['', '', 0, 0]
  let [secondLine, firstLine] = [0, 0]
  const chunk = () => ({ head, rows, firstLine, skippedLines: firstLine - secondLine, bytes })
  for await (const read of rowsOf(file)) {
    bytes += read.bytes
    for (const { text, line } of read.rows) {
      if (head.trim() === '') {
        head += text
        continue
      }
      const more = Buffer.byteLength(text)
      if (rows !== '' && size + more > bytesPerChunk) {
        yield chunk()
        ;[rows, size, bytes] = ['', 0, 0]
      }
      secondLine ||= line
      firstLine = rows === '' ? line : firstLine
      rows += text
      size += more
    }
  }
  if (head.trim() === '') throw new CommandFailed('The file is empty.')
  yield chunk()
}

async function* rowsOf(file: AsyncIterable<Buffer>) {
  const reader = csvReader()
  for await (const { text, bytes } of decoded(file)) yield { rows: reader.read(text), bytes }
  yield { rows: reader.end(), bytes: 0 }
}

type Piece = { text: string; bytes: number }

async function* decoded(file: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const decoder = csvDecoder({ fatal: true })
  for await (const bytes of file) yield { text: readable(() => decoder.decode(bytes)), bytes: bytes.length }
  yield { text: readable(decoder.end), bytes: 0 }
}

function readable(decode: () => string): string {
  try {
    return decode()
  } catch {
    throw new CommandFailed(
      'The file is neither UTF-8 nor UTF-16 with its mark. Save it as "CSV UTF-8", so that no letter is changed.',
    )
  }
}
