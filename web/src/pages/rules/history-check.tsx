import './history-check.css'
import { Button, Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { tryOnHistory } from '../../api/rules.ts'
import type { HistoryTrial, Rule } from '../../api/types.ts'
import { useWhileHere } from '../../api/use-while-here.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, ReasonBlock } from '../../ui/parts.tsx'
import { errorWords } from '../../ui/place-words.ts'

/** How far back it is tried; more than 90 days nobody may ask for. */
const spans = [1, 7, 30, 90]

/** The draft tried on the calls that were: what it would have caught and cost beside the rules in force. Asked for, since it takes a while. */
export function HistoryCheck({ rules, isComplete }: { rules: readonly Rule[]; isComplete: boolean }) {
  const { t } = useTranslation()
  return (
    <Card>
      <h2>{t('rules.onCalls')}</h2>
      <p className="card-lead">{t('trial.lead')}</p>
      <HistoryTrialForm rules={rules} isComplete={isComplete} of="draft" />
    </Card>
  )
}

/** What is tried, as the form and what came of it call it. */
type Tried = 'draft' | 'order'

type FormProps = { rules: readonly Rule[]; isComplete?: boolean; of: Tried }

/** Asks for a trial and shows what came of it, wherever there are rules that are not in force. */
export function HistoryTrialForm({ rules, isComplete = true, of }: FormProps) {
  const { t } = useTranslation()
  const [days, setDays] = useState(30)
  const asked = JSON.stringify(rules)
  const whileHere = useWhileHere()
  const trial = useMutation({
    mutationFn: async () => ({ of: asked, found: await tryOnHistory(rules, days, whileHere()), days }),
  })
  return (
    <>
      <div className="history-ask">
        <Select
          label={t('trial.ofLast')}
          data={spans.map((span) => ({
            value: String(span),
            label: span === 1 ? t('trial.hours') : t('trial.days', { days: span }),
          }))}
          value={String(days)}
          allowDeselect={false}
          onChange={(value) => setDays(Number(value))}
        />
        <Button variant="default" onClick={() => trial.mutate()} loading={trial.isPending} disabled={!isComplete}>
          {t(trial.data === undefined ? `trial.${of}.ask` : 'trial.again')}
        </Button>
      </div>
      <div aria-live="polite">
        {trial.error !== null && (
          <ReasonBlock tone="bad" title={t('trial.notTried')} detail={errorWords(trial.error)} />
        )}
        {trial.data !== undefined && !trial.isPending && (
          <>
            {trial.data.of !== asked && <p className="field-note">{t(`trial.${of}.changed`)}</p>}
            {trial.data.days !== days && <p className="field-note">{t('trial.otherDays')}</p>}
            <Found trial={trial.data.found} rules={rules} of={of} days={trial.data.days} />
          </>
        )}
      </div>
    </>
  )
}

type FoundProps = { trial: HistoryTrial; rules: readonly Rule[]; of: Tried }

function Found({ days, ...found }: FoundProps & { days: number }) {
  const { t } = useTranslation()
  const { trial } = found
  const format = useFormat()
  const { calls, changed, from, to } = trial
  const isOneDay = from !== null && to !== null && format.day(from) === format.day(to)
  if (calls === 0 || from === null || to === null)
    return <p className="field-note">{days === 1 ? t('trial.noneInHours') : t('trial.noneInDays', { days })}</p>
  const when = isOneDay
    ? t('trial.ofDay', { day: format.day(from) })
    : t('trial.ofDays', { from: format.day(from), to: format.day(to) })
  return (
    <>
      <p className="history-lead">
        <Trans
          i18nKey={changed === 0 ? 'trial.same' : 'trial.differ'}
          count={calls}
          values={{ shown: format.count(calls), changed: format.count(changed), when }}
          components={{ b: <strong /> }}
        />
      </p>
      <Sides {...found} />
      <Skipped trial={trial} />
      {trial.examples.length > 0 && <Examples {...found} />}
      <p className="field-note">{t('trial.byToday')}</p>
    </>
  )
}

/** Rules of either side: those that are tried in their order, then those that are there no more. */
function Sides({ trial: { inForce, draft, difference }, rules, of }: FoundProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const gone = Object.keys(inForce.rules).filter((key) => !rules.some((one) => one.key === key))
  const rows = [...rules.map(({ key, name }) => ({ key, name })), ...gone.map((key) => ({ key, name: key }))].filter(
    ({ key }) => inForce.rules[key] !== undefined || draft.rules[key] !== undefined,
  )
  const money = (amount: string) => format.money(Number(amount))
  const more = Number(difference.amount)
  return (
    <table className="history-table">
      <thead>
        <tr>
          <th scope="col">{t('trial.byRule')}</th>
          <th scope="col">{t('trial.inForce')}</th>
          <th scope="col">{t(`trial.${of}.heading`)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>{format.count(inForce.rules[key]?.calls ?? 0)}</td>
            <td>{format.count(draft.rules[key]?.calls ?? 0)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('trial.noRule')}</th>
          <td>{format.count(inForce.none)}</td>
          <td>{format.count(draft.none)}</td>
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('trial.texts')}</th>
          <td>{format.count(inForce.texts)}</td>
          <td>{format.count(draft.texts)}</td>
        </tr>
        <tr>
          <th scope="row">{t('calls.cost')}</th>
          <td>{money(inForce.price.amount)}</td>
          <td>
            {money(draft.price.amount)}
            {more !== 0 && (
              <span className="history-difference">
                {more > 0 ? '+' : '−'}
                {money(String(Math.abs(more)))}
              </span>
            )}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

function Skipped({ trial: { inForce, draft } }: { trial: HistoryTrial }) {
  const { t } = useTranslation()
  const format = useFormat()
  const total = (skipped: Record<string, number>) => Object.values(skipped).reduce((sum, one) => sum + one, 0)
  const [before, after] = [total(inForce.skipped), total(draft.skipped)]
  if (before === 0 && after === 0) return null
  return (
    <p className="field-note">
      {t(after === before ? 'trial.stoppedAsNow' : 'trial.stopped', {
        after: format.count(after),
        before: format.count(before),
      })}
    </p>
  )
}

function Examples({ trial: { examples }, rules, of }: FoundProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const nameOf = (key: string | null) =>
    key === null ? t('trial.none') : t('trial.named', { name: rules.find((one) => one.key === key)?.name ?? key })
  const texts = (count: number) => t('trial.textCount', { count })
  return (
    <details className="history-examples">
      <summary>{t('trial.newest')}</summary>
      <ul>
        {examples.map(({ id, callerShown, endedAt, inForce, draft }) => (
          <li key={id}>
            <Link to="/calls/$callId" params={{ callId: id }}>
              {callerShown ?? t('trial.withheld')}, {format.moment(endedAt)}
            </Link>
            {t(inForce.rule === draft.rule ? `trial.${of}.sameRule` : `trial.${of}.otherRule`, {
              rule: nameOf(inForce.rule),
              other: nameOf(draft.rule),
              before: texts(inForce.texts),
              after: texts(draft.texts),
            })}
          </li>
        ))}
      </ul>
    </details>
  )
}
