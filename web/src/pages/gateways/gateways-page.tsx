import './gateways.css'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../api/failure-of.ts'
import { useMe } from '../../api/me.ts'
import { firstWayOut, gatewayName, useGateways, useRoutes, useSourceKinds, useSources } from '../../api/setup.ts'
import type { Gateway, Source } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { healthTone } from '../../shell/side-foot.tsx'
import { languageOf } from '../../ui/languages.ts'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, EmptyList, PageHead, StateWord } from '../../ui/parts.tsx'
import { KnownNames, Mappings } from '../sources/mappings.tsx'
import { cameFromWords, wayOutWords } from './lead-words.ts'
import { Route } from './route.tsx'

export default function GatewaysPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.gateways'))
  const asked = [useGateways(), useSources()] as const
  const [{ data: gateways }, { data: sources }] = asked
  const { account } = useMe()
  const failure = failureOf(...asked)
  if (failure !== null) return <Failure error={failure} />
  if (gateways === undefined || sources === undefined) return <PageLoading title={t('nav.gateways')} />
  return (
    <>
      <PageHead title={t('nav.gateways')} lead={<Lead gateways={gateways} sources={sources} />} />
      <div className="gateways">
        <div className="stack">
          <Sources sources={sources} />
          <Mappings />
          {/* The API is a source that has no page. */}
          <KnownNames source="api" title={t('sources.apiNames')} />
        </div>
        <div className="stack">
          <Gateways gateways={gateways} />
          {account?.isDemo !== true && <Route gateways={gateways} />}
        </div>
      </div>
    </>
  )
}

function Lead({ gateways, sources }: { gateways: readonly Gateway[]; sources: readonly Source[] }) {
  const { t } = useTranslation()
  const { data: routes } = useRoutes()
  const used = firstWayOut(gateways, routes)
  return (
    <>
      {routes !== undefined && `${wayOutWords(used, t)} `}
      {cameFromWords(
        sources.map(({ name }) => name),
        t,
      )}
    </>
  )
}

function Gateways({ gateways }: { gateways: readonly Gateway[] }) {
  const { t } = useTranslation()
  const { account } = useMe()
  const { data: routes } = useRoutes()
  const isDemo = account?.isDemo === true
  const usedAs = (one: Gateway) =>
    wordsOfUse(routes?.findIndex((route) => route.gateway === gatewayName(one)) ?? -1, one, t)
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>{t('jump.gateways')}</h2>
        {!isDemo && gateways.length > 0 && <Link to="/gateways/new">{t('gateways.add')}</Link>}
      </div>
      <ul className="rows">
        {gateways.map((one) => (
          <li key={gatewayName(one)}>
            <p className="row-top">
              <Link to="/gateways/$gatewayKey" params={{ gatewayKey: gatewayName(one) }} className="row-link">
                <strong lang={languageOf(one.title)}>{one.title}</strong>
              </Link>
              <span className="quiet">{usedAs(one)}</span>
              <span className="row-end">
                <StateWord
                  tone={one.paused ? 'warn' : healthTone[one.health?.state ?? 'stopped']}
                  word={t(`health.${one.paused ? 'paused' : (one.health?.state ?? 'stopped')}`)}
                />
              </span>
            </p>
            {one.health !== null && (
              <p className="row-below quiet" lang="en">
                {one.health.words}
              </p>
            )}
          </li>
        ))}
      </ul>
      {gateways.length === 0 && (
        <EmptyList
          title={t('gateways.none')}
          action={
            isDemo ? undefined : (
              <Button renderRoot={(props) => <Link to="/gateways/new" {...props} />}>{t('gateways.add')}</Button>
            )
          }
        >
          <p>{t('gateways.noneMore')}</p>
        </EmptyList>
      )}
      {isDemo && <p className="table-note demo-note">{t('gateways.demo')}</p>}
    </Card>
  )
}

/** What it does for this account, by its place among the ways out: only the first is in use. */
function wordsOfUse(place: number, { shared }: Gateway, t: TFunction): string {
  if (place === 0) return t('gateways.takesTexts')
  if (place > 0) return t('gateways.laterWay', { place: place + 1 })
  return t(shared ? 'gateways.shared' : 'gateways.notInUse')
}

function Sources({ sources }: { sources: readonly Source[] }) {
  const { t } = useTranslation()
  const { data: kinds } = useSourceKinds()
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>{t('jump.sources')}</h2>
        {sources.length > 0 && <Link to="/sources/new">{t('sources.add')}</Link>}
      </div>
      <ul className="rows">
        {sources.map((one) => (
          <li key={one.key}>
            <p className="row-top">
              <Link to="/sources/$sourceKey" params={{ sourceKey: one.key }} className="row-link">
                <strong lang={languageOf(one.name)}>{one.name}</strong>
              </Link>
              <span className="row-end" lang="en">
                {kinds?.find(({ kind }) => kind === one.kind)?.title ?? one.kind}
              </span>
            </p>
            {one.webhookUrl !== null && <p className="row-below quiet mono">{shortUrl(one.webhookUrl)}</p>}
          </li>
        ))}
      </ul>
      {sources.length === 0 && (
        <EmptyList
          title={t('sources.none')}
          action={<Button renderRoot={(props) => <Link to="/sources/new" {...props} />}>{t('sources.add')}</Button>}
        >
          <p>{t('sources.noneMore')}</p>
        </EmptyList>
      )}
    </Card>
  )
}

/** The address without its secret. */
const shortUrl = (url: string) => url.replace(/(\/s\/.{4}).*$/, '$1…')
