import '../../ui/table.css'
import { Button, Select, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccountBills } from '../../api/billing.ts'
import { useMe } from '../../api/me.ts'
import type { AccountBill } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { languageOf } from '../../ui/languages.ts'
import { OlderButton } from '../../ui/older-button.tsx'
import { Card, Chip, PageHead, ReasonBlock } from '../../ui/parts.tsx'

/** What each account comes to in a month, for whoever runs the installation. */
export default function AccountsPage() {
  const { t } = useTranslation()
  const { role } = useMe()
  usePageTitle(t('nav.allAccounts'))
  if (role !== 'operator')
    return (
      <>
        <PageHead title={t('nav.allAccounts')} />
        <ReasonBlock title={t('accounts.operatorSees')} detail={t('accounts.askOperator')} />
      </>
    )
  return (
    <>
      <PageHead
        title={t('nav.allAccounts')}
        lead={t('billing.accountsLead')}
        actions={
          <Button variant="default" renderRoot={(props) => <Link to="/accounts/new" {...props} />}>
            {t('nav.newAccount')}
          </Button>
        }
      />
      <Bills />
    </>
  )
}

function Bills() {
  const { t } = useTranslation()
  const { month } = useSearch({ from: '/shell/accounts' })
  const isNarrow = useMediaQuery('(max-width: 48em)')
  const pages = useAccountBills(month)
  const { data, error } = pages
  if (error !== null && data === undefined) return <Failure error={error} />
  const bills = data?.pages.flatMap((page) => page.items)
  return (
    <Card padded={false}>
      <div className="list-search">
        <MonthSelect month={month} />
      </div>
      {bills === undefined ? (
        <Skeleton height={320} />
      ) : bills.length === 0 && !pages.hasNextPage ? (
        <p className="table-note">{t('billing.noAccounts')}</p>
      ) : isNarrow ? (
        <BillRows bills={bills} />
      ) : (
        <BillTable bills={bills} />
      )}
      <OlderButton pages={pages} words={t('nav.moreAccounts')} />
    </Card>
  )
}

/** The cycles that run, or those that began in one of the last thirteen months. */
function MonthSelect({ month }: { month: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  const today = new Date()
  const months = Array.from({ length: 13 }, (_, back) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back)).toISOString().slice(0, 7),
  )
  const runs = { value: '', label: t('billing.cyclesThatRun') }
  const begun = months.map((one) => ({ value: one, label: t('billing.cyclesOf', { month: format.month(one) }) }))
  return (
    <Select
      aria-label={t('billing.cycles')}
      data={[runs, ...begun]}
      value={month ?? ''}
      allowDeselect={false}
      maw={320}
      onChange={(next) => void navigate({ to: '/accounts', search: next ? { month: next } : {} })}
    />
  )
}

/** Into the account, on the page of this very bill. */
function BillLink({ of: { account, start, isCurrent } }: { of: AccountBill }) {
  const search = new URLSearchParams({ account: account.key, ...(!isCurrent && { cycle: start }) })
  return (
    <a className="row-link" href={`/billing?${search}`}>
      <strong lang={languageOf(account.name)}>{account.name}</strong>
    </a>
  )
}

function NotFinal({ of: { isCurrent, isFinal } }: { of: AccountBill }) {
  const { t } = useTranslation()
  if (isCurrent) return <Chip tone="accent">{t('billing.soFarChip')}</Chip>
  return isFinal ? null : <Chip>{t('billing.notFinal')}</Chip>
}

function BillTable({ bills }: { bills: readonly AccountBill[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const money = ({ amount, currency }: AccountBill['total']) => format.money(amount, currency)
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('nav.account')}</th>
          <th>{t('billing.cycleTitle')}</th>
          <th className="figure">{t('billing.texts')}</th>
          <th className="figure">{t('billing.parts')}</th>
          <th className="figure">{t('billing.textsCost')}</th>
          <th className="figure">{t('billing.rental')}</th>
          <th className="figure">{t('billing.taxes')}</th>
          <th className="figure">{t('billing.total')}</th>
        </tr>
      </thead>
      <tbody>
        {bills.map((one) => (
          <tr key={one.account.id}>
            <td>
              <BillLink of={one} />
            </td>
            <td className="quiet">
              {t('billing.cycle', { start: format.calendarDay(one.start), end: format.calendarDay(one.end) })}{' '}
              <NotFinal of={one} />
            </td>
            <td className="figure">{format.count(one.texts.texts)}</td>
            <td className="figure">{format.count(one.texts.parts)}</td>
            <td className="figure">{money(one.texts.amount)}</td>
            <td className="figure">{money(one.rental)}</td>
            <td className="figure">{money(one.taxes)}</td>
            <td className="figure">
              <strong>{money(one.total)}</strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function BillRows({ bills }: { bills: readonly AccountBill[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ul className="rows">
      {bills.map((one) => (
        <li key={one.account.id}>
          <p className="row-top">
            <BillLink of={one} />
            <span className="row-end">{format.money(one.total.amount, one.total.currency)}</span>
          </p>
          <p className="row-below">
            <span className="quiet">
              {t('billing.cycle', { start: format.calendarDay(one.start), end: format.calendarDay(one.end) })}
            </span>
            <span className="quiet">
              {t('billing.partCount', { count: one.texts.parts, shown: format.count(one.texts.parts) })}
            </span>
            <NotFinal of={one} />
          </p>
        </li>
      ))}
    </ul>
  )
}
