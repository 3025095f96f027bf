import '../../ui/list-and-cards.css'
import '../../ui/table.css'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { revokeConsentById, useConsents } from '../../api/consents.ts'
import { useAccount } from '../../api/me.ts'
import type { Consent } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { useDeed } from '../../shell/use-deed.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { OlderButton } from '../../ui/older-button.tsx'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, Chip, EmptyList, LinkButton, PageHead } from '../../ui/parts.tsx'
import { ConsentFileCard } from './file-card.tsx'
import { NeedCard } from './need-card.tsx'
import { NumberCard } from './number-card.tsx'

export default function ConsentsPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.consents'))
  const account = useAccount()
  const pages = useConsents()
  const { data, error } = pages
  const field = useRef<HTMLInputElement>(null)
  if (error !== null && data === undefined) return <Failure error={error} />
  if (data === undefined) return <PageLoading title={t('nav.consents')} />
  return (
    <>
      <PageHead
        title={t('nav.consents')}
        lead={<Trans i18nKey="consents.lead" components={{ a: <Link to="/opt-outs" /> }} />}
      />
      <div className="list-and-cards">
        <div className="stack">
          <ConsentList rows={data.pages.flatMap((page) => page.items)} onEnter={() => field.current?.focus()} />
          <OlderButton pages={pages} />
        </div>
        <div className="stack">
          <NumberCard field={field} />
          <ConsentFileCard />
          <NeedCard key={account.key} account={account} />
        </div>
      </div>
    </>
  )
}

function ConsentList({ rows, onEnter }: { rows: readonly Consent[]; onEnter: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { ask, dialog } = useConfirm()
  const { isBusy, run } = useDeed()
  const rowWords = ({ purpose, source, expiresAt, isExpired }: Consent) => {
    const how = t(`numbers.by.${source}`)
    return expiresAt === null || isExpired
      ? t('consents.row', { purpose, how })
      : t('consents.rowUntil', { purpose, how, when: format.moment(expiresAt) })
  }
  const askRevoke = (one: Consent) =>
    ask({
      title: one.ending === null ? t('consents.revokeAsk') : t('consents.revokeAskOf', { digits: one.ending }),
      words: t('consents.revokeRow'),
      action: t('consents.revokeYes'),
      onYes: () => void run(() => revokeConsentById(one.id)),
    })
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>{t('consents.agreed')}</h2>
      </div>
      <ul className="rows">
        {rows.map((one) => (
          <li key={one.id}>
            <p className="row-top">
              <strong>
                {one.ending === null ? t('numbers.notTold') : t('numbers.endsIn', { digits: one.ending })}
              </strong>
              <time>{format.moment(one.givenAt)}</time>
            </p>
            <p className="row-below">
              <span className="quiet">{rowWords(one)}</span>
              {one.isExpired && <Chip tone="warn">{t('consents.expired')}</Chip>}
              <LinkButton onClick={() => askRevoke(one)} disabled={isBusy}>
                {t('consents.revoke')}
              </LinkButton>
            </p>
          </li>
        ))}
      </ul>
      {rows.length === 0 && (
        <EmptyList title={t('consents.none')} action={<Button onClick={onEnter}>{t('numbers.enter')}</Button>}>
          <p>{t('consents.noneMore')}</p>
        </EmptyList>
      )}
      {dialog}
    </Card>
  )
}
