/** The rows of a list that came in a request, or which column its first row does not name. */
import { setImmediate } from 'node:timers/promises'
import { type CsvRow, parseCsv } from '../core/csv.ts'
import { NoLanguageColumn } from '../core/language-file.ts'
import type { BadRow } from '../core/list-row.ts'
import { NoNumberColumn } from '../core/number-list.ts'
import { problem } from './problems.ts'

export type Rows<Row> = { good: Row[]; bad: BadRow[] }

/** So many are read in one go: a number of a country that is not the home one takes its time, and texts go meanwhile. */
const atOnce = 200

export async function listRows<Row extends object>(
  csv: string,
  rowOf: (row: CsvRow) => Row | BadRow | undefined,
): Promise<Rows<Row>> {
  const rows: Rows<Row> = { good: [], bad: [] }
  let read = 0
  try {
    for (const row of parseCsv(csv)) {
      read += 1
      if (read % atOnce === 0) await setImmediate()
      const one = rowOf(row)
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
