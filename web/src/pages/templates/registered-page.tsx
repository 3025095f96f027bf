import './templates.css'
import { Button, Skeleton } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RegisteredFilter, useRegisteredTexts } from '../../api/registered.ts'
import type { RegisteredText } from '../../api/types.ts'
import { pick, registeredFilters } from '../../search-parts.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { FilterChip } from '../../ui/filter-chip.tsx'
import { type Format, useFormat } from '../../ui/format-context.tsx'
import { languageOf } from '../../ui/languages.ts'
import { OlderButton } from '../../ui/older-button.tsx'
import { Card, Chip, EmptyState, LinkButton, PageHead, type Tone } from '../../ui/parts.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { ImportCard } from './import-card.tsx'
import { UseDrawer } from './use-drawer.tsx'

const statusTone: Record<RegisteredText['status'], Tone> = {
  approved: 'ok',
  submitted: 'accent',
  rejected: 'bad',
  inactive: 'warn',
}
const statuses = ['approved', 'submitted', 'rejected', 'inactive'] as const

/** What the portal says is registered: searched page by page, however much it is. */
export default function RegisteredPage() {
  const { t } = useTranslation()
  usePageTitle(t('templates.portal.title'))
  const filter = useSearch({
    from: '/shell/templates/registered',
    select: (search) => pick(search, registeredFilters),
  })
  const navigate = useNavigate({ from: '/templates/registered' })
  const set = (part: RegisteredFilter) => {
    const next = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== '')
    void navigate({ search: Object.fromEntries(next), replace: true })
  }
  const [using, setUsing] = useState<RegisteredText | null>(null)
  const format = useFormat()
  const pages = useRegisteredTexts(filter)
  const { data, error } = pages
  if (error !== null && data === undefined) return <Failure error={error} />
  const rows = data?.pages.flatMap((page) => page.items)
  return (
    <>
      <PageHead
        title={t('templates.portal.title')}
        lead={leadOf(data?.pages[0]?.counts, format, t)}
        actions={
          <Button className="only-wide" variant="default" renderRoot={(props) => <Link to="/templates" {...props} />}>
            {t('templates.portal.back')}
          </Button>
        }
      />
      <div className="templates">
        <div className="registered-list">
          <search className="filters" aria-label={t('calls.filters')}>
            <SearchField
              className="filter-search"
              label={t('templates.portal.search')}
              value={filter.search}
              onSearch={(search) => set({ search })}
            />
            <FilterChip
              label={t('word.status')}
              value={filter.status}
              onChange={(status) => set({ status })}
              options={statuses.map((value) => ({ value, label: t(`templates.status.${value}`) }))}
            />
          </search>
          {rows === undefined ? <Skeleton height={320} radius={14} /> : <Rows rows={rows} onUse={setUsing} />}
          <OlderButton pages={pages} words={t('word.showMore')} />
        </div>
        <ImportCard />
      </div>
      <UseDrawer text={using} onClose={() => setUsing(null)} />
    </>
  )
}

function leadOf(counts: Readonly<Record<string, number>> | undefined, format: Format, t: TFunction): string {
  const all = Object.values(counts ?? {}).reduce((sum, one) => sum + one, 0)
  if (counts === undefined || all === 0) return t('templates.portal.leadNone')
  const parts = statuses.flatMap((status) =>
    counts[status] ? [t(`templates.portal.counted.${status}`, { shown: format.count(counts[status]) })] : [],
  )
  return t('templates.portal.lead', { count: all, shown: format.count(all), statuses: parts.join(', ') })
}

function Rows({ rows, onUse }: { rows: readonly RegisteredText[]; onUse: (text: RegisteredText) => void }) {
  const { t } = useTranslation()
  if (rows.length === 0)
    return (
      <Card>
        <EmptyState title={t('templates.portal.none')}>
          <p>{t('templates.portal.noneMore')}</p>
        </EmptyState>
      </Card>
    )
  return (
    <Card padded={false}>
      <ul className="rows template-rows">
        {rows.map((row) => (
          <li key={row.templateId}>
            <p className="row-top">
              <strong lang={languageOf(row.name)}>{row.name}</strong>
              <Chip tone={statusTone[row.status]}>{t(`templates.status.${row.status}`)}</Chip>
              <span className="row-end">
                <Users row={row} onUse={onUse} />
              </span>
            </p>
            <p className="template-body" dir="auto" lang={languageOf(row.text)}>
              {row.text}
            </p>
            <p className="row-below quiet">
              <code>{row.headers.join(', ') || t('templates.portal.noHeader')}</code>
              <code>{row.templateId}</code>
              {row.reason !== null && <span lang={languageOf(row.reason)}>{row.reason}</span>}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Users({ row, onUse }: { row: RegisteredText; onUse: (text: RegisteredText) => void }) {
  const { t } = useTranslation()
  const [first] = row.templates
  if (first === undefined) return <LinkButton onClick={() => onUse(row)}>{t('templates.portal.make')}</LinkButton>
  return (
    <Link to="/templates/$templateKey" params={{ templateKey: first }}>
      {t('templates.portal.openIts')}
    </Link>
  )
}
