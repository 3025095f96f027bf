import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../api/failure-of.ts'
import { useTemplates } from '../../api/setup.ts'
import type { Rule } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { PageLoading } from '../../ui/page-loading.tsx'
import { nameOfCopy, templateFor } from './rule-draft.ts'
import { RuleEditor } from './rule-editor.tsx'
import { useFirstRuleSet } from './use-first.ts'

export default function NewRulePage() {
  const { t } = useTranslation()
  const title = t('editor.new')
  usePageTitle(title)
  const { of } = useSearch({ from: '/shell/after-call-sms/custom/new' })
  const asked = [useFirstRuleSet(), useTemplates()] as const
  const [{ data: base }, { data: templates }] = asked
  const failure = failureOf(...asked)
  if (failure !== null) return <Failure error={failure} />
  if (base === undefined || templates === undefined) return <PageLoading title={title} />
  const place = base.rules.findIndex((one) => one.key === of)
  const copied = base.rules[place]
  // Below the other it catches nothing until something in it is changed.
  if (copied !== undefined)
    return (
      <RuleEditor
        key={of}
        base={base}
        rule={{ ...copied, key: '', name: nameOfCopy(copied.name, t('editor.copy')) }}
        isNew
        place={place + 1}
      />
    )
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
