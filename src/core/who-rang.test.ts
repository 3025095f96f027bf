import { expect, test } from 'vitest'
import type { Call } from './call.ts'
import { whoRang } from './who-rang.ts'

const users = (call: Pick<Call, 'rung' | 'user' | 'outcome'>, rung: string[], unknown: string[] = []) =>
  whoRang(call, {
    rung,
    unknown: unknown.map((shown) => ({ kind: 'user', external: shown.toLowerCase(), shown })),
  }).map((one) => one.user)

test('each phone is its user’s, those of nobody known are nobody’s', () => {
  const rung = [{ extension: '201' }, { name: 'Front desk' }, {}, { extension: '202' }]
  expect(users({ outcome: 'missed', rung }, ['asha', 'ravi'], ['Front desk'])).toEqual([
    'asha',
    undefined,
    undefined,
    'ravi',
  ])
})

test('a phone that rang twice is its user’s both times, though the facts name them once, by the last', () => {
  const rung = [{ extension: '201' }, { extension: '202' }, { extension: '201' }]
  expect(users({ outcome: 'missed', rung }, ['ravi', 'asha'])).toEqual(['asha', 'ravi', 'asha'])
})

test('the user of a call that was missed counts as the last who rang', () => {
  const rung = [{ extension: '201' }, { extension: '202' }]
  expect(users({ outcome: 'missed', rung, user: { extension: '201' } }, ['ravi', 'asha'])).toEqual(['asha', 'ravi'])
  expect(users({ outcome: 'connected', rung, user: { extension: '203' } }, ['asha', 'ravi'])).toEqual(['asha', 'ravi'])
})

test('where one user rang by two words, it is not guessed who is who', () => {
  const rung = [{ extension: '201' }, { name: 'Asha Nair' }, { extension: '202' }]
  expect(users({ outcome: 'missed', rung }, ['asha', 'ravi'])).toEqual([undefined, undefined, undefined])
})
