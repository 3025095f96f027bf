import type { Parameter } from './database.ts'

type Scalar = string | number | boolean | null | Buffer

/** Turns rows into one array per column, for `unnest`. The columns are read in the order in which the statement names them. */
export function columnsOf<Row>(rows: readonly Row[], columns: readonly ((row: Row) => Scalar)[]): Parameter[] {
  return columns.map((read) => rows.map(read))
}

/** Splits in two halves, the first never empty: how a poisoned batch is narrowed down to the row that the data break. */
export function halves<Row>(rows: readonly Row[]): [Row[], Row[]] {
  const middle = Math.ceil(rows.length / 2)
  return [rows.slice(0, middle), rows.slice(middle)]
}
