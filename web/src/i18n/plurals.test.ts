import { expect, test } from 'vitest'
import { hi } from './hi/index.ts'

/** The texts as i18next asks for them. */
function textsOf(words: object, at: readonly string[] = []): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[[...at, key].join('.'), value]] : textsOf(value, [...at, key]),
  )
}
const texts = new Map(textsOf(hi))
const saysOne = /(?<![\p{L}\p{M}\d])(1|१|एक)(?![-\p{L}\p{M}\d])/u

test('what Hindi says of one holds for none too, as it has one form for both', () => {
  expect(new Intl.PluralRules('hi').select(0)).toBe('one')
  const ones = [...texts].filter(([key]) => key.endsWith('_one'))
  expect(ones.length).toBeGreaterThan(20)
  const fixed = ones.filter(([key, text]) => {
    if (texts.has(key.replace(/_one$/, '_zero'))) return false
    return saysOne.test(text)
  })
  expect(fixed).toEqual([])
})
