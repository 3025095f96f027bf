import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consentFileReader } from './consent-file.ts'
import { formatInstant } from './instant.ts'
import { NoNumberColumn } from './number-list.ts'

const reader = (purpose: string | null = 'offers', zone = 'Asia/Kolkata') =>
  consentFileReader({ country: 'IN', zone, purpose, wording: null })
const read = (rows: readonly string[][], purpose?: string | null) => {
  const one = reader(purpose)
  return rows.flatMap((cells, at) => one({ line: at + 1, cells }) ?? [])
}

describe('a file of consents', () => {
  test('is read by the names of its columns, in whatever order they stand', () => {
    const rows = read([
      ['Evidence', 'Valid until', 'Mobile No', 'Purpose', 'Date', 'Wording version'],
      ['form 7', '2027-03-31T10:00:00+05:30', '98123 45678', 'reminders', '2026-03-31', 'v2'],
    ])
    expect(rows).toMatchObject([
      { line: 2, number: '+919812345678', purpose: 'reminders', wording: 'v2', evidence: 'form 7' },
    ])
    const [row] = rows
    expect(row && 'givenAt' in row && row.givenAt !== null && formatInstant(row.givenAt)).toBe(
      '2026-03-30T18:30:00.000Z',
    )
    expect(row && 'expiresAt' in row && row.expiresAt !== null && formatInstant(row.expiresAt)).toBe(
      '2027-03-31T04:30:00.000Z',
    )
  })
  test.each([
    ['Asia/Kolkata', '2026-03-30T18:30:00.000Z', '2026-03-31T18:29:59.999Z'],
    ['America/New_York', '2026-03-31T04:00:00.000Z', '2026-04-01T03:59:59.999Z'],
    ['UTC', '2026-03-31T00:00:00.000Z', '2026-03-31T23:59:59.999Z'],
  ])('takes a day from its beginning and through its end in %s', (zone, begins, ends) => {
    const one = reader('offers', zone)
    one({ line: 1, cells: ['number', 'given on', 'valid until'] })
    const row = one({ line: 2, cells: ['9812345678', '2026-03-31', '2026-03-31'] })
    expect(row).toMatchObject({ givenAt: Date.parse(begins), expiresAt: Date.parse(ends) })
  })
  test('takes from whoever sends it what it does not say, and names a row that nobody says a purpose for', () => {
    expect(read([['number'], ['9812345678']])).toMatchObject([{ purpose: 'offers', givenAt: null, evidence: null }])
    expect(read([['number'], ['9812345678']], null)).toMatchObject([{ message: expect.stringContaining('no purpose') }])
  })
  test('without a column of numbers is refused, with the columns it has', () => {
    expect(() => read([['Name', 'Town']])).toThrow(NoNumberColumn)
  })
  test('gives each row with anything in it one answer, under its own line, whatever stands there', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('9812345678', '2026-03-31', '', '31/03/2026'))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 })), (body) => {
        const rows = read([['number', 'given at', 'evidence'], ...body])
        const filled = body.flatMap((cells, at) => (cells.every((one) => one.trim() === '') ? [] : [at + 2]))
        expect(rows.map((row) => row.line)).toEqual(filled)
      }),
    )
  })
})
