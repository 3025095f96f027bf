/**
 * A statement is a named constant: its SQL, and its result columns declared beside it. A test prepares every one on both PostgreSQL
 * versions, compares the columns with the declaration, and refuses one that reads or writes across accounts without a reason.
 */
import type { Instant } from '../core/instant.ts'

type Base = {
  text: string
  uuid: string
  integer: number
  smallint: number
  bigint: number
  boolean: boolean
  timestamptz: Instant
  'integer[]': number[]
  'timestamptz[]': Instant[]
  'text[]': string[]
  'uuid[]': string[]
  bytea: Buffer
}
type ColumnType = keyof Base
/** Column name to PostgreSQL type; a `?` behind the type says that it can be null. */
export type Columns = Record<string, ColumnType | `${ColumnType}?`>
export type RowOf<C extends Columns> = {
  [K in keyof C]: C[K] extends `${infer T extends ColumnType}?`
    ? Base[T] | null
    : C[K] extends ColumnType
      ? Base[C[K]]
      : never
}

export type Statement<C extends Columns = Columns> = {
  name: string
  columns: C
  text: string
  /** Why this statement may speak without an account: installation tables, finding due rows, look-ups by a key that names none. */
  acrossAccounts?: string
}

/**
 * The time, where an index is to be read up to it. By clock_timestamp() alone, which is volatile, the server reads all of the index and leaves out what is not
 * due: a quarter of a million texts that wait for their receipts at each look for leases.
 */
export const clockBound = '(select clock_timestamp())'

const registry: Statement[] = []

/** Declares a statement. The name is the name it is prepared under, so it must be unique. */
export function statement<const C extends Columns>(
  name: string,
  columns: C,
  text: string,
  options: { acrossAccounts?: string } = {},
): Statement<C> {
  if (registry.some((one) => one.name === name)) throw new Error(`two statements are named ${name}`)
  const made: Statement<C> = { name, columns, text, ...options }
  registry.push(made)
  return made
}

/** Every statement declared so far, for the test that reads them all. */
export function declaredStatements(): readonly Statement[] {
  return registry
}
