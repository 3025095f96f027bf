import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../ui/format-context.tsx'
import { DateFilter } from './date-filter.tsx'
import { type AskedDays, daysOf, type Period, periodOf, periods } from './period.ts'

type Props = {
  asked: AskedDays
  errorOf: (field: 'from' | 'to') => string | undefined
  onChange: (days: AskedDays) => void
}

type Choice = Period | 'any' | 'dates'

/** The days of what is looked for: by one click, or by their dates. */
export function PeriodFilter({ asked, errorOf, onChange }: Props) {
  const { t } = useTranslation()
  const today = useFormat().date(Date.now())
  const period = periodOf(asked.period)
  const hasDates = asked.period === 'dates' || asked.from !== undefined || asked.to !== undefined
  const chosen: Choice = period ?? (hasDates ? 'dates' : 'any')
  const choose = (choice: Choice) => {
    const dates = { from: undefined, to: undefined }
    if (choice === 'any') onChange({ period: undefined, ...dates })
    // Whoever looks at a period and wants other dates begins from its own.
    else if (choice === 'dates')
      onChange({ period: choice, ...dates, ...(period === undefined ? {} : daysOf(period, today)) })
    else onChange({ period: choice, ...dates })
  }
  return (
    <div className="filter-days">
      <SegmentedControl
        aria-label={t('days.which')}
        data={[
          { value: 'any', label: t('days.any') },
          ...periods.map((value) => ({ value, label: t(`days.${value}`) })),
          { value: 'dates', label: t('days.dates') },
        ]}
        value={chosen}
        onChange={(choice) => choose(choice as Choice)}
      />
      {chosen === 'dates' && (
        <>
          <DateFilter
            label={t('days.first')}
            word={t('days.from')}
            value={asked.from}
            error={errorOf('from')}
            onChange={(from) => onChange({ period: 'dates', from })}
          />
          <DateFilter
            label={t('days.last')}
            word={t('days.to')}
            value={asked.to}
            error={errorOf('to')}
            onChange={(to) => onChange({ period: 'dates', to })}
          />
        </>
      )}
    </div>
  )
}
