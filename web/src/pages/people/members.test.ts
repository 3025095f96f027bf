import { expect, it } from 'vitest'
import { membersAfter } from './members.ts'

it('keeps whom others added meanwhile, and lets go whom they removed', () => {
  expect(membersAfter(['asha', 'ravi'], ['ravi', 'asha'], ['asha', 'ravi'])).toEqual(['ravi', 'asha'])
  expect(membersAfter(['asha', 'ravi'], ['ravi', 'meera'], ['asha', 'ravi', 'noor'])).toEqual(['ravi', 'meera', 'noor'])
  expect(membersAfter(['asha', 'ravi'], ['asha', 'ravi', 'meera'], ['asha'])).toEqual(['asha', 'meera'])
})
