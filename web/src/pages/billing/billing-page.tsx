import './billing.css'
import { useSearch } from '@tanstack/react-router'
import { Trans, useTranslation } from 'react-i18next'
import { billCsv, useBill } from '../../api/billing.ts'
import type { Bill } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { SaveCsvButton } from '../../shell/save-csv-button.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { PageLoading } from '../../ui/page-loading.tsx'
import { PageHead } from '../../ui/parts.tsx'
import { CameAbout } from './came-about.tsx'
import { CyclesCard } from './cycles-card.tsx'
import { ModeDays } from './mode-days.tsx'
import { SoFar } from './so-far.tsx'
import { WhatIfCard } from './what-if-card.tsx'

/** What a billing cycle costs, and what every figure came from. */
export default function BillingPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.billing'))
  const { cycle } = useSearch({ from: '/shell/billing' })
  const format = useFormat()
  const { data: bill, error } = useBill(cycle ?? 'current')
  if (error !== null && bill === undefined) return <Failure error={error} />
  if (bill === undefined) return <PageLoading title={t('nav.billing')} />
  return (
    <>
      <PageHead
        title={t('billing.cycle', {
          start: format.calendarDay(bill.start, 'long'),
          end: format.calendarDay(bill.end, 'long'),
        })}
        lead={<Lead bill={bill} />}
        actions={<SaveCsvButton name={`bill-${bill.start}.csv`} read={() => billCsv(bill.start)} />}
      />
      <div className="billing">
        <SoFar bill={bill} />
        <div className="billing-main">
          <CameAbout key={bill.start} bill={bill} />
          {bill.lines.length > 0 && <ModeDays bill={bill} />}
        </div>
        <div className="billing-side">
          {bill.isCurrent && <WhatIfCard />}
          <CyclesCard shown={bill.start} />
        </div>
      </div>
    </>
  )
}

/** The answer first, as a sentence. */
function Lead({ bill: { total, forecast, day, days, end, isFinal } }: { bill: Bill }) {
  const { t } = useTranslation()
  const format = useFormat()
  const bold = { b: <strong /> }
  const figure = format.money(total.amount, total.currency)
  if (forecast === null || day === null)
    return (
      <>
        <Trans i18nKey="billing.leadPast" values={{ total: figure }} components={bold} />{' '}
        {!isFinal && t('billing.leadNotFinal')}
      </>
    )
  const come = format.money(forecast.amount, forecast.currency)
  return (
    <>
      <Trans
        i18nKey="billing.lead"
        values={{ total: figure, forecast: come, end: format.calendarDay(end, 'long') }}
        components={bold}
      />{' '}
      {t('billing.leadDay', { day, days })}
    </>
  )
}
