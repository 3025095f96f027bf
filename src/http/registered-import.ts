/** A chunk of a portal's export: its first row names the columns, each other row is taken or refused by itself. */
import { parseCsv } from '../core/csv.ts'
import {
  type CellProblem,
  type Columns,
  type ImportField,
  type RegisteredText,
  readColumns,
  readRegistered,
} from '../core/registered-import.ts'
import { problem } from './problems.ts'

export type RowProblem = Omit<CellProblem, 'field'> & { line: number; column: string | null }
export type ReadChunk = {
  rows: RegisteredText[]
  /** Rows that were there, good or bad. */
  count: number
  bad: number
  problems: RowProblem[]
  columns: Partial<Record<ImportField, string>>
  ignored: string[]
}

type Given = { columns?: Partial<Record<ImportField, string>> | undefined; skippedLines: number }

/** Reads a chunk. `skippedLines` are the file's lines between the names of the columns and the chunk, for the numbers of lines. */
export function readChunk(csv: string, { columns: given, skippedLines }: Given): ReadChunk {
  const [head, ...rows] = parseCsv(csv)
  if (!head || head.problem !== undefined) throw problem('invalid', { detail: 'The first row must name the columns.' })
  const { columns, ignored, problems: missing } = readColumns(head.cells, given)
  if (missing.length > 0)
    throw problem('invalid', { errors: missing.map((one) => ({ ...one, path: `columns.${one.path}` })) })
  const nameOf = (field: ImportField) => head.cells[columns[field] ?? -1]?.trim() ?? null
  const read = rows.map((row) => ({ line: row.line + skippedLines, ...readOne(row, columns) }))
  const last = new Map(read.flatMap(({ row }, at) => (row ? [[row.templateId, at] as const] : [])))
  const problems = read.flatMap(({ line, problems: found, row }, at): RowProblem[] => {
    const told = found.map(({ field, ...rest }) => ({ ...rest, line, column: field && nameOf(field) }))
    if (row === null || last.get(row.templateId) === at) return told
    const message = `The id ${row.templateId} stands in a later row again, which counts.`
    return [...told, { line, column: nameOf('templateId'), code: 'twice', message, severity: 'warning' as const }]
  })
  return {
    rows: read.flatMap(({ row }, at) => (row && last.get(row.templateId) === at ? [row] : [])),
    count: rows.length,
    bad: read.filter(({ row }) => row === null).length,
    problems,
    columns: Object.fromEntries(Object.keys(columns).map((field) => [field, nameOf(field as ImportField)])),
    ignored,
  }
}

const quoteWords = {
  quote_not_closed: 'A quote opens here and nothing closes it.',
  text_behind_quote: 'Something stands behind a closing quote; a quote within a field is written twice.',
  row_too_long: 'The row is longer than any row can be.',
} as const

type Found = Omit<CellProblem, 'field'> & { field: ImportField | null }

function readOne(
  { cells, problem: broken }: ReturnType<typeof parseCsv>[number],
  columns: Columns,
): { row: RegisteredText | null; problems: Found[] } {
  if (broken === undefined) return readRegistered(cells, columns)
  return { row: null, problems: [{ field: null, code: broken, message: quoteWords[broken], severity: 'error' }] }
}
