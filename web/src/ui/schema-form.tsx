import './form.css'
import './schema-form.css'
import { ActionIcon, JsonInput, NumberInput, PasswordInput, Select, Switch, TagsInput, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { zones } from './zones.ts'

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
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  widget?: string
  secret?: boolean
  when?: { field: string; is: (string | number | boolean)[] }
}
export type Values = Record<string, unknown>

type FormProps = {
  schema: Schema
  values: Values
  secretFields: readonly string[]
  /** Secrets that are already kept; they are never shown. */
  kept: readonly string[]
  secrets: Record<string, string>
  onChange: (values: Values) => void
  onSecret: (name: string, value: string) => void
  errorOf: (path: string) => string | undefined
}

/** A form drawn from a kind's own description of its settings. Secrets are written, never read. */
export function SchemaForm({ schema, values, secretFields, kept, secrets, onChange, onSecret, errorOf }: FormProps) {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    if (field.when !== undefined && !field.when.is.includes(values[field.when.field] as string)) return null
    const label = field.title ?? words(name)
    if (field.secret === true || secretFields.includes(name))
      return (
        <PasswordInput
          key={name}
          label={label}
          description={field.description}
          placeholder={kept.includes(name) ? 'Kept; type to replace it' : ''}
          autoComplete="new-password"
          value={secrets[name] ?? ''}
          onChange={(event) => onSecret(name, event.currentTarget.value)}
          error={errorOf(`secrets.${name}`) ?? errorOf(`settings.${name}`)}
          required={schema.required?.includes(name) === true && field.default === undefined && !kept.includes(name)}
        />
      )
    return (
      <Field
        key={name}
        label={label}
        schema={field}
        value={values[name] ?? field.default}
        isRequired={(schema.required?.includes(name) ?? false) && field.default === undefined}
        error={errorOf(`settings.${name}`)}
        onChange={(value) => {
          const { [name]: _, ...rest } = values
          onChange(value === undefined || value === '' ? rest : { ...values, [name]: value })
        }}
      />
    )
  })
}

type FieldProps = {
  label: string
  schema: Schema
  value: unknown
  isRequired: boolean
  error: string | undefined
  onChange: (value: unknown) => void
}

function Field({ label, schema, value, isRequired, error, onChange }: FieldProps) {
  const shape = plainShape(schema)
  const about = { label, description: shape.description ?? schema.description, error, required: isRequired }
  const choices = choicesOf(shape)
  if (shape.widget === 'note') return <p className="schema-note">{about.description}</p>
  if (choices !== undefined)
    return (
      <Select
        {...about}
        data={choices}
        value={value === undefined ? null : String(value)}
        onChange={(chosen) =>
          onChange(choices.length > 0 && typeof choices[0]?.raw === 'number' ? Number(chosen) : chosen)
        }
      />
    )
  if (shape.widget === 'zone')
    return (
      <Select {...about} searchable data={zones()} value={(value as string | undefined) ?? null} onChange={onChange} />
    )
  if (shape.type === 'boolean')
    return (
      <Switch
        label={label}
        description={about.description}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    )
  if (shape.type === 'integer' || shape.type === 'number')
    return (
      <NumberInput
        {...about}
        {...limits(shape)}
        value={(value as number | undefined) ?? ''}
        onChange={(number) => onChange(number === '' ? undefined : Number(number))}
      />
    )
  if (shape.type === 'array' && plainShape(shape.items ?? {}).type === 'string')
    return <TagsInput {...about} value={(value as string[] | undefined) ?? []} onChange={onChange} />
  if (shape.type === 'object' && shape.properties === undefined && typeof shape.additionalProperties === 'object') {
    if (plainShape(shape.additionalProperties).type === 'string')
      return <MapField {...about} value={(value as Record<string, string> | undefined) ?? {}} onChange={onChange} />
  }
  if (shape.type === 'object' && shape.properties !== undefined)
    return <Group label={label} schema={shape} value={(value as Values | undefined) ?? {}} onChange={onChange} />
  if (shape.type === 'string')
    return (
      <TextInput
        {...about}
        {...(shape.maxLength !== undefined && { maxLength: shape.maxLength })}
        value={(value as string | undefined) ?? ''}
        onChange={(event) => onChange(event.currentTarget.value)}
        inputMode={shape.widget === 'phone' ? 'tel' : shape.widget === 'url' ? 'url' : 'text'}
      />
    )
  return <AnyJson {...about} value={value} onChange={onChange} />
}

