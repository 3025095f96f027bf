import { expect, test } from 'vitest'
import { freeSlug, slugOf } from './slug.ts'

test('a key is a slug of the name, and free', () => {
  expect(freeSlug(slugOf('Sales missed, toll-free', 'template'), new Set())).toBe('sales-missed-toll-free')
  expect(freeSlug(slugOf('Sales', 'template'), new Set(['sales', 'sales-2']))).toBe('sales-3')
  expect(freeSlug(slugOf('बिक्री', 'template'), new Set())).toBe('template')
})

test.each(['New', 'Registered'])('a thing called %s has a page of its own', (name) => {
  expect(freeSlug(slugOf(name, 'template'), new Set())).toBe(`${name.toLowerCase()}-2`)
})
