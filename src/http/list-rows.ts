/** The rows of a list that came in a request, or which column its first row does not name. */
import { type CsvRow, parseCsv } from '../core/csv.ts'
import { NoLanguageColumn } from '../core/language-file.ts'
import type { BadRow } from '../core/list-row.ts'
import { NoNumberColumn } from '../core/number-list.ts'
import { problem } from './problems.ts'

export function listRows<Row extends object>(
  csv: string,
  read: (row: CsvRow) => Row | BadRow | undefined,
): { good: Row[]; bad: BadRow[] } {
  const rows: { good: Row[]; bad: BadRow[] } = { good: [], bad: [] }
  try {
    for (const row of parseCsv(csv)) {
      const one = read(row)
      if (one === undefined) continue
      if (isBad(one)) rows.bad.push(one)
      else rows.good.push(one)
    }
    return rows
  } catch (error) {
    if (error instanceof NoNumberColumn) throw noColumn('number', '"number" or "mobile"', error)
    if (error instanceof NoLanguageColumn) throw noColumn('language', '"language" or "lang"', error)
    throw error
  }
}

const isBad = <Row extends object>(row: Row | BadRow): row is BadRow => 'message' in row

function noColumn(what: 'number' | 'language', such: string, { columns }: { columns: readonly string[] }) {
  return problem('invalid', {
    detail: `The first row names no column of ${what}s, such as ${such}. It has: ${columns.slice(0, 10).join(', ')}.`,
    errors: [{ path: 'csv', code: `no_${what}_column`, message: `names no column of ${what}s in its first row` }],
  })
}
