import { Fragment } from 'react'
import type { CallFilter } from '../../api/calls.ts'
import type { CallRow } from '../../api/types.ts'
import { useCountedDays } from '../../filters/counted-days.ts'
import { isDaysOnly, type Period, whenWords } from '../../filters/period.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { type States, statesOf, textsIn, textsSentences } from './texts-sentence.ts'

type Props = {
  rows: readonly CallRow[]
  hasMore: boolean
  filter: CallFilter
  /** The one that its days are, where they were not chosen by their dates. */
  period: Period | undefined
}

/** How many calls there are, and what became of their texts: of all that days hold, else of those that are shown. */
export function CallsLead({ rows, hasMore, filter, period }: Props) {
  const { count } = useFormat()
  const isFiltered = Object.keys(filter).length > 0
  const isOfDays = isFiltered && isDaysOnly(filter)
  const counted = useCountedDays(filter, isOfDays && hasMore)
  if (rows.length === 0) return <>Every call that was reported, and what was texted because of it.</>
  const shown = { calls: rows.length, texts: statesOf(rows.flatMap((row) => row.messages)) }
  const held = hasMore ? counted : shown
  if (isOfDays && held !== undefined)
    return (
      <>
        {callWords(held.calls, count)}
        {textsIn(held.texts) > 0 && ` and ${textWords(textsIn(held.texts), count)}`} {whenWords(period)}.
        <Texts states={held.texts} />
      </>
    )
  return (
    <>
      {hasMore && 'The newest '}
      {callWords(rows.length, count)}
      {isFiltered && ' that match'}.
      <Texts states={shown.texts} />
    </>
  )
}

type Say = (count: number) => string
const callWords = (count: number, say: Say) => `${say(count)} ${count === 1 ? 'call' : 'calls'}`
const textWords = (count: number, say: Say) => `${say(count)} ${count === 1 ? 'text' : 'texts'}`

function Texts({ states }: { states: States }) {
  const { count } = useFormat()
  return textsSentences(states, count).map(({ words, isMarked }) => (
    <Fragment key={words}> {isMarked ? <strong>{words}</strong> : words}</Fragment>
  ))
}
