import { expect, test } from 'vitest'
import { leadsElsewhere, type Schema } from './schema.ts'

const schema: Schema = {
  properties: {
    host: { whereTo: true },
    port: { whereTo: true, default: 2775 },
    others: { whereTo: true, default: [] },
    window: { default: 10 },
  },
}

test('only what says where a connection leads makes a kept secret one for elsewhere, and a default written out does not', () => {
  const before = { host: 'a.example', window: 10 }
  expect(leadsElsewhere(schema, before, { ...before, window: 20 })).toBe(false)
  expect(leadsElsewhere(schema, before, { ...before, port: 2775, others: [] })).toBe(false)
  expect(leadsElsewhere(schema, before, { ...before, host: 'b.example' })).toBe(true)
  expect(leadsElsewhere(schema, before, { ...before, port: 2776 })).toBe(true)
  expect(leadsElsewhere(schema, before, { ...before, others: ['c.example:2775'] })).toBe(true)
})
