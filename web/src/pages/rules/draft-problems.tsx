import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Analysis, Rule } from '../../api/types.ts'
import { ShorterName } from '../../story/shorter-name.tsx'
import { Card, ReasonBlock } from '../../ui/parts.tsx'
import { longNameIn, problemsOfRule } from './rule-problems.ts'

type Props = { rules: readonly Rule[]; rule: Rule; analysis: Analysis }

/** A rule that takes some calls of everybody shares them with everybody. */
const mostBelow = 5

/** What is amiss with the draft whatever the call, which rules above take its calls, and from which below it takes theirs. */
export function DraftProblems({ rules, rule, analysis }: Props) {
  const { t } = useTranslation()
  const index = rules.findIndex((one) => one.key === rule.key)
  const place = (key: string) => rules.findIndex((one) => one.key === key) + 1
  const takenBy = (analysis.shadowed.find((one) => one.rule === rule.key)?.by ?? []).map(place)
  return (
    <>
      {problemsOfRule(analysis, index).map(({ heading, messages }) => (
        <Card key={heading}>
          <h2>{heading}</h2>
          {messages.map((one) => (
            <Problem key={one} message={one} />
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
      <Silenced rule={rule} analysis={analysis} place={place} />
      <Overlap rule={rule} analysis={analysis} place={place} />
    </>
  )
}

function Problem({ message }: { message: string }) {
  const long = longNameIn(message)
  return (
    <>
      <p className="card-lead">{message}</p>
      {long && (
        <p className="card-lead">
          <ShorterName {...long} />
        </p>
      )}
    </>
  )
}

type PartProps = Pick<Props, 'rule' | 'analysis'> & { place: (key: string) => number }

/** Rules below that this one, alone or with others, leaves no call. */
function Silenced({ rule, analysis, place }: PartProps) {
  const silenced = analysis.shadowed.filter(({ by }) => by.includes(rule.key))
  return (
    <>
      {silenced.slice(0, mostBelow).map(({ rule: key, by }) => {
        const others = by.filter((one) => one !== rule.key).map(place)
        const takers = others.length === 0 ? 'This rule takes' : `This rule and ${rulesAt(others)} together take`
        return (
          <ReasonBlock
            key={key}
            title={`Rule ${place(key)} below can then never fire`}
            detail={`${takers} every call that it would match.`}
            action={<RuleLink ruleKey={key}>Open rule {place(key)}</RuleLink>}
          />
        )
      })}
      {silenced.length > mostBelow && <p className="field-note">And {silenced.length - mostBelow} more below.</p>}
    </>
  )
}

const rulesAt = (places: readonly number[]) => `rule${places.length === 1 ? '' : 's'} ${places.join(', ')}`

/** Rules that share some calls with this one: those above take them first, those below leave them. */
function Overlap({ rule, analysis: { overlaps }, place }: PartProps) {
  const above = overlaps.find((one) => one.rule === rule.key)?.with ?? []
  const below = overlaps.filter((one) => one.with.includes(rule.key)).map((one) => one.rule)
  if (above.length === 0 && below.length === 0) return null
  return (
    <Card>
      <h2>Overlap</h2>
      {above.map((key) => (
        <p key={key} className="card-lead">
          <RuleLink ruleKey={key}>Rule {place(key)} above</RuleLink> takes some of these calls first.
        </p>
      ))}
      {below.slice(0, mostBelow).map((key) => (
        <p key={key} className="card-lead">
          <RuleLink ruleKey={key}>Rule {place(key)} below</RuleLink> also matches some of these calls, and yields.
        </p>
      ))}
      {below.length > mostBelow && <p className="card-lead">So do {below.length - mostBelow} more below.</p>}
    </Card>
  )
}

function RuleLink({ ruleKey, children }: { ruleKey: string; children: ReactNode }) {
  return (
    <Link to="/after-call-sms/custom/$ruleKey" params={{ ruleKey }}>
      {children}
    </Link>
  )
}
