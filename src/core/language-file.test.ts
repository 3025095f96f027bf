import { expect, it } from 'vitest'
import { parseCsv } from './csv.ts'
import { languageFileReader, NoLanguageColumn } from './language-file.ts'
import { NoNumberColumn } from './number-list.ts'

const read = (text: string) => {
  const rowOf = languageFileReader('IN')
  return parseCsv(text).flatMap((row) => rowOf(row) ?? [])
}

it('reads numbers and languages by their headings, and names what it cannot read', () => {
  expect(
    read('Name,Mobile,Preferred language\nA,9812300001,Hindi\n\nB,+919812300002,ta_IN\nC,x,hi\nD,9812300003,klingon\n'),
  ).toEqual([
    { line: 2, number: '+919812300001', language: 'hi' },
    { line: 4, number: '+919812300002', language: 'ta-IN' },
    { line: 5, value: 'x', message: 'is no phone number' },
    { line: 6, value: 'klingon', message: 'is no language: write a tag such as hi, or a name such as Hindi' },
  ])
})

it('wants both columns', () => {
  expect(() => read('a,language\n')).toThrow(NoNumberColumn)
  expect(() => read('number,b\n')).toThrow(NoLanguageColumn)
})
