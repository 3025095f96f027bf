import { useTranslation } from 'react-i18next'
import { useRuleSet } from '../../api/rules.ts'
import { gatewayName, useGateways, useTemplates, useUsers } from '../../api/setup.ts'
import { FilterChip } from '../../ui/filter-chip.tsx'

type Props = { value: string | undefined; onChange: (value: string | undefined) => void }

/** Filters by what only those may read who see how the account is set up. */
export function RuleFilter(props: Props) {
  const { data: ruleSet } = useRuleSet()
  const options = (ruleSet?.rules ?? []).map((one, index) => ({ value: one.key, label: `${index + 1}  ${one.name}` }))
  return <FilterChip label="Rule" options={options} {...props} />
}

export function UserFilter(props: Props) {
  const { t } = useTranslation()
  const { data: users = [] } = useUsers()
  return (
    <FilterChip label={t('word.user')} options={users.map((one) => ({ value: one.key, label: one.name }))} {...props} />
  )
}

/** A template and its texts in other languages are one. */
export function TemplateFilter(props: Props) {
  const { data: templates = [] } = useTemplates()
  const options = templates.filter((one) => one.variantOf == null).map((one) => ({ value: one.key, label: one.name }))
  return <FilterChip label="Template" options={options} {...props} />
}

export function GatewayFilter(props: Props) {
  const { data: gateways = [] } = useGateways()
  const options = gateways.map((one) => ({ value: gatewayName(one), label: one.title }))
  return <FilterChip label="Gateway" options={options} {...props} />
}
