import '../../ui/list-and-cards.css'
import '../../ui/table.css'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
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
import { sourceWord } from './words.ts'

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
        lead={
          <>
            Who agreed to which texts. This is your own evidence, not consent on the DLT platform: operators ask their
            own register. An <Link to="/opt-outs">opt-out</Link> revokes.
          </>
        }
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
  const format = useFormat()
  const { ask, dialog } = useConfirm()
  const { isBusy, run } = useDeed()
  const askRevoke = (one: Consent) =>
    ask({
      title:
        one.ending === null ? 'Revoke this consent?' : `Revoke the consent of the number that ends in ${one.ending}?`,
      words: 'Texts that need consent go to it no more. Who did this, and when, is kept.',
      action: 'Revoke it',
      onYes: () => void run(() => revokeConsentById(one.id)),
    })
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>Agreed</h2>
      </div>
      <ul className="rows">
        {rows.map((one) => (
          <li key={one.id}>
            <p className="row-top">
              <strong>{one.ending === null ? 'A number not told' : `Ends in ${one.ending}`}</strong>
              <time>{format.moment(one.givenAt)}</time>
            </p>
            <p className="row-below">
              <span className="quiet">
                {one.purpose}, {sourceWord[one.source]}
                {one.expiresAt !== null && !one.isExpired && `, until ${format.moment(one.expiresAt)}`}
              </span>
              {one.isExpired && <Chip tone="warn">expired</Chip>}
              <LinkButton onClick={() => askRevoke(one)} disabled={isBusy}>
                Revoke
              </LinkButton>
            </p>
          </li>
        ))}
      </ul>
      {rows.length === 0 && (
        <EmptyList title="No consent is on record" action={<Button onClick={onEnter}>Enter a number</Button>}>
          <p>
            Templates that need consent go only to whoever agreed before. What somebody said to you is recorded here.
          </p>
        </EmptyList>
      )}
      {dialog}
    </Card>
  )
}
