import { expect, test } from 'vitest'
import { problemsOfRule } from './rule-problems.ts'

const problems = [
  { path: 'rules[1].delay', code: 'delay_beyond_validity', message: 'Late.' },
  { path: 'rules[1].recipients[0].template', code: 'variable_too_long', message: 'A long name.' },
  { path: 'rules[1].recipients[1].template', code: 'variable_too_long', message: 'A long name.' },
  { path: 'rules[1].recipients[0].template', code: 'dlt_text_mismatch', message: 'It differs.' },
  { path: 'rules[1].recipients', code: 'something_new', message: 'Look here.' },
  { path: 'rules[11].quietHours', code: 'quiet_beyond_validity', message: 'Of another rule.' },
]

test('under the heading that a rule can never fire stands only why', () => {
  const message = 'This rule can never fire: there are no opening hours. Set them first.'
  const never = [{ path: 'rules[0].conditions.hours', code: 'never_matches', message }]
  expect(problemsOfRule({ problems: never }, 0)).toEqual([
    { heading: 'neverFires', messages: ['There are no opening hours. Set them first.'] },
  ])
})

test('each kind of problem of a rule has a heading of its own, and says a thing once', () => {
  expect(problemsOfRule({ problems }, 1)).toEqual([
    { heading: 'tooLate', messages: ['Late.'] },
    { heading: 'longNames', messages: ['A long name.'] },
    { heading: 'differs', messages: ['It differs.'] },
    { heading: 'look', messages: ['Look here.'] },
  ])
  expect(problemsOfRule({ problems }, 11)).toEqual([{ heading: 'quiet', messages: ['Of another rule.'] }])
  expect(problemsOfRule({ problems }, 0)).toEqual([])
})
