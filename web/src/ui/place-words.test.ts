import { expect, test } from 'vitest'
import { refusedWords } from './place-words.ts'

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
