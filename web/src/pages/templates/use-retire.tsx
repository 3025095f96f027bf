import { useNavigate } from '@tanstack/react-router'
import { useRuleSet } from '../../api/rules.ts'
import { removeThing } from '../../api/setup.ts'
import type { Rule, Template } from '../../api/types.ts'
import { useConfirm } from '../../ui/confirm.tsx'

/** Retires a template that no rule sends; one that rules send leads to them, since the program keeps it until they send another. */
export function useRetire(template: Template | null, run: (work: () => Promise<unknown>) => Promise<boolean>) {
  const { ask, dialog } = useConfirm()
  const navigate = useNavigate()
  const { data: ruleSet } = useRuleSet()
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
    ask({
      title: `Retire “${template?.name}”?`,
      words: 'No rule sends it. It leaves the lists; texts that were sent keep their wording.',
      action: 'Retire it',
      onYes: () =>
        void run(async () => {
          await removeThing('templates', template?.key ?? '')
          await navigate({ to: '/templates' })
        }),
    })
  }
  return { retire, dialog }
}

const isSentBy = (rule: Rule, key: string | undefined): boolean =>
  rule.recipients.some((one) => one.template === key || one.quietTemplate === key)
