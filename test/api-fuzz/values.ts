/** Values that a schema allows, roughly, and values that it does not: patterns are only guessed at. */
import fc from 'fast-check'
import type { Schema } from './operations.ts'

/** Text that programs stumble over. */
export const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    '{{caller_number}}',
    "'; drop table call; --",
    '%00',
    '../..',
    '9'.repeat(400),
    '🙂'.repeat(100),
  ),
)
export const json = fc.jsonValue({ maxDepth: 3 })

const cells = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '+919812300001',
      '9812300002',
      '9.8E+09',
      'hi',
      'offers',
      '2026-03-31',
      '1107172974420810002',
      'Sorry we missed your call to {#var#}. - Test Traders',
      'TESTER',
      'Service Implicit',
      'Approved',
      '',
      '"',
    ),
  },
  { weight: 1, arbitrary: nasty },
)
const headings = fc.constantFrom(
  'number',
  'mobile',
  'language',
  'purpose',
  'wording version',
  'given at',
  'expires at',
  'evidence',
  'Template ID',
  'Template Name',
  'Header',
  'Template Type',
  'Template Content',
  'Status',
)
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/** Files of rows, most of them with headings that some import knows. */
export const csvs = fc
  .record({
    heads: fc.array(headings, { minLength: 1, maxLength: 6 }),
    rows: fc.array(fc.array(cells, { minLength: 1, maxLength: 6 }), { maxLength: 4 }),
    isQuoted: fc.boolean(),
    separator: fc.constantFrom(',', ';', '\t'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
  })
  .map(({ heads, rows, isQuoted, separator, end }) =>
    [heads, ...rows].map((row) => (isQuoted ? row.map(quoted) : row).join(separator)).join(end),
  )

const guesses = [
  'sales',
  'asha',
  'sorry',
  'tester',
  'shop',
  'sandbox',
  'shared:sandbox',
  'en',
  'IN',
  'INR',
  '0.3000',
  '09:30',
  '1107172974420810002',
  'Asia/Kolkata',
  '+919812300001',
  '2026-11-25T10:00:00Z',
  'Text. - Test',
]

export type Values = {
  /** `name` is that of the field, where it stands in one. */
  of(schema: Schema, name?: string): fc.Arbitrary<unknown>
}

/** `words` are what fields and parameters of these names may mean here, such as the id of a call that there is. */
export function createValues(document: Schema, words: Record<string, readonly string[]>): Values {
  const valuesOf = (schema: Schema, name: string, depth: number): fc.Arbitrary<unknown> => {
    if (schema?.$ref) return valuesOf(document.components.schemas[schema.$ref.split('/').at(-1)], name, depth)
    if (depth > 6 || schema === undefined) return json
    if (schema.const !== undefined) return fc.constant(schema.const)
    if (schema.enum) return fc.constantFrom(...schema.enum)
    const branches = schema.anyOf ?? schema.oneOf
    if (branches) return fc.oneof(...branches.map((one: Schema) => valuesOf(one, name, depth + 1)))
    switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
      case 'string':
        return stringsOf(schema, name)
      case 'integer':
      case 'number':
        return fc.integer({ min: Math.max(schema.minimum ?? -5, -1e9), max: Math.min(schema.maximum ?? 5_000, 1e9) })
      case 'boolean':
        return fc.boolean()
      case 'null':
        return fc.constant(null)
      case 'array':
        return fc.array(valuesOf(schema.items, name, depth + 1), {
          minLength: schema.minItems ?? 0,
          maxLength: Math.max(schema.minItems ?? 0, 3),
        })
      case 'object':
        return objectsOf(schema, depth)
      default:
        return json
    }
  }

  const stringsOf = (schema: Schema, name: string): fc.Arbitrary<string> => {
    if (name === 'csv') return fc.oneof({ weight: 4, arbitrary: csvs }, { weight: 1, arbitrary: nasty })
    if (schema.format === 'date') return fc.constantFrom('2026-11-25', '2024-02-29')
    const fits = (one: string) =>
      (!schema.pattern || new RegExp(schema.pattern).test(one)) &&
      one.length <= (schema.maxLength ?? 99) &&
      one.length >= (schema.minLength ?? 0)
    const named = Object.hasOwn(words, name) ? (words[name] ?? []) : []
    const known = [named.filter(fits), guesses.filter(fits)].filter((one) => one.length > 0)
    return fc.oneof(...known.map((one) => ({ weight: 4, arbitrary: fc.constantFrom(...one) })), {
      weight: 1,
      arbitrary: nasty,
    })
  }

  const objectsOf = (schema: Schema, depth: number): fc.Arbitrary<unknown> => {
    if (!schema.properties) {
      const { additionalProperties } = schema
      const values = typeof additionalProperties === 'object' ? valuesOf(additionalProperties, '', depth + 1) : json
      return fc.dictionary(fc.oneof(fc.constantFrom('a', 'word', 'sales'), nasty), values, { maxKeys: 3 })
    }
    const fields = Object.fromEntries(
      Object.entries(schema.properties as Record<string, Schema>).map(([name, one]) => [
        name,
        valuesOf(one, name, depth + 1),
      ]),
    )
    return fc.record(fields, { requiredKeys: (schema.required ?? []).filter((name: string) => name in fields) })
  }

  return { of: (schema, name = '') => valuesOf(schema, name, 0) }
}

/** One of these with one value somewhere in it replaced by anything at all. */
export function spoilt(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(values, json, fc.nat()).map(([value, anything, at]) => {
    const copy: unknown = JSON.parse(JSON.stringify(value ?? null))
    const places = placesIn(copy)
    const place = places[at % Math.max(1, places.length)]
    if (!place) return anything
    Object.defineProperty(place[0], place[1], { value: anything, enumerable: true })
    return copy
  })
}

function placesIn(value: unknown): [object: object, name: string][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [[value, name] as [object, string], ...placesIn(inner)])
}
