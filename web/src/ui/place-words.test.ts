import { expect, test } from 'vitest'
import { ApiProblem } from '../api/problem.ts'
import { errorWords, markedWords, refusedWords } from './place-words.ts'

const refused = (path: string) => ({
  message: 'It is not right.',
  errors: [{ path, code: 'bad', message: 'is wrong' }],
})

test('says of each refusal where it is, from what is shown on', () => {
  expect(refusedWords(refused('rules[3].quietHours.from'), 'rules[3].')).toBe(
    'It is not right. Quiet hours, from: is wrong',
  )
  expect(refusedWords(refused('rules[0].recipients[1].template'), 'rules[3].')).toBe(
    'It is not right. Rules, 1, recipients, 2, template: is wrong',
  )
  expect(refusedWords(refused(''))).toBe('It is not right. is wrong')
})

test('says of a deed without fields what was wrong with it, and where', () => {
  const errors = [{ path: 'rules[0].name', code: 'missing', message: 'is missing' }]
  expect(errorWords(new ApiProblem(422, { code: 'invalid', title: 'The API’s.', errors }))).toBe(
    'Rules, 1, name: is missing',
  )
  expect(errorWords(new ApiProblem(409, { code: 'in_use', title: 'In use', errors }))).toBe(
    'In use Rules, 1, name: is missing',
  )
  expect(errorWords(new ApiProblem(422, { code: 'invalid', detail: 'It holds no calls.' }))).toBe('It holds no calls.')
})

test('says where the refused fields are marked, and nothing of an API', () => {
  const one = { path: 'name', code: 'missing', message: 'is missing' }
  const problem = (...errors: object[]) => new ApiProblem(422, { code: 'invalid', title: 'The API’s.', errors })
  expect(`${problem(one).message} ${markedWords({ marked: 1, unmarked: [] }, 'below')}`).toBe(
    'One field is not right yet. It is marked below.',
  )
  expect(`${problem(one, one, one).message} ${markedWords({ marked: 2, unmarked: [one] }, 'above')}`).toBe(
    '3 fields are not right yet. 2 are marked above.',
  )
  expect(markedWords({ marked: 0, unmarked: [one] }, 'above')).toBe('')
  expect(new ApiProblem(422, { code: 'invalid', title: 'A', detail: 'The array holds no calls.' }).message).toBe(
    'The array holds no calls.',
  )
})
