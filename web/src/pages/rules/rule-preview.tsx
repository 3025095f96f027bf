import { Button, SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../api/me.ts'
import { useRuleCounts } from '../../api/rules.ts'
import { useHeaders, usePreview, useTemplates } from '../../api/setup.ts'
import type { Recipient, Rule } from '../../api/types.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { TextPreview } from './text-preview.tsx'

/** The chosen rule as its recipients read it, and what its texts cost. */
export function RulePreview({ rule, place }: { rule: Rule; place: number }) {
  const { t } = useTranslation()
  return (
    <aside className="as-read" aria-label="As it is read">
      <h2>{t('rules.asRead', { place })}</h2>
      <RecipientPreview rule={rule} />
      <RuleCost rule={rule} />
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

const recipientLabels = {
  caller: 'Caller',
  user: 'User',
  rung: 'Rang',
  members: 'Members',
  owners: 'Owners',
  users: 'Named',
  numbers: 'Numbers',
} as const

/** A handset per recipient of the rule, one at a time. */
export function RecipientPreview({ rule }: { rule: Pick<Rule, 'key' | 'recipients' | 'conditions'> }) {
  const [chosen, setChosen] = useState(0)
  const { recipients, conditions } = rule
  const at = Math.min(chosen, recipients.length - 1)
  const recipient: Recipient | undefined = recipients[at]
  return (
    <>
      {recipients.length > 1 && (
        <SegmentedControl
          fullWidth
          value={String(at)}
          onChange={(value) => setChosen(Number(value))}
          data={recipients.map((one, index) => ({ value: String(index), label: recipientLabels[one.selector.to] }))}
          aria-label="Whose handset"
        />
      )}
      {recipient !== undefined && (
        <TextPreview
          template={recipient.template}
          department={conditions.departments?.[0]}
          did={conditions.dids?.[0]}
          label={recipientLabels[recipient.selector.to]}
        />
      )}
    </>
  )
}

function RuleCost({ rule }: { rule: Rule }) {
  const format = useFormat()
  const { data: counts } = useRuleCounts()
  const calls = counts?.counts[rule.key] ?? 0
  const price = useTextsPrice(rule)
  if (counts === undefined || calls === 0 || price === undefined) return null
  return (
    <dl className="cost-line">
      <dt>
        {format.count(calls)} {calls === 1 ? 'call' : 'calls'} in 30 days,{' '}
        {rule.recipients.length === 1 ? 'one text' : 'all texts'}
      </dt>
      <dd>{format.money(price * calls)}</dd>
    </dl>
  )
}

/** What the texts of one call cost, for rules of up to two recipients whose templates can be previewed. */
function useTextsPrice(rule: Rule): number | undefined {
  const { data: templates } = useTemplates()
  useHeaders()
  useAccount()
  const body = (index: number) => templates?.find((one) => one.key === rule.recipients[index]?.template)?.body
  const ask = (index: number) => {
    const text = body(index)
    return text === undefined
      ? undefined
      : {
          body: text,
          ...(rule.conditions.departments?.[0] !== undefined && { department: rule.conditions.departments[0] }),
        }
  }
  const { data: first } = usePreview(ask(0))
  const { data: second } = usePreview(ask(1))
  if (rule.recipients.length > 2 || first === undefined) return undefined
  return Number(first.price.amount) + (rule.recipients.length === 2 ? Number(second?.price.amount ?? 0) : 0)
}
