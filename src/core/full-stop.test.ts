import { expect, test } from 'vitest'
import { fullStop } from './full-stop.ts'

test.each([
  ['no connection', 'no connection.'],
  [
    'Let the operator add its range to ALLOW_PRIVATE_GATEWAYS.',
    'Let the operator add its range to ALLOW_PRIVATE_GATEWAYS.',
  ],
  ['really? ', 'really?'],
  ['', '.'],
])('%j ends once', (words, ended) => {
  expect(fullStop(words)).toBe(ended)
})
