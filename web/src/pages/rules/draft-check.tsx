import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Rule } from '../../api/types.ts'
import { verdictRows } from '../../story/verdict-rows.ts'
import { Card } from '../../ui/parts.tsx'
import { VerdictList } from '../../ui/verdict-list.tsx'
import { DraftProblems } from './draft-problems.tsx'
import { HistoryCheck } from './history-check.tsx'
import type { DraftPlan, Judged } from './use-draft-plan.ts'

/** The draft, tried: one made-up call that this rule asks for, judged by the whole draft rule set. Nothing is written. */
export function DraftCheck({ rules, isComplete, judged, error }: DraftPlan & { rules: readonly Rule[] }) {
  const { t } = useTranslation()
  return (
    <div className="editor-check">
      <Card>
        <h2>{t('editor.likeThis')}</h2>
        {judged === undefined ? (
          <p className="card-lead">{t(error !== null && isComplete ? 'editor.cannotTry' : 'editor.chooseFirst')}</p>
        ) : (
          <Verdicts {...judged} />
        )}
        <p className="field-note">{t('editor.judgedBy')}</p>
      </Card>
      {judged?.plan.analysis !== undefined && <DraftProblems {...judged} analysis={judged.plan.analysis} />}
      <HistoryCheck rules={rules} isComplete={isComplete} />
    </div>
  )
}

function Verdicts({ rules, rule, plan }: Judged) {
  const { t } = useTranslation()
  const place = (key: string | null) => rules.findIndex((one) => one.key === key) + 1
  return (
    <>
      {plan.rule === rule.key ? (
        <p className="check-line">
          <IconCircleCheck size={19} color="var(--ok)" aria-hidden="true" />
          {t('editor.fires', { place: place(rule.key) })}
        </p>
      ) : (
        <p className="check-line">
          <IconInfoCircle size={19} color="var(--warn)" aria-hidden="true" />
          {plan.rule === null ? t('editor.noneFires') : t('editor.otherFires', { place: place(plan.rule) })}
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
