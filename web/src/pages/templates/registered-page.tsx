import './templates.css'
import { Button, Skeleton } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type RegisteredFilter, useRegisteredTexts } from '../../api/registered.ts'
import type { RegisteredText } from '../../api/types.ts'
import { pick, registeredFilters } from '../../search-parts.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { FilterChip } from '../../ui/filter-chip.tsx'
import { type Format, useFormat } from '../../ui/format-context.tsx'
import { Card, Chip, EmptyState, LinkButton, PageHead, type Tone } from '../../ui/parts.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { ImportCard } from './import-card.tsx'
import { registeredWords } from './template-words.ts'
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
  usePageTitle('Registered on the portal')
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
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useRegisteredTexts(filter)
  if (error !== null && data === undefined) return <Failure error={error} />
  const rows = data?.pages.flatMap((page) => page.items)
  return (
    <>
      <PageHead
        title="Registered on the portal"
        lead={leadOf(data?.pages[0]?.counts, format)}
        actions={
          <Button className="only-wide" variant="default" renderRoot={(props) => <Link to="/templates" {...props} />}>
            Back to the templates
          </Button>
        }
      />
      <div className="templates">
        <div className="registered-list">
          <search className="filters" aria-label="Filters">
            <SearchField
              className="filter-search"
              label="Search in id, name and text"
              value={filter.search}
              onSearch={(search) => set({ search })}
            />
            <FilterChip
              label="Status"
              value={filter.status}
              onChange={(status) => set({ status })}
              options={statuses.map((value) => ({ value, label: registeredWords[value] }))}
            />
          </search>
          {rows === undefined ? <Skeleton height={320} radius={14} /> : <Rows rows={rows} onUse={setUsing} />}
          {hasNextPage && (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show more
            </Button>
          )}
        </div>
        <ImportCard />
      </div>
      <UseDrawer text={using} onClose={() => setUsing(null)} />
    </>
  )
}

function leadOf(counts: Readonly<Record<string, number>> | undefined, format: Format): string {
  const all = Object.values(counts ?? {}).reduce((sum, one) => sum + one, 0)
  if (counts === undefined || all === 0)
    return 'What the operator’s portal says is registered. Templates are made of it.'
  const parts = statuses.flatMap((status) =>
    counts[status] ? [`${format.count(counts[status])} ${registeredWords[status].toLowerCase()}`] : [],
  )
  return `${all === 1 ? 'One registered text' : `${format.count(all)} registered texts`}: ${parts.join(', ')}.`
}

function Rows({ rows, onUse }: { rows: readonly RegisteredText[]; onUse: (text: RegisteredText) => void }) {
  if (rows.length === 0)
    return (
      <Card>
        <EmptyState title="Nothing here">
          <p>Import what the operator’s portal exports, or search for something else.</p>
        </EmptyState>
      </Card>
    )
  return (
    <Card padded={false}>
      <ul className="rows template-rows">
        {rows.map((row) => (
          <li key={row.templateId}>
            <p className="row-top">
              <strong>{row.name}</strong>
              <Chip tone={statusTone[row.status]}>{registeredWords[row.status]}</Chip>
              <span className="row-end">
                <Users row={row} onUse={onUse} />
              </span>
            </p>
            <p className="template-body" dir="auto">
              {row.text}
            </p>
            <p className="row-below quiet">
              <code>{row.headers.join(', ') || 'no header'}</code>
              <code>{row.templateId}</code>
              {row.reason !== null && <span>{row.reason}</span>}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Users({ row, onUse }: { row: RegisteredText; onUse: (text: RegisteredText) => void }) {
  const [first] = row.templates
  if (first === undefined) return <LinkButton onClick={() => onUse(row)}>Make a template of it</LinkButton>
  return (
    <Link to="/templates/$templateKey" params={{ templateKey: first }}>
      Open its template
    </Link>
  )
}
