import type { Analysis } from '../../api/types.ts'

/** What is said of one rule, under the heading that fits it. */
export type RuleProblem = { heading: string; messages: string[] }

const headings: Record<string, string> = {
  never_matches: 'Can never fire',
  delay_beyond_validity: 'Always too late',
  quiet_beyond_validity: 'Skipped in quiet hours',
  dlt_text_mismatch: 'Differs from its registration',
  no_template_id: 'Dropped by operators',
  no_entity_id: 'Dropped by operators',
  variable_too_long: 'Names too long',
  no_owner: 'Goes to nobody',
  says_just_now: 'Says “just now” later',
}

/** An account may have hundreds of names that are too long. */
const mostMessages = 5

/** Said under a heading that says it too. */
const saidAbove = /^This rule can never fire: (.)/

/** The problems of the rule at one place of the set that was analysed, each kind under one heading. */
export function problemsOfRule({ problems }: Pick<Analysis, 'problems'>, index: number): RuleProblem[] {
  const byHeading = new Map<string, Set<string>>()
  for (const { path, code, message } of problems) {
    if (!path.startsWith(`rules[${index}].`)) continue
    const heading = headings[code] ?? 'Worth a look'
    const words = message.replace(saidAbove, (_, first: string) => first.toUpperCase())
    byHeading.set(heading, (byHeading.get(heading) ?? new Set()).add(words))
  }
  return [...byHeading].map(([heading, said]) => ({ heading, messages: [...said].slice(0, mostMessages) }))
}

/** The name that is too long, and for what, as the problem's words begin with it. */
export function longNameIn(message: string): { name: string; placeholder: string } | undefined {
  const [, name, placeholder] = /^“(.+)” has \d+ characters, and \{\{(\w+)\}\} in /.exec(message) ?? []
  return name === undefined || placeholder === undefined ? undefined : { name, placeholder }
}
