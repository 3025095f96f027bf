import '../../ui/list-and-cards.css'
import '../../ui/table.css'
import './opt-outs.css'
import { Button, SegmentedControl } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../api/me.ts'
import { optInById, useOpenReplies, useOptOuts } from '../../api/opt-outs.ts'
import type { OptOut } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { useDeed } from '../../shell/use-deed.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { OlderButton } from '../../ui/older-button.tsx'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, EmptyList, LinkButton, PageHead } from '../../ui/parts.tsx'
import { AllReplies } from './all-replies.tsx'
import { ConfirmationCard } from './confirmation-card.tsx'
import { OptOutFileCard } from './file-card.tsx'
import { LookUpCard } from './look-up-card.tsx'
import { RepliesCard } from './replies-card.tsx'

type List = 'out' | 'replies'

export default function OptOutsPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.optOuts'))
  const account = useAccount()
  const pages = useOptOuts()
  const { data, error } = pages
  const { data: open } = useOpenReplies()
  const [list, setList] = useState<List>('out')
  const field = useRef<HTMLInputElement>(null)
  if (error !== null && data === undefined) return <Failure error={error} />
  if (data === undefined) return <PageLoading title={t('nav.optOuts')} />
  const rows = data.pages.flatMap((page) => page.items)
  return (
    <>
      <PageHead title={t('nav.optOuts')} lead={t('optOuts.lead')} />
      <div className="list-and-cards">
        <div className="stack">
          {open !== undefined && open.items.length > 0 && (
            <RepliesCard replies={open.items} hasMore={open.next !== null} />
          )}
          <SegmentedControl
            fullWidth
            aria-label={t('optOuts.whichList')}
            data={[
              { value: 'out', label: t('optOuts.out') },
              { value: 'replies', label: t('optOuts.allReplies') },
            ]}
            value={list}
            onChange={(chosen) => setList(chosen as List)}
          />
          {list === 'replies' ? (
            <AllReplies />
          ) : (
            <>
              <OptOutList rows={rows} onEnter={() => field.current?.focus()} />
              <OlderButton pages={pages} />
            </>
          )}
        </div>
        <div className="stack">
          <LookUpCard field={field} />
          <OptOutFileCard />
          <ConfirmationCard key={account.key} account={account} />
        </div>
      </div>
    </>
  )
}

function OptOutList({ rows, onEnter }: { rows: readonly OptOut[]; onEnter: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { ask, dialog } = useConfirm()
  const { isBusy, run } = useDeed()
  const askBack = (one: OptOut) =>
    ask({
      title: t('optOuts.backAsk'),
      words: t('optOuts.backWords'),
      action: t('optOuts.backYes'),
      onYes: () => void run(() => optInById(one.id)),
    })
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>{t('optOuts.out')}</h2>
      </div>
      <ul className="rows">
        {rows.map((one) => (
          <li key={one.id}>
            <p className="row-top">
              <strong>
                {one.ending === null ? t('numbers.notTold') : t('numbers.endsIn', { digits: one.ending })}
              </strong>
              <time>{format.moment(one.since)}</time>
            </p>
            <p className="row-below">
              <span className="quiet">{t(`numbers.by.${one.source}`)}</span>
              <LinkButton onClick={() => askBack(one)} disabled={isBusy}>
                {t('optOuts.back')}
              </LinkButton>
            </p>
          </li>
        ))}
      </ul>
      {rows.length === 0 && (
        <EmptyList title={t('optOuts.none')} action={<Button onClick={onEnter}>{t('numbers.enter')}</Button>}>
          <p>{t('optOuts.noneMore')}</p>
        </EmptyList>
      )}
      {dialog}
    </Card>
  )
}
