/** A file of callers' languages: which column holds what, and what is wrong with a row. */
import type { CsvRow } from './csv.ts'
import { readLanguage } from './language.ts'
import { type BadRow, valuesOf } from './list-row.ts'
import { isNumberHeading, NoNumberColumn } from './number-list.ts'
import { type PhoneNumber, parsePhoneNumber } from './phone-number.ts'

export type LanguageRow = { line: number; number: PhoneNumber; language: string }

/** No column of the file's headings is known to hold languages. */
export class NoLanguageColumn extends Error {
  override name = 'NoLanguageColumn'
  readonly columns: readonly string[]

  constructor(columns: readonly string[]) {
    super('no column has languages')
    this.columns = columns
  }
}

const isLanguageHeading = (text: string): boolean =>
  /^(?:(?:caller|customer|preferred)[ _-]?)?(?:language|lang|locale)$|^भाषा$/iu.test(text)

/** Reads the rows of one file in order, the headings first. Throws NoNumberColumn or NoLanguageColumn where no heading stands over what is needed. */
export function languageFileReader(country: string): (row: CsvRow) => LanguageRow | BadRow | undefined {
  let places: { number: number; language: number } | undefined
  return (row) => {
    const { line } = row
    const cells = valuesOf(row)
    if (!Array.isArray(cells)) return cells
    if (places === undefined) {
      places = placesIn(cells)
      return undefined
    }
    const [told, word] = [cells[places.number] ?? '', cells[places.language] ?? '']
    const number = parsePhoneNumber(told, country)
    if (number === undefined) return { line, value: told.slice(0, 40), message: 'is no phone number' }
    const language = readLanguage(word)
    if (language === undefined)
      return {
        line,
        value: word.slice(0, 40),
        message: 'is no language: write a tag such as hi, or a name such as Hindi',
      }
    return { line, number, language }
  }
}

function placesIn(cells: readonly string[]): { number: number; language: number } {
  const names = cells.map((one) => one.slice(0, 40))
  const [number, language] = [cells.findIndex(isNumberHeading), cells.findIndex(isLanguageHeading)]
  if (number < 0) throw new NoNumberColumn(names)
  if (language < 0) throw new NoLanguageColumn(names)
  return { number, language }
}
