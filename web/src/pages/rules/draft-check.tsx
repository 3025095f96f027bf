import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { Rule } from '../../api/types.ts'
import { verdictRows } from '../../story/verdict-rows.ts'
import { Card } from '../../ui/parts.tsx'
import { VerdictList } from '../../ui/verdict-list.tsx'
import { DraftProblems } from './draft-problems.tsx'
import { HistoryCheck } from './history-check.tsx'
import type { DraftPlan, Judged } from './use-draft-plan.ts'

/** The draft, tried: one made-up call that this rule asks for, judged by the whole draft rule set. Nothing is written. */
export function DraftCheck({ rules, isComplete, judged, error }: DraftPlan & { rules: readonly Rule[] }) {
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
