import { IconAlertTriangle, IconUserQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { RuleSet } from '../../api/types.ts'
import type { Need } from './need.ts'

/** What befalls every text of a rule, or all that fall into its quiet hours. Names that are too long concern few texts: they stand at the rule. */
const amissWords: Record<string, string> = {
  never_matches: 'can never fire',
  delay_beyond_validity: 'always comes too late',
  quiet_beyond_validity: 'is skipped in quiet hours',
}

/** Enabled rules that do not do what they say. */
export function amiss({ rules, analysis }: Pick<RuleSet, 'rules' | 'analysis'>): Need[] {
  return analysis.problems.flatMap(({ code, path, message }): Need[] => {
    const index = Number(/^rules\[(\d+)\]\./.exec(path)?.[1])
    const rule = rules[index]
    const words = amissWords[code]
    if (words === undefined || !rule?.enabled) return []
    return [
      {
        key: `amiss ${code} ${rule.key}`,
        icon: <IconAlertTriangle size={20} color="var(--warn)" aria-hidden="true" />,
        title: `Rule ${index + 1} ${words}`,
        why: message,
        way: (
          <Link to="/after-call-sms/custom/$ruleKey" params={{ ruleKey: rule.key }}>
            Mend it
          </Link>
        ),
      },
    ]
  })
}

/** An enabled rule texts owners. */
export function withoutOwner({ rules, analysis }: Pick<RuleSet, 'rules' | 'analysis'>): Need[] {
  const places = analysis.problems.filter((one) => one.code === 'no_owner').map((one) => Number(/\d+/.exec(one.path)))
  if (!places.some((at) => rules[at]?.enabled)) return []
  return [
    {
      key: 'owners',
      icon: <IconUserQuestion size={20} color="var(--warn)" aria-hidden="true" />,
      title: 'Owners are texted, and nobody is one',
      why: 'Texts to owners are skipped.',
      way: <Link to="/people">Mark an owner</Link>,
    },
  ]
}
