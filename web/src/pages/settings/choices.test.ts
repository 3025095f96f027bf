import { getCountries } from 'libphonenumber-js/max'
import { expect, test } from 'vitest'
import { accountLanguages, countries, currencies, regions } from './choices.ts'

test('offers every country that the program can read numbers of', () => {
  expect(regions).toEqual(getCountries().toSorted())
  expect(countries()).toContainEqual({ value: 'SK', label: 'Slovakia' })
})

test('offers what is chosen already, whatever it is', () => {
  expect(accountLanguages('pt-BR').map(({ value }) => value)).toContain('pt-BR')
  expect(countries('EU')).toContainEqual({ value: 'EU', label: 'European Union' })
  expect(currencies('XAF').map(({ value }) => value)).toContain('XAF')
})

test('offers no language of an account that the program would refuse', () => {
  expect(accountLanguages().map(({ value }) => value)).toEqual(
    expect.arrayContaining(['en', 'hi', 'ta', 'bn', 'ar', 'fr']),
  )
  expect(accountLanguages().every(({ value }) => value.length === 2)).toBe(true)
})
