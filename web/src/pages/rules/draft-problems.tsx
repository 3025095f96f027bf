import { useTranslation } from 'react-i18next'
import type { Analysis, Rule } from '../../api/types.ts'
import { Card } from '../../ui/parts.tsx'
import { problemsOfRule } from './rule-problems.ts'

type Props = { rules: readonly Rule[]; rule: Rule; analysis: Analysis }

/** What is amiss with the draft whatever the call, and which rules above take its calls. */
export function DraftProblems({ rules, rule, analysis }: Props) {
  const { t } = useTranslation()
  const index = rules.findIndex((one) => one.key === rule.key)
  const place = (key: string) => rules.findIndex((one) => one.key === key) + 1
  const takenBy = (analysis.shadowed.find((one) => one.rule === rule.key)?.by ?? []).map(place)
  const sharedWith = analysis.overlaps.find((one) => one.rule === rule.key)?.with ?? []
  return (
    <>
      {problemsOfRule(analysis, index).map(({ heading, messages }) => (
        <Card key={heading}>
          <h2>{heading}</h2>
          {messages.map((one) => (
            <p key={one} className="card-lead">
              {one}
            </p>
          ))}
        </Card>
      ))}
      {takenBy.length > 0 && (
        <Card>
          <h2>Can never fire</h2>
          <p className="card-lead">
            {takenBy.length === 1
              ? t('rules.takesFirst', { place: takenBy.join() })
              : t('rules.takeFirst', { places: takenBy.join(', ') })}
          </p>
        </Card>
      )}
      {sharedWith.length > 0 && (
        <Card>
          <h2>Overlap</h2>
          {sharedWith.map((key) => (
            <p key={key} className="card-lead">
              <strong>Rule {place(key)} above</strong> takes some of these calls first.
            </p>
          ))}
        </Card>
      )}
    </>
  )
}
