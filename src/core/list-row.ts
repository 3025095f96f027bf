/** A row of a list that somebody wrote: spaces around a value mean nothing there. */
import type { CsvProblem, CsvRow } from './csv.ts'

/** A row that cannot be kept: what stands in it, and what is wrong. */
export type BadRow = { line: number; value: string; message: string }

const words: Record<CsvProblem, string> = {
  quote_not_closed: 'has a quote that never closes',
  text_behind_quote: 'has something behind a closing quote; a quote within a value is written twice',
  row_too_long: 'is longer than any row can be',
}

/** Spreadsheets write text that looks like a number as `="1107…"` or with an apostrophe in front. */
export function unquoted(cell: string): string {
  const trimmed = cell.trim()
  return /^="(.*)"$/s.exec(trimmed)?.[1]?.trim() ?? trimmed.replace(/^'(?=[\d+=@-])/, '')
}

/** Its values, or what is wrong with it; undefined where nothing stands in it. */
export function valuesOf({ line, cells, problem }: CsvRow): string[] | BadRow | undefined {
  if (problem !== undefined) return { line, value: '', message: words[problem] }
  const values = cells.map(unquoted)
  return values.every((one) => one === '') ? undefined : values
}
