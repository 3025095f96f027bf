import './rule-editor.css'
import { Button, Select } from '@mantine/core'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldError } from '../../api/problem.ts'
import type { Rule, RuleSet } from '../../api/types.ts'
import type { RefusedFields } from '../../api/use-shown-errors.ts'
import { difference } from '../../sentence/difference.ts'
import { ruleSentence } from '../../sentence/sentence.ts'
import { useNames } from '../../story/use-names.ts'
import { PageHead, ReasonBlock } from '../../ui/parts.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { RuleSentence } from '../../ui/rule-sentence.tsx'
import { useUnsaved } from '../../ui/use-unsaved.ts'
import { ConditionsCard } from './conditions-card.tsx'
import { ConflictView } from './conflict-view.tsx'
import { DraftCheck } from './draft-check.tsx'
import { RecipientsCard } from './recipients-card.tsx'
import { DraftCost } from './rule-cost.tsx'
import { saveable } from './rule-draft.ts'
import { RecipientPreview } from './rule-preview.tsx'
import { useDraftPlan } from './use-draft-plan.ts'
import { useRuleDraft } from './use-rule-draft.ts'

/** `place`: where a new rule goes at first; without it, where new rules go. */
type Props = { base: RuleSet; rule: Rule; isNew: boolean; place?: number }

/** A draft of one rule: what you edit at the left, how it reads and what it means at the right. Nothing is saved until you say so. */
export function RuleEditor({ base, rule, isNew, place }: Props) {
  const { t } = useTranslation()
  const work = useRuleDraft(base, rule, isNew, place)
  const { draft, setDraft, named, rules, index, isChanged, isSaving, failed, errors, errorOf, conflict } = work
  const refused = useOnceDrawn(errors, work.refused)
  const plan = useDraftPlan(rules, named)
  useUnsaved(isChanged && !isSaving)
  const form = useFirstWanting(errors)
  if (conflict !== null) return <ConflictView conflict={conflict} onSettle={work.settle} />
  return (
    <>
      <PageHead
        title={draft.name.trim() === '' ? t('editor.new') : draft.name}
        actions={
          <>
            {isChanged && <DraftNote number={base.number + 1} isNew={isNew} />}
            <Button variant="default" onClick={work.leave}>
              {t(isChanged ? 'editor.discard' : 'editor.back')}
            </Button>
            <Button onClick={work.save} loading={isSaving} disabled={!isChanged && !isNew}>
              {t('editor.saveAs', { number: base.number + 1 })}
            </Button>
          </>
        }
      />
      {failed !== null && (
        <div role="alert" className="draft-refused">
          <ReasonBlock
            tone="bad"
            title={t('word.notSaved')}
            detail={<Refusal failed={failed} refused={() => refused} marked="below" within={work.within} />}
          />
        </div>
      )}
      <DraftSentence before={isNew ? null : saveable(rule)} after={named} isLast={index === rules.length - 1} />
      <div className="editor">
        <div className="editor-form" ref={form}>
          <ConditionsCard draft={draft} onChange={setDraft} errorOf={errorOf} />
          <RecipientsCard draft={draft} onChange={setDraft} errorOf={errorOf} />
          {isNew && <PlaceField rules={base.rules} place={work.place} onChange={work.setPlace} />}
        </div>
        <div className="editor-handset">
          <RecipientPreview rule={draft} />
          {plan.judged !== undefined && (
            <DraftCost rules={plan.judged.rules} ruleKey={plan.judged.rule.key} plan={plan.judged.plan} />
          )}
        </div>
        <DraftCheck rules={rules} {...plan} />
      </div>
    </>
  )
}

/** What stands above the fields can say which of them show why they were refused only once they are drawn. */
function useOnceDrawn(errors: readonly FieldError[], refused: () => RefusedFields | null): RefusedFields | null {
  const [drawn, setDrawn] = useState<RefusedFields | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is marked is looked at once for each refusal
  useLayoutEffect(() => setDrawn(refused()), [errors])
  return drawn
}

/** Each time something is refused, the first field that it was refused for is gone to: on a phone it may be far below the button. */
function useFirstWanting(errors: readonly FieldError[]) {
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wanting]')?.focus()
  }, [errors])
  return form
}

function DraftNote({ number, isNew }: { number: number; isNew: boolean }) {
  const { t } = useTranslation()
  return (
    <span className="draft-note">
      {t('editor.draft', { number })}
      {!isNew && <span className="dotted"> {t('editor.dotted')}</span>}
    </span>
  )
}

/** The draft as a sentence; of a rule that was there, what changed is dotted. */
function DraftSentence({ before, after, isLast }: { before: Rule | null; after: Rule; isLast: boolean }) {
  const { i18n } = useTranslation()
  const names = useNames()
  const say = (rule: Rule) => ruleSentence(i18n.language, rule, names, { isLast })
  return (
    <p className="draft-sentence" aria-live="polite">
      <RuleSentence pieces={before === null ? say(after) : difference(say(before), say(after))} marks="dotted" />
    </p>
  )
}

function PlaceField({
  rules,
  place,
  onChange,
}: {
  rules: readonly Rule[]
  place: number
  onChange: (place: number) => void
}) {
  const { t } = useTranslation()
  const words = (at: number) => {
    const below = rules[at]
    return below === undefined
      ? t('editor.placeLast', { place: at + 1 })
      : t('editor.placeAbove', { place: at + 1, name: below.name })
  }
  return (
    <Select
      label={t('editor.place')}
      description={t('editor.placeAbout')}
      data={Array.from({ length: rules.length + 1 }, (_, at) => ({ value: String(at), label: words(at) }))}
      value={String(place)}
      onChange={(value) => onChange(Number(value))}
    />
  )
}
