import '../../ui/list-and-cards.css'
import '../../ui/table.css'
import { Button } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetLanguage, useCallerLanguages } from '../../api/caller-languages.ts'
import type { CallerLanguage } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { useDeed } from '../../shell/use-deed.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { OlderButton } from '../../ui/older-button.tsx'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, EmptyList, LinkButton, PageHead } from '../../ui/parts.tsx'
import { LanguageFileCard } from './file-card.tsx'
import { NumberCard } from './number-card.tsx'

const sourceWord: Record<CallerLanguage['source'], string> = {
  call: 'told by a call',
  console: 'said in the console',
  api: 'said by API or command',
  file: 'from a file',
}

export default function LanguagesPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.languages'))
  const pages = useCallerLanguages()
  const { data, error } = pages
  const field = useRef<HTMLInputElement>(null)
  if (error !== null && data === undefined) return <Failure error={error} />
  if (data === undefined) return <PageLoading title={t('nav.languages')} />
  const rows = data.pages.flatMap((page) => page.items)
  return (
    <>
      <PageHead
        title={t('nav.languages')}
        lead="What callers read: it chooses among the texts of a template. Calls tell it, or somebody says it here; the last counts."
      />
      <div className="list-and-cards">
        <div className="stack">
          <LanguageList rows={rows} onEnter={() => field.current?.focus()} />
          <OlderButton pages={pages} />
        </div>
        <div className="stack">
          <NumberCard field={field} />
          <LanguageFileCard />
        </div>
      </div>
    </>
  )
}

function LanguageList({ rows, onEnter }: { rows: readonly CallerLanguage[]; onEnter: () => void }) {
  const format = useFormat()
  const { ask, dialog } = useConfirm()
  const { isBusy, run } = useDeed()
  const askForget = ({ id, numberShown }: CallerLanguage) =>
    ask({
      title: `Forget what ${numberShown} reads?`,
      words:
        'Until a call or somebody says it again, the department’s language chooses its texts, then that of the number called; else the default text goes.',
      action: 'Forget it',
      onYes: () => void run(() => forgetLanguage(id)),
    })
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>Callers whose language is known</h2>
      </div>
      <ul className="rows">
        {rows.map((one) => (
          <li key={one.id}>
            <p className="row-top">
              <strong>{one.numberShown}</strong>
              <span>{one.languageName}</span>
              <time className="row-end">{format.moment(one.at)}</time>
            </p>
            <p className="row-below">
              <span className="quiet">{sourceWord[one.source]}</span>
              <LinkButton onClick={() => askForget(one)} disabled={isBusy}>
                Forget it
              </LinkButton>
            </p>
          </li>
        ))}
      </ul>
      {rows.length === 0 && (
        <EmptyList title="No caller’s language is known yet" action={<Button onClick={onEnter}>Enter a number</Button>}>
          <p>
            Until a call or somebody tells it, the department’s language chooses the text, then that of the number
            called; else the default text goes.
          </p>
        </EmptyList>
      )}
      {dialog}
    </Card>
  )
}
