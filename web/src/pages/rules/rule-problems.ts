import type { Analysis } from '../../api/types.ts'
import type { en } from '../../i18n/en/index.ts'

/** What is said of one rule, under the heading that fits it. */
export type RuleProblem = { heading: Heading; messages: string[] }
type Heading = keyof typeof en.rules.problem

const headings: Record<string, Heading> = {
  never_matches: 'neverFires',
  delay_beyond_validity: 'tooLate',
  quiet_beyond_validity: 'quiet',
  dlt_text_mismatch: 'differs',
  no_template_id: 'dropped',
  no_entity_id: 'dropped',
  variable_too_long: 'longNames',
  no_owner: 'nobody',
  says_just_now: 'justNow',
}

/** An account may have hundreds of names that are too long. */
const mostMessages = 5

/** Said under a heading that says it too. */
const saidAbove = /^This rule can never fire: (.)/

/** The problems of the rule at one place of the set that was analysed, each kind under one heading. */
export function problemsOfRule({ problems }: Pick<Analysis, 'problems'>, index: number): RuleProblem[] {
  const byHeading = new Map<Heading, Set<string>>()
  for (const { path, code, message } of problems) {
    if (!path.startsWith(`rules[${index}].`)) continue
    const heading = headings[code] ?? 'look'
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
