/**
 * Comma-separated values (RFC 4180) as portals and spreadsheets write them, where a cell has to stay what it is to the last space: quoted fields with
 * line breaks and doubled quotes in them, any line ending, separated by commas, semicolons or tabs. A row that cannot be read is told why, and does
 * not spoil those behind it. (csv.ts reads lists of numbers piece by piece, and trims.)
 */

/** `line` is where the row begins. A row with a problem has no cells that can be trusted. */
export type CsvRow = { line: number; cells: string[]; problem?: CsvProblem }
export type CsvProblem = 'quote_not_closed' | 'text_behind_quote'

const separators = [',', ';', '\t'] as const

/** What separates the fields: of the three, the one that the first line has most of, outside quotes. */
export function separatorOf(text: string): string {
  const line = /^(?:"[^"]*"|[^"\r\n])*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? ''
  const count = (one: string) => line.split(one).length
  return separators.reduce<string>((best, one) => (count(one) > count(best) ? one : best), ',')
}

/** Every row that is not empty. Lines are counted from `firstLine`. */
export function parseCsv(text: string, separator = separatorOf(text), firstLine = 1): CsvRow[] {
  const rows: CsvRow[] = []
  let at = text.startsWith('\ufeff') ? 1 : 0
  let line = firstLine
  while (at < text.length) {
    const row = readRow(text, at, separator)
    const isEmpty = row.problem === undefined && row.cells.every((cell) => cell.trim() === '')
    if (!isEmpty) rows.push({ line, cells: row.cells, ...(row.problem && { problem: row.problem }) })
    line += linesIn(text, at, row.end)
    at = row.end
  }
  return rows
}

type Read = { cells: string[]; end: number; problem?: CsvProblem }

function readRow(text: string, from: number, separator: string): Read {
  const cells: string[] = []
  for (let at = from; ; ) {
    const quoted = text[at] === '"'
    const cell = quoted ? readQuoted(text, at) : readPlain(text, at, separator)
    if (cell.end > text.length) return { cells: [], end: nextLine(text, from), problem: 'quote_not_closed' }
    cells.push(cell.value)
    at = cell.end
    if (text[at] === separator) at += 1
    else if (at >= text.length || text[at] === '\n' || text[at] === '\r') return { cells, end: behindBreak(text, at) }
    // A stray quote must not swallow the rows behind its line.
    else return { cells: [], end: nextLine(text, from), problem: 'text_behind_quote' }
  }
}

function readPlain(text: string, from: number, separator: string): { value: string; end: number } {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { value: text.slice(from, end), end }
}

/** An end beyond the text says that no quote closes it. */
function readQuoted(text: string, from: number): { value: string; end: number } {
  let value = ''
  for (let at = from + 1; ; ) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return { value, end: text.length + 1 }
    value += text.slice(at, quote)
    if (text[quote + 1] !== '"') return { value, end: quote + 1 }
    value += '"'
    at = quote + 2
  }
}

function behindBreak(text: string, at: number): number {
  if (text[at] === '\r' && text[at + 1] === '\n') return at + 2
  return at < text.length ? at + 1 : at
}

function nextLine(text: string, from: number): number {
  let end = from
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end += 1
  return behindBreak(text, end)
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = from; at < to; at += 1)
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) lines += 1
  return lines
}

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
