import '../../ui/table.css'
import { Button, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAudit } from '../../api/audit.ts'
import type { AuditEntry } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { languageOf } from '../../ui/languages.ts'
import { OlderButton } from '../../ui/older-button.tsx'
import { Card, PageHead } from '../../ui/parts.tsx'

/** Who did what, when, to which call or text: also who looked at a whole number. */
export default function AuditPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.audit'))
  const isNarrow = useMediaQuery('(max-width: 48em)')
  const pages = useAudit()
  const { data, error } = pages
  if (error !== null && data === undefined) return <Failure error={error} />
  const entries = data?.pages.flatMap((page) => page.items)
  return (
    <>
      <PageHead
        title={t('nav.audit')}
        lead={t('settings.auditLead')}
        actions={
          <Button className="only-wide" variant="default" renderRoot={(props) => <Link to="/settings" {...props} />}>
            {t('settings.toSettings')}
          </Button>
        }
      />
      {entries === undefined ? (
        <Skeleton height={420} radius={14} />
      ) : (
        <Card padded={false}>
          {isNarrow ? <EntryRows entries={entries} /> : <EntryTable entries={entries} />}
          <OlderButton pages={pages} />
        </Card>
      )}
    </>
  )
}

function EntryTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('calls.when')}</th>
          <th>{t('settings.who')}</th>
          <th>{t('settings.what')}</th>
          <th>{t('settings.toWhat')}</th>
          <th>{t('nav.more')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((one) => (
          <tr key={one.id}>
            <td className="quiet">{format.moment(one.at)}</td>
            <td lang={languageOf(one.who)}>{one.who}</td>
            <td style={{ whiteSpace: 'nowrap' }} lang="en">
              <strong>{one.words}</strong>
            </td>
            <td style={{ minWidth: 160 }}>
              <Subject of={one} />
            </td>
            <td className="quiet" lang="en">
              {one.detail}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function EntryRows({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ul className="rows">
      {entries.map((one) => (
        <li key={one.id}>
          <p className="row-top">
            <strong lang="en">{one.words}</strong>
            <time>{format.moment(one.at)}</time>
          </p>
          <p className="row-below">
            <span className="quiet">{t('settings.by', { who: one.who })}</span>
            <Subject of={one} />
            <span className="quiet" lang="en">
              {one.detail}
            </span>
          </p>
        </li>
      ))}
    </ul>
  )
}

/** As much of an id as tells it from others. */
const shownDigits = 12

function Subject({ of: { subject } }: { of: AuditEntry }) {
  const [, kind, digits = ''] = /^(call|msg)_([0-9a-f]{32})$/.exec(subject) ?? []
  const shown = `${kind}_${digits.slice(0, shownDigits)}`
  if (kind === 'call')
    return (
      <Link to="/calls/$callId" params={{ callId: subject }}>
        {shown}
      </Link>
    )
  if (kind === 'msg')
    return (
      <Link to="/messages/$messageId" params={{ messageId: subject }}>
        {shown}
      </Link>
    )
  return <span>{subject}</span>
}
