import type { Parameter } from './database.ts'

type Scalar = string | number | boolean | null

/**
 * Turns rows into one PostgreSQL array per column, for `unnest`. The columns are read in the order in which the statement names them. The
 * array's text is written here: the driver's own way scans every element twice, and this is the hottest loop of the program.
 */
export function columnsOf<Row>(rows: readonly Row[], columns: readonly ((row: Row) => Scalar)[]): Parameter[] {
  return columns.map((read) => {
    let text = '{'
    for (const [index, row] of rows.entries()) {
      if (index > 0) text += ','
      text += element(read(row))
    }
    return `${text}}`
  })
}

const plain = /^[\w.:+-]+$/

function element(value: Scalar): string {
  if (value === null) return 'NULL'
  if (typeof value !== 'string') return String(value)
  // NULL unquoted would be no text but nothing; whatever is not plainly harmless is quoted.
  if (value.length < 40 && plain.test(value) && value.toLowerCase() !== 'null') return value
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}

/** Splits in two halves, the first never empty: how a poisoned batch is narrowed down to the row that the data break. */
export function halves<Row>(rows: readonly Row[]): [Row[], Row[]] {
  const middle = Math.ceil(rows.length / 2)
  return [rows.slice(0, middle), rows.slice(middle)]
}
