import { expect, test } from 'vitest'
import { wordsIn } from '../i18n/words-in.ts'
import { momentKeys, momentWords } from './life-of.ts'

const say = (language: 'en' | 'hi', words: string) => momentWords(wordsIn(language), words)

test('in English a moment reads as the program says it', () => {
  const numbered = ['Attempt 2: sending', 'Attempt 2: Refused', 'Attempt 3: not known whether it went']
  const ofParts = ['Receipt for part 1 of 2: delivered', 'Receipt for part 2 of 2: on its way']
  const all = [...Object.keys(momentKeys), ...numbered, ...ofParts, 'Something new']
  expect(all.map((words) => say('en', words))).toEqual(all)
})

test('in Hindi it reads in Hindi, and what is not known as it is', () => {
  expect(Object.keys(momentKeys).filter((words) => !/\p{Script=Devanagari}/u.test(say('hi', words)))).toEqual([])
  expect(say('hi', 'Attempt 2: sent after all')).toBe('कोशिश 2: आख़िर भेजा गया')
  expect(say('hi', 'Receipt for part 1 of 2: not delivered')).toBe('2 में से भाग 1 की रसीद: नहीं पहुँचा')
  expect(say('hi', 'Something new')).toBe('Something new')
})
