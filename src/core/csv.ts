/**
 * Comma-separated values (RFC 4180) as portals and spreadsheets write them, read as they come, piece by piece, and never held whole: quoted cells with
 * line breaks and doubled quotes in them, any line ending, separated by commas, semicolons or tabs. A cell stays what it is to the last space. A row
 * that cannot be read is told why, and does not spoil those behind it.
 */

const separators = [',', ';', '\t'] as const

/** `line` is where the row begins, counted from 1. A row with a problem has no cells. */
export type CsvRow = { line: number; cells: string[]; problem?: CsvProblem }
export type CsvProblem = 'quote_not_closed' | 'text_behind_quote' | 'row_too_long'

/** `text` is the row as it stands in the file, with its line end. */
type ReadRow = CsvRow & { text: string }

/** Before a file's first letter: without it spreadsheets read UTF-8 as the letters of their own country. */
export const utf8Mark = '\ufeff'

/** What may separate cells. */
export type CsvSeparator = (typeof separators)[number]

export type CsvReader = {
  /** The rows that are complete. */
  read(piece: string): ReadRow[]
  /** The rest. */
  end(): ReadRow[]
  /** What separates the cells; null before the first row. */
  separator(): CsvSeparator | null
}

/** Where a text begins in the middle of a file, its first line; and what separates the cells, where its first line does not tell. */
type CsvPlace = { firstLine?: number; separator?: CsvSeparator | undefined }

/** No row of a sane file is longer; what is would be held in memory whole. */
const longestRow = 64 * 1024

export function csvReader({ firstLine: line = 1, separator }: CsvPlace = {}): CsvReader {
  let rest = ''
  let isStart = true
  /** Within a line that is longer than any row: told already, and dropped to its end. */
  let isLost = false

  const take = (isLast: boolean): ReadRow[] => {
    const rows: ReadRow[] = []
    let at = 0
    while (at < rest.length) {
      const cut = separator ?? separatorOf(rest)
      const row: Read | undefined = isLost ? restOfLine(rest, at, isLast) : readRow(rest, at, cut, isLast)
      if (row === undefined) break
      separator = cut
      const text = rest.slice(at, row.end)
      // What is written of a dropped line is a line by itself.
      if (row.cells) {
        const { cells, problem } = row
        rows.push({ line, cells, ...(problem && { problem }), text: row.isCut ? `${text}\n` : text })
      }
      line += linesIn(text)
      at = row.end
      isLost = row.isCut
    }
    rest = rest.slice(at)
    return rows
  }
  return {
    read: (piece) => {
      rest += isStart && piece.startsWith(utf8Mark) ? piece.slice(utf8Mark.length) : piece
      isStart &&= piece === ''
      return take(false)
    },
    end: () => take(true),
    separator: () => separator ?? null,
  }
}

/** Every row of a whole text that is not empty. */
export function parseCsv(text: string, place?: CsvPlace): CsvRow[] {
  const reader = csvReader(place)
  return [...reader.read(text), ...reader.end()]
    .filter((row) => row.problem !== undefined || !isEmpty(row))
    .map(({ text: _, ...row }) => row)
}

const isEmpty = ({ cells }: CsvRow): boolean => cells.every((cell) => cell.trim() === '')

/** What separates the cells: of the three, the one that the first line has most of, outside quotes. */
function separatorOf(text: string): CsvSeparator {
  const counts = new Map<string, number>(separators.map((one) => [one, 0]))
  let isQuoted = false
  let mayOpen = true
  for (const unit of text) {
    if (unit === '"' && (isQuoted || mayOpen)) {
      isQuoted = !isQuoted
      // Two quotes are one, and close nothing.
      mayOpen = true
    } else if (!isQuoted) {
      if (unit === '\n' || unit === '\r') break
      const count = counts.get(unit)
      if (count !== undefined) counts.set(unit, count + 1)
      mayOpen = count !== undefined
    }
  }
  return separators.reduce<CsvSeparator>(
    (most, one) => ((counts.get(one) ?? 0) > (counts.get(most) ?? 0) ? one : most),
    ',',
  )
}

/** `end` is behind what was read; `isCut` where a line is longer than any row and its end is yet to come. */
type Line = { end: number; isCut: boolean }
type Read = Line & { cells?: string[]; problem?: CsvProblem }

/** The row that begins at `from`; undefined while more of it may come. */
function readRow(text: string, from: number, separator: string, isLast: boolean): Read | undefined {
  const limit = Math.min(text.length, from + longestRow)
  const mayGoOn = !isLast && limit === text.length
  const cells: string[] = []
  const broken = (problem: CsvProblem): Read | undefined => {
    // A stray quote must not swallow the rows behind its line.
    const line = restOfLine(text, from, isLast)
    return line === undefined || (line.isCut && line.end - from < longestRow)
      ? undefined
      : { ...line, cells: [], problem }
  }
  for (let at = from; ; at += 1) {
    const cell = text[at] === '"' ? readQuoted(text, at, limit) : readPlain(text, at, limit, separator)
    if (cell === undefined) return mayGoOn ? undefined : broken('quote_not_closed')
    cells.push(cell.value)
    at = cell.end
    if (at >= limit) {
      if (mayGoOn) return undefined
      return limit === text.length ? { end: at, isCut: false, cells } : broken('row_too_long')
    }
    if (text[at] === separator) continue
    if (text[at] !== '\n' && text[at] !== '\r') return broken('text_behind_quote')
    const line = restOfLine(text, at, isLast)
    return line && { ...line, cells }
  }
}

type Cell = { value: string; end: number }

function readPlain(text: string, from: number, limit: number, separator: string): Cell {
  let end = from
  while (end < limit && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { value: text.slice(from, end), end }
}

/** Undefined where no quote closes it. Spaces behind the closing one are let go. */
function readQuoted(text: string, from: number, limit: number): Cell | undefined {
  let value = ''
  for (let at = from + 1; ; ) {
    const quote = text.indexOf('"', at)
    if (quote < 0 || quote >= limit) return undefined
    value += text.slice(at, quote)
    at = quote + 1
    if (text[at] !== '"') {
      while (at < limit && text[at] === ' ') at += 1
      return { value, end: at }
    }
    value += '"'
    at += 1
  }
}

/** Undefined while a line end may be half there: the last character may be the first half of a CR LF. */
function restOfLine(text: string, from: number, isLast: boolean): Line | undefined {
  let end = from
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end += 1
  if (text[end] === '\r' && text[end + 1] === '\n') return { end: end + 2, isCut: false }
  const isWhole = isLast || (end < text.length && (text[end] === '\n' || end + 1 < text.length))
  if (isWhole) return { end: Math.min(end + 1, text.length), isCut: false }
  return end > from ? { end, isCut: true } : undefined
}

const linesIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0

/**
 * A row as it is written. What a spreadsheet would run as a formula is given an apostrophe in front, but not where the text has to stay what it is.
 */
export function csvLine(
  cells: readonly string[],
  form: 'for a spreadsheet' | 'as it is' = 'for a spreadsheet',
): string {
  const isSafe = (value: string) => form === 'as it is' || !/^[=+\-@\t\r\n]/.test(value)
  return `${cells.map((value) => quoted(isSafe(value) ? value : `'${value}`)).join(',')}\r\n`
}

function quoted(value: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
