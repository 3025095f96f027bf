import { move as moveOver } from '@dnd-kit/helpers'
import { DragDropProvider, PointerSensor } from '@dnd-kit/react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Rule, RuleSet } from '../../api/types.ts'
import { HowCounted, NoRule } from './counted.tsx'
import { moved, placeIn } from './order.ts'
import { RuleCard } from './rule-card.tsx'
import { problemsOfRule, type RuleProblem } from './rule-problems.ts'
import { useCounts } from './use-counts.ts'

type Props = {
  rules: readonly Rule[]
  /** The rules as they were saved last, of which the analysis speaks: the list may be ahead of them. */
  saved: Pick<RuleSet, 'rules' | 'analysis'>
  selected: string | undefined
  onSelect: (key: string) => void
  onMove: (from: number, to: number) => void
  onToggle: (place: number) => void
  onRemove: (place: number) => void
}

/** `order` is the one it was lifted from: its places mean nothing in another. */
type Lifted = { key: string; from: number; at: number; order: string }

const orderOf = (rules: readonly Rule[]) => JSON.stringify(rules.map(({ key }) => key))

/** The chain of rules. A rule moves by mouse, by Space and arrows, by buttons and by "Move to place"; each way ends in one save. */
export function RuleList({ rules, saved, selected, onSelect, onMove, onToggle, onRemove }: Props) {
  const { t } = useTranslation()
  const counted = useCounts(rules)
  const { counts } = counted
  const [lifted, setLifted] = useState<Lifted | null>(null)
  const [dragged, setDragged] = useState<string[] | null>(null)
  const [spoken, setSpoken] = useState('')
  const order = orderOf(rules)
  if (lifted !== null && lifted.order !== order) {
    setLifted(null)
    setSpoken(t('rules.putBackAsChanged'))
  }
  const shown = lifted === null ? inOrder(rules, dragged) : moved(rules, lifted.from, lifted.at)
  const placeOf = new Map(rules.map((rule, index) => [rule.key, index + 1]))
  const count = rules.length

  const press = (event: KeyboardEvent, key: string) => {
    const from = rules.findIndex((rule) => rule.key === key)
    if (event.key === ' ' || (event.key === 'Enter' && lifted !== null)) {
      event.preventDefault()
      if (lifted === null) {
        setLifted({ key, from, at: from, order })
        setSpoken(t('rules.lifted', { place: from + 1, count }))
      } else {
        setLifted(null)
        onMove(lifted.from, lifted.at)
      }
    } else if (lifted !== null && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      const at = Math.max(0, Math.min(count - 1, lifted.at + (event.key === 'ArrowUp' ? -1 : 1)))
      setLifted({ ...lifted, at })
      setSpoken(t('rules.nowAt', { from: lifted.from + 1, to: at + 1, count }))
    } else if (lifted !== null && (event.key === 'Escape' || event.key === 'Tab')) {
      setLifted(null)
      setSpoken(t('rules.putBack', { place: lifted.from + 1 }))
    }
  }
  const moveAnd = (from: number, to: number) => {
    setSpoken(t('rules.nowAt', { from: from + 1, to: to + 1, count }))
    onMove(from, to)
  }

  const list = useRef<HTMLOListElement>(null)
  /** The focus was on what goes away: the rule that takes its place, or the last one, has it next. */
  const removeAnd = (from: number) => {
    flushSync(() => onRemove(from))
    const handles = list.current?.querySelectorAll<HTMLElement>('.rule-handle')
    handles?.item(Math.min(from, handles.length - 1))?.focus()
  }

  let unread = counts?.total ?? 0
  const total = unread
  return (
    <div>
      <p className="sr-only" role="status">
        {spoken}
      </p>
      <p className="sr-only" id="handle-help">
        {t('rules.handleHelp')}
      </p>
      <DragDropProvider
        sensors={[PointerSensor]}
        onDragStart={() => setDragged(rules.map((rule) => rule.key))}
        onDragOver={(event) => setDragged((keys) => (keys === null ? keys : moveOver(keys, event)))}
        onDragEnd={(event) => {
          const key = String(event.operation.source?.id)
          const from = rules.findIndex((rule) => rule.key === key)
          setDragged(null)
          if (event.canceled || from < 0 || !dragged?.includes(key)) return
          onMove(
            from,
            placeIn(
              rules.map((rule) => rule.key),
              dragged,
              key,
            ),
          )
        }}
      >
        <ol className="rule-list" ref={list}>
          {shown.map((rule, index) => {
            const before = unread
            const calls = counts?.of(rule.key) ?? 0
            unread = Math.max(0, unread - calls)
            const from = (placeOf.get(rule.key) ?? 1) - 1
            return (
              <RuleCard
                key={rule.key}
                rule={rule}
                index={index}
                rules={rules}
                calls={counts === undefined ? (counted.error === null ? undefined : null) : calls}
                total={total}
                flow={total === 0 ? { before: 0.25, after: 0.25 } : { before: before / total, after: unread / total }}
                takenBy={takenBy(rule, saved, placeOf)}
                problems={problemsOf(rule, saved)}
                isSelected={rule.key === selected}
                isLifted={rule.key === lifted?.key}
                onSelect={() => onSelect(rule.key)}
                onHandleKey={(event) => press(event, rule.key)}
                onMoveTo={(to) => moveAnd(from, to)}
                onToggle={() => onToggle(from)}
                onRemove={() => removeAnd(from)}
              />
            )
          })}
        </ol>
      </DragDropProvider>
      <NoRule counts={counts} missingCatchAll={saved.analysis.missingCatchAll} />
      <HowCounted {...counted} />
    </div>
  )
}

function inOrder(rules: readonly Rule[], keys: readonly string[] | null): readonly Rule[] {
  if (keys === null) return rules
  const known = new Map(rules.map((rule) => [rule.key, rule]))
  return keys.flatMap((key) => known.get(key) ?? [])
}

/** The places of the rules above that take every call of this one first. */
function takenBy(rule: Rule, { analysis }: Props['saved'], placeOf: ReadonlyMap<string, number>): number[] {
  const by = rule.enabled ? (analysis.shadowed.find((one) => one.rule === rule.key)?.by ?? []) : []
  return by.flatMap((key) => placeOf.get(key) ?? [])
}

/** What else is amiss with a rule that is on. */
function problemsOf({ key, enabled }: Rule, { rules, analysis }: Props['saved']): RuleProblem[] {
  return enabled
    ? problemsOfRule(
        analysis,
        rules.findIndex((one) => one.key === key),
      )
    : []
}
