import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../api/failure-of.ts'
import { Failure } from '../../shell/failure.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { PageLoading } from '../../ui/page-loading.tsx'
import { RuleEditor } from './rule-editor.tsx'
import { useFirstRuleSet } from './use-first.ts'

export default function EditRulePage() {
  const { ruleKey } = useParams({ from: '/shell/after-call-sms/custom/$ruleKey' })
  return <EditRule key={ruleKey} ruleKey={ruleKey} />
}

/** Of one rule: the version that another's draft stands on may be older than this rule. */
function EditRule({ ruleKey }: { ruleKey: string }) {
  const { t } = useTranslation()
  const asked = useFirstRuleSet()
  const { data: base } = asked
  const rule = base?.rules.find((one) => one.key === ruleKey)
  usePageTitle(rule?.name ?? t('calls.rule'))
  const failure = failureOf(asked)
  if (failure !== null) return <Failure error={failure} />
  if (base === undefined) return <PageLoading title={t('calls.rule')} />
  return rule === undefined ? <NotFound /> : <RuleEditor base={base} rule={rule} isNew={false} />
}
