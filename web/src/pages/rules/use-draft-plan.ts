import { useQuery } from '@tanstack/react-query'
import { planCall } from '../../api/rules.ts'
import { useDids } from '../../api/setup.ts'
import type { PlanAnswer, Rule } from '../../api/types.ts'
import { useHasNames, useNames } from '../../story/use-names.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { callFor } from './rule-draft.ts'

/** What was said of a draft, and of which: while somebody types, the next answer is still to come. */
export type Judged = { rules: readonly Rule[]; rule: Rule; plan: PlanAnswer }
export type DraftPlan = { isComplete: boolean; judged: Judged | undefined; error: Error | null }

/** One made-up call that this rule asks for, judged by the whole draft rule set. Writes nothing. */
export function useDraftPlan(rules: readonly Rule[], rule: Rule): DraftPlan {
  const names = useNames()
  // A key told in the place of a number would be a call by a number that nobody has.
  const hasNames = useHasNames()
  const { data: dids } = useDids()
  const did = (key: string) => dids?.find((one) => one.key === key)?.number ?? key
  const isComplete = rules.every(
    (one) =>
      one.recipients.length > 0 && one.recipients.every((recipient) => recipient.template !== '') && one.name !== '',
  )
  const asked = useSettled({ rules, rule }, 350)
  const { data, error } = useQuery({
    queryKey: ['draft-plan', asked],
    queryFn: async (): Promise<Judged> => ({
      ...asked,
      plan: await planCall(callFor(asked.rule, { department: names.department, did }), asked.rules),
    }),
    enabled: isComplete && hasNames,
    placeholderData: (before) => before,
    retry: false,
  })
  return { isComplete, judged: isComplete ? data : undefined, error }
}
