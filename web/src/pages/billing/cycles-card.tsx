import '../../ui/table.css'
import { Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCycles } from '../../api/billing.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { languageOf } from '../../ui/languages.ts'
import { OlderButton } from '../../ui/older-button.tsx'
import { Card, Chip } from '../../ui/parts.tsx'

/** This cycle and those before it, each with what it came to. */
export function CyclesCard({ shown }: { shown: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const pages = useCycles()
  const { data, error } = pages
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>{t('billing.cycles')}</h2>
      </div>
      {error !== null && (
        <p className="table-note" lang={languageOf(error.message)}>
          {error.message}
        </p>
      )}
      {data === undefined && error === null && <Skeleton height={120} />}
      <ul className="rows">
        {data?.pages
          .flatMap((page) => page.items)
          .map(({ start, end, isCurrent, total }) => (
            <li key={start}>
              <p className="row-top">
                <Link
                  to="/billing"
                  search={isCurrent ? {} : { cycle: start }}
                  className="row-link"
                  {...(start === shown && { 'aria-current': 'true' as const })}
                >
                  {t('billing.cycle', { start: format.calendarDay(start), end: format.calendarDay(end) })}
                </Link>
                {isCurrent && <Chip tone="accent">{t('billing.soFarChip')}</Chip>}
                <span className="row-end">{format.money(total.amount, total.currency)}</span>
              </p>
            </li>
          ))}
      </ul>
      <OlderButton pages={pages} words={t('billing.older')} />
    </Card>
  )
}
