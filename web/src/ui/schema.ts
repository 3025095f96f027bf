/** The part of JSON Schema that settings use, with what says how a field is drawn. */
export type Schema = {
  type?: string | string[]
  title?: string
  description?: string
  default?: unknown
  enum?: (string | number)[]
  const?: unknown
  minimum?: number
  maximum?: number
  maxLength?: number
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  propertyNames?: Schema
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  widget?: string
  /** What values of a choice are called. */
  choices?: Record<string, string>
  secret?: boolean
  /** Says where the connection leads. */
  whereTo?: boolean
  when?: { field: string; is: (string | number | boolean)[] }
}
export type Values = Record<string, unknown>

/** The schema behind `null or X`, which is how an optional value is written. */
export function plainShape(schema: Schema): Schema {
  const one = (schema.anyOf ?? schema.oneOf)?.filter((part) => part.type !== 'null')
  if (one?.length === 1 && one[0] !== undefined) return { ...schema, ...one[0] }
  return Array.isArray(schema.type)
    ? { ...schema, type: schema.type.find((type) => type !== 'null') ?? 'string' }
    : schema
}

export type Choice = { value: string; label: string; raw: unknown }

export function choicesOf(schema: Schema): Choice[] | undefined {
  const consts = (schema.anyOf ?? schema.oneOf)?.filter((part) => part.const !== undefined)
  if (schema.enum !== undefined)
    return schema.enum.map((raw) => ({
      value: String(raw),
      label: schema.choices?.[String(raw)] ?? words(String(raw)),
      raw,
    }))
  return consts === undefined || consts.length === 0
    ? undefined
    : consts.map((part) => ({
        value: String(part.const),
        label: part.title ?? words(String(part.const)),
        raw: part.const,
      }))
}

export const limits = ({ minimum, maximum }: Schema) => ({
  ...(minimum !== undefined && { min: minimum }),
  ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && { max: maximum }),
})

/** `systemId` -> `System id` */
export function words(name: string): string {
  const spaced = name
    .replaceAll('_', ' ')
    .replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** Whether a field is asked for, given what the fields it depends on hold. */
export function isAsked({ when }: Schema, schema: Schema, values: Values): boolean {
  if (when === undefined) return true
  const value = values[when.field] ?? schema.properties?.[when.field]?.default
  return when.is.includes(value as string)
}

/** Whether other values lead to another server: a secret that is kept is for the one before, and is not sent to another. */
export function leadsElsewhere({ properties = {} }: Schema, before: Values, after: Values): boolean {
  const placeOf = (values: Values) =>
    Object.entries(properties).map(([name, field]) => field.whereTo === true && (values[name] ?? field.default ?? null))
  return JSON.stringify(placeOf(before)) !== JSON.stringify(placeOf(after))
}

/** The values with one of them set, or taken away so that its default holds. */
export function withValue(values: Values, name: string, value: unknown): Values {
  const { [name]: _, ...rest } = values
  return value === undefined || value === '' ? rest : { ...values, [name]: value }
}

/**
 * The fields in two lots: those up to the last that must be filled in, and the rest, which all have defaults. Where nothing must be, all
 * are of the first lot.
 */
export function lotsOf({ properties = {}, required = [] }: Schema): { first: string[]; more: string[] } {
  const names = Object.keys(properties)
  const last = names.findLastIndex((name) => required.includes(name) && properties[name]?.default === undefined)
  return last < 0 ? { first: names, more: [] } : { first: names.slice(0, last + 1), more: names.slice(last + 1) }
}
