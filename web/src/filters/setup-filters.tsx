import { useTranslation } from 'react-i18next'
import { useMay } from '../api/me.ts'
import { useRuleSet } from '../api/rules.ts'
import { gatewayName, useGateways, useTemplates, useUsers } from '../api/setup.ts'
import { FilterChip } from '../ui/filter-chip.tsx'

type Props = { value: string | undefined; onChange: (value: string | undefined) => void }
type FilterProps = Props & { label: string; useOptions: () => { value: string; label: string }[] }

/** A filter by what only those may read who see how the account is set up; whoever does not sees what an address filters by all the same. */
function SetupFilter({ useOptions, ...filter }: FilterProps) {
  const seesSetup = useMay('configuration:read')
  if (seesSetup) return <ChoosingFilter {...filter} useOptions={useOptions} />
  return filter.value === undefined ? null : <FilterChip {...filter} options={[]} />
}

function ChoosingFilter({ useOptions, ...filter }: FilterProps) {
  return <FilterChip {...filter} options={useOptions()} />
}

function useRules() {
  const { data: ruleSet } = useRuleSet()
  return (ruleSet?.rules ?? []).map((one, index) => ({ value: one.key, label: `${index + 1}  ${one.name}` }))
}

export const RuleFilter = (props: Props & { label: string }) => <SetupFilter useOptions={useRules} {...props} />

function usePeople() {
  const { data: users = [] } = useUsers()
  return users.map((one) => ({ value: one.key, label: one.name }))
}

export function UserFilter(props: Props) {
  const { t } = useTranslation()
  return <SetupFilter label={t('word.user')} useOptions={usePeople} {...props} />
}

/** A template and its texts in other languages are one. */
function useWordings() {
  const { data: templates = [] } = useTemplates()
  return templates.filter((one) => one.variantOf == null).map((one) => ({ value: one.key, label: one.name }))
}

export function TemplateFilter(props: Props) {
  const { t } = useTranslation()
  return <SetupFilter label={t('billing.sides.template')} useOptions={useWordings} {...props} />
}

function useWaysOut() {
  const { t } = useTranslation()
  const { data: gateways = [] } = useGateways()
  return gateways.map((one) => ({
    value: gatewayName(one),
    label: one.shared ? t('ui.sharedGateway', { title: one.title }) : one.title,
  }))
}

export function GatewayFilter(props: Props) {
  const { t } = useTranslation()
  return <SetupFilter label={t('billing.sides.gateway')} useOptions={useWaysOut} {...props} />
}
