import '../../ui/table.css'
import { Button, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type MessageFilter, messagesCsv, useMessages, useReasons } from '../../api/calls.ts'
import { useMay } from '../../api/me.ts'
import { isProblem } from '../../api/problem.ts'
import type { Message } from '../../api/types.ts'
import { useHeld } from '../../filters/held.ts'
import { LookedBack, NoneSoFar } from '../../filters/looked-back.tsx'
import { NumberFilter } from '../../filters/number-filter.tsx'
import { inDays, type Period, periodOf } from '../../filters/period.ts'
import { PeriodFilter } from '../../filters/period-filter.tsx'
import { RefusedFilter } from '../../filters/refused-filter.tsx'
import { GatewayFilter, RuleFilter, TemplateFilter } from '../../filters/setup-filters.tsx'
import { isSame } from '../../same.ts'
import { messageFilters, pick } from '../../search-parts.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { SaveCsvButton } from '../../shell/save-csv-button.tsx'
import { Fate } from '../../story/fate.tsx'
import { statesOf, textsIn } from '../../story/states.ts'
import { messageStates, reasonChip, recipientWord } from '../../story/words.ts'
import { FilterChip } from '../../ui/filter-chip.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { languageOf } from '../../ui/languages.ts'
import { OlderButton } from '../../ui/older-button.tsx'
import { Card, EmptyState, PageHead } from '../../ui/parts.tsx'

export default function MessagesPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.messages'))
  const asked = useSearch({ from: '/shell/messages', select: (search) => pick(search, messageFilters) })
  const filter = inDays(asked, useFormat().date(Date.now()))
  const navigate = useNavigate({ from: '/messages' })
  const isNarrow = useMediaQuery('(max-width: 62em)')
  const mayTry = useMay('calls:report')
  const { data: reasons } = useReasons()
  const pages = useMessages(filter)
  const { data, error, isPending, hasNextPage, refetch } = pages
  const rows = data?.pages.flatMap((page) => page.items) ?? []
  const isFiltered = Object.keys(filter).length > 0
  const set = (part: MessageFilter & { period?: string | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...asked, ...part }).filter(([, value]) => value !== undefined))
    if (isSame(next, asked)) void refetch()
    else void navigate({ search: next, replace: true })
  }
  const refused = isFiltered && data === undefined && isProblem(error) ? error.errors : []
  const errorOf = (field: string) => refused.find((one) => one.path === field)?.message
  if (error !== null && data === undefined && refused.length === 0) return <Failure error={error} />
  return (
    <>
      <PageHead
        title={t('nav.messages')}
        lead={<Lead rows={rows} hasMore={hasNextPage} filter={filter} period={periodOf(asked.period)} />}
        actions={rows.length > 0 ? <SaveCsvButton name="messages.csv" read={() => messagesCsv(filter)} /> : undefined}
      />
      <search className="filters" aria-label={t('calls.filters')}>
        <PeriodFilter asked={asked} errorOf={errorOf} onChange={set} />
        <FilterChip
          label={t('messages.state')}
          value={filter.state}
          onChange={(state) => set({ state })}
          options={messageStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <FilterChip
          label={t('calls.reason')}
          value={filter.reason}
          onChange={(reason) => set({ reason })}
          options={(reasons ?? []).map((one) => ({ value: one.code, label: reasonChip(t, one.code) }))}
        />
        <RuleFilter label={t('calls.rule')} value={filter.rule} onChange={(rule) => set({ rule })} />
        <TemplateFilter value={filter.template} onChange={(template) => set({ template })} />
        <GatewayFilter value={filter.gateway} onChange={(gateway) => set({ gateway })} />
        <NumberFilter
          label={t('messages.recipientsNumber')}
          value={filter.number}
          error={errorOf('number')}
          onChange={(number) => set({ number })}
        />
      </search>
      {refused.length > 0 ? (
        <RefusedFilter title={t('messages.refused')} refused={refused} words={filterWords} way={<AllTexts />} />
      ) : isPending ? (
        <Skeleton height={420} radius={14} />
      ) : rows.length === 0 && hasNextPage ? (
        <Card padded={false}>
          <NoneSoFar pages={pages} what="text" way={<AllTexts />} />
        </Card>
      ) : (
        <Card padded={rows.length === 0}>
          {rows.length === 0 ? (
            <EmptyState
              title={t(isFiltered ? 'messages.noneMatch' : 'messages.none')}
              action={
                isFiltered || mayTry ? (
                  <Button
                    variant="default"
                    renderRoot={(props) => <Link to={isFiltered ? '/messages' : '/try'} {...props} />}
                  >
                    {t(isFiltered ? 'messages.showAll' : 'nav.try')}
                  </Button>
                ) : undefined
              }
            />
          ) : isNarrow ? (
            <MessageRows rows={rows} />
          ) : (
            <div className="table-wide">
              <MessageTable rows={rows} />
            </div>
          )}
          <OlderButton words={t('messages.older')} pages={pages} note={<LookedBack pages={pages} />} />
        </Card>
      )}
    </>
  )
}

