import './schema-form.css'
import { PasswordInput } from '@mantine/core'
import { isAsked, lotsOf, type Schema, type Values, withValue, words } from './schema.ts'
import { SchemaField } from './schema-fields.tsx'

type Props = {
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
export function SchemaForm(props: Props) {
  const { schema, values, errorOf } = props
  const { first, more } = lotsOf(schema)
  const draw = (name: string) => {
    const field = schema.properties?.[name]
    return (
      field !== undefined &&
      isAsked(field, schema, values) && <Setting key={name} name={name} field={field} {...props} />
    )
  }
  const isRefused = more.some((name) => errorOf(`settings.${name}`) !== undefined)
  return (
    <>
      {first.map(draw)}
      {more.length > 0 && (
        <details className="schema-more" open={isRefused || undefined}>
          <summary>More settings, which all have a default</summary>
          <div className="form">{more.map(draw)}</div>
        </details>
      )}
    </>
  )
}

function Setting({ name, field, ...props }: Props & { name: string; field: Schema }) {
  const { schema, values, secretFields, kept, secrets, onChange, onSecret, errorOf } = props
  const label = field.title ?? words(name)
  const isRequired = schema.required?.includes(name) === true && field.default === undefined
  if (field.secret === true || secretFields.includes(name))
    return (
      <PasswordInput
        label={label}
        description={field.description}
        placeholder={kept.includes(name) ? 'Kept; type to replace it' : ''}
        autoComplete="new-password"
        value={secrets[name] ?? ''}
        onChange={(event) => onSecret(name, event.currentTarget.value)}
        error={errorOf(`secrets.${name}`) ?? errorOf(`settings.${name}`)}
        required={isRequired && !kept.includes(name)}
      />
    )
  return (
    <SchemaField
      label={label}
      schema={field}
      value={values[name] ?? field.default}
      isRequired={isRequired}
      error={errorOf(`settings.${name}`)}
      onChange={(value) => onChange(withValue(values, name, value))}
    />
  )
}
