import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FieldError, fieldsWords, isProblem, LeftAsItWas } from '../../api/problem.ts'
import { queryClient } from '../../api/query-client.ts'
import { ruleSetQuery, saveRules } from '../../api/rules.ts'
import type { Rule, RuleSet } from '../../api/types.ts'
import { useShownErrors } from '../../api/use-shown-errors.ts'
import { agreeToRental } from '../../shell/rental-question.tsx'
import { toast } from '../../shell/toast.tsx'
import { refusedWords } from '../../ui/place-words.ts'
import { useGoOn } from '../../ui/use-go-on.ts'
import { isSameRule } from './merge.ts'
import { keyFrom, placeForNew, problemsOf, saveable } from './rule-draft.ts'
import type { Conflict } from './rule-saver.ts'

/** A draft of one rule of `base`, and its save: refused field by field, as a whole, or because somebody saved first. */
export function useRuleDraft(base: RuleSet, rule: Rule, isNew: boolean, first = placeForNew(base.rules)) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const goOn = useGoOn()
  const [draft, setDraft] = useState(rule)
  const [place, setPlace] = useState(first)
  const [errors, setErrors] = useState<FieldError[]>([])
  const [failed, setFailed] = useState<string | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [isSaving, setSaving] = useState(false)

  const taken = base.rules.map((one) => one.key)
  const named = isNew ? { ...saveable(draft), key: keyFrom(draft.name, taken) } : saveable(draft)
  const rules = isNew
    ? base.rules.toSpliced(place, 0, named)
    : base.rules.map((one) => (one.key === rule.key ? named : one))
  const index = rules.findIndex((one) => one.key === named.key)
  const within = `rules[${index}].`
  const shown = useShownErrors(errors)
  const leave = () => void navigate({ to: '/after-call-sms/custom', ignoreBlocker: true })

  /** `from` is the version that all these rules were made from: after a conflict it is theirs, and no more the one the draft began from. */
  const send = async (all: readonly Rule[], from: RuleSet) => {
    setSaving(true)
    setFailed(null)
    try {
      await agreeToRental({ rules: [...all] })
      const made = await saveRules(all, from.rulesNumber)
      toast({ words: t(isNew ? 'editor.added' : 'editor.changed', { number: made.number }) })
      await goOn(leave)
    } catch (problem) {
      if (problem instanceof LeftAsItWas) return
      if (!isProblem(problem)) throw problem
      // Where what somebody saved first cannot be read, the refusal is all there is to say; saving again asks again.
      const theirs = problem.status === 412 ? await readRuleSet().catch(() => null) : null
      if (theirs !== null) setConflict({ base: from, theirs, mine: all })
      else {
        setErrors(problem.code === 'invalid' ? problem.errors : [])
        setFailed(problem.code === 'invalid' ? problem.message : refusedWords(problem, within))
      }
    } finally {
      setSaving(false)
    }
  }
  const save = () => {
    const missing = problemsOf(t, draft)
    setErrors(missing.map((one) => ({ ...one, path: `${within}${one.path}` })))
    setFailed(missing.length === 0 ? null : fieldsWords(missing.length))
    if (missing.length === 0) void send(rules, base)
  }
  const settle = (settled: readonly Rule[] | null) => {
    const theirs = conflict?.theirs
    setConflict(null)
    if (settled === null || theirs === undefined) leave()
    else void send(settled, theirs)
  }
  const errorOf = (path: string) => shown.errorOf(`${within}${path}`)
  const isChanged = !isSameRule(saveable(rule), saveable(draft))
  return {
    draft,
    setDraft,
    place,
    setPlace,
    named,
    rules,
    index,
    isChanged,
    isSaving,
    failed,
    errors,
    errorOf,
    refused: () => (errors.length === 0 ? null : shown.refused()),
    within,
    conflict,
    save,
    settle,
    leave,
  }
}

const readRuleSet = () => queryClient.fetchQuery({ ...ruleSetQuery, staleTime: 0 })
