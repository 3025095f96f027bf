import { describe, expect, it } from 'vitest'
import { fit, fitting, hasDigits, typedNumber } from './fit.ts'

describe('a name', () => {
  it.each([
    ['Sales missed, toll-free', 'sales', 3],
    ['Sales missed, toll-free', 'MISSED sal', 2],
    ['Sales missed, toll-free', 'free', 2],
    ['Sales missed, toll-free', 'issed', 1],
    ['Sales missed, toll-free', 'support', 0],
    ['Gérard Ünal', 'gerard un', 3],
    ['बिक्री विभाग', 'विभाग', 2],
    ['Sales', '  ', 0],
  ])('%s, asked for as "%s", fits %i', (name, typed, expected) => {
    expect(fit(name, typed)).toBe(expected)
  })

  it('stands the higher the better it fits, else where it stood', () => {
    const names = ['Missed twice', 'Any missed call', 'Dismissed', 'missed']
    expect(fitting(names, (one) => [one], 'missed')).toEqual(['Missed twice', 'missed', 'Any missed call', 'Dismissed'])
  })
})

describe('a number', () => {
  it.each([
    ['90000 01842', '9000001842'],
    ['+91 (90000) 018-42', '+919000001842'],
    ['842', '842'],
    ['42', null],
    ['rule 4', null],
    ['90000 01842 Asha', null],
    ['', null],
  ])('"%s" is asked for as %s', (typed, expected) => {
    expect(typedNumber(typed)).toBe(expected)
  })

  it('is found by its digits, however it is written', () => {
    expect(hasDigits('+91 80412 34500', '8041234')).toBe(true)
    expect(hasDigits('+918041234500', '+91 99')).toBe(false)
  })
})
