import { Skeleton } from '@mantine/core'
import { useRuleSet } from '../../api/rules.ts'
import { useTemplates } from '../../api/setup.ts'
import type { Rule } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { templateFor } from './rule-draft.ts'
import { RuleEditor } from './rule-editor.tsx'
import { useFirst } from './use-first.ts'

export default function NewRulePage() {
  const { data, error } = useRuleSet()
  const { data: templates } = useTemplates()
  const base = useFirst(data)
  if (error !== null && base === undefined) return <Failure error={error} />
  if (base === undefined || templates === undefined)
    return <Skeleton height={420} radius={14} className="late-skeleton" />
  const blank: Rule = {
    key: '',
    name: '',
    enabled: true,
    conditions: { directions: ['incoming'], outcomes: ['missed'] },
    recipients: [{ selector: { to: 'caller' }, template: templateFor('caller', templates)?.key ?? '' }],
    validityMinutes: 60,
  }
  return <RuleEditor base={base} rule={blank} isNew />
}
