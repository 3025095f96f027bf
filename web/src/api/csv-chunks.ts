/**
 * A file in chunks that the program takes: each begins with the names of the columns and holds whole rows. The file is read piece by piece, so
 * that a large one needs no more memory than a small one.
 */
import { t } from '../i18n/i18n.ts'

/** `skippedLines` are those between the names of the columns and the chunk; `read` is the share of the file so far. */
export type CsvChunk = { csv: string; skippedLines: number; read: number }

const bytesPerPiece = 120_000
const unitsPerChunk = 240_000

export async function* csvChunks(file: Blob): AsyncGenerator<CsvChunk> {
  const decoder = await decoderFor(file)
  let [head, rest, skippedLines] = ['', '', 0]
  for (let at = 0; at < file.size; ) {
    const bytes = await file.slice(at, at + bytesPerPiece).arrayBuffer()
    at += bytesPerPiece
    const isLast = at >= file.size
    rest += decode(decoder, bytes, !isLast)
    if (!isLast && rest.length < unitsPerChunk) continue
    // Whatever no row's end was found in for so long goes as it is: a quote that nothing closes is named when it is read.
    const end = isLast ? rest.length : rowEnds(rest).last || rest.lastIndexOf('\n') + 1
    if (end === 0) continue
    const headEnd = head === '' ? rowEnds(rest).first : 0
    head += rest.slice(0, headEnd)
    const rows = rest.slice(headEnd, end)
    yield { csv: head + rows, skippedLines, read: Math.min(1, at / file.size) }
    skippedLines += rows.match(/\r\n|\r|\n/g)?.length ?? 0
    rest = rest.slice(end)
  }
}

/** A short file whole. */
export async function csvText(file: Blob): Promise<string> {
  return decode(await decoderFor(file), await file.arrayBuffer(), false)
}

/** Throws for what is in other letters than its mark says: guessed, names and evidence would be kept garbled. */
function decode(decoder: TextDecoder, bytes: ArrayBuffer, goesOn: boolean): string {
  try {
    return decoder.decode(bytes, { stream: goesOn })
  } catch {
    throw new Error(t('ui.unknownLetters'))
  }
}

/** By the mark at the file's beginning; Excel's "Unicode text" is UTF-16. */
async function decoderFor(file: Blob): Promise<TextDecoder> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding, { fatal: true })
}

/** Behind the first and the last line break that stands in no quotes; the whole text where there is none, and 0. */
function rowEnds(text: string): { first: number; last: number } {
  let [first, last] = [text.length, 0]
  let isQuoted = false
  let isAtStart = true
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at)
    if (isQuoted) {
      if (unit === '"' && text[at + 1] === '"') at += 1
      else if (unit === '"') isQuoted = false
      continue
    }
    if (unit === '"' && isAtStart) isQuoted = true
    isAtStart = /[,;\t\r\n\ufeff]/.test(unit)
    if (unit === '\n' || (unit === '\r' && at + 1 < text.length && text[at + 1] !== '\n')) {
      last = at + 1
      first = Math.min(first, last)
    }
  }
  return { first, last }
}
