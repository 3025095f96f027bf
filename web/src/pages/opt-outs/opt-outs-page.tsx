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
import { sourceWord } from './words.ts'

const lists = [
  { value: 'out', label: 'Opted out' },
  { value: 'replies', label: 'All replies' },
] as const
type List = (typeof lists)[number]['value']

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
      <PageHead
        title={t('nav.optOuts')}
        lead="Whoever asked for no more texts. Calls of theirs say so, and a text that already waits is stopped."
      />
      <div className="list-and-cards">
        <div className="stack">
          {open !== undefined && open.items.length > 0 && (
            <RepliesCard replies={open.items} hasMore={open.next !== null} />
          )}
          <SegmentedControl
            fullWidth
            aria-label="Which list"
            data={[...lists]}
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
  const format = useFormat()
  const { ask, dialog } = useConfirm()
  const { isBusy, run } = useDeed()
  const askBack = (one: OptOut) =>
    ask({
      title: 'Let texts go again?',
      words: 'Only if whoever has the number asked for it. Who did this, and when, is kept.',
      action: 'They asked for it',
      onYes: () => void run(() => optInById(one.id)),
    })
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>Opted out</h2>
      </div>
      <ul className="rows">
        {rows.map((one) => (
          <li key={one.id}>
            <p className="row-top">
              <strong>{one.ending === null ? 'A number not told' : `Ends in ${one.ending}`}</strong>
              <time>{format.moment(one.since)}</time>
            </p>
            <p className="row-below">
              <span className="quiet">{sourceWord[one.source]}</span>
              <LinkButton onClick={() => askBack(one)} disabled={isBusy}>
                Let texts go again
              </LinkButton>
            </p>
          </li>
        ))}
      </ul>
      {rows.length === 0 && (
        <EmptyList title="Nobody is opted out" action={<Button onClick={onEnter}>Enter a number</Button>}>
          <p>Whoever replies STOP, or asks you for no more texts, stands here and gets none.</p>
        </EmptyList>
      )}
      {dialog}
    </Card>
  )
}
