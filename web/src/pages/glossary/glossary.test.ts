import { expect, test } from 'vitest'
import text from '../../../../docs/glossary.md?raw'
import { foundIn, sectionsOf } from './glossary.ts'

const sections = sectionsOf(text)
const words = sections.flatMap((section) => section.words)

test('every row of the glossary is a word with what it means', () => {
  expect(sections.map(({ title }) => title)).toContain('Deciding')
  expect(words.length).toBeGreaterThan(70)
  for (const { word, means } of words) {
    expect(word).not.toMatch(/^(|-+|word|state)$/)
    expect(means).not.toBe('')
  }
})

test('a word is found by what others call it', () => {
  const found = foundIn(sections, 'Agent')
  expect(found.flatMap((section) => section.words.map(({ word }) => word))).toContain('user')
  expect(foundIn(sections, 'no such word')).toEqual([])
})
