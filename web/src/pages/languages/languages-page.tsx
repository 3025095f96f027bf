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
import { languageName } from '../../ui/languages.ts'
import { OlderButton } from '../../ui/older-button.tsx'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, EmptyList, LinkButton, PageHead } from '../../ui/parts.tsx'
import { LanguageFileCard } from './file-card.tsx'
import { NumberCard } from './number-card.tsx'

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
      <PageHead title={t('nav.languages')} lead={t('languages.lead')} />
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
  const { t } = useTranslation()
  const format = useFormat()
  const { ask, dialog } = useConfirm()
  const { isBusy, run } = useDeed()
  const askForget = ({ id, numberShown }: CallerLanguage) =>
    ask({
      title: t('languages.forgetAsk', { number: numberShown }),
      words: t('languages.forgetWords'),
      action: t('languages.forget'),
      onYes: () => void run(() => forgetLanguage(id)),
    })
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>{t('languages.known')}</h2>
      </div>
      <ul className="rows">
        {rows.map((one) => (
          <li key={one.id}>
            <p className="row-top">
              <strong>{one.numberShown}</strong>
              <span>{languageName(one.language)}</span>
              <time className="row-end">{format.moment(one.at)}</time>
            </p>
            <p className="row-below">
              <span className="quiet">{t(`languages.by.${one.source}`)}</span>
              <LinkButton onClick={() => askForget(one)} disabled={isBusy}>
                {t('languages.forget')}
              </LinkButton>
            </p>
          </li>
        ))}
      </ul>
      {rows.length === 0 && (
        <EmptyList title={t('languages.none')} action={<Button onClick={onEnter}>{t('numbers.enter')}</Button>}>
          <p>{t('languages.noneMore')}</p>
        </EmptyList>
      )}
      {dialog}
    </Card>
  )
}
