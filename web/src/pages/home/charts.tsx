import '@mantine/charts/styles.css'
import { BarChart, LineChart } from '@mantine/charts'
import type { TFunction } from 'i18next'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDaily } from '../../api/calls.ts'
import { type Overview, outcomes } from '../../api/types.ts'
import { percent } from '../../format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, LinkButton } from '../../ui/parts.tsx'
import type { HomeDays } from './home-days.ts'

type Span = Overview['spans'][number]

/** So many days stand beside today: a rate needs days to be compared with. */
const daysBesideToday = 14

/** Calls over the time, and how many of them were answered by a text day by day. */
export default function Charts({ overview, days }: { overview: Overview; days: HomeDays }) {
  const { data: beside } = useDaily(daysBesideToday, days === 1)
  return (
    <>
      <CallsChart spans={overview.spans} isOneDay={days === 1} />
      <AnsweredChart spans={(days === 1 ? beside : overview)?.spans ?? []} />
    </>
  )
}

const axes = { tickLine: 'none', withTooltip: true, gridAxis: 'x', strokeDasharray: '0', h: 200 } as const
const yAxis = { width: 34, allowDecimals: false, tickMargin: 6 }

function CallsChart({ spans, isOneDay }: { spans: readonly Span[]; isOneDay: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const shown = isOneDay ? spans.slice(Math.max(0, Math.min(firstCall(spans), spans.length - 8))) : spans
  const names = namesOf(t, shown, isOneDay ? format.clock : format.day)
  const data = shown.map(({ calls }, at) => ({ at: names[at], ...calls }))
  const title = t(isOneDay ? 'home.byHour' : 'home.byDay')
  const series = outcomes.map((one) => ({ name: one, label: t(`word.${one}`), color: `var(--${one})` }))
  return (
    <ChartCard
      title={title}
      aside={
        <ul className="chart-legend">
          {series.map((one) => (
            <li key={one.name}>
              <span style={{ background: one.color }} aria-hidden="true" />
              {one.label}
            </li>
          ))}
        </ul>
      }
      table={
        <SpanTable
          caption={title}
          head={[t(isOneDay ? 'home.hour' : 'billing.sides.day'), ...series.map((one) => one.label)]}
          rows={shown.map(({ calls }, at) => [names[at] ?? '', ...outcomes.map((one) => format.count(calls[one]))])}
        />
      }
    >
      <BarChart
        {...axes}
        data={data}
        dataKey="at"
        type="stacked"
        series={series}
        maxBarWidth={34}
        yAxisProps={yAxis}
        barProps={{ isAnimationActive: false }}
        barChartProps={{ accessibilityLayer: false }}
      />
    </ChartCard>
  )
}

function AnsweredChart({ spans }: { spans: readonly Span[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const data = spans.map(({ startsAt, calls, answered }) => ({
    at: format.day(startsAt),
    // Where nobody called there is nothing to answer: the line has a gap there.
    share: calls.total === 0 ? null : Math.round((answered / calls.total) * 1000) / 10,
  }))
  const shares = data.flatMap(({ share }) => share ?? [])
  if (shares.length < 2) return null
  const lowest = Math.max(0, Math.floor(Math.min(...shares) / 10) * 10 - 10)
  return (
    <ChartCard
      title={t('home.answeredByText')}
      aside={<span className="quiet-words">{t('home.ofDay')}</span>}
      table={
        <SpanTable
          caption={t('home.answeredByText')}
          head={[t('billing.sides.day'), t('nav.calls'), t('home.answeredColumn'), t('home.share')]}
          rows={spans.map(({ startsAt, calls, answered }) => [
            format.day(startsAt),
            format.count(calls.total),
            format.count(answered),
            calls.total === 0 ? '–' : percent(answered, calls.total),
          ])}
        />
      }
    >
      <LineChart
        {...axes}
        data={data}
        dataKey="at"
        series={[{ name: 'share', label: t('home.answeredByText'), color: 'var(--missed)' }]}
        curveType="linear"
        connectNulls={false}
        unit=" %"
        yAxisProps={{ ...yAxis, width: 48, domain: [lowest, 100] }}
        lineProps={{ isAnimationActive: false }}
        lineChartProps={{ accessibilityLayer: false }}
      />
    </ChartCard>
  )
}

/** A chart is for the eye; its table says the same to everybody. */
function ChartCard({
  title,
  aside,
  table,
  children,
}: {
  title: string
  aside: ReactNode
  table: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation()
  const [isTable, setTable] = useState(false)
  const id = useId()
  return (
    <Card className="chart-card">
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {isTable ? (
        table
      ) : (
        <div role="img" aria-labelledby={id}>
          {children}
        </div>
      )}
      <LinkButton onClick={() => setTable(!isTable)}>{t(isTable ? 'home.asChart' : 'billing.asTable')}</LinkButton>
    </Card>
  )
}

function SpanTable({
  caption,
  head,
  rows,
}: {
  caption: string
  head: readonly string[]
  rows: readonly (readonly string[])[]
}) {
  return (
    <table className="span-table">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {head.map((one) => (
            <th key={one} scope="col">
              {one}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first = '', ...rest]) => (
          <tr key={first}>
            <th scope="row">{first}</th>
            {rest.map((one, at) => (
              <td key={head[at + 1]}>{one}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Where clocks are set back an hour of the day comes twice. */
function namesOf(t: TFunction, spans: readonly Span[], nameOf: (at: string) => string): string[] {
  const names = spans.map(({ startsAt }) => nameOf(startsAt))
  return names.map((name, at) => (names.indexOf(name) === at ? name : t('home.again', { name })))
}

const firstCall = (spans: readonly Span[]): number => spans.findIndex(({ calls }) => calls.total > 0)
