import '../../ui/table.css'
import { Button, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { callsCsv, useCalls, useLiveRows } from '../../api/calls.ts'
import { useMay } from '../../api/me.ts'
import { isProblem } from '../../api/problem.ts'
import type { CallRow } from '../../api/types.ts'
import { LookedBack, NoneSoFar } from '../../filters/looked-back.tsx'
import { inDays, isDaysOnly, periodOf, reachesToday } from '../../filters/period.ts'
import { RefusedFilter } from '../../filters/refused-filter.tsx'
import { callFilters, pick } from '../../search-parts.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { SaveCsvButton } from '../../shell/save-csv-button.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { OlderButton } from '../../ui/older-button.tsx'
import { Card, EmptyState, PageHead } from '../../ui/parts.tsx'
import { CallFilters } from './call-filters.tsx'
import { CallRows } from './call-rows.tsx'
import { CallTable } from './call-table.tsx'
import { CallsLead } from './calls-lead.tsx'
import { CameIn } from './came-in.tsx'
import { cameSince } from './came-since.ts'

const mostWatched = 100

/** A call with a text whose fate may still change while one looks. */
const isMoving = ({ messages }: CallRow) => messages.some(({ state }) => ['queued', 'sending', 'sent'].includes(state))

export default function CallsPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.calls'))
  const asked = useSearch({ from: '/shell/calls', select: (search) => pick(search, callFilters) })
  const today = useFormat().date(Date.now())
  const filter = inDays(asked, today)
  const isNarrow = useMediaQuery('(max-width: 70em)')
  const pages = useCalls(filter)
  const { data, dataUpdatedAt, error, isFetching, isPending, refetch, hasNextPage } = pages
  const lookAgain = () => void refetch()
  const loaded = data?.pages.flatMap((page) => page.items) ?? []
  const { newest, changed } = useLiveRows(loaded.filter(isMoving).slice(0, mostWatched), dataUpdatedAt)
  const rows = loaded.map((row) => changed.get(row) ?? row)
  const isFiltered = Object.keys(filter).length > 0
  const known = { newest: data?.pages[0]?.newest ?? [], rows: loaded }
  // A new call is of today. Whether it matches other filters is not known here.
  const came = data === undefined || !reachesToday(filter, today) ? [] : cameSince(newest, known)
  const fresh = isDaysOnly(filter) ? came.length : 0
  const since = fresh === 0 && came.length > 0
  const cameIn = <CameIn fresh={fresh} since={since} onAgain={lookAgain} />
  const refused = isFiltered && data === undefined && isProblem(error) ? error.errors : []
  if (error !== null && data === undefined && refused.length === 0) return <Failure error={error} />
  return (
    <>
      <PageHead
        title={t('nav.calls')}
        lead={<CallsLead rows={rows} hasMore={hasNextPage} filter={filter} period={periodOf(asked.period)} />}
        actions={rows.length > 0 ? <SaveCsvButton name="calls.csv" read={() => callsCsv(filter)} /> : undefined}
      />
      <CallFilters filter={asked} refused={refused} onAgain={lookAgain} />
      {refused.length > 0 ? (
        <RefusedFilter title={t('calls.refused')} refused={refused} words={filterWords} way={<AllCalls />} />
      ) : isPending ? (
        <Skeleton height={420} radius={14} />
      ) : rows.length === 0 && hasNextPage ? (
        <Card padded={false}>
          {cameIn}
          <NoneSoFar pages={pages} what="call" way={<AllCalls />} />
        </Card>
      ) : rows.length === 0 && fresh === 0 ? (
        <NoCalls isFiltered={isFiltered} hasNews={since} isLooking={isFetching} onAgain={lookAgain} />
      ) : (
        <Card padded={false}>
          {cameIn}
          {isNarrow ? (
            <CallRows rows={rows} />
          ) : (
            <div className="table-wide">
              <CallTable rows={rows} />
            </div>
          )}
          <OlderButton words={t('calls.older')} pages={pages} note={<LookedBack pages={pages} />} />
        </Card>
      )}
    </>
  )
}

const filterWords: Record<string, string> = {
  caller: 'The caller’s number',
  from: 'The first day',
  to: 'The last day',
}

function AllCalls() {
  const { t } = useTranslation()
  return (
    <Button variant="default" renderRoot={(props) => <Link to="/calls" {...props} />}>
      {t('calls.showAll')}
    </Button>
  )
}

type NoCallsProps = { isFiltered: boolean; hasNews: boolean; isLooking: boolean; onAgain: () => void }

function NoCalls({ isFiltered, hasNews, isLooking, onAgain }: NoCallsProps) {
  const { t } = useTranslation()
  const mayTry = useMay('calls:report')
  return (
    <Card>
      {isFiltered ? (
        <EmptyState
          title={t('calls.noneMatch')}
          action={
            <>
              <Button onClick={onAgain} loading={isLooking}>
                {t('calls.lookAgain')}
              </Button>
              <AllCalls />
            </>
          }
        >
          <p role="status">{hasNews && t('calls.since')}</p>
        </EmptyState>
      ) : (
        <EmptyState
          title={t('calls.none')}
          action={
            mayTry ? (
              <>
                <Button renderRoot={(props) => <Link to="/try" {...props} />}>{t('nav.try')}</Button>
                <Button variant="default" renderRoot={(props) => <Link to="/gateways" {...props} />}>
                  {t('calls.connect')}
                </Button>
              </>
            ) : undefined
          }
        >
          <p>{t('calls.noneMore')}</p>
        </EmptyState>
      )}
    </Card>
  )
}
