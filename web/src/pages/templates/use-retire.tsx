import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRuleSet } from '../../api/rules.ts'
import { removeThing, useTemplates } from '../../api/setup.ts'
import type { Rule, Template } from '../../api/types.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'

/** Retires a template that no rule sends; one that rules send leads to them, since the program keeps it until they send another. */
export function useRetire(template: Template | null, run: (work: () => Promise<unknown>) => Promise<boolean>) {
  const { t } = useTranslation()
  const { ask, dialog } = useConfirm()
  const name = template?.name ?? ''
  const navigate = useNavigate()
  const goOn = useGoOn()
  const leave = () => goOn(() => navigate({ to: '/templates', ignoreBlocker: true }))
  const { data: ruleSet } = useRuleSet()
  const { data: templates = [] } = useTemplates()
  const variants = templates.filter((one) => one.variantOf !== null && one.variantOf === template?.key)
  const senders = (ruleSet?.rules ?? []).filter((rule) => isSentBy(rule, template?.key))

  const retire = () => {
    const [only] = senders
    if (only !== undefined)
      return ask({
        title: t('templates.retire.sent', { name }),
        words: t('templates.retire.sentBy', { count: senders.length, rules: quoted(senders) }),
        action: t('templates.retire.openRules', { count: senders.length }),
        onYes: () =>
          void (senders.length === 1
            ? navigate({ to: '/after-call-sms/custom/$ruleKey', params: { ruleKey: only.key } })
            : navigate({ to: '/after-call-sms/custom' })),
      })
    const [text] = variants
    if (text !== undefined)
      return ask({
        title: t('templates.retire.hasTexts', { name }),
        words: t('templates.retire.textsBeside', { count: variants.length, texts: quoted(variants) }),
        action: t('templates.retire.open', { name: text.name }),
        onYes: () => void navigate({ to: '/templates/$templateKey', params: { templateKey: text.key } }),
      })
    ask({
      title: t('templates.retire.ask', { name }),
      words: t(template?.variantOf ? 'templates.retire.askText' : 'templates.retire.askWords'),
      action: t('templates.retire.yes'),
      onYes: () => void run(() => removeThing('templates', template?.key ?? '', leave)),
    })
  }
  return { retire, dialog }
}

const quoted = (all: readonly { name: string }[]) => all.map(({ name }) => `“${name}”`).join(', ')

const isSentBy = (rule: Rule, key: string | undefined): boolean =>
  rule.recipients.some((one) => one.template === key || one.quietTemplate === key)
