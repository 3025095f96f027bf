import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallFilter } from '../../api/calls.ts'
import type { CallRow } from '../../api/types.ts'
import { useHeld } from '../../filters/held.ts'
import type { Period } from '../../filters/period.ts'
import { type States, statesOf, textsIn } from '../../story/states.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { textsSentences } from './texts-sentence.ts'

type Props = {
  rows: readonly CallRow[]
  hasMore: boolean
  filter: CallFilter
  /** The one that its days are, where they were not chosen by their dates. */
  period: Period | undefined
}

/** How many calls there are, and what became of their texts: of all that days hold, else of those that are shown. */
export function CallsLead({ rows, hasMore, filter, period }: Props) {
  const { t } = useTranslation()
  const shown = { calls: rows.length, texts: statesOf(rows.flatMap((row) => row.messages)) }
  const held = useHeld(filter, shown, hasMore)
  if (rows.length === 0) return t('calls.lead')
  return (
    <>
      {held !== undefined ? (
        <Held {...held} period={period} />
      ) : (
        <Shown count={rows.length} hasMore={hasMore} isFiltered={Object.keys(filter).length > 0} />
      )}
      <Texts states={(held ?? shown).texts} />
    </>
  )
}

function Held({ calls, texts, period }: { calls: number; texts: States; period: Period | undefined }) {
  const { t } = useTranslation()
  const { count: say } = useFormat()
  const count = textsIn(texts)
  const said = {
    calls: t('calls.count', { count: calls, shown: say(calls) }),
    when: t(`days.in.${period ?? 'dates'}`),
  }
  if (count === 0) return t('calls.held', said)
  return t('calls.heldWithTexts', { ...said, texts: t('billing.textCount', { count, shown: say(count) }) })
}

function Shown({ count, hasMore, isFiltered }: { count: number; hasMore: boolean; isFiltered: boolean }) {
  const { t } = useTranslation()
  const shown = useFormat().count(count)
  if (hasMore) return t(isFiltered ? 'calls.newestMatch' : 'calls.newest', { shown })
  return t(isFiltered ? 'calls.match' : 'calls.all', { count, shown })
}

function Texts({ states }: { states: States }) {
  const { t } = useTranslation()
  const { count: say } = useFormat()
  return textsSentences(states).map(({ says, count, isMarked }) => {
    const words = t(`texts.${says}`, { count, shown: say(count) })
    return <Fragment key={says}> {isMarked ? <strong>{words}</strong> : words}</Fragment>
  })
}
