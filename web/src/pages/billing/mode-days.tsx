import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bill } from '../../api/types.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, LinkButton } from '../../ui/parts.tsx'
import { type LineMode, type Run, runsOf } from './runs.ts'
import { modeKey } from './words.ts'

type Lines = Bill['lines'][number]

const modes = ['one_way', 'two_way', 'off'] as const satisfies readonly LineMode[]
/** More are drawn when asked for. */
const fewDids = 8

/** In which mode each DID's lines were, day by day, and behind it the same as a table. */
export function ModeDays({ bill: { lines, days, day, start, end, isCurrent } }: { bill: Bill }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [isWhole, setWhole] = useState(false)
  const [isTable, setTable] = useState(false)
  const shown = isWhole ? lines : lines.slice(0, fewDids)
  return (
    <Card className="mode-days">
      <div className="card-head">
        <h2>{t('billing.byDay')}</h2>
        <ul className="mode-legend">
          {modes.map((mode) => (
            <li key={mode}>
              <span className="mode-day" data-mode={mode} aria-hidden="true" />
              {t(`billing.mode.${modeKey[mode]}`)}
            </li>
          ))}
        </ul>
      </div>
      {isTable ? (
        <ModeTable lines={shown} />
      ) : (
        <>
          <ul>
            {shown.map((one) => (
              <ModeRow key={one.did.key} line={one} today={day} />
            ))}
          </ul>
          <p className="mode-axis" style={{ gridTemplateColumns: `repeat(${days}, 1fr)` }} aria-hidden="true">
            {(day === null || day > 4) && <span>{format.calendarDay(start)}</span>}
            {day !== null && (
              <strong style={{ gridColumn: day, justifySelf: day < 3 ? 'start' : day > days - 2 ? 'end' : 'center' }}>
                {t('billing.today')}
              </strong>
            )}
            {(day === null || day < days - 4) && <span style={{ gridColumn: days }}>{format.calendarDay(end)}</span>}
          </p>
        </>
      )}
      <div className="mode-ways">
        <LinkButton onClick={() => setTable(!isTable)}>
          {t(isTable ? 'billing.asPicture' : 'billing.asTable')}
        </LinkButton>
        {shown.length < lines.length && (
          <LinkButton onClick={() => setWhole(true)}>{t('billing.allDids', { count: lines.length })}</LinkButton>
        )}
      </div>
      {isCurrent && <p className="field-note">{t('billing.oneMoment', { end: format.calendarDay(end, 'long') })}</p>}
    </Card>
  )
}

function DidName({ line: { did, lines } }: { line: Lines }) {
  const { t } = useTranslation()
  return (
    <>
      <strong>{did.name}</strong>
      <span>{t('billing.didLines', { count: lines, number: did.numberShown })}</span>
    </>
  )
}

function ModeRow({ line, today }: { line: Lines; today: number | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const runWords = useRunWords()
  return (
    <li className="mode-row">
      <p className="mode-did">
        <DidName line={line} />
      </p>
      <div className="mode-strip" role="img" aria-label={runsOf(line.days).map(runWords).join('; ')}>
        {line.days.map(({ day, mode, isToCome }, index) => (
          <span
            key={day}
            className="mode-day"
            data-mode={mode}
            data-to-come={isToCome || undefined}
            data-today={index + 1 === today || undefined}
            title={`${format.calendarDay(day)}: ${t(`billing.mode.${modeKey[mode]}`)}`}
          />
        ))}
      </div>
      <p className="mode-amount">{format.money(line.amount.amount, line.amount.currency)}</p>
    </li>
  )
}

/** `Two-way from 12 Nov to 23 Nov` */
function useRunWords(): (run: Run) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ mode, from, to, isToCome }) =>
    t(isToCome ? 'billing.runToCome' : 'billing.run', {
      mode: t(`billing.mode.${modeKey[mode]}`),
      from: format.calendarDay(from),
      to: format.calendarDay(to),
    })
}

function ModeTable({ lines }: { lines: readonly Lines[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <table className="table mode-table">
      <thead>
        <tr>
          <th>{t('word.did')}</th>
          <th>{t('billing.from')}</th>
          <th>{t('billing.to')}</th>
          <th>{t('billing.modeTitle')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.flatMap((line) =>
          runsOf(line.days).map((run, index) => (
            <tr key={`${line.did.key} ${run.from}`}>
              <td>{index === 0 ? line.did.name : <span className="sr-only">{line.did.name}</span>}</td>
              <td>{format.calendarDay(run.from)}</td>
              <td>{format.calendarDay(run.to)}</td>
              <td>
                {t(`billing.mode.${modeKey[run.mode]}`)}
                {run.isToCome && <span className="quiet"> {t('billing.ifStays')}</span>}
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  )
}
