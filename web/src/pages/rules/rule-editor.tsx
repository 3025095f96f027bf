import './rule-editor.css'
import { Button, Select } from '@mantine/core'
import { useBlocker, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FieldError, isProblem } from '../../api/problem.ts'
import { queryClient } from '../../api/query-client.ts'
import { ruleSetQuery, saveRules } from '../../api/rules.ts'
import type { Rule, RuleSet } from '../../api/types.ts'
import { difference } from '../../sentence/difference.ts'
import { ruleSentence } from '../../sentence/sentence.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { toast } from '../../shell/toast.tsx'
import { useNames } from '../../story/use-names.ts'
import { PageHead, ReasonBlock } from '../../ui/parts.tsx'
import { RuleSentence } from '../../ui/rule-sentence.tsx'
import { ConditionsCard } from './conditions-card.tsx'
import { ConflictView } from './conflict-view.tsx'
import { DraftCheck } from './draft-check.tsx'
import { isSameRule } from './merge.ts'
import { RecipientsCard } from './recipients-card.tsx'
import { keyFrom, placeForNew, saveable } from './rule-draft.ts'
import { RecipientPreview } from './rule-preview.tsx'
import type { Conflict } from './rule-saver.ts'

type Props = { base: RuleSet; rule: Rule; isNew: boolean }

/** A draft of one rule: what you edit at the left, how it reads and what it means at the right. Nothing is saved until you say so. */
export function RuleEditor({ base, rule, isNew }: Props) {
  const { i18n } = useTranslation()
  const names = useNames()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(rule)
  const [place, setPlace] = useState(
    isNew ? placeForNew(base.rules) : base.rules.findIndex((one) => one.key === rule.key),
  )
  const [errors, setErrors] = useState<FieldError[]>([])
  const [failed, setFailed] = useState<string | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [isSaving, setSaving] = useState(false)
  usePageTitle(isNew ? 'New rule' : rule.name)

  const named = isNew
    ? {
        ...saveable(draft),
        key: keyFrom(
          draft.name,
          base.rules.map((one) => one.key),
        ),
      }
    : saveable(draft)
  const rules = isNew
    ? base.rules.toSpliced(place, 0, named)
    : base.rules.map((one) => (one.key === rule.key ? named : one))
  const isChanged = !isSameRule(saveable(rule), saveable(draft))
  useBlocker({
    shouldBlockFn: () => isChanged && !isSaving && !window.confirm('Leave without saving this draft?'),
    enableBeforeUnload: () => isChanged && !isSaving,
  })

  const save = async (all: readonly Rule[], from: number) => {
    setSaving(true)
    setFailed(null)
    try {
      const made = await saveRules(all, from)
      toast({ words: `${isNew ? 'Rule added' : 'Rule changed'}, saved as rule set ${made.number}` })
      await navigate({ to: '/after-call-sms/custom' })
    } catch (problem) {
      setSaving(false)
      if (!isProblem(problem)) throw problem
      if (problem.status === 412) {
        setConflict({ base, theirs: await queryClient.fetchQuery({ ...ruleSetQuery, staleTime: 0 }), mine: all })
        return
      }
      setErrors(problem.errors)
      setFailed(problem.message)
    }
  }
  const index = rules.findIndex((one) => one.key === named.key)
  const errorOf = (path: string) => errors.find((one) => isAt(one.path, `rules[${index}].${path}`))?.message
  const trySave = () => {
    const missing = problemsOf(named)
    setErrors(missing.map((one) => ({ ...one, path: `rules[${index}].${one.path}` })))
    if (missing.length === 0) void save(rules, base.rulesNumber)
  }

  if (conflict !== null)
    return (
      <ConflictView
        conflict={conflict}
        onSettle={(settled) => {
          if (settled === null) void navigate({ to: '/after-call-sms/custom', ignoreBlocker: true })
          else void save(settled, conflict.theirs.rulesNumber)
          setConflict(null)
        }}
      />
    )
  const sentence = ruleSentence(i18n.language, named, names, { isLast: index === rules.length - 1 })
  const before = ruleSentence(i18n.language, saveable(rule), names, { isLast: index === rules.length - 1 })
  return (
    <>
      <PageHead
        title={draft.name.trim() === '' ? 'New rule' : draft.name}
        actions={
          <>
            {isChanged && (
              <span className="draft-note">
                Draft of rule set {base.number + 1}, not saved.
                {!isNew && <span className="dotted"> Changed parts are dotted.</span>}
              </span>
            )}
            <Button
              variant="default"
              onClick={() => void navigate({ to: '/after-call-sms/custom', ignoreBlocker: true })}
            >
              {isChanged ? 'Discard' : 'Back'}
            </Button>
            <Button onClick={trySave} loading={isSaving} disabled={!isChanged && !isNew}>
              Save as rule set {base.number + 1}
            </Button>
          </>
        }
      />
      <p className="draft-sentence" aria-live="polite">
        <RuleSentence pieces={isNew ? sentence : difference(before, sentence)} marks="dotted" />
      </p>
      {failed !== null && <ReasonBlock tone="bad" title="Not saved" detail={failed} />}
      <div className="editor">
        <div className="editor-form">
          <ConditionsCard draft={draft} onChange={setDraft} nameError={errorOf('name')} />
          <RecipientsCard draft={draft} onChange={setDraft} errorOf={errorOf} />
          {isNew && (
            <Select
              label="Place in the order"
              description="The first rule that matches decides, so narrow rules stand above wide ones."
              data={Array.from({ length: base.rules.length + 1 }, (_, at) => ({
                value: String(at),
                label: placeWords(at, base.rules),
              }))}
              value={String(place)}
              onChange={(value) => setPlace(Number(value))}
            />
          )}
        </div>
        <div className="editor-handset">
          <RecipientPreview rule={draft} />
        </div>
        <DraftCheck rules={rules} rule={named} analysis={base.analysis} />
      </div>
    </>
  )
}

function placeWords(at: number, rules: readonly Rule[]): string {
  const below = rules[at]
  return below === undefined ? `${at + 1}, last` : `${at + 1}, above “${below.name}”`
}

const isAt = (path: string, place: string) =>
  path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`)

function problemsOf(rule: Rule): FieldError[] {
  const problems: FieldError[] = []
  const miss = (path: string, message: string) => problems.push({ path, code: 'required', message })
  if (rule.name === '') miss('name', 'Give the rule a name: it is what lists and explanations call it.')
  if (rule.recipients.length === 0) miss('recipients', 'Choose who is texted.')
  rule.recipients.forEach(({ selector, template }, index) => {
    if (template === '') miss(`recipients[${index}].template`, 'Choose a template.')
    if (selector.to === 'users' && selector.users.length === 0)
      miss(`recipients[${index}].selector`, 'Choose at least one user.')
    if (selector.to === 'numbers' && selector.numbers.length === 0)
      miss(`recipients[${index}].selector`, 'Type at least one number.')
  })
  return problems
}
