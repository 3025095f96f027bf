import { describe, expect, test } from 'vitest'
import { languageName, languageTag, namedLanguages, readLanguage } from './language.ts'

describe('a language as it is told', () => {
  test.each([
    ['hi', 'hi'],
    ['HI', 'hi'],
    ['hi_IN', 'hi-IN'],
    ['hi-in', 'hi-IN'],
    ['hi-latn', 'hi-Latn'],
    ['hin', 'hi'],
    [' Hindi ', 'hi'],
    ['हिन्दी', 'hi'],
    ['Hinglish', 'hi-Latn'],
    ['TAM', 'ta'],
    ['தமிழ்', 'ta'],
    ['Oriya', 'or'],
    ['en-GB', 'en-GB'],
    ['es-419', 'es-419'],
    ['fo', 'fo'],
  ])('%s is %s', (told, tag) => expect(readLanguage(told)).toBe(tag))

  test.each(['', 'yes', 'zz', 'NA', '2', 'press two', 'none', '-', 'hi-', 'hindi please'])('%j is none', (told) =>
    expect(readLanguage(told)).toBeUndefined(),
  )

  test('what is read is written as documents write it, and reads as itself', () => {
    for (const { tag, name } of namedLanguages)
      for (const told of [tag, name, `${tag}_in`, `${tag}-LATN`]) {
        const read = readLanguage(told)
        expect(languageTag.safeParse(read).success).toBe(true)
        expect(readLanguage(read!)).toBe(read)
      }
  })
})

test.each([
  ['hi', 'Hindi'],
  ['hi-IN', 'Hindi (IN)'],
  ['hi-Latn', 'Hindi (Latin letters)'],
  ['zz', 'zz'],
])('%s is called %s', (tag, name) => expect(languageName(tag)).toBe(name))
