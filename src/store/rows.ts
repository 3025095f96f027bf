import type { Parameter } from './database.ts'

type Scalar = string | number | boolean | null

/**
 * Turns rows into one PostgreSQL array per column, for `unnest`. The columns are read in the order in which the statement names them. The
 * array's text is written here: the driver's own way scans every element twice, and this is the hottest loop of the program.
 */
export function columnsOf<Row>(rows: readonly Row[], columns: readonly ((row: Row) => Scalar)[]): Parameter[] {
  return columns.map((read) => {
    let text = '{'
    let comma = ''
    for (const row of rows) {
      text += comma + element(read(row))
      comma = ','
    }
    return `${text}}`
  })
}

const oidOfText = 25
const headerOctets = 20

/**
 * A column of long texts (documents), for a parameter of type text[] and no other: as PostgreSQL's own binary array, whose elements need neither
 * escaping here nor reading there.
 */
export function textsOf<Row>(rows: readonly Row[], read: (row: Row) => string | null): Buffer {
  const texts = rows.map(read)
  let size = headerOctets
  for (const text of texts) size += 4 + (text === null ? 0 : Buffer.byteLength(text))
  const array = Buffer.allocUnsafe(size)
  // Dimensions (none for an empty array), whether there are nulls, the elements' type; then the one dimension's length and first index.
  array.writeInt32BE(texts.length === 0 ? 0 : 1, 0)
  array.writeInt32BE(texts.includes(null) ? 1 : 0, 4)
  array.writeInt32BE(oidOfText, 8)
  if (texts.length === 0) return array.subarray(0, 12)
  array.writeInt32BE(texts.length, 12)
  array.writeInt32BE(1, 16)
  let at = headerOctets
  for (const text of texts) {
    const octets = text === null ? -1 : array.write(text, at + 4)
    array.writeInt32BE(octets, at)
    at += 4 + Math.max(0, octets)
  }
  return array
}

const plain = /^[\w.:+-]+$/
const needsEscape = /["\\]/

function element(value: Scalar): string {
  if (value === null) return 'NULL'
  if (typeof value !== 'string') return String(value)
  // NULL unquoted would be no text but nothing; whatever is not plainly harmless is quoted.
  if (value.length < 40 && plain.test(value) && (value.length !== 4 || value.toLowerCase() !== 'null')) return value
  return needsEscape.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`
}

/** Splits in two halves, the first never empty: how a poisoned batch is narrowed down to the row that the data break. */
export function halves<Row>(rows: readonly Row[]): [Row[], Row[]] {
  const middle = Math.ceil(rows.length / 2)
  return [rows.slice(0, middle), rows.slice(middle)]
}

/** Does the work for both halves: what fails of one keeps the other from nothing, and is thrown when both have ended. */
export async function ofHalves<Row, T>(
  rows: readonly Row[],
  work: (half: readonly Row[]) => Promise<T>,
): Promise<[T, T]> {
  const [first, second] = halves(rows)
  const both = [work(first), work(second)] as const
  await Promise.allSettled(both)
  return await Promise.all(both)
}
