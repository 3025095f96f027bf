import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { whatIf } from '../../api/billing.ts'
import { useRuleCounts } from '../../api/rules.ts'
import type { PlanAnswer, Rule } from '../../api/types.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { rentalOfRule } from './rule-rental.ts'

type Rules = { rules: readonly Rule[]; ruleKey: string }

/** What the texts of a rule really came to, and what it adds to the rental. */
export function RuleCost({ rules, ruleKey }: Rules) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: counts } = useRuleCounts()
  const texts = counts?.texts[ruleKey]
  return (
    <>
      {texts !== undefined && (
        <dl className="cost-line">
          <dt>{t('rules.textsInMonth', { count: texts.count, shown: format.count(texts.count) })}</dt>
          <dd>{format.money(Number(texts.price.amount))}</dd>
        </dl>
      )}
      <Rental rules={rules} ruleKey={ruleKey} isDraft={false} />
    </>
  )
}

type DraftProps = Rules & { plan: PlanAnswer }

/** What a call costs that the draft fires for, and what the draft adds to the rental. */
export function DraftCost({ rules, ruleKey, plan }: DraftProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const prices = plan.rule === ruleKey ? plan.messages.flatMap((one) => one.price ?? []) : []
  const sum = prices.reduce((all, one) => all + Number(one.amount), 0)
  return (
    <>
      {prices[0] !== undefined && (
        <dl className="cost-line">
          <dt>{t('rules.eachCall', { count: prices.length })}</dt>
          <dd>{format.money(sum, prices[0].currency)}</dd>
        </dl>
      )}
      <Rental rules={rules} ruleKey={ruleKey} isDraft />
    </>
  )
}

const modeWords = { off: 'rules.dearer', one_way: 'rules.makesOneWay', two_way: 'rules.makesTwoWay' } as const

function Rental(asked: Rules & { isDraft: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: rental } = useRental(asked)
  if (rental == null) return null
  const { amount, currency, lines, mode } = rental
  return (
    <dl className="cost-line">
      <dt>{t(modeWords[mode ?? 'off'], { count: lines })}</dt>
      <dd>{t('rules.aMonth', { amount: format.money(amount, currency) })}</dd>
    </dl>
  )
}

function useRental({ rules, ruleKey, isDraft }: Rules & { isDraft: boolean }) {
  return useQuery({
    queryKey: ['rule-rental', rules, ruleKey, isDraft],
    queryFn: async () => {
      const others = rules.filter((one) => one.key !== ruleKey)
      const [without, withIt] = await Promise.all([
        whatIf({ rules: others }),
        isDraft ? whatIf({ rules: [...rules] }) : null,
      ])
      return rentalOfRule(without, withIt)
    },
    retry: false,
  })
}
