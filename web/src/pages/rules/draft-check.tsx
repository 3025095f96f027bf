import { useDebouncedValue } from '@mantine/hooks'
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { planCall } from '../../api/rules.ts'
import { useDids } from '../../api/setup.ts'
import type { Analysis, Rule } from '../../api/types.ts'
import { useNames } from '../../story/use-names.ts'
import { verdictRows } from '../../story/verdict-rows.ts'
import { Card } from '../../ui/parts.tsx'
import { VerdictList } from '../../ui/verdict-list.tsx'
import { HistoryCheck } from './history-check.tsx'
import { callFor } from './rule-draft.ts'

/** The draft, tried: one made-up call that this rule asks for, judged by the whole draft rule set. Nothing is written. */
export function DraftCheck({ rules, rule, analysis }: { rules: readonly Rule[]; rule: Rule; analysis: Analysis }) {
  const names = useNames()
  const { data: dids } = useDids()
  const did = (key: string) => dids?.find((one) => one.key === key)?.number ?? key
  const complete = rules.every(
    (one) =>
      one.recipients.length > 0 && one.recipients.every((recipient) => recipient.template !== '') && one.name !== '',
  )
  const [asked] = useDebouncedValue({ rules, rule }, 350)
  const { data: plan, error } = useQuery({
    queryKey: ['draft-plan', asked],
    queryFn: () => planCall(callFor(asked.rule, { department: names.department, did }), asked.rules),
    enabled: complete,
    placeholderData: (before) => before,
    retry: false,
  })
  const place = (key: string | null) => rules.findIndex((one) => one.key === key) + 1
  const here = `rules[${rules.findIndex((one) => one.key === rule.key)}].`
  const warnings = analysis.problems.filter((one) => one.path.startsWith(here)).slice(0, 5)
  const above = analysis.overlaps.find((one) => one.rule === rule.key)?.with ?? []
  return (
    <div className="editor-check">
      <Card>
        <h2>A call like this</h2>
        {!complete || plan === undefined ? (
          <p className="card-lead">
            {error !== null && complete
              ? 'The draft cannot be tried as it stands.'
              : 'Choose who is texted what, and a made-up call is judged here.'}
          </p>
        ) : plan.rule === rule.key ? (
          <p className="check-line">
            <IconCircleCheck size={19} color="var(--ok)" aria-hidden="true" /> This rule fires, at place{' '}
            {place(rule.key)}.
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
        {complete && plan !== undefined && (
          <VerdictList
            rows={verdictRows(plan, rules as Rule[]).filter(
              (row) => row.is === 'fired' || row.key === rule.key || row.place < place(rule.key),
            )}
          />
        )}
        <p className="field-note">
          Judged by the draft, nothing is written. A made-up caller has no history: an n-th miss shows on the calls that
          were.
        </p>
      </Card>
      <HistoryCheck rules={rules} isComplete={complete} />
      {warnings.length > 0 && (
        <Card>
          <h2>Names too long</h2>
          {warnings.map((one) => (
            <p key={one.message} className="card-lead">
              {one.message}
            </p>
          ))}
        </Card>
      )}
      {above.length > 0 && (
        <Card>
          <h2>Overlap</h2>
          {above.map((key) => (
            <p key={key} className="card-lead">
              <strong>Rule {place(key)} above</strong> takes some of these calls first.
            </p>
          ))}
        </Card>
      )}
    </div>
  )
}
