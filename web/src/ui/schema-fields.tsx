import './form.css'
import './schema-form.css'
import { NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MapField } from './map-field.tsx'
import { choicesOf, limits, plainShape, type Schema, type Values, withValue, words } from './schema.ts'
import { useUnsaved } from './use-unsaved.ts'
import { zones } from './zones.ts'

/** A kind describes its settings in English, and what is wrong with one is said in it too. */
export const english = { lang: 'en' }

type FieldProps = {
  label: string
  schema: Schema
  value: unknown
  isRequired: boolean
  /** Where the value stands in what is saved, and what was said of it there. */
  path: string
  errorOf: (path: string) => string | undefined
  onChange: (value: unknown) => void
}

/** One field, drawn by the shape of its value. */
export function SchemaField({ label, schema, value, isRequired, path, errorOf, onChange }: FieldProps) {
  const shape = plainShape(schema)
  if (shape.type === 'object' && shape.properties !== undefined)
    return <Group {...{ label, path, errorOf, onChange }} schema={shape} value={(value as Values | undefined) ?? {}} />
  const error = errorOf(path)
  const about = {
    label,
    description: shape.description ?? schema.description,
    error,
    required: isRequired,
    wrapperProps: english,
  }
  const choices = choicesOf(shape)
  if (shape.widget === 'note')
    return (
      <p className="schema-note" lang="en">
        {about.description}
      </p>
    )
  if (choices !== undefined)
    return (
      <Select
        {...about}
        data={choices}
        value={value === undefined ? null : String(value)}
        onChange={(chosen) => onChange(choices.find((one) => one.value === chosen)?.raw)}
      />
    )
  if (shape.widget === 'zone')
    return (
      <Select
        {...about}
        searchable
        data={zones()}
        value={(value as string | undefined) ?? null}
        onChange={(zone) => onChange(zone ?? undefined)}
      />
    )
  if (shape.type === 'boolean')
    return (
      <Switch
        label={label}
        description={about.description}
        error={error}
        wrapperProps={english}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    )
  if (shape.type === 'integer' || shape.type === 'number') return <NumberValue {...{ about, shape, value, onChange }} />
  if (shape.type === 'array' && plainShape(shape.items ?? {}).type === 'string')
    return <TagsInput {...about} value={(value as string[] | undefined) ?? []} onChange={onChange} />
  if (shape.type === 'object' && shape.properties === undefined && typeof shape.additionalProperties === 'object') {
    if (plainShape(shape.additionalProperties).type === 'string')
      return (
        <MapField
          {...about}
          keys={choicesOf(shape.propertyNames ?? {})}
          choices={choicesOf(shape.additionalProperties)}
          value={(value as Record<string, string> | undefined) ?? {}}
          onChange={onChange}
        />
      )
  }
  if (shape.widget === 'lines' || shape.type === 'string') return <TextValue {...{ about, shape, value, onChange }} />
  return <AnyJson {...about} value={value} onChange={onChange} />
}

type ValueProps = {
  about: {
    label: string
    description: string | undefined
    error: string | undefined
    required: boolean
    wrapperProps: typeof english
  }
  shape: Schema
  value: unknown
  onChange: (value: unknown) => void
}

function NumberValue({ about, shape, value, onChange }: ValueProps) {
  const typed = useTyped(value, onChange)
  return (
    <NumberInput
      {...about}
      {...limits(shape)}
      value={(typed.value as number | undefined) ?? ''}
      onChange={(number) => typed.onChange(number === '' ? undefined : Number(number))}
      onBlur={typed.onBlur}
    />
  )
}

function TextValue({ about, shape, value, onChange }: ValueProps) {
  const typed = useTyped(value, onChange)
  const text = {
    ...about,
    value: (typed.value as string | undefined) ?? '',
    onChange: (event: { currentTarget: { value: string } }) => typed.onChange(event.currentTarget.value),
    onBlur: typed.onBlur,
  }
  if (shape.widget === 'lines') return <Textarea {...text} autosize minRows={3} maxRows={10} spellCheck={false} />
  return (
    <TextInput
      {...text}
      {...(shape.maxLength !== undefined && { maxLength: shape.maxLength })}
      inputMode={shape.widget === 'phone' ? 'tel' : shape.widget === 'url' ? 'url' : 'text'}
    />
  )
}

/** What was emptied stays empty until it is left, and shows its default then: what is typed meanwhile must not end up behind the default. */
function useTyped(value: unknown, onChange: (value: unknown) => void) {
  const [isEmptied, setEmptied] = useState(false)
  return {
    value: isEmptied ? undefined : value,
    onChange: (next: unknown) => {
      setEmptied(next === undefined || next === '')
      onChange(next)
    },
    onBlur: () => setEmptied(false),
  }
}

type GroupProps = Omit<FieldProps, 'value' | 'isRequired'> & { value: Values }

function Group({ label, schema, value, path, errorOf, onChange }: GroupProps) {
  return (
    <fieldset className="schema-group" lang="en">
      <legend className="ac-label">{label}</legend>
      {schema.description !== undefined && <p className="schema-note">{schema.description}</p>}
      {Object.entries(schema.properties ?? {}).map(([name, field]) => (
        <SchemaField
          key={name}
          label={field.title ?? words(name)}
          schema={field}
          value={value[name] ?? field.default}
          isRequired={(schema.required?.includes(name) ?? false) && field.default === undefined}
          path={`${path}.${name}`}
          errorOf={errorOf}
          onChange={(next) => {
            const whole = withValue(value, name, next)
            onChange(Object.keys(whole).length === 0 ? undefined : whole)
          }}
        />
      ))}
    </fieldset>
  )
}

type JsonProps = {
  label: string
  description: string | undefined
  error: string | undefined
  value: unknown
  onChange: (value: unknown) => void
}

/** Any value as JSON. What cannot be read yet stays as it is typed, and its form is not sent. */
function AnyJson({ label, description, error, value, onChange }: JsonProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)))
  const [isLeft, setLeft] = useState(false)
  const isUnread = readJson(text) === null
  useUnsaved(isUnread)
  const type = (next: string) => {
    setText(next)
    const read = readJson(next)
    if (read !== null) onChange(read.value)
  }
  return (
    <Textarea
      label={label}
      description={description}
      error={isUnread && isLeft ? t('ui.notJson') : error}
      wrapperProps={english}
      autosize
      minRows={3}
      maxRows={14}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      data-unread={isUnread || undefined}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
    />
  )
}

/** Null where it is not JSON; an empty text is no value. */
function readJson(text: string): { value: unknown } | null {
  if (text.trim() === '') return { value: undefined }
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return null
  }
}
