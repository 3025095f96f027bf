import { useDebouncedValue } from '@mantine/hooks'
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { planCall } from '../../api/rules.ts'
import { useDids } from '../../api/setup.ts'
import type { PlanAnswer, Rule } from '../../api/types.ts'
import { useHasNames, useNames } from '../../story/use-names.ts'
import { verdictRows } from '../../story/verdict-rows.ts'
import { Card } from '../../ui/parts.tsx'
import { VerdictList } from '../../ui/verdict-list.tsx'
import { DraftProblems } from './draft-problems.tsx'
import { HistoryCheck } from './history-check.tsx'
import { callFor } from './rule-draft.ts'

/** What was said of a draft, and of which: while somebody types, the next answer is still to come. */
type Judged = { rules: readonly Rule[]; rule: Rule; plan: PlanAnswer }

/** The draft, tried: one made-up call that this rule asks for, judged by the whole draft rule set. Nothing is written. */
export function DraftCheck({ rules, rule }: { rules: readonly Rule[]; rule: Rule }) {
  const names = useNames()
  // A key told in the place of a number would be a call by a number that nobody has.
  const hasNames = useHasNames()
  const { data: dids } = useDids()
  const did = (key: string) => dids?.find((one) => one.key === key)?.number ?? key
  const isComplete = rules.every(
    (one) =>
      one.recipients.length > 0 && one.recipients.every((recipient) => recipient.template !== '') && one.name !== '',
  )
  const [asked] = useDebouncedValue({ rules, rule }, 350)
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
  const judged = isComplete ? data : undefined
  return (
    <div className="editor-check">
      <Card>
        <h2>A call like this</h2>
        {judged === undefined ? (
          <p className="card-lead">
            {error !== null && isComplete
              ? 'The draft cannot be tried as it stands.'
              : 'Choose who is texted what, and a made-up call is judged here.'}
          </p>
        ) : (
          <Verdicts {...judged} />
        )}
        <p className="field-note">
          Judged by the draft, nothing is written. A made-up caller has no history: an n-th miss shows on the calls that
          were.
        </p>
      </Card>
      {judged?.plan.analysis !== undefined && <DraftProblems {...judged} analysis={judged.plan.analysis} />}
      <HistoryCheck rules={rules} isComplete={isComplete} />
    </div>
  )
}

function Verdicts({ rules, rule, plan }: Judged) {
  const place = (key: string | null) => rules.findIndex((one) => one.key === key) + 1
  return (
    <>
      {plan.rule === rule.key ? (
        <p className="check-line">
          <IconCircleCheck size={19} color="var(--ok)" aria-hidden="true" />
          {`This rule fires, at place ${place(rule.key)}.`}
        </p>
      ) : (
        <p className="check-line">
          <IconInfoCircle size={19} color="var(--warn)" aria-hidden="true" />
          {plan.rule === null
            ? 'No rule fires for a made-up call.'
            : `Rule ${place(plan.rule)} fires for a made-up call.`}{' '}
          See below why this one does not.
        </p>
      )}
      <VerdictList
        rows={verdictRows(plan, rules as Rule[]).filter(
          (row) => row.is === 'fired' || row.key === rule.key || row.place < place(rule.key),
        )}
      />
    </>
  )
}
