import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { directions, outcomes } from './call.ts'
import type { Conditions } from './rule.ts'
import { type IndexedValues, indexRules } from './rule-index.ts'

type Indexed = { enabled: boolean; conditions: Conditions }

const names = ['sales', 'support', 'asha', 'ravi', 'meera']
const some = <One>(all: readonly One[]) => fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 3 })
const aRule: fc.Arbitrary<Indexed> = fc.record({
  enabled: fc.boolean(),
  conditions: fc.record(
    {
      directions: some(directions),
      outcomes: some(outcomes),
      departments: some(names),
      dids: some(names),
      users: fc.record({ match: fc.constantFrom('answered' as const, 'rung' as const), users: some(names) }),
      // The index knows nothing of these: who asks does.
      caller: fc.constantFrom('new' as const, 'returning' as const),
    },
    { requiredKeys: [] },
  ),
})
const someone = fc.option(fc.constantFrom(...names, 'nobody-asks-for-this'))
const aCall = fc.record({
  direction: fc.constantFrom(...directions),
  outcome: fc.constantFrom(...outcomes),
  department: someone,
  did: someone,
  answeredBy: someone,
  rung: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 4 }),
  caller: fc.constantFrom('new' as const, 'returning' as const),
})
type ACall = typeof aCall extends fc.Arbitrary<infer One> ? One : never

const takes = (asked: readonly string[] | undefined, has: readonly (string | null)[]): boolean =>
  asked === undefined || has.some((one) => one !== null && asked.includes(one))

/** The same, said rule by rule. */
function holds({ enabled, conditions }: Indexed, call: ACall): boolean {
  const { directions, outcomes, departments, dids, users, caller } = conditions
  return (
    enabled &&
    takes(directions, [call.direction]) &&
    takes(outcomes, [call.outcome]) &&
    takes(departments, [call.department]) &&
    takes(dids, [call.did]) &&
    takes(users?.users, users?.match === 'answered' ? [call.answeredBy] : call.rung) &&
    (caller === undefined || caller === call.caller)
  )
}

const valuesOf = ({ rung, caller: _, ...values }: ACall): IndexedValues => ({ ...values, rung: () => rung })

describe('the index of the rules', () => {
  test('finds the rule that asking each would find', () => {
    fc.assert(
      fc.property(fc.array(aRule, { maxLength: 100 }), aCall, (rules, call) => {
        const first = rules.findIndex((one) => holds(one, call))
        const found = indexRules(rules).first(valuesOf(call), (place) => {
          const caller = rules[place]?.conditions.caller
          return caller === undefined || caller === call.caller
        })
        expect(found ?? -1).toBe(first)
      }),
      { numRuns: 2_000 },
    )
  })

  test('asks, of a thousand rules, only those that the call may be meant by', () => {
    const rules = Array.from(
      { length: 1_000 },
      (_, n): Indexed => ({
        enabled: true,
        conditions: { outcomes: ['missed'], departments: [`department-${n}`] },
      }),
    )
    const asked: number[] = []
    const found = indexRules(rules).first(
      {
        direction: 'incoming',
        outcome: 'missed',
        department: 'department-999',
        did: null,
        answeredBy: null,
        rung: () => [],
      },
      (place) => asked.push(place) > 0,
    )
    expect(found).toBe(999)
    expect(asked).toEqual([999])
  })
})
