/** What of the registration in India makes operators drop texts. */
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import type { RuleSet, Warning } from '../../api/types.ts'
import { mostNamed, type Need } from './need.ts'

const icon = <IconAlertTriangle size={20} color="var(--bad)" aria-hidden="true" />

/** What enabled rules would send and operators would drop, each once, with the template that the rule names. */
export function differing(t: TFunction, { rules, analysis }: Pick<RuleSet, 'rules' | 'analysis'>): Need[] {
  const needs = new Map<string, Need>()
  for (const { code, path, message } of analysis.problems) {
    const [, rule, recipient, field] = /^rules\[(\d+)\]\.recipients\[(\d+)\]\.(\w+)$/.exec(path) ?? []
    const sends = rules[Number(rule)]
    const templateKey = sends?.recipients[Number(recipient)]?.[field as 'template' | 'quietTemplate']
    if (code !== 'dlt_text_mismatch' || !sends?.enabled || !templateKey) continue
    needs.set(message, {
      key: `differs ${message}`,
      icon,
      title: t('home.differs'),
      why: message,
      way: (
        <Link to="/templates/$templateKey" params={{ templateKey }}>
          {t('rules.mend')}
        </Link>
      ),
    })
  }
  return [...needs.values()]
}

/** Texts that go without DLT ids or their chain: by a gateway that passes none on, a way out, senders and templates that have none. */
export function withoutIds(t: TFunction, warnings: readonly Warning[]): Need[] {
  const of = (code: string) => warnings.filter((one) => one.code === code)
  const templates = of('no_template_id')
  return [
    ...of('dlt_not_passed').map(({ key, message }) => ({
      key: `dlt ${key}`,
      icon,
      title: t('home.noDlt'),
      why: message,
      way: (
        <Link to="/gateways/$gatewayKey" params={{ gatewayKey: key }}>
          {t('home.open')}
        </Link>
      ),
    })),
    ...of('no_chain').map(({ key, message }) => ({
      key: `chain ${key}`,
      icon,
      title: t('home.noChain'),
      why: message,
      way: <Link to="/gateways">{t('home.open')}</Link>,
    })),
    ...of('no_entity_id').map(({ key, message }) => ({
      key: `entity ${key}`,
      icon,
      title: t('home.noEntityId'),
      why: message,
      way: (
        <Link to="/templates" search={{ header: key }}>
          {t('home.addIt')}
        </Link>
      ),
    })),
    ...(templates.length > mostNamed
      ? [manyWithoutId(t, templates.length)]
      : templates.map((one) => withoutTemplateId(t, one))),
  ]
}

const withoutTemplateId = (t: TFunction, { key, message }: Warning): Need => ({
  key: `template id ${key}`,
  icon,
  title: t('home.noTemplateId'),
  why: message,
  way: (
    <Link to="/templates/$templateKey" params={{ templateKey: key }}>
      {t('home.addIt')}
    </Link>
  ),
})

const manyWithoutId = (t: TFunction, count: number): Need => ({
  key: 'template ids',
  icon,
  title: t('home.noTemplateIds', { count }),
  why: t('home.noTemplateIdsWhy'),
  way: <Link to="/templates">{t('home.addThem')}</Link>,
})
