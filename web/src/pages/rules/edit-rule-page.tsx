import { Skeleton } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useRuleSet } from '../../api/rules.ts'
import { Failure } from '../../shell/failure.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { RuleEditor } from './rule-editor.tsx'
import { useFirst } from './use-first.ts'

export default function EditRulePage() {
  const { ruleKey } = useParams({ from: '/shell/after-call-sms/custom/$ruleKey' })
  const { data, error } = useRuleSet()
  const base = useFirst(data)
  if (error !== null && base === undefined) return <Failure error={error} />
  if (base === undefined) return <Skeleton height={420} radius={14} className="late-skeleton" />
  const rule = base.rules.find((one) => one.key === ruleKey)
  return rule === undefined ? <NotFound /> : <RuleEditor key={ruleKey} base={base} rule={rule} isNew={false} />
}
