import './home.css'
import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { getRouteApi, Link, Navigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useLatestCalls, useOverview } from '../../api/calls.ts'
import { failureOf } from '../../api/failure-of.ts'
import { useAccount } from '../../api/me.ts'
import { useRuleSet } from '../../api/rules.ts'
import type { Overview } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { reasonChip } from '../../story/words.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Bar, Card, PageHead } from '../../ui/parts.tsx'
import { CallRows } from '../calls/call-rows.tsx'
import { useSteps } from '../first-steps/use-steps.tsx'
import { type HomeDays, homeDays, homeDaysOf, listPeriod } from './home-days.ts'
import { Lead } from './lead.tsx'
import { NeedsYou } from './needs-you.tsx'
import { Stats } from './stats.tsx'

const Charts = lazy(() => import('./charts.tsx'))
const route = getRouteApi('/shell/')

export default function HomePage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.home'))
  const format = useFormat()
  const { days: asked = 1 } = route.useSearch()
  const navigate = route.useNavigate()
  const read = [useOverview(asked), useRuleSet(), useLatestCalls()] as const
  const [{ data: overview, isPlaceholderData }, { data: ruleSet }, { data: rows }] = read
  const failure = failureOf(...read)
  if (failure !== null) return <Failure error={failure} />
  if (overview === undefined || ruleSet === undefined || rows === undefined)
    return <Skeleton height={420} radius={14} />
  if (ruleSet.rules.length === 0 && rows.length === 0) return <Navigate to="/first-steps" replace />
  // Until the other days are there, these are shown, by their own name.
  const days = homeDaysOf(overview.days)
  return (
    <>
      <PageHead
        title={days === 1 ? t('home.today', { day: format.longDay(Date.now()) }) : t('home.lastDays', { days })}
        lead={<Lead overview={overview} days={days} />}
        actions={
          <>
            <OpenSteps />
            <SegmentedControl
              aria-label={t('days.which')}
              data={homeDays.map((one) => ({ value: String(one), label: t(`days.${listPeriod[one]}`) }))}
              value={String(asked)}
              onChange={(chosen) => void navigate({ search: { days: homeDaysOf(Number(chosen)) }, resetScroll: false })}
            />
          </>
        }
      />
      <div className="home" data-stale={isPlaceholderData || undefined} aria-busy={isPlaceholderData}>
        <Stats overview={overview} days={days} />
        <div className="home-needs">
          <NeedsYou overview={overview} ruleSet={ruleSet} />
          <NotSent overview={overview} days={days} />
        </div>
        {overview.calls.total > 0 && (
          <div className="home-charts">
            <Suspense fallback={<Skeleton height={260} radius={14} />}>
              <Charts overview={overview} days={days} />
            </Suspense>
          </div>
        )}
        <JustNow rows={rows} />
      </div>
    </>
  )
}

function JustNow({ rows }: { rows: Parameters<typeof CallRows>[0]['rows'] }) {
  const { t } = useTranslation()
  return (
    <Card padded={false} className="just-now">
      <div className="section-head list-head">
        <h2>{t('home.justNow')}</h2>
        <Link to="/calls">{t('home.allCalls')}</Link>
      </div>
      {rows.length === 0 ? (
        <p className="table-note">
          <Trans i18nKey="home.noCall" components={{ a: <Link to="/try" /> }} />
        </p>
      ) : (
        <CallRows rows={rows.slice(0, 6)} />
      )}
    </Card>
  )
}

/** The way back to the first steps while some are open. */
function OpenSteps() {
  const { t } = useTranslation()
  const { isDemo } = useAccount()
  const { steps = [] } = useSteps()
  const open = steps.filter((step) => !step.isDone)
  // Whether somebody texted themself is read of the newest calls only, so by itself it says nothing of an older account.
  if (isDemo || open.every((step) => step === steps.at(-1))) return null
  return (
    <Button variant="default" renderRoot={(props) => <Link to="/first-steps" {...props} />}>
      {t('home.steps', { done: steps.length - open.length, all: steps.length })}
    </Button>
  )
}

function NotSent({ overview, days }: { overview: Overview; days: HomeDays }) {
  const { t } = useTranslation()
  const most = Math.max(...overview.reasons.map((one) => one.count), 1)
  if (overview.reasons.length === 0) return null
  return (
    <Card>
      <div className="section-head">
        <h2>{t(days === 1 ? 'home.notSentToday' : 'home.notSent')}</h2>
        <span className="quiet-words">{t('home.withReason')}</span>
      </div>
      <ul className="not-sent">
        {overview.reasons.map((one) => (
          <li key={one.reason}>
            <Link to="/messages" search={{ reason: one.reason, period: listPeriod[days] }}>
              {reasonChip(t, one.reason)}
            </Link>
            <Bar part={one.count} whole={most} tone="other" />
            <strong>{one.count}</strong>
          </li>
        ))}
      </ul>
    </Card>
  )
}
