import { useNavigate } from '@tanstack/react-router'
import { useRuleSet } from '../../api/rules.ts'
import { removeThing, useTemplates } from '../../api/setup.ts'
import type { Rule, Template } from '../../api/types.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'

/** Retires a template that no rule sends; one that rules send leads to them, since the program keeps it until they send another. */
export function useRetire(template: Template | null, run: (work: () => Promise<unknown>) => Promise<boolean>) {
  const { ask, dialog } = useConfirm()
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
        title: `“${template?.name}” is still sent`,
        words: `${senders.map(({ name }) => `“${name}”`).join(', ')} ${senders.length === 1 ? 'sends' : 'send'} it. Choose another template there, then retire this one.`,
        action: senders.length === 1 ? 'Open the rule' : 'Open the rules',
        onYes: () =>
          void (senders.length === 1
            ? navigate({ to: '/after-call-sms/custom/$ruleKey', params: { ruleKey: only.key } })
            : navigate({ to: '/after-call-sms/custom' })),
      })
    const [text] = variants
    if (text !== undefined)
      return ask({
        title: `“${template?.name}” has texts in other languages`,
        words: `${variants.map(({ name }) => `“${name}”`).join(', ')} ${variants.length === 1 ? 'stands' : 'stand'} beside it. Retire ${variants.length === 1 ? 'that' : 'those'} first.`,
        action: `Open “${text.name}”`,
        onYes: () => void navigate({ to: '/templates/$templateKey', params: { templateKey: text.key } }),
      })
    ask({
      title: `Retire “${template?.name}”?`,
      words: template?.variantOf
        ? 'Its readers get the default text from now on; texts that were sent keep their wording.'
        : 'No rule sends it. It leaves the lists; texts that were sent keep their wording.',
      action: 'Retire it',
      onYes: () => void run(() => removeThing('templates', template?.key ?? '', leave)),
    })
  }
  return { retire, dialog }
}

const isSentBy = (rule: Rule, key: string | undefined): boolean =>
  rule.recipients.some((one) => one.template === key || one.quietTemplate === key)
