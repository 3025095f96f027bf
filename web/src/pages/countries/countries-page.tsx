import './countries.css'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useCountries } from '../../api/countries.ts'
import type { Country } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, Chip, PageHead } from '../../ui/parts.tsx'

type Category = Country['consentFor'][number]

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
          <Trans
            i18nKey="countries.lead"
            components={{ own: <Link to="/settings" />, sender: <Link to="/templates" /> }}
          />
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
  const { t } = useTranslation()
  const { name, callingCodes, countries, senders, registration, keywords, dlt, notes } = country
  return (
    <Card aria-label={name}>
      <div className="section-head">
        <h2 lang="en">{name}</h2>
        {isHome && <Chip tone="accent">{t('countries.yours')}</Chip>}
      </div>
      {callingCodes.length === 1 && (
        <p className="quiet-words">{t('countries.numbersFrom', { code: callingCodes[0] ?? '' })}</p>
      )}
      {countries.length > 1 && (
        <p className="quiet-words" lang="en">
          {countries.join(', ')}
        </p>
      )}
      <dl className="country-facts">
        <Fact name={t('countries.hours')}>{hoursOf(country, t)}</Fact>
        <Fact name={t('countries.consent')}>{consentOf(country, t)}</Fact>
        <Fact name={t('countries.senders')}>
          {senders.length === 0 ? t('countries.leftToGateway') : <Listed words={senders.map((one) => one.words)} />}
        </Fact>
        <Fact name={t('countries.optsOut')}>{keywords.stop.join(', ')}</Fact>
        <Fact name={t('countries.comesBack')}>{keywords.start.join(', ')}</Fact>
        {registration.length > 0 && (
          <Fact name={t('countries.registration')}>
            <Listed words={registration.map((one) => one.title)} />
          </Fact>
        )}
        <Fact name="DLT">{t(dlt ? 'countries.hasRegister' : 'countries.noRegister')}</Fact>
      </dl>
      {notes.map((one) => (
        <p key={one} className="quiet-words" lang="en">
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
    <ul className="country-list" lang="en">
      {words.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  )
}

function hoursOf({ hours }: Country, t: TFunction): string {
  const byTime = new Map<string, { from: string; to: string; categories: Category[] }>()
  for (const [category, { from, to }] of Object.entries(hours)) {
    const before = byTime.get(`${from} ${to}`)?.categories ?? []
    byTime.set(`${from} ${to}`, { from, to, categories: [...before, category as Category] })
  }
  const said = [...byTime.values()].map(({ from, to, categories }) =>
    t('countries.hoursOf', { from, to, categories: listed(categories, t) }),
  )
  return t('countries.othersAnyTime', { hours: said.join('; ') })
}

function consentOf({ consentFor }: Country, t: TFunction): string {
  return consentFor.length === 0
    ? t('countries.asYouSay')
    : t('countries.neededFor', { categories: listed(consentFor, t) })
}

const listed = (categories: readonly Category[], t: TFunction): string =>
  categories
    .map((one): string => t(`countries.category.${one}`))
    .reduce((one, other) => t('countries.both', { one, other }))
