import '../../ui/table.css'
import { Button, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { type CallFilter, callsCsv, useCalls, useLiveRows, useReasons } from '../../api/calls.ts'
import { useMay } from '../../api/me.ts'
import { type FieldError, isProblem } from '../../api/problem.ts'
import { useDepartments, useDids } from '../../api/setup.ts'
import { type CallRow, directions, outcomes } from '../../api/types.ts'
import { ownName, phone } from '../../format.ts'
import { isSame } from '../../same.ts'
import { callFilters, pick } from '../../search-parts.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { SaveCsvButton } from '../../shell/save-csv-button.tsx'
import { reasonChip } from '../../story/words.ts'
import { FilterChip } from '../../ui/filter-chip.tsx'
import { OlderButton } from '../../ui/older-button.tsx'
import { Card, EmptyState, PageHead } from '../../ui/parts.tsx'
import { CallRows } from './call-rows.tsx'
import { CallTable } from './call-table.tsx'
import { CameIn } from './came-in.tsx'
import { cameSince } from './came-since.ts'
import { DaysFilter } from './date-filter.tsx'
import { LookedBack, NoneSoFar } from './looked-back.tsx'
import { NumberFilter } from './number-filter.tsx'
import { RefusedFilter } from './refused-filter.tsx'
import { RuleFilter, UserFilter } from './setup-filters.tsx'
import { textsSentences } from './texts-sentence.ts'

const mostWatched = 100

/** A call with a text whose fate may still change while one looks. */
const isMoving = ({ messages }: CallRow) => messages.some(({ state }) => ['queued', 'sending', 'sent'].includes(state))

export default function CallsPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.calls'))
  const filter = useSearch({ from: '/shell/calls', select: (search) => pick(search, callFilters) })
  const isNarrow = useMediaQuery('(max-width: 70em)')
  const pages = useCalls(filter)
  const { data, dataUpdatedAt, error, isFetching, isPending, refetch, hasNextPage } = pages
  const lookAgain = () => void refetch()
  const loaded = data?.pages.flatMap((page) => page.items) ?? []
  const { newest, changed } = useLiveRows(loaded.filter(isMoving).slice(0, mostWatched), dataUpdatedAt)
  const rows = loaded.map((row) => changed.get(row) ?? row)
  const isFiltered = Object.keys(filter).length > 0
  const came = data === undefined ? [] : cameSince(newest, { newest: data.pages[0]?.newest ?? [], rows: loaded })
  // Whether a new call matches the filters is not known here.
  const fresh = isFiltered ? 0 : came.length
  const since = isFiltered && came.length > 0
  const cameIn = <CameIn fresh={fresh} since={since} onAgain={lookAgain} />
  const refused = isFiltered && data === undefined && isProblem(error) ? error.errors : []
  if (error !== null && data === undefined && refused.length === 0) return <Failure error={error} />
  return (
    <>
      <PageHead
        title={t('nav.calls')}
        lead={<CallsLead rows={rows} hasMore={hasNextPage} isFiltered={isFiltered} />}
        actions={rows.length > 0 ? <SaveCsvButton name="calls.csv" read={() => callsCsv(filter)} /> : undefined}
      />
      <Filters filter={filter} refused={refused} onAgain={lookAgain} />
      {refused.length > 0 ? (
        <RefusedFilter
          title="No call can be looked for like this"
          refused={refused}
          words={filterWords}
          way={<AllCalls />}
        />
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
          <OlderButton words="Show older calls" pages={pages} note={<LookedBack pages={pages} />} />
        </Card>
      )}
    </>
  )
}

function CallsLead({ rows, hasMore, isFiltered }: { rows: readonly CallRow[]; hasMore: boolean; isFiltered: boolean }) {
  if (rows.length === 0) return <>Every call that was reported, and what was texted because of it.</>
  return (
    <>
      {hasMore ? `The newest ${rows.length}` : rows.length} {rows.length === 1 ? 'call' : 'calls'}
      {isFiltered ? ' that match' : ''}.
      {textsSentences(rows.flatMap((row) => row.messages.map((one) => one.state))).map(({ words, isMarked }) => (
        <Fragment key={words}> {isMarked ? <strong>{words}</strong> : words}</Fragment>
      ))}
    </>
  )
}