function Group({
  label,
  schema,
  value,
  onChange,
}: {
  label: string
  schema: Schema
  value: Values
  onChange: (value: unknown) => void
}) {
  return (
    <fieldset className="schema-group">
      <legend className="ac-label">{label}</legend>
      {schema.description !== undefined && <p className="schema-note">{schema.description}</p>}
      {Object.entries(schema.properties ?? {}).map(([name, field]) => (
        <Field
          key={name}
          label={field.title ?? words(name)}
          schema={field}
          value={value[name] ?? field.default}
          isRequired={(schema.required?.includes(name) ?? false) && field.default === undefined}
          error={undefined}
          onChange={(next) => {
            const { [name]: _, ...rest } = value
            const whole = next === undefined || next === '' ? rest : { ...value, [name]: next }
            onChange(Object.keys(whole).length === 0 ? undefined : whole)
          }}
        />
      ))}
    </fieldset>
  )
}

type MapProps = {
  label: string
  description?: string | undefined
  error?: string | undefined
  required?: boolean
  value: Record<string, string>
  onChange: (value: unknown) => void
}

function MapField({ label, description, error, value, onChange }: MapProps) {
  const rows = Object.entries(value)
  const put = (next: [string, string][]) => onChange(next.length === 0 ? undefined : Object.fromEntries(next))
  return (
    <fieldset className="schema-map">
      <legend className="ac-label">{label}</legend>
      {description !== undefined && <p className="schema-note">{description}</p>}
      {rows.map(([key, to], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the key itself is what is being typed
        <div key={index} className="schema-map-row">
          <TextInput
            aria-label={`${label}, theirs`}
            value={key}
            onChange={(event) => put(rows.map((row, at) => (at === index ? [event.currentTarget.value, to] : row)))}
          />
          <span aria-hidden="true">→</span>
          <TextInput
            aria-label={`${label}, ours`}
            value={to}
            onChange={(event) => put(rows.map((row, at) => (at === index ? [key, event.currentTarget.value] : row)))}
          />
          <ActionIcon aria-label={`Remove ${key}`} onClick={() => put(rows.filter((_, at) => at !== index))}>
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <button type="button" className="link-button schema-add" onClick={() => put([...rows, ['', '']])}>
        <IconPlus size={15} aria-hidden="true" /> Add a line
      </button>
      {error !== undefined && <p className="field-problem">{error}</p>}
    </fieldset>
  )
}

function AnyJson({
  label,
  description,
  error,
  value,
  onChange,
}: MapProps | (Omit<MapProps, 'value'> & { value: unknown })) {
  return (
    <JsonInput
      label={label}
      description={description}
      error={error}
      defaultValue={value === undefined ? '' : JSON.stringify(value, null, 2)}
      autosize
      minRows={3}
      maxRows={14}
      validationError="This is not JSON yet."
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      onChange={(text) => {
        if (text.trim() === '') onChange(undefined)
        try {
          onChange(JSON.parse(text))
        } catch {
          // Half-typed JSON is kept in the field and not yet passed on.
        }
      }}
    />
  )
}

/** The schema behind `null or X`, which is how an optional value is written. */
function plainShape(schema: Schema): Schema {
  const one = (schema.anyOf ?? schema.oneOf)?.filter((part) => part.type !== 'null')
  if (one?.length === 1 && one[0] !== undefined) return { ...schema, ...one[0] }
  return Array.isArray(schema.type)
    ? { ...schema, type: schema.type.find((type) => type !== 'null') ?? 'string' }
    : schema
}

function choicesOf(schema: Schema): { value: string; label: string; raw: unknown }[] | undefined {
  const consts = (schema.anyOf ?? schema.oneOf)?.filter((part) => part.const !== undefined)
  if (schema.enum !== undefined)
    return schema.enum.map((raw) => ({ value: String(raw), label: words(String(raw)), raw }))
  return consts === undefined || consts.length === 0
    ? undefined
    : consts.map((part) => ({
        value: String(part.const),
        label: part.title ?? words(String(part.const)),
        raw: part.const,
      }))
}

const limits = ({ minimum, maximum }: Schema) => ({
  ...(minimum !== undefined && { min: minimum }),
  ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && { max: maximum }),
})

/** `systemId` -> `System id` */
function words(name: string): string {
  const spaced = name
    .replaceAll('_', ' ')
    .replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
