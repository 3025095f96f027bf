import './history-check.css'
import { Button, Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
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
  return (
    <Card>
      <h2>On the calls that were</h2>
      <p className="card-lead">
        What the draft would have done with the calls of the days that you choose. Nothing is sent and nothing is saved.
      </p>
      <HistoryTrialForm rules={rules} isComplete={isComplete} words={ofDraft} />
    </Card>
  )
}

/** What is tried, as the form and what came of it call it. */
type Words = { ask: string; changed: string; heading: string; by: string }
const ofDraft: Words = {
  ask: 'Try it on past calls',
  changed: 'The draft was changed since.',
  heading: 'Draft',
  by: 'by the draft',
}
export const ofOrder: Words = {
  ask: 'Try this order',
  changed: 'Another place was chosen since.',
  heading: 'This order',
  by: 'in this order',
}

type FormProps = { rules: readonly Rule[]; isComplete?: boolean; words: Words }

/** Asks for a trial and shows what came of it, wherever there are rules that are not in force. */
export function HistoryTrialForm({ rules, isComplete = true, words }: FormProps) {
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
          label="Of the last"
          data={spans.map((span) => ({ value: String(span), label: span === 1 ? '24 hours' : `${span} days` }))}
          value={String(days)}
          allowDeselect={false}
          onChange={(value) => setDays(Number(value))}
        />
        <Button variant="default" onClick={() => trial.mutate()} loading={trial.isPending} disabled={!isComplete}>
          {trial.data === undefined ? words.ask : 'Try it again'}
        </Button>
      </div>
      <div aria-live="polite">
        {trial.error !== null && <ReasonBlock tone="bad" title="Not tried" detail={errorWords(trial.error)} />}
        {trial.data !== undefined && !trial.isPending && (
          <>
            {trial.data.of !== asked && <p className="field-note">{words.changed}</p>}
            {trial.data.days !== days && <p className="field-note">Other days were chosen since.</p>}
            <Found trial={trial.data.found} rules={rules} words={words} days={trial.data.days} />
          </>
        )}
      </div>
    </>
  )
}

type FoundProps = { trial: HistoryTrial; rules: readonly Rule[]; words: Words }

function Found({ days, ...found }: FoundProps & { days: number }) {
  const { trial } = found
  const format = useFormat()
  const { calls, changed, from, to } = trial
  const isOneDay = from !== null && to !== null && format.day(from) === format.day(to)
  if (calls === 0 || from === null || to === null)
    return <p className="field-note">No call has come in these {days === 1 ? '24 hours' : `${days} days`}.</p>
  return (
    <>
      <p className="history-lead">
        <strong>
          {changed === 0 ? 'All' : format.count(changed)} of {format.count(calls)} {calls === 1 ? 'call' : 'calls'}
        </strong>{' '}
        {isOneDay ? `of ${format.day(from)}` : `from ${format.day(from)} to ${format.day(to)}`} would be decided{' '}
        {changed === 0 ? 'as they were' : 'otherwise'}.
      </p>
      <Sides {...found} />
      <Skipped trial={trial} />
      {trial.examples.length > 0 && <Examples {...found} />}
      <p className="field-note">
        By the names, prices and lists of today. Quota, spend stop and trial mode are not asked, and quiet hours are not
        waited for.
      </p>
    </>
  )
}

/** Rules of either side: those that are tried in their order, then those that are there no more. */
function Sides({ trial: { inForce, draft, difference }, rules, words }: FoundProps) {
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
          <th scope="col">Calls by rule</th>
          <th scope="col">In force</th>
          <th scope="col">{words.heading}</th>
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
          <th scope="row">No rule</th>
          <td>{format.count(inForce.none)}</td>
          <td>{format.count(draft.none)}</td>
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Texts</th>
          <td>{format.count(inForce.texts)}</td>
          <td>{format.count(draft.texts)}</td>
        </tr>
        <tr>
          <th scope="row">Cost</th>
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
  const format = useFormat()
  const total = (skipped: Record<string, number>) => Object.values(skipped).reduce((sum, one) => sum + one, 0)
  const [before, after] = [total(inForce.skipped), total(draft.skipped)]
  if (before === 0 && after === 0) return null
  return (
    <p className="field-note">
      {format.count(after)} more would have been planned and stopped, by a cap, an opt-out or for want of a number
      {after === before ? ', as many as now.' : `; ${format.count(before)} by the rules in force.`}
    </p>
  )
}

function Examples({ trial: { examples }, rules, words: { by } }: FoundProps) {
  const format = useFormat()
  const nameOf = (key: string | null) =>
    key === null ? 'no rule' : `“${rules.find((one) => one.key === key)?.name ?? key}”`
  const texts = (count: number) => (count === 1 ? 'one text' : count === 0 ? 'no text' : `${count} texts`)
  return (
    <details className="history-examples">
      <summary>The newest that differ</summary>
      <ul>
        {examples.map(({ id, callerShown, endedAt, inForce, draft }) => (
          <li key={id}>
            <Link to="/calls/$callId" params={{ callId: id }}>
              {callerShown ?? 'Withheld'}, {format.moment(endedAt)}
            </Link>
            {inForce.rule === draft.rule
              ? `${nameOf(draft.rule)}: ${texts(inForce.texts)} now, ${texts(draft.texts)} ${by}`
              : `${nameOf(inForce.rule)} with ${texts(inForce.texts)} now, ${nameOf(draft.rule)} with ${texts(draft.texts)} ${by}`}
          </li>
        ))}
      </ul>
    </details>
  )
}
