import './schema-form.css'
import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isAsked, leadsElsewhere, lotsOf, type Schema, type Values, withValue, words } from './schema.ts'
import { english, SchemaField } from './schema-fields.tsx'

type Props = {
  schema: Schema
  values: Values
  secretFields: readonly string[]
  /** Secrets that are already kept, which are never shown, and the values they were kept for. */
  kept: readonly string[]
  keptFor: Values | undefined
  secrets: Record<string, string>
  onChange: (values: Values) => void
  onSecret: (name: string, value: string) => void
  errorOf: (path: string) => string | undefined
}

/** A form drawn from a kind's own description of its settings. Secrets are written, never read. */
export function SchemaForm(props: Props) {
  const { t } = useTranslation()
  const { schema, values, kept, keptFor, errorOf } = props
  const { first, more } = lotsOf(schema)
  const askedAgain = keptFor !== undefined && leadsElsewhere(schema, keptFor, values) ? kept : []
  const fieldOf = (name: string) => {
    const field = schema.properties?.[name]
    return field !== undefined && (isAsked(field, schema, values) || askedAgain.includes(name)) ? field : undefined
  }
  const draw = (name: string) => {
    const field = fieldOf(name)
    return (
      field !== undefined && (
        <Setting key={name} name={name} field={field} {...props} isAskedAgain={askedAgain.includes(name)} />
      )
    )
  }
  const isRefused = more.some(
    (name) =>
      fieldOf(name) !== undefined &&
      ((errorOf(`settings.${name}`) ?? errorOf(`secrets.${name}`)) !== undefined || askedAgain.includes(name)),
  )
  return (
    <>
      {first.map(draw)}
      {more.length > 0 && (
        <details className="schema-more" open={isRefused || undefined}>
          <summary>{t('ui.moreSettings')}</summary>
          <div className="form">{more.map(draw)}</div>
        </details>
      )}
    </>
  )
}

type SettingProps = Props & { name: string; field: Schema; isAskedAgain: boolean }

function Setting({ name, field, isAskedAgain, ...props }: SettingProps) {
  const { t, i18n } = useTranslation()
  const { schema, values, secretFields, kept, secrets, onChange, onSecret, errorOf } = props
  const isKept = kept.includes(name) && !isAskedAgain
  // Of a secret that is kept while what it is for changes.
  const again = isAskedAgain && !secrets[name] ? t('ui.secretAgain') : undefined
  const label = field.title ?? words(name)
  const isRequired = schema.required?.includes(name) === true && field.default === undefined
  if (field.secret === true || secretFields.includes(name))
    return (
      <PasswordInput
        label={label}
        description={field.description}
        wrapperProps={english}
        // Of what is in it only the placeholder is read out.
        lang={i18n.language}
        placeholder={isKept ? t('ui.secretKept') : ''}
        autoComplete="new-password"
        value={secrets[name] ?? ''}
        onChange={(event) => onSecret(name, event.currentTarget.value)}
        error={again ?? errorOf(`secrets.${name}`) ?? errorOf(`settings.${name}`)}
        required={isAskedAgain || (isRequired && !isKept)}
      />
    )
  return (
    <SchemaField
      label={label}
      schema={field}
      value={values[name] ?? field.default}
      isRequired={isRequired}
      path={`settings.${name}`}
      errorOf={errorOf}
      onChange={(value) => onChange(withValue(values, name, value))}
    />
  )
}
