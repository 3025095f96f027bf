import { IconAlertTriangle, IconUserQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import type { RuleSet } from '../../api/types.ts'
import type { Need } from './need.ts'

/** What befalls every text of a rule, or all that fall into its quiet hours. Names that are too long concern few texts: they stand at the rule. */
const amissKeys = {
  never_matches: 'home.neverFires',
  delay_beyond_validity: 'home.alwaysLate',
  quiet_beyond_validity: 'home.skippedInQuiet',
} as const

const isAmiss = (code: string): code is keyof typeof amissKeys => code in amissKeys

/** Enabled rules that do not do what they say. */
export function amiss(t: TFunction, { rules, analysis }: Pick<RuleSet, 'rules' | 'analysis'>): Need[] {
  return analysis.problems.flatMap(({ code, path, message }): Need[] => {
    const index = Number(/^rules\[(\d+)\]\./.exec(path)?.[1])
    const rule = rules[index]
    if (!isAmiss(code) || !rule?.enabled) return []
    return [
      {
        key: `amiss ${code} ${rule.key}`,
        icon: <IconAlertTriangle size={20} color="var(--warn)" aria-hidden="true" />,
        title: t(amissKeys[code], { place: index + 1 }),
        why: message,
        way: (
          <Link to="/after-call-sms/custom/$ruleKey" params={{ ruleKey: rule.key }}>
            {t('rules.mend')}
          </Link>
        ),
      },
    ]
  })
}

/** An enabled rule texts owners. */
export function withoutOwner(t: TFunction, { rules, analysis }: Pick<RuleSet, 'rules' | 'analysis'>): Need[] {
  const places = analysis.problems.filter((one) => one.code === 'no_owner').map((one) => Number(/\d+/.exec(one.path)))
  if (!places.some((at) => rules[at]?.enabled)) return []
  return [
    {
      key: 'owners',
      icon: <IconUserQuestion size={20} color="var(--warn)" aria-hidden="true" />,
      title: t('home.noOwner'),
      why: t('home.noOwnerWhy'),
      way: <Link to="/people">{t('story.mend.markOwner')}</Link>,
    },
  ]
}
