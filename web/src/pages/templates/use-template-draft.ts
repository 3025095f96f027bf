import type { Template } from '../../api/types.ts'
import { useFollowedDraft } from '../../ui/use-followed-draft.ts'
import type { Draft } from './use-review.ts'

/** What is worked on: what waits, where something does; the version that sends stays as it is. */
export function textOf(template: Template): Draft {
  const { name, language, variantOf } = template
  const { body, header, dltTemplateId, category, registered } = template.waiting ?? template
  return { name, language, variantOf, body, header, dltTemplateId, category, registered }
}

/** A draft of a template, which follows the one that is there until it is changed. */
export function useTemplateDraft(there: Draft, isBusy: boolean) {
  const { setDraft, ...work } = useFollowedDraft(there, isBusy)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  return { ...work, change }
}
