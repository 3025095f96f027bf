import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Trans, useTranslation } from 'react-i18next'
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
          <h2>{t(`rules.problem.${heading}`)}</h2>
          {messages.map((one) => (
            <Problem key={one} message={one} />
          ))}
        </Card>
      ))}
      {takenBy.length > 0 && (
        <Card>
          <h2>{t('rules.problem.neverFires')}</h2>
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
      <p className="card-lead" lang="en">
        {message}
      </p>
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
  const { t } = useTranslation()
  const silenced = analysis.shadowed.filter(({ by }) => by.includes(rule.key))
  return (
    <>
      {silenced.slice(0, mostBelow).map(({ rule: key, by }) => {
        const others = by.filter((one) => one !== rule.key).map(place)
        return (
          <ReasonBlock
            key={key}
            title={t('editor.silences', { place: place(key) })}
            detail={
              others.length === 0
                ? t('editor.takes')
                : t('editor.takesWith', { count: others.length, places: others.join(', ') })
            }
            action={<RuleLink ruleKey={key}>{t('editor.openRule', { place: place(key) })}</RuleLink>}
          />
        )
      })}
      {silenced.length > mostBelow && (
        <p className="field-note">{t('editor.moreBelow', { count: silenced.length - mostBelow })}</p>
      )}
    </>
  )
}

/** Rules that share some calls with this one: those above take them first, those below leave them. */
function Overlap({ rule, analysis: { overlaps }, place }: PartProps) {
  const { t } = useTranslation()
  const above = overlaps.find((one) => one.rule === rule.key)?.with ?? []
  const below = overlaps.filter((one) => one.with.includes(rule.key)).map((one) => one.rule)
  if (above.length === 0 && below.length === 0) return null
  return (
    <Card>
      <h2>{t('editor.overlap')}</h2>
      {above.map((key) => (
        <p key={key} className="card-lead">
          <Trans
            i18nKey="editor.overlapAbove"
            values={{ place: place(key) }}
            components={{ a: <RuleLink ruleKey={key} /> }}
          />
        </p>
      ))}
      {below.slice(0, mostBelow).map((key) => (
        <p key={key} className="card-lead">
          <Trans
            i18nKey="editor.overlapBelow"
            values={{ place: place(key) }}
            components={{ a: <RuleLink ruleKey={key} /> }}
          />
        </p>
      ))}
      {below.length > mostBelow && (
        <p className="card-lead">{t('editor.overlapMore', { count: below.length - mostBelow })}</p>
      )}
    </Card>
  )
}

function RuleLink({ ruleKey, children }: { ruleKey: string; children?: ReactNode }) {
  return (
    <Link to="/after-call-sms/custom/$ruleKey" params={{ ruleKey }}>
      {children}
    </Link>
  )
}
