/**
 * Finds the rule that fires without asking each: of a thousand rules most are for another outcome, department, number or person. For every value that a
 * condition may ask for there is a row of bits, one for each rule, set where the rule asks for this value or for none; the rules that all rows leave over
 * are asked in their order. `firstFailing` says what holds; this only passes over rules that it would turn away (a property test holds the two together).
 */
import type { Rule } from './rule.ts'

/** What a call has of the values that rules may ask for; null and empty where it has none. */
export type IndexedValues = {
  direction: string
  outcome: string
  /** Keys. */
  department: string | null
  did: string | null
  answeredBy: string | null
  rung(): readonly string[]
}

export type RuleIndex = {
  /** The place of the first enabled rule that may be meant by these values and for which `holds` says so; undefined where there is none. */
  first(values: IndexedValues, holds: (place: number) => boolean): number | undefined
}

const wordBits = 32
type Bits = Uint32Array

/** One condition: the bits of each value that some rule asks for, and those of the rules that ask for none. */
type Row = { any: Bits; of: ReadonlyMap<string, Bits> }

/** Indexes rules by their conditions on direction, outcome, department, DID and users; the rest of a rule is left to whoever asks. */
export function indexRules(rules: readonly Pick<Rule, 'enabled' | 'conditions'>[]): RuleIndex {
  const words = Math.ceil(rules.length / wordBits)
  const rowOf = (wanted: (conditions: Rule['conditions']) => readonly string[] | undefined): Row | undefined => {
    const asked = rules.map((rule) => wanted(rule.conditions))
    if (asked.every((one) => one === undefined)) return undefined
    const any = bitsWhere(asked, (one) => one === undefined)
    const values = new Set(asked.flatMap((one) => one ?? []))
    return {
      any,
      of: new Map([...values].map((value) => [value, bitsWhere(asked, (one) => !one || one.includes(value))])),
    }
  }
  const enabled = bitsWhere(rules, (rule) => rule.enabled)
  const directions = rowOf((one) => one.directions)
  const outcomes = rowOf((one) => one.outcomes)
  const departments = rowOf((one) => one.departments)
  const dids = rowOf((one) => one.dids)
  const answered = rowOf(({ users }) => (users?.match === 'answered' ? users.users : undefined))
  const rung = rowOf(({ users }) => (users?.match === 'rung' ? users.users : undefined))

  return {
    first(values, holds) {
      const rows = [
        enabled,
        directions && bitsOf(directions, values.direction),
        outcomes && bitsOf(outcomes, values.outcome),
        departments && bitsOf(departments, values.department),
        dids && bitsOf(dids, values.did),
        answered && bitsOf(answered, values.answeredBy),
        rung && bitsOfAny(rung, values.rung()),
      ].filter((one) => one !== undefined)
      for (let word = 0; word < words; word++) {
        let left = ~0
        for (const row of rows) left &= row[word] ?? 0
        while (left !== 0) {
          const lowest = left & -left
          const place = word * wordBits + (wordBits - 1 - Math.clz32(lowest))
          if (holds(place)) return place
          left ^= lowest
        }
      }
      return undefined
    },
  }
}

function bitsWhere<One>(all: readonly One[], isSet: (one: One) => boolean): Bits {
  const bits = new Uint32Array(Math.ceil(all.length / wordBits))
  all.forEach((one, place) => {
    if (isSet(one)) bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31))
  })
  return bits
}

const bitsOf = ({ any, of }: Row, value: string | null): Bits => (value === null ? any : (of.get(value) ?? any))

function bitsOfAny({ any, of }: Row, values: readonly string[]): Bits {
  const known = values.flatMap((one) => of.get(one) ?? [])
  const [first, ...others] = known
  if (!first) return any
  return others.length === 0
    ? first
    : first.map((bits, word) => others.reduce((sum, one) => sum | (one[word] ?? 0), bits))
}
