import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { whatIf } from '../../api/billing.ts'
import { queryClient } from '../../api/query-client.ts'
import { useRuleCounts, useRuleSet } from '../../api/rules.ts'
import type { PlanAnswer, Rule } from '../../api/types.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { CostLine } from '../../ui/parts.tsx'
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
        <CostLine
          of={t(counts?.onlyNewest.texts ? 'rules.textsOfNewest' : 'rules.textsInMonth', {
            count: texts.count,
            shown: format.count(texts.count),
          })}
        >
          {format.money(Number(texts.price.amount))}
        </CostLine>
      )}
      <Rental key={ruleKey} rules={rules} ruleKey={ruleKey} />
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
        <CostLine of={t('rules.eachCall', { count: prices.length })}>{format.money(sum, prices[0].currency)}</CostLine>
      )}
      <Rental key={ruleKey} rules={rules} ruleKey={ruleKey} />
    </>
  )
}

const modeWords = { off: 'rules.dearer', one_way: 'rules.makesOneWay', two_way: 'rules.makesTwoWay' } as const

/** Of one rule: what another adds is not shown until this one's answer is there. */
function Rental(asked: Rules) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: rental } = useRental(asked)
  if (rental == null) return null
  const { amount, currency, lines, mode } = rental
  return (
    <CostLine of={t(modeWords[mode ?? 'off'], { count: lines })}>
      {t('rules.aMonth', { amount: format.money(amount, currency) })}
    </CostLine>
  )
}

/** What is shown stands until the rules that were changed are answered for. */
function useRental({ rules, ruleKey }: Rules) {
  const { data: saved } = useRuleSet()
  const inForce = saved?.number
  return useQuery({
    queryKey: ['rule-rental', inForce, rules, ruleKey],
    queryFn: async () => {
      const others = rules.filter((one) => one.key !== ruleKey)
      return rentalOfRule(...(await Promise.all([rentalUnder(others, inForce), rentalUnder(rules, inForce)])))
    },
    enabled: inForce !== undefined,
    placeholderData: (before) => before,
    retry: false,
  })
}

/** An answer says what differs from the rules in force, so it holds for these alone. */
const rentalUnder = (rules: readonly Rule[], inForce: number | undefined) =>
  queryClient.fetchQuery({
    queryKey: ['rental-under', inForce, rules],
    queryFn: () => whatIf({ rules: [...rules] }),
    staleTime: 30_000,
  })
