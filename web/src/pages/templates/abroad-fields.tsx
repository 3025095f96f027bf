import { Select, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Trans, useTranslation } from 'react-i18next'
import { useCountries } from '../../api/countries.ts'
import type { Country, Header } from '../../api/types.ts'
import { languageNow } from '../../i18n/i18n.ts'
import { describedWith } from '../../ui/field-warning.tsx'
import { LinkButton } from '../../ui/parts.tsx'
import { countries as otherCountries } from '../settings/choices.ts'

type Abroad = Header['countries']
type Entry = Abroad[string]

type Props = {
  header: string
  value: Abroad
  onChange: (value: Abroad) => void
  /** By path below the header. */
  errorOf: (path: string) => string | undefined
  warningOf: (path: string) => string | undefined
}

/** What a header is called in other countries, and the ids under which it is registered there. */
export function AbroadFields({ header, value, onChange, errorOf, warningOf }: Props) {
  const { t } = useTranslation()
  const { data } = useCountries()
  if (data === undefined) return null
  const packOf = (code: string) =>
    data.items.find((one) => one.key === code) ??
    data.items.find((one) => one.countries.includes(code)) ??
    data.items.find((one) => one.key === 'ZZ')
  const withPacks = data.items.filter((one) => one.key !== 'ZZ' && one.key !== data.home)
  const known = otherCountries().map((one): [string, string] => [one.value, one.label])
  const told = data.items.map((one): [string, string] => [one.key, one.name])
  // What the program calls a country comes first where it is in the console's language.
  const names = new Map(languageNow() === 'en' ? [...known, ...told] : [...told, ...known])
  const offered = [
    ...new Set([...withPacks.map((one) => one.key), ...otherCountries().map((one) => one.value)]),
  ].filter((code) => code !== data.home && value[code] === undefined)
  return (
    <>
      {Object.entries(value).map(([code, entry]) => (
        <CountryFields
          key={code}
          code={code}
          name={names.get(code) ?? code}
          pack={packOf(code)}
          header={header}
          entry={entry}
          onChange={(next) => onChange({ ...value, [code]: next })}
          onRemove={() => onChange(Object.fromEntries(Object.entries(value).filter(([one]) => one !== code)))}
          errorOf={errorOf}
          warningOf={warningOf}
        />
      ))}
      <Select
        label={t('templates.sender.abroad')}
        description={<Trans i18nKey="templates.sender.abroadAbout" components={{ a: <Link to="/countries" /> }} />}
        placeholder={t('templates.sender.country')}
        searchable
        data={offered.map((code) => ({ value: code, label: names.get(code) ?? code }))}
        value={null}
        onChange={(code) => code !== null && onChange({ ...value, [code]: { sender: null, fields: {} } })}
      />
    </>
  )
}

type FieldsProps = Pick<Props, 'header' | 'errorOf' | 'warningOf'> & {
  code: string
  name: string
  pack: Country | undefined
  entry: Entry
  onChange: (entry: Entry) => void
  onRemove: () => void
}

function CountryFields({ code, name, pack, header, entry, onChange, onRemove, errorOf, warningOf }: FieldsProps) {
  const { t } = useTranslation()
  const setField = (field: string, text: string) => {
    const others = Object.entries(entry.fields).filter(([one]) => one !== field)
    onChange({ ...entry, fields: Object.fromEntries(text === '' ? others : [...others, [field, text]]) })
  }
  const forms = pack?.senders.map((one) => one.words).join('. ') ?? ''
  return (
    <fieldset className="abroad">
      <legend>{name}</legend>
      <TextInput
        label={t('templates.sender.senderIn', { country: name })}
        description={forms === '' ? t('templates.sender.asGateway') : <span lang="en">{forms}.</span>}
        placeholder={header === '' ? 'KAVERI' : header}
        maxLength={20}
        value={entry.sender ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ ...entry, sender: value === '' ? null : value })}
        error={errorOf(`countries.${code}.sender`)}
      />
      {pack?.registration.map((field) => {
        const path = `countries.${code}.fields.${field.name}`
        return (
          <TextInput
            key={field.name}
            label={<span lang="en">{field.title}</span>}
            description={describedWith(
              <span lang="en">{field.words}.</span>,
              entry.fields[field.name] ? undefined : warningOf(path),
            )}
            maxLength={80}
            value={entry.fields[field.name] ?? ''}
            onChange={(event) => setField(field.name, event.currentTarget.value)}
            error={errorOf(path)}
          />
        )
      })}
      <LinkButton onClick={onRemove}>{t('templates.sender.takeAway', { country: name })}</LinkButton>
    </fieldset>
  )
}
