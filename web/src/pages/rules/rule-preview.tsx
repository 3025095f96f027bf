import { Button, SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recipient, Rule } from '../../api/types.ts'
import { FilledFrom } from '../templates/filled-from.tsx'
import { RuleCost } from './rule-cost.tsx'
import { TextPreview } from './text-preview.tsx'
import { useFilling } from './use-filling.ts'

/** The chosen rule as its recipients read it, and what it costs. */
export function RulePreview({ rules, rule, place }: { rules: readonly Rule[]; rule: Rule; place: number }) {
  const { t } = useTranslation()
  return (
    <aside className="as-read" aria-label={t('rules.readAs')}>
      <h2>{t('rules.asRead', { place })}</h2>
      <RecipientPreview rule={rule} />
      <RuleCost rules={rules} ruleKey={rule.key} />
      <Button
        variant="default"
        fullWidth
        renderRoot={(props) => <Link to="/after-call-sms/custom/$ruleKey" params={{ ruleKey: rule.key }} {...props} />}
      >
        {t('rules.edit', { place })}
      </Button>
    </aside>
  )
}

/** A handset per recipient of the rule, one at a time, each filled from the same call. */
export function RecipientPreview({ rule }: { rule: Pick<Rule, 'key' | 'recipients' | 'conditions'> }) {
  const { t } = useTranslation()
  const { filling, call, calls, choose } = useFilling(rule)
  const [chosen, setChosen] = useState(0)
  const { recipients } = rule
  const at = Math.min(chosen, recipients.length - 1)
  const recipient: Recipient | undefined = recipients[at]
  return (
    <>
      {recipients.length > 1 && (
        <SegmentedControl
          fullWidth
          value={String(at)}
          onChange={(value) => setChosen(Number(value))}
          data={recipients.map((one, index) => ({ value: String(index), label: t(`rules.whose.${one.selector.to}`) }))}
          aria-label={t('rules.whoseHandset')}
        />
      )}
      {recipient !== undefined && (
        <TextPreview
          template={recipient.template}
          filling={filling}
          label={t(`rules.whose.${recipient.selector.to}`)}
        />
      )}
      {recipient !== undefined && filling !== undefined && <FilledFrom call={call} calls={calls} onChoose={choose} />}
    </>
  )
}