function AllTexts() {
  const { t } = useTranslation()
  return (
    <Button variant="default" renderRoot={(props) => <Link to="/messages" {...props} />}>
      {t('messages.showAll')}
    </Button>
  )
}

const filterWords: Record<string, string> = {
  number: 'The number',
  from: 'The first day',
  to: 'The last day',
}

type LeadProps = {
  rows: readonly Message[]
  hasMore: boolean
  filter: MessageFilter
  /** The one that its days are, where they were not chosen by their dates. */
  period: Period | undefined
}

/** How many texts there are, and which are in doubt: of all that days hold, else of those that are shown. */
function Lead({ rows, hasMore, filter, period }: LeadProps) {
  const { t } = useTranslation()
  const { count: say } = useFormat()
  const shown = { texts: statesOf(rows) }
  const held = useHeld(filter, shown, hasMore)
  if (rows.length === 0) return t('messages.lead')
  const { texts } = held ?? shown
  const count = textsIn(texts)
  const said = { count, shown: say(count) }
  return (
    <>
      {held !== undefined
        ? t('messages.held', { ...said, when: t(`days.in.${period ?? 'dates'}`) })
        : t(hasMore ? 'messages.newest' : 'messages.count', said)}{' '}
      <Doubt count={texts.unconfirmed ?? 0} />
    </>
  )
}

function Doubt({ count }: { count: number }) {
  const { t } = useTranslation()
  return count === 0 ? t('messages.noDoubt') : <strong>{t('messages.doubt', { count })}</strong>
}

function MessageTable({ rows }: { rows: readonly Message[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const openWords = useOpenWords()
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('calls.when')}</th>
          <th>{t('messages.to')}</th>
          <th>{t('messages.text')}</th>
          <th>{t('messages.template')}</th>
          <th>{t('messages.state')}</th>
          <th className="figure">{t('messages.parts')}</th>
          <th className="figure">{t('calls.cost')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.id}>
            <td>
              <Link
                to="/calls/$callId"
                params={{ callId: one.callId }}
                hash={one.id}
                className="row-link"
                aria-label={openWords(one)}
              >
                <span style={{ color: 'var(--ink2)', fontWeight: 450 }}>{format.moment(one.createdAt)}</span>
              </Link>
            </td>
            <td style={{ whiteSpace: 'nowrap' }}>
              <strong>{recipientWord(t, one.recipient)}</strong> <span className="quiet">{whoOf(t, one)}</span>
            </td>
            <td className="quiet" lang={languageOf(one.text ?? '')}>
              {clipped(one.text)}
            </td>
            <td>{one.template?.name}</td>
            <td>
              <Fate message={one} endedAt={one.callEndedAt} />
            </td>
            <td className="figure">{one.state === 'skipped' ? '–' : one.parts}</td>
            <td className="figure quiet">
              {one.state === 'skipped' ? '–' : format.money(one.charged.amount, one.charged.currency)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function MessageRows({ rows }: { rows: readonly Message[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const openWords = useOpenWords()
  return (
    <ul className="rows">
      {rows.map((one) => (
        <li key={one.id}>
          <p className="row-top">
            <Link
              to="/calls/$callId"
              params={{ callId: one.callId }}
              hash={one.id}
              className="row-link"
              aria-label={openWords(one)}
            >
              <strong>{recipientWord(t, one.recipient)}</strong>
            </Link>
            <span className="quiet">{whoOf(t, one)}</span>
            <time>{format.moment(one.createdAt)}</time>
          </p>
          <p className="row-below">
            <Fate message={one} endedAt={one.callEndedAt} />
            <span className="quiet">{one.template?.name}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}

/** The name of the link to a text, read alone: many went to a caller, and a caller's and a user's at one moment. */
function useOpenWords() {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ recipient, createdAt }: Message) =>
    t('messages.open', { recipient: recipientWord(t, recipient), moment: format.moment(createdAt) })
}

/** A caller by the number, anybody else by the name. */
const whoOf = (t: TFunction, { recipient, name, numberShown }: Message) =>
  recipient === 'caller' ? (numberShown ?? t('messages.noNumber')) : (name ?? numberShown)

const clipped = (text: string | null) =>
  text === null ? '–' : text.length > 60 ? `${text.slice(0, 58).trimEnd()}…` : text
