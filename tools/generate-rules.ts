/** Writes the tables of docs/operating/rules.md from the schemas of rules and opening hours. With --check it fails when the page is stale. */
import { z } from 'zod'
import { key, rule, selector } from '../src/core/rule.ts'
import { openingHours } from '../src/core/schedule.ts'
import { keepGeneratedPart } from './keep-generated.ts'
import { table } from './markdown-table.ts'

/** As much of JSON Schema as these have. */
type Schema = {
  type?: string
  description?: string
  default?: unknown
  const?: string
  enum?: string[]
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  propertyNames?: Schema
  additionalProperties?: Schema | boolean
  required?: string[]
}

const schemaOf = (of: z.ZodType) => z.toJSONSchema(of, { io: 'input' }) as Schema
const code = (text: string) => `\`${text}\``
const page = 'docs/operating/rules.md'
const head = ['Field', 'Takes', 'Without it', 'What it means']

keepGeneratedPart(page, 'fields', () => table(head, rowsOf(schemaOf(rule), '')))
keepGeneratedPart(page, 'hours', () => table(head, rowsOf(schemaOf(openingHours), '')))
keepGeneratedPart(page, 'selectors', () =>
  table(
    ['Selector', 'Whom it means'],
    (schemaOf(selector).oneOf ?? []).map((one) => [code(selectorWords(one)), one.description ?? '']),
  ),
)

/** A row for each field, and below it those within it. */
function rowsOf({ properties = {}, required = [] }: Schema, within: string): string[][] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = within + name
    const without = required.includes(name) ? 'needed' : presetWords(field.default)
    return [[code(path), takes(field), without, field.description ?? ''], ...rowsWithin(field, path)]
  })
}

function rowsWithin(field: Schema, path: string): string[][] {
  if (typeof field.additionalProperties === 'object') return rowsWithin(field.additionalProperties, `${path}.DAY`)
  return field.items ? rowsOf(field.items, `${path}[].`) : rowsOf(field, `${path}.`)
}

function presetWords(preset: unknown): string {
  if (preset === undefined) return '–'
  return typeof preset === 'object' ? 'none' : code(String(preset))
}

/** What may be written there, in a few words. */
function takes(field: Schema): string {
  if (field.enum) return field.enum.map(code).join(' or ')
  if (field.oneOf) return 'one of [these](#recipients)'
  if (field.propertyNames) return `${(field.propertyNames.enum ?? []).map(code).join(', ')}, each a list of spans`
  switch (field.type) {
    case 'integer':
      return `${field.minimum} to ${field.maximum}`
    case 'boolean':
      return '`true` or `false`'
    case 'array':
      return listWords(field)
    case 'object':
      return 'the fields below'
    default:
      return stringWords(field)
  }
}

function listWords({ items = {}, minItems = 0, maxItems = 0 }: Schema): string {
  if (items.enum) return `a list of ${items.enum.map(code).join(', ')}`
  const what = items.type === 'object' ? 'entries' : stringWords(items) === 'a key' ? 'keys' : 'texts'
  return `a list of ${minItems === 0 ? 'up' : minItems} to ${maxItems} ${what}`
}

function stringWords({ pattern, format, minLength, maxLength }: Schema): string {
  if (pattern === schemaOf(key).pattern) return 'a key'
  if (format === 'date') return 'a date'
  if (pattern !== undefined) return 'a time'
  return minLength === undefined ? `up to ${maxLength} characters` : `${minLength} to ${maxLength} characters`
}

/** `{ to: users, users: [...] }` */
function selectorWords({ properties = {} }: Schema): string {
  const fields = Object.entries(properties).map(([name, one]) => `${name}: ${one.const ?? '[…]'}`)
  return `{ ${fields.join(', ')} }`
}
