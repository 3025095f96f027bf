import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDltId, checkHeader } from './dlt.ts'

const idVerdict = (id: unknown, kind: Parameters<typeof checkDltId>[1] = 'template') => {
  const [problem, ...more] = checkDltId(id, kind, 'dltTemplateId')
  expect(more).toEqual([])
  return problem ? `${problem.severity}: ${problem.code}` : 'good'
}

test.each([
  ['1107161512345678901', 'good'],
  ['1.10717E+18', 'error: spreadsheet_number'],
  ['1.10717e18', 'error: spreadsheet_number'],
  ['1,10717E+18', 'error: spreadsheet_number'],
  [' 1E+18', 'error: spreadsheet_number'],
  [1107, 'error: number_not_text'],
  ['', 'error: missing'],
  [null, 'error: missing'],
  [undefined, 'error: missing'],
  ["'1107161512345678901", 'error: not_digits'],
  ['1107 1615 1234 5678 901', 'error: not_digits'],
  ['१२३', 'error: not_digits'],
  ['1'.repeat(31), 'error: too_long'],
  ['1'.repeat(30), 'warning: unusual_length'],
  ['110716151234567890', 'warning: unusual_length'],
  ['1107161512345670000', 'warning: maybe_rounded'],
])('the template id %j is %s', (id, verdict) => {
  expect(idVerdict(id)).toBe(verdict)
})

test('an id that a spreadsheet spoilt is refused with the cause', () => {
  expect(checkDltId('1.10717E+18', 'template', 'templates[0].dltTemplateId')).toEqual([
    {
      path: 'templates[0].dltTemplateId',
      code: 'spreadsheet_number',
      severity: 'error',
      message:
        '"1.10717E+18" is what a spreadsheet made of the template id; its last digits are lost. Copy it from the DLT portal, or format the column as text before pasting.',
    },
  ])
})

test('old entities have 12 digits, old telemarketers 16', () => {
  expect(idVerdict('110100012345', 'entity')).toBe('good')
  expect(idVerdict('110100012345', 'template')).toBe('warning: unusual_length')
  expect(idVerdict('1302123456789012', 'telemarketer')).toBe('good')
})

test('a number from JSON or a spreadsheet is never good, whatever the id was', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 19, maxLength: 19 }), (id) => {
      expect(idVerdict(id)).toMatch(/^(good|warning: maybe_rounded)$/)
      expect(idVerdict(JSON.parse(id.replace(/^0+/, '1')))).toBe('error: number_not_text')
      expect(
        idVerdict(
          Number(`1${id.slice(1)}`)
            .toExponential(5)
            .toUpperCase(),
        ),
      ).toBe('error: spreadsheet_number')
    }),
  )
})

test.each([
  ['KAVERI', 'good'],
  ['SHAKTl', 'good'],
  ['Shkunj', 'good'],
  ['601234', 'good'],
  ['EXOTL', 'warning: unusual_length'],
  ['KAVERIAPP', 'warning: unusual_length'],
  ['KA', 'error: not_a_header'],
  ['KAVERIAPPL', 'error: not_a_header'],
  ['KAVERI1', 'error: not_a_header'],
  ['KAV ERI', 'error: not_a_header'],
  ['12345', 'error: not_a_header'],
  ['कावेरी', 'error: not_a_header'],
  ['', 'error: not_a_header'],
  ['JX-KAVERI-S', 'error: as_shown_on_phones'],
  ['JX-KAVERI', 'error: as_shown_on_phones'],
  ['KAVERI-S', 'error: as_shown_on_phones'],
])('the header %j is %s', (header, verdict) => {
  const [problem] = checkHeader(header, 'header')
  expect(problem ? `${problem.severity}: ${problem.code}` : 'good').toBe(verdict)
  if (problem?.code === 'as_shown_on_phones') expect(problem.message).toContain('"KAVERI"')
})
