import './home.css'
import { Button, Skeleton } from '@mantine/core'
import { Link, Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLatestCalls, useOverview } from '../../api/calls.ts'
import { failureOf } from '../../api/failure-of.ts'
import { useAccount } from '../../api/me.ts'
import { useRuleSet } from '../../api/rules.ts'
import { type Overview, outcomes } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { messageStates, reasonChip } from '../../story/words.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Bar, Card, PageHead, StatTile } from '../../ui/parts.tsx'
import { CallRows } from '../calls/call-rows.tsx'
import { useSteps } from '../first-steps/use-steps.tsx'
import { NeedsYou } from './needs-you.tsx'

export default function HomePage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.home'))
  const format = useFormat()
  const asked = [useOverview(), useRuleSet(), useLatestCalls()] as const
  const [{ data: overview }, { data: ruleSet }, { data: rows }] = asked
  const failure = failureOf(...asked)
  if (failure !== null) return <Failure error={failure} />
  if (overview === undefined || ruleSet === undefined || rows === undefined)
    return <Skeleton height={420} radius={14} />
  if (ruleSet.rules.length === 0 && rows.length === 0) return <Navigate to="/first-steps" replace />
  const { calls: counted, texts } = overview
  // What the phone did not get went out all the same.
  const out = (texts['delivered'] ?? 0) + (texts['sent'] ?? 0) + (texts['undelivered'] ?? 0)
  const sum = Object.values(texts).reduce((all, one) => all + one, 0)
  const listed = messageStates.filter((state) => (texts[state] ?? 0) > 0)
  return (
    <>
      <PageHead
        title={`Today, ${format.longDay(Date.now())}`}
        lead={
          counted.total === 0 ? (
            'No call has ended yet today.'
          ) : (
            <>
              {counted.total === 1 ? 'One call so far.' : `${format.count(counted.total)} calls so far.`}{' '}
              <strong>{out === 1 ? 'One text went out' : `${format.count(out)} texts went out`}</strong>,{' '}
              {format.count(texts['delivered'] ?? 0)} of them delivered.
            </>
          )
        }
        actions={<OpenSteps />}
      />
      <div className="home">
        <Card padded={false} className="stats">
          <StatTile
            label="Calls today"
            figure={format.count(counted.total)}
            line={outcomes.map((one) => `${counted[one]} ${one}`).join(', ')}
          />
          <StatTile
            label="Texts today"
            figure={format.count(sum)}
            line={
              listed.map((state) => `${texts[state]} ${t(`state.${state}`).toLowerCase()}`).join(', ') || 'none yet'
            }
          />
        </Card>
        <NeedsYou overview={overview} ruleSet={ruleSet} />
        <NotSent overview={overview} />
        <Card padded={false} className="just-now">
          <div className="section-head list-head">
            <h2>Just now</h2>
            <Link to="/calls">All calls</Link>
          </div>
          {rows.length === 0 ? (
            <p className="table-note">
              No call yet. <Link to="/try">Try one</Link>.
            </p>
          ) : (
            <CallRows rows={rows.slice(0, 6)} />
          )}
        </Card>
      </div>
    </>
  )
}

/** The way back to the first steps while some are open. */
function OpenSteps() {
  const { isDemo } = useAccount()
  const { steps = [] } = useSteps()
  const open = steps.filter((step) => !step.isDone)
  // Whether somebody texted themself is read of the newest calls only, so by itself it says nothing of an older account.
  if (isDemo || open.every((step) => step === steps.at(-1))) return null
  return (
    <Button variant="default" renderRoot={(props) => <Link to="/first-steps" {...props} />}>
      First steps: {steps.length - open.length} of {steps.length} done
    </Button>
  )
}

function NotSent({ overview }: { overview: Overview }) {
  const today = useFormat().date(Date.now())
  const most = Math.max(...overview.reasons.map((one) => one.count), 1)
  if (overview.reasons.length === 0) return null
  return (
    <Card>
      <div className="section-head">
        <h2>Not sent today</h2>
        <span className="quiet-words">each with its reason</span>
      </div>
      <ul className="not-sent">
        {overview.reasons.map((one) => (
          <li key={one.reason}>
            <Link to="/messages" search={{ reason: one.reason, from: today }}>
              {reasonChip(one.reason)}
            </Link>
            <Bar part={one.count} whole={most} tone="other" />
            <strong>{one.count}</strong>
          </li>
        ))}
      </ul>
    </Card>
  )
}
