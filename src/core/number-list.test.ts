import { describe, expect, it } from 'vitest'
import { NoNumberColumn, numberListReader } from './number-list.ts'

const readAll = (rows: string[][], column?: string) => {
  const { read } = numberListReader('IN', column)
  return rows.map((cells, index) => read({ line: index + 1, cells }))
}
const number = (text: string) => ({ is: 'number', number: text })

describe('a file of numbers', () => {
  it.each([[['Name', 'Mobile No']], [['name', 'phone_number']], [['नाम', 'मोबाइल']], [['Customer', 'MSISDN']]])(
    'is read by the column that its headings %j name',
    (heading) => {
      expect(readAll([heading, ['Asha', '98123 45678']])).toEqual([{ is: 'nothing' }, number('+919812345678')])
    },
  )

  it('needs no headings where the first row has a number', () => {
    expect(
      readAll([
        ['Asha', '09812345678'],
        ['Ravi', '+91 98123 45679'],
        // As a file of ours writes it for spreadsheets.
        ['Meera', "'+919812345670"],
        ['', ''],
      ]),
    ).toEqual([number('+919812345678'), number('+919812345679'), number('+919812345670'), { is: 'nothing' }])
  })

  it('names each row that has no number, and what a spreadsheet did to it', () => {
    const { read } = numberListReader('IN')
    const rows = [
      ...[['number'], ['9.19812E+11'], ['Asha']].map((cells, index) => ({ line: index + 1, cells })),
      { line: 4, cells: [], problem: 'quote_not_closed' as const },
    ]
    expect(rows.map(read)).toEqual([
      { is: 'nothing' },
      { is: 'bad', line: 2, value: '9.19812E+11', message: expect.stringContaining('format the column as text') },
      { is: 'bad', line: 3, value: 'Asha', message: 'is no phone number' },
      { is: 'bad', line: 4, value: '', message: 'has a quote that never closes' },
    ])
  })

  it('takes the column that is named, by heading or by place', () => {
    const rows = [['9812345670', '9812345671']]
    expect(readAll([['first', 'Second'], ...rows], 'second')[1]).toEqual(number('+919812345671'))
    expect(readAll(rows, '#2')).toEqual([number('+919812345671')])
  })

  it('says which columns there are where none can be told', () => {
    expect(() =>
      readAll([
        ['name', 'city'],
        ['Asha', 'Pune'],
      ]),
    ).toThrow(NoNumberColumn)
    expect(() => readAll([['name', 'number']], 'city')).toThrow(NoNumberColumn)
  })
})