type FiltersProps = { filter: CallFilter; refused: readonly FieldError[]; onAgain: () => void }

function Filters({ filter, refused, onAgain }: FiltersProps) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/calls' })
  const { data: departments } = useDepartments()
  const { data: dids } = useDids()
  const { data: reasons } = useReasons()
  const errorOf = (field: string) => refused.find((one) => one.path === field)?.message
  const set = (part: CallFilter) => {
    const next = Object.fromEntries(
      Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== ''),
    )
    if (isSame(next, filter)) onAgain()
    else void navigate({ search: next, replace: true })
  }
  return (
    <search className="filters" aria-label="Filters">
      <FilterChip
        label={t('word.outcome')}
        value={filter.outcome}
        onChange={(outcome) => set({ outcome })}
        options={outcomes.map((value) => ({ value, label: t(`word.${value}`) }))}
      />
      <FilterChip
        label={t('word.direction')}
        value={filter.direction}
        onChange={(direction) => set({ direction })}
        options={directions.map((value) => ({ value, label: t(`word.${value}`) }))}
      />
      <FilterChip
        label={t('word.department')}
        value={filter.department}
        onChange={(department) => set({ department })}
        options={(departments ?? []).map((one) => ({ value: one.key, label: one.name }))}
      />
      <FilterChip
        label={t('word.did')}
        value={filter.did}
        onChange={(did) => set({ did })}
        options={(dids ?? []).map((one) => ({
          value: one.key,
          label: ownName(one.name ?? '', one.number) || phone(one.number),
        }))}
      />
      <UserFilter value={filter.user} onChange={(user) => set({ user })} />
      <RuleFilter value={filter.rule} onChange={(rule) => set({ rule })} />
      <FilterChip
        label="Reason"
        value={filter.reason}
        onChange={(reason) => set({ reason })}
        options={(reasons ?? []).map((one) => ({ value: one.code, label: reasonChip(one.code) }))}
      />
      <NumberFilter
        label="Caller’s number"
        value={filter.caller}
        error={errorOf('caller')}
        onChange={(caller) => set({ caller })}
      />
      <DaysFilter from={filter.from} to={filter.to} errorOf={errorOf} onChange={set} />
    </search>
  )
}

const filterWords: Record<string, string> = {
  caller: 'The caller’s number',
  from: 'The first day',
  to: 'The last day',
}

function AllCalls() {
  return (
    <Button variant="default" renderRoot={(props) => <Link to="/calls" {...props} />}>
      Show all calls
    </Button>
  )
}

type NoCallsProps = { isFiltered: boolean; hasNews: boolean; isLooking: boolean; onAgain: () => void }

function NoCalls({ isFiltered, hasNews, isLooking, onAgain }: NoCallsProps) {
  const mayTry = useMay('calls:report')
  return (
    <Card>
      {isFiltered ? (
        <EmptyState
          title="No call matches these filters"
          action={
            <>
              <Button onClick={onAgain} loading={isLooking}>
                Look again
              </Button>
              <AllCalls />
            </>
          }
        >
          <p role="status">{hasNews && 'Calls came in since.'}</p>
        </EmptyState>
      ) : (
        <EmptyState
          title="No calls yet"
          action={
            mayTry ? (
              <>
                <Button renderRoot={(props) => <Link to="/try" {...props} />}>Try a call</Button>
                <Button variant="default" renderRoot={(props) => <Link to="/gateways" {...props} />}>
                  Connect a phone system
                </Button>
              </>
            ) : undefined
          }
        >
          <p>
            Calls come in from a phone system or over the API; each stands here with the rule that fired and what became
            of its texts.
          </p>
        </EmptyState>
      )}
    </Card>
  )
}
