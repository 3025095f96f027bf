import './countries.css'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCountries } from '../../api/countries.ts'
import type { Country } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, Chip, PageHead } from '../../ui/parts.tsx'
import { categoryWords } from '../templates/template-words.ts'

type Category = keyof typeof categoryWords

export default function CountriesPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.countries'))
  const { data, error } = useCountries()
  if (error !== null && data === undefined) return <Failure error={error} />
  if (data === undefined) return <PageLoading title={t('nav.countries')} />
  return (
    <>
      <PageHead
        title={t('nav.countries')}
        lead={
          <>
            A text keeps the rules of its recipient’s country, which the number says. Yours is set under{' '}
            <Link to="/settings">Settings</Link>; what a header is called elsewhere, with{' '}
            <Link to="/templates">its sender</Link>. No legal advice: laws change.
          </>
        }
      />
      <div className="countries">
        {data.items.map((one) => (
          <CountryCard key={one.key} country={one} isHome={one.key === data.home} />
        ))}
      </div>
    </>
  )
}

function CountryCard({ country, isHome }: { country: Country; isHome: boolean }) {
  const { name, callingCodes, countries, senders, registration, keywords, dlt, notes } = country
  return (
    <Card aria-label={name}>
      <div className="section-head">
        <h2>{name}</h2>
        {isHome && <Chip tone="accent">yours</Chip>}
      </div>
      {callingCodes.length === 1 && <p className="quiet-words">Numbers from +{callingCodes[0]}</p>}
      {countries.length > 1 && <p className="quiet-words">{countries.join(', ')}</p>}
      <dl className="country-facts">
        <Fact name="Hours">{hoursOf(country)}</Fact>
        <Fact name="Consent">{consentOf(country)}</Fact>
        <Fact name="Senders">
          {senders.length === 0 ? 'Left to the gateway' : <Listed words={senders.map((one) => one.words)} />}
        </Fact>
        <Fact name="Opts out">{keywords.stop.join(', ')}</Fact>
        <Fact name="Comes back">{keywords.start.join(', ')}</Fact>
        {registration.length > 0 && (
          <Fact name="Registration">
            <Listed words={registration.map((one) => one.title)} />
          </Fact>
        )}
        <Fact name="DLT">{dlt ? 'Texts carry the ids of India’s registers' : 'No register: texts carry no ids'}</Fact>
      </dl>
      {notes.map((one) => (
        <p key={one} className="quiet-words">
          {one}
        </p>
      ))}
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Listed({ words }: { words: readonly string[] }) {
  return (
    <ul className="country-list">
      {words.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  )
}

function hoursOf({ hours }: Country): string {
  const byTime = new Map<string, string[]>()
  for (const [category, { from, to }] of Object.entries(hours)) {
    const time = `${from} to ${to}`
    byTime.set(time, [...(byTime.get(time) ?? []), categoryWords[category as Category]])
  }
  const said = [...byTime].map(([time, categories]) => `${time} for ${listed(categories)} texts, by the clock there`)
  return `${said.join('; ')}. Others at any time.`
}

function consentOf({ consentFor }: Country): string {
  return consentFor.length === 0
    ? 'As you say under Consents'
    : `Needed for ${listed(consentFor.map((one) => categoryWords[one]))} texts`
}

const listed = (categories: readonly string[]) =>
  categories.map((one) => one.toLowerCase().replace(',', '')).join(' and ')
