/** What of the registration in India makes operators drop texts. */
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { RuleSet, Warning } from '../../api/types.ts'
import { mostNamed, type Need } from './need.ts'

const icon = <IconAlertTriangle size={20} color="var(--bad)" aria-hidden="true" />

/** What enabled rules would send and operators would drop, each once, with the template that the rule names. */
export function differing({ rules, analysis }: Pick<RuleSet, 'rules' | 'analysis'>): Need[] {
  const needs = new Map<string, Need>()
  for (const { code, path, message } of analysis.problems) {
    const [, rule, recipient, field] = /^rules\[(\d+)\]\.recipients\[(\d+)\]\.(\w+)$/.exec(path) ?? []
    const sends = rules[Number(rule)]
    const templateKey = sends?.recipients[Number(recipient)]?.[field as 'template' | 'quietTemplate']
    if (code !== 'dlt_text_mismatch' || !sends?.enabled || !templateKey) continue
    needs.set(message, {
      key: `differs ${message}`,
      icon,
      title: 'A text differs from what is registered',
      why: message,
      way: (
        <Link to="/templates/$templateKey" params={{ templateKey }}>
          Mend it
        </Link>
      ),
    })
  }
  return [...needs.values()]
}

/** Texts that go without DLT ids: by a gateway that passes none on, from senders and of templates that have none. */
export function withoutIds(warnings: readonly Warning[]): Need[] {
  const of = (code: string) => warnings.filter((one) => one.code === code)
  const templates = of('no_template_id')
  return [
    ...of('dlt_not_passed').map(({ key, message }) => ({
      key: `dlt ${key}`,
      icon,
      title: 'Texts leave without DLT ids',
      why: message,
      way: (
        <Link to="/gateways/$gatewayKey" params={{ gatewayKey: key }}>
          Open it
        </Link>
      ),
    })),
    ...of('no_entity_id').map(({ key, message }) => ({
      key: `entity ${key}`,
      icon,
      title: 'A sender has no entity id',
      why: message,
      way: (
        <Link to="/templates" search={{ header: key }}>
          Add it
        </Link>
      ),
    })),
    ...(templates.length > mostNamed ? [manyWithoutId(templates.length)] : templates.map(withoutTemplateId)),
  ]
}

const withoutTemplateId = ({ key, message }: Warning): Need => ({
  key: `template id ${key}`,
  icon,
  title: 'A template has no DLT template id',
  why: message,
  way: (
    <Link to="/templates/$templateKey" params={{ templateKey: key }}>
      Add it
    </Link>
  ),
})

const manyWithoutId = (count: number): Need => ({
  key: 'template ids',
  icon,
  title: `${count} templates have no DLT template id`,
  why: 'Their texts go without DLT ids, and mobile operators in India drop them.',
  way: <Link to="/templates">Add them</Link>,
})
