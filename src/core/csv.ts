/** Reads CSV as it comes, piece by piece: quotes, line ends of every kind, and commas, semicolons or tabs, whichever the first line has most of. */

/** A row and the line of the file it begins in, counted from 1; `cells` is null where no row can be read, as behind a quote that never closes. */
export type CsvRow = { line: number; cells: string[] | null }

/** `read` answers the rows that are complete; `end` the last one. */
export type CsvReader = { read(piece: string): CsvRow[]; end(): CsvRow[] }

/** No row of a sane file is longer; what is would be held in memory whole. */
const longestRow = 64 * 1024

/** A reader of one file. `firstLine` where the text begins in the middle of one. */
export function csvReader(firstLine = 1): CsvReader {
  let rest = ''
  let line = firstLine
  let separator: string | undefined
  let isLost = false

  /** Where the row at the beginning of `rest` ends, or -1. A line end within quotes ends nothing. */
  const endOfRow = (): number => {
    let isQuoted = false
    for (let at = 0; at < rest.length; at++) {
      const code = rest.charCodeAt(at)
      if (code === 0x22) isQuoted = !isQuoted
      else if (code === 0x0a && !isQuoted) return at
    }
    return -1
  }
  const rowOf = (text: string): CsvRow => {
    const begins = line
    line += text.split('\n').length
    const plain = text.endsWith('\r') ? text.slice(0, -1) : text
    separator ??= separatorOf(plain)
    return { line: begins, cells: cellsOf(plain, separator) }
  }
  const read = (piece: string): CsvRow[] => {
    rest += line === 1 && rest === '' ? piece.replace(/^\ufeff/, '') : piece
    const rows: CsvRow[] = []
    for (;;) {
      const end = isLost ? rest.indexOf('\n') : endOfRow()
      if (end < 0) break
      if (isLost) line += 1
      else rows.push(rowOf(rest.slice(0, end)))
      isLost = false
      rest = rest.slice(end + 1)
    }
    if (rest.length > longestRow) {
      if (!isLost) rows.push({ line, cells: null })
      line += rest.split('\n').length - 1
      isLost = true
      rest = ''
    }
    return rows
  }
  return {
    read,
    end: () => {
      const last = rest
      rest = ''
      return last.trim() === '' || isLost ? [] : [rowOf(last)]
    },
  }
}

function separatorOf(text: string): string {
  const count = (one: string) => text.split(one).length
  return [',', ';', '\t'].reduce((most, one) => (count(one) > count(most) ? one : most))
}

function cellsOf(text: string, separator: string): string[] | null {
  const cells: string[] = []
  for (let at = 0; ; ) {
    if (text[at] !== '"') {
      const end = text.indexOf(separator, at)
      cells.push((end < 0 ? text.slice(at) : text.slice(at, end)).trim())
      if (end < 0) return cells
      at = end + 1
      continue
    }
    let cell = ''
    for (at += 1; ; at += 1) {
      const end = text.indexOf('"', at)
      if (end < 0) return null
      cell += text.slice(at, end)
      at = end + 1
      // Two quotes are one.
      if (text[at] !== '"') break
      cell += '"'
    }
    cells.push(cell.trim())
    const next = text.indexOf(separator, at)
    if (next < 0) return cells
    at = next + 1
  }
}
