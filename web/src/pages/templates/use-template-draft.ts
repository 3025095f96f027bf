import { useState } from 'react'
import type { Template } from '../../api/types.ts'
import { isSame } from '../../same.ts'
import { useUnsaved } from '../../ui/use-unsaved.ts'
import type { Draft } from './use-review.ts'

/** What is worked on: what waits, where something does; the version that sends stays as it is. */
export function textOf(template: Template): Draft {
  const { name, language, variantOf } = template
  const { body, header, dltTemplateId, category, registered } = template.waiting ?? template
  return { name, language, variantOf, body, header, dltTemplateId, category, registered }
}

/**
 * A draft of `there`, the template as the program has it. An untouched draft follows what others save; a changed one is kept,
 * and `isOvertaken` says that it began from a wording that is there no more.
 */
export function useTemplateDraft(there: Draft, isBusy: boolean) {
  const [base, setBase] = useState(there)
  const [draft, setDraft] = useState(there)
  const follow = (next: Draft) => {
    setBase(next)
    setDraft(next)
  }
  /** After a save: what was typed while it was under way stays. */
  const saved = (sent: Draft, kept: Draft) => {
    setBase(kept)
    setDraft((before) => (isSame(before, sent) ? kept : before))
  }
  const isChanged = !isSame(draft, base)
  const isOvertaken = !isSame(there, base)
  if (isOvertaken && (!isChanged || isSame(draft, there))) follow(there)
  useUnsaved(isChanged && !isBusy)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  return { draft, change, follow, saved, isChanged, isOvertaken: isOvertaken && isChanged && !isBusy }
}
