/** A file of phone numbers: which column has them, and what is wrong with a row that has none. */
import type { CsvRow } from './csv.ts'
import { type BadRow, valuesOf } from './list-row.ts'
import { type PhoneNumber, parsePhoneNumber } from './phone-number.ts'

export type ReadNumber =
  | { is: 'number'; number: PhoneNumber }
  | ({ is: 'bad' } & BadRow)
  /** Headings, or an empty line. */
  | { is: 'nothing' }

/** No column of the file's headings is known to hold numbers. */
export class NoNumberColumn extends Error {
  override name = 'NoNumberColumn'
  readonly columns: readonly string[]

  constructor(columns: readonly string[]) {
    super('no column has numbers')
    this.columns = columns
  }
}

const headings =
  /^(?:(?:phone|mobile|cell|contact|customer|caller|whatsapp)[ _-]?)?(?:number|no\.?|num|phone|mobile|msisdn|cell|contact)$|^(?:to|recipient|नंबर|मोबाइल|मोबाइल नंबर|फ़ोन|फोन)$/iu

/** Whether such a heading stands over numbers. */
export const isNumberHeading = (heading: string): boolean => headings.test(heading)

export type NumberListReader = {
  read(row: CsvRow): ReadNumber
  /** The place of the column that was found, such as `#2`; null before any row was read. */
  column(): string | null
}

/**
 * Reads the rows of one file in order. `column` names the column by its heading, or by its place as in `#2` where the file has no headings; without it
 * the first row tells. Throws NoNumberColumn where that cannot be told.
 */
export function numberListReader(country: string, column?: string): NumberListReader {
  let place = placeNamed(column)
  const read = (row: CsvRow): ReadNumber => {
    const cells = valuesOf(row)
    if (cells === undefined) return { is: 'nothing' }
    if (!Array.isArray(cells)) return { is: 'bad', ...cells }
    if (place === undefined) {
      const found = columnIn(cells, country, column)
      place = found.place
      if (found.isHeading) return { is: 'nothing' }
    }
    const value = cells[place] ?? ''
    const number = parsePhoneNumber(value, country)
    return number === undefined
      ? { is: 'bad', line: row.line, value: value.slice(0, 40), message: wrong(value) }
      : { is: 'number', number }
  }
  return { read, column: () => (place === undefined ? null : `#${place + 1}`) }
}

function placeNamed(column: string | undefined): number | undefined {
  const place = /^#([1-9]\d?)$/.exec(column ?? '')?.[1]
  return place === undefined ? undefined : Number(place) - 1
}

function columnIn(cells: readonly string[], country: string, column: string | undefined) {
  const named =
    column === undefined
      ? cells.findIndex(isNumberHeading)
      : cells.findIndex((one) => one.toLowerCase() === column.toLowerCase())
  if (named >= 0) return { place: named, isHeading: true }
  const first = cells.findIndex((one) => parsePhoneNumber(one, country) !== undefined)
  if (column !== undefined || first < 0) throw new NoNumberColumn(cells.map((one) => one.slice(0, 40)))
  return { place: first, isHeading: false }
}

function wrong(value: string): string {
  if (value === '') return 'has no number'
  if (/^\d(?:[.,]\d+)?e\+?\d+$/i.test(value))
    return 'has lost its digits in a spreadsheet: format the column as text and export it again'
  return 'is no phone number'
}
