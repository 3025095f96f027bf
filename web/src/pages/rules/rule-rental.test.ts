import { expect, test } from 'vitest'
import type { WhatIf } from '../../api/types.ts'
import { rentalOfRule } from './rule-rental.ts'

const inr = (amount: number) => ({ amount: amount.toFixed(2), currency: 'INR' })
type Mode = WhatIf['dids'][number]['after']

/** A month that costs so much instead of ₹1,400, since these lines change. */
function whatIf(rental: number, changes: Readonly<Record<string, [lines: number, before: Mode, after: Mode]>>): WhatIf {
  const compared = { rental: inr(rental), before: inr(1400), more: inr(rental - 1400) }
  const dids = Object.entries(changes).map(([key, [lines, before, after]]) => ({
    did: { key, name: key, number: '+911800', numberShown: '+91 1800' },
    ...{ before, after, lines, more: inr(0) },
  }))
  return { thisCycle: compared, nextCycle: compared, dids }
}

test('a rule adds what lies between the rules with it and without it, whatever is in force', () => {
  const without = whatIf(1000, { free: [2, 'two_way', 'one_way'] })
  const asNow = whatIf(1400, {})
  expect(rentalOfRule(without, asNow)).toEqual({ amount: 400, currency: 'INR', lines: 2, mode: 'two_way' })
  expect(rentalOfRule(without, without)).toBeNull()
  const dearer = whatIf(2000, { shop: [3, 'off', 'one_way'] })
  expect(rentalOfRule(without, dearer)).toEqual({ amount: 1000, currency: 'INR', lines: 5, mode: null })
  expect(rentalOfRule(asNow, dearer)).toEqual({ amount: 600, currency: 'INR', lines: 3, mode: 'one_way' })
})
