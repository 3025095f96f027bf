import { expect, test } from 'vitest'
import type { Preview } from '../../api/types.ts'
import { cleanOf } from './clean.ts'

type Finding = Preview['findings'][number]
const found = (...codes: Finding['code'][]): Finding[] =>
  codes.map((code) => ({ severity: 'warning', code, message: '', at: 0, length: 0 }))
const body = 'We missed your call to {{department_name}}.'

test('each thing is called clean when nothing was found of it', () => {
  const category = 'service_implicit'
  expect(cleanOf({ body, category, findings: [] })).toEqual(['fixedText', 'promotion', 'links', 'variables'])
  expect(cleanOf({ body, category, findings: found('maybe_promotional', 'number_not_whitelisted') })).toEqual([
    'fixedText',
    'variables',
  ])
  expect(cleanOf({ body, category, findings: found('little_fixed_text', 'adjacent_variables') })).toEqual([
    'promotion',
    'links',
  ])
})

test('nothing is said of what is not asked: promotion of a promotional text, or variables where there are none', () => {
  expect(cleanOf({ body: 'All the best.', category: 'promotional', findings: [] })).toEqual(['fixedText', 'links'])
})
