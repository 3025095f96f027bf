import './verdict-list.css'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { languageOf } from './languages.ts'
import { LinkButton } from './parts.tsx'

export type VerdictRow = {
  key: string
  place: number
  name: string
  is: 'fired' | 'also_matches' | 'disabled' | 'no'
  wants?: string
  was?: string
  words?: string
}

type Props = { rows: readonly VerdictRow[]; fold?: boolean }

/** Every rule and why it did or did not fire; the first failing condition as "wants X; this call Y". Long tails fold behind a button. */
export function VerdictList({ rows, fold = false }: Props) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const fired = rows.findIndex((row) => row.is === 'fired')
  const firedPlace = rows[fired]?.place
  const shown = fold && !isOpen && fired >= 0 && rows.length > fired + 3 ? rows.slice(0, fired + 2) : rows
  const hidden = rows.slice(shown.length)
  return (
    <>
      <ol className="verdicts">
        {shown.map((row) => (
          <li key={row.key} data-is={row.is}>
            <span className="place-mark">{row.place}</span>
            <span className="verdict-name">{row.name}</span>
            <span className="verdict-words">
              <Words row={row} firedPlace={firedPlace} />
            </span>
          </li>
        ))}
      </ol>
      {hidden.length > 0 && (
        <p className="verdicts-rest">
          {t('ui.moreBelow', { count: hidden.length })}{' '}
          <LinkButton onClick={() => setOpen(true)}>{t('ui.showMore')}</LinkButton>
        </p>
      )}
    </>
  )
}

function Words({ row, firedPlace }: { row: VerdictRow; firedPlace: number | undefined }) {
  const { t } = useTranslation()
  if (row.is === 'disabled') return t('ui.switchedOff')
  if (row.is === 'also_matches')
    return firedPlace === undefined ? t('ui.alsoMatches') : t('ui.alsoMatchesBelow', { place: firedPlace })
  if (row.is === 'fired') return row.words ?? t('ui.everyHolds')
  return (
    <Trans
      i18nKey="ui.wants"
      values={{ wants: row.wants ?? '', was: row.was ?? '' }}
      components={{ b: <strong lang={languageOf(row.wants ?? '')} />, said: <span lang={languageOf(row.was ?? '')} /> }}
    />
  )
}
