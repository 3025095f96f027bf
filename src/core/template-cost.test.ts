import { expect, test } from 'vitest'
import { worstCase } from './template-cost.ts'

test('a placeholder that is no name of ours is reckoned with like any other, whatever it is called', () => {
  const costOf = (name: string) => worstCase({ segments: ['Hello ', { name }] }, {})
  expect(costOf('constructor')).toEqual(costOf('nobody'))
})
