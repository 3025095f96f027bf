import { expect, test } from 'vitest'
import type { Preview } from '../../api/types.ts'
import { cleanOf } from './clean.ts'

type Finding = Preview['findings'][number]
const found = (...codes: Finding['code'][]): Finding[] =>
  codes.map((code) => ({ severity: 'warning', code, message: '', at: 0, length: 0 }))
const body = 'We missed your call to {{department_name}}.'
const wordsOf = (...asked: Parameters<typeof cleanOf>) => cleanOf(...asked).map(({ words }) => words)

test('each thing is called clean when nothing was found of it', () => {
  const category = 'service_implicit'
  expect(wordsOf({ body, category, findings: [] })).toEqual([
    'Enough fixed text',
    'No promotional words',
    'Links and numbers',
    'Variables apart',
  ])
  expect(wordsOf({ body, category, findings: found('maybe_promotional', 'number_not_whitelisted') })).toEqual([
    'Enough fixed text',
    'Variables apart',
  ])
  expect(wordsOf({ body, category, findings: found('little_fixed_text', 'adjacent_variables') })).toEqual([
    'No promotional words',
    'Links and numbers',
  ])
})

test('nothing is said of what is not asked: promotion of a promotional text, or variables where there are none', () => {
  expect(wordsOf({ body: 'All the best.', category: 'promotional', findings: [] })).toEqual([
    'Enough fixed text',
    'Links and numbers',
  ])
})
