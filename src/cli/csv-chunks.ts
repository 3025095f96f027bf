/**
 * A file of comma-separated values in chunks that the program takes: each begins with the names of the columns and holds whole rows. Memory stays
 * the same however large the file is.
 */
import { createReadStream } from 'node:fs'
import { TextDecoder } from 'node:util'
import { CommandFailed } from './shell.ts'

/** `skippedLines` are those between the names of the columns and the chunk; `bytes` are read of the file since the chunk before. */
export type CsvChunk = { csv: string; skippedLines: number; bytes: number }

// The program takes 1 MiB a request, and JSON writes quotes and line breaks as two characters.
const bytesPerChunk = 600_000

/** The chunks of a file that a command names; `-` is what is piped in. */
export const chunksOfFile = (file: string): AsyncGenerator<CsvChunk> =>
  csvChunks(file === '-' ? process.stdin : createReadStream(file))

/** Cuts a file (UTF-8, or UTF-16 with its mark) where rows end. */
export async function* csvChunks(file: AsyncIterable<Buffer>): AsyncGenerator<CsvChunk> {
  let [head, text, lines, skippedLines, read] = ['', '', 0, 0, 0]
  for await (const { rows, bytes } of wholeRows(decoded(file))) {
    read += bytes
    const headEnd = head === '' ? firstRowEnd(rows) : 0
    head += rows.slice(0, headEnd)
    const more = rows.slice(headEnd)
    if (text !== '' && Buffer.byteLength(text) + Buffer.byteLength(more) > bytesPerChunk) {
      yield { csv: head + text, skippedLines, bytes: read }
      skippedLines += lines
      ;[text, lines, read] = ['', 0, 0]
    }
    text += more
    lines += linesIn(more)
  }
  if (head.trim() === '') throw new CommandFailed('The file is empty.')
  yield { csv: head + text, skippedLines, bytes: read }
}

type Piece = { text: string; bytes: number }

/** Pieces that end where a row ends. */
async function* wholeRows(pieces: AsyncIterable<Piece>): AsyncGenerator<{ rows: string; bytes: number }> {
  let rest = ''
  for await (const { text, bytes } of pieces) {
    rest += text
    // A quote that is opened and never closed must not hold the whole file: its row is named when it is read.
    const end = rest.length > bytesPerChunk / 2 ? rest.lastIndexOf('\n') + 1 : rowEnds(rest).last
    yield { rows: rest.slice(0, end), bytes }
    rest = rest.slice(end)
  }
  if (rest !== '') yield { rows: rest, bytes: 0 }
}

const firstRowEnd = (text: string): number => rowEnds(text).first

/** Behind the first and the last line break that stands in no quotes; the whole text where there is none, and 0. */
function rowEnds(text: string): { first: number; last: number } {
  let [first, last] = [text.length, 0]
  let isQuoted = false
  let isAtStart = true
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at]
    if (isQuoted) {
      if (unit === '"' && text[at + 1] === '"') at += 1
      else if (unit === '"') isQuoted = false
      continue
    }
    if (unit === '"' && isAtStart) isQuoted = true
    isAtStart = unit === ',' || unit === ';' || unit === '\t' || unit === '\n' || unit === '\r' || unit === '\ufeff'
    // The last character may be the first half of a CR LF.
    if (unit === '\n' || (unit === '\r' && at + 1 < text.length && text[at + 1] !== '\n')) {
      last = at + 1
      first = Math.min(first, last)
    }
  }
  return { first, last }
}

/** As the program counts lines. */
function linesIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0
}

async function* decoded(file: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let decoder: TextDecoder | undefined
  for await (const bytes of file) {
    decoder ??= decoderFor(bytes)
    yield { text: decode(decoder, bytes), bytes: bytes.length }
  }
  if (decoder) yield { text: decode(decoder), bytes: 0 }
}

/** By the mark at the beginning. Excel writes UTF-16 as "Unicode text", and always with one. */
function decoderFor(start: Buffer): TextDecoder {
  const mark = start.subarray(0, 2).toString('hex')
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding, { fatal: true })
}

function decode(decoder: TextDecoder, bytes?: Buffer): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
  } catch {
    throw new CommandFailed(
      'The file is neither UTF-8 nor UTF-16 with its mark. Save it as "CSV UTF-8", so that no letter is changed.',
    )
  }
}
