import { expect, test } from 'vitest'
import { makeFormat } from '../../format.ts'
import { wordsIn } from '../../i18n/words-in.ts'
import { effectWords } from './effect-words.ts'

const format = makeFormat({ language: 'en', zone: 'Asia/Kolkata', currency: 'INR' })

test('what a change does is said in calls, texts and money', () => {
  const say = (calls: number, changed: number, texts: number, cost: number, onlyNewest = false) =>
    effectWords(wordsIn('en'), { calls, onlyNewest, changed, texts, cost }, format)
  expect(say(4512, 361, -361, -108.3)).toBe(
    'In the last 30 days: 361 of 4,512 calls decided otherwise, 361 fewer texts, ₹108.30 less.',
  )
  expect(say(1, 1, 1, 0.3)).toBe('In the last 30 days: 1 of 1 call decided otherwise, 1 more text, ₹0.30 more.')
  expect(say(9, 2, 0, 0)).toBe('In the last 30 days: 2 of 9 calls decided otherwise, as many texts, at the same price.')
  expect(say(9, 0, 0, 0)).toBe('In the last 30 days it would have changed nothing.')
  expect(say(0, 0, 0, 0)).toBe('In the last 30 days no call came in.')
  expect(say(200_000, 361, -361, -108.3, true)).toBe(
    'Among the newest 2,00,000 calls of the last 30 days: 361 decided otherwise, 361 fewer texts, ₹108.30 less.',
  )
  expect(say(200_000, 0, 0, 0, true)).toBe(
    'Among the newest 2,00,000 calls of the last 30 days it would have changed nothing.',
  )
})

test('in Hindi it is said in the order of Hindi', () => {
  const say = (calls: number, changed: number, texts: number, cost: number, onlyNewest = false) =>
    effectWords(wordsIn('hi'), { calls, onlyNewest, changed, texts, cost }, format)
  expect(say(4512, 361, -361, -108.3)).toBe('पिछले 30 दिन में: 4,512 में से 361 कॉल का फ़ैसला अलग, 361 SMS कम, ₹108.30 कम।')
  expect(say(9, 0, 0, 0)).toBe('पिछले 30 दिन में इससे कुछ नहीं बदलता।')
  expect(say(200_000, 0, 0, 0, true)).toBe('पिछले 30 दिन की सबसे नई 2,00,000 कॉल में इससे कुछ नहीं बदलता।')
})
