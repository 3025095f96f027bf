/** A file of consents: which column holds what, and what is wrong with a row. */
import type { CsvRow } from './csv.ts'
import { type Instant, parseInstant } from './instant.ts'
import { type BadRow, valuesOf } from './list-row.ts'
import { endOfDate, startOfDate } from './local-day.ts'
import { isNumberHeading, NoNumberColumn } from './number-list.ts'
import { type PhoneNumber, parsePhoneNumber } from './phone-number.ts'

/** What a row of the file says; `purpose` and the like come from whoever sends the file where it has no such column. */
export type ConsentRow = {
  line: number
  number: PhoneNumber
  purpose: string
  wording: string | null
  givenAt: Instant | null
  expiresAt: Instant | null
  evidence: string | null
}

const fields = ['purpose', 'wording', 'givenAt', 'expiresAt', 'evidence'] as const
type Field = (typeof fields)[number]

const headings: Record<Field, RegExp> = {
  purpose: /^purpose$/i,
  wording: /^wording(?:[ _]?version)?$/i,
  givenAt: /^(?:given(?:[ _]?(?:at|on))?|consent[ _]?(?:date|given)|date)$/i,
  expiresAt: /^(?:expires(?:[ _]?(?:at|on))?|expiry(?:[ _]?date)?|valid[ _]?until)$/i,
  evidence: /^(?:evidence|proof|reference)$/i,
}

/** Places of the columns; without one of numbers there is nothing to read. */
type Columns = { number: number } & Partial<Record<Field, number>>

/** Where the account is, for numbers without + and days without a time; and what is said of all rows that have no such column. */
type Given = { country: string; zone: string; purpose: string | null; wording: string | null }

/** Reads rows of one file in order, the headings first. Throws NoNumberColumn where no heading is known to stand over numbers. */
export function consentFileReader(given: Given): (row: CsvRow) => ConsentRow | BadRow | undefined {
  let columns: Columns | undefined
  return (row) => {
    const cells = valuesOf(row)
    if (!Array.isArray(cells)) return cells
    if (columns !== undefined) return rowOf(row.line, cells, columns, given)
    columns = columnsOf(cells)
    return undefined
  }
}

function columnsOf(cells: readonly string[]): Columns {
  const number = cells.findIndex(isNumberHeading)
  if (number < 0) throw new NoNumberColumn(cells.map((one) => one.slice(0, 40)))
  const found = fields.flatMap((field) => {
    const place = cells.findIndex((one) => headings[field].test(one))
    return place < 0 ? [] : [[field, place] as const]
  })
  return { number, ...Object.fromEntries(found) }
}

function rowOf(line: number, cells: readonly string[], columns: Columns, given: Given): ConsentRow | BadRow {
  const cell = (field: Field): string | null => {
    const place = columns[field]
    return (place === undefined ? undefined : cells[place]) || null
  }
  const bad = (value: string, message: string): BadRow => ({ line, value: value.slice(0, 40), message })
  const numberText = cells[columns.number] ?? ''
  const number = parsePhoneNumber(numberText, given.country)
  if (number === undefined) return bad(numberText, 'is no phone number')
  const purpose = cell('purpose') ?? given.purpose
  if (purpose === null) return bad(numberText, 'has no purpose: add a column, or say one for the whole file')
  // A consent "given on" a day holds from its first moment where the account is, one "valid until" through its last.
  const times = {
    givenAt: timeOf(cell('givenAt'), (day) => startOfDate(given.zone, day)),
    expiresAt: timeOf(cell('expiresAt'), (day) => endOfDate(given.zone, day) - 1),
  }
  for (const name of ['givenAt', 'expiresAt'] as const)
    if (times[name] === undefined) return bad(cell(name) ?? '', 'is no date: write it as 2026-03-31')
  return {
    line,
    number,
    purpose: purpose.slice(0, 200),
    wording: (cell('wording') ?? given.wording)?.slice(0, 200) ?? null,
    givenAt: times.givenAt ?? null,
    expiresAt: times.expiresAt ?? null,
    evidence: cell('evidence')?.slice(0, 1000) ?? null,
  }
}

/** A day, taken as `ofDay` says, or a time with its offset; undefined where it is neither. */
function timeOf(text: string | null, ofDay: (date: string) => Instant): Instant | null | undefined {
  if (text === null) return null
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return parseInstant(text)
  return parseInstant(`${text}T12:00:00Z`) === undefined ? undefined : ofDay(text)
}
