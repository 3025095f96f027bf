import { expect, test } from 'vitest'
import { chainOf } from './dlt-chain.ts'

const [entity, aggregator, deliverer] = ['1101172974420810001', '1101172974420820002', '1101172974420830004']

test('a chain is hashed as the operators hash it', () => {
  expect(chainOf(entity, deliverer, 'sha256').chainHash).toBe(
    'c0c951afca257c5b87c3da535c09112080483f35b7e6faf35e2428b3b526b694',
  )
  expect(chainOf(entity, `${aggregator},${deliverer}`, 'sha256').chainHash).toBe(
    'ba38bbe4ab3780a70aad6071c006e720eed8efc1ff70b00691d3b6844e6497e2',
  )
})

test('towards an aggregator the ids go as they are, and nothing where the gateway adds the chain', () => {
  expect(chainOf(entity, `${aggregator},${deliverer}`, 'ids')).toEqual({ telemarketer: `${aggregator},${deliverer}` })
  expect(chainOf(entity, deliverer, 'none')).toEqual({})
  expect(chainOf(entity, null, 'sha256')).toEqual({})
})
