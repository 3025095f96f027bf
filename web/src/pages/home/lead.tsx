import type { Overview } from '../../api/types.ts'
import { lasted } from '../../format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import type { HomeDays } from './home-days.ts'

/** The answer first: how many calls, how many of them were answered by a text, and how soon. */
export function Lead({ overview, days }: { overview: Overview; days: HomeDays }) {
  const { count } = useFormat()
  const { calls, answered, untilDelivered } = overview
  if (calls.total === 0)
    return <>{days === 1 ? 'No call has ended yet today.' : `No call has ended in these ${days} days.`}</>
  return (
    <>
      {calls.total === 1 ? 'One call' : `${count(calls.total)} calls`}
      {days === 1 ? ' so far.' : '.'} <strong>{answeredWords(answered, calls.total, count)}</strong>.
      {untilDelivered !== null && untilDelivered.texts > 1 && (
        <> Half of the texts that reached a caller did so within {lasted(untilDelivered.medianMs, 1)} of hanging up.</>
      )}
    </>
  )
}

function answeredWords(answered: number, calls: number, count: (n: number) => string): string {
  if (calls === 1) return answered === 1 ? 'It was answered by a text' : 'It was not answered by a text'
  if (answered === 0) return 'None was answered by a text'
  if (answered === calls) return 'Each was answered by a text'
  return answered === 1 ? 'One was answered by a text' : `${count(answered)} were answered by a text`
}
