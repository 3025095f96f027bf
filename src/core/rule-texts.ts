/** What will be amiss with the texts of rules, said where the rule is written and not when a text is skipped: wordings that differ, names too long. */
import type { FieldProblem } from './adapter.ts'
import { compileRegistered } from './dlt-render.ts'
import type { Rule } from './rule.ts'
import type { RuleSetSnapshot, SnapshotTemplate } from './rule-set.ts'
import { type LongName, longNames } from './template-review.ts'

type Named = { key: string; name: string }

/** A warning for each text of a rule that differs from its registration, and for each name that a text can have and its variable cannot hold. */
export function textWarnings(
  { rules, templates, country, accountName }: Pick<RuleSetSnapshot, 'rules' | 'templates' | 'country' | 'accountName'>,
  directory: { departments: readonly Named[]; users: readonly Named[] },
): FieldProblem[] {
  if (country !== 'IN') return []
  return rules.flatMap((rule, place) =>
    rule.recipients.flatMap((recipient, at) =>
      (['template', 'quietTemplate'] as const).flatMap((field) => {
        const key = recipient[field]
        return Object.values(templates)
          .filter((one) => (one.variantOf ?? one.key) === key)
          .flatMap((template) =>
            warningsOf(template, namesFor(rule, accountName, directory)).map((one) => ({
              path: `rules[${place}].recipients[${at}].${field}`,
              ...one,
            })),
          )
      }),
    ),
  )
}

function warningsOf(
  { name, body, registered }: SnapshotTemplate,
  names: Parameters<typeof longNames>[1],
): Omit<FieldProblem, 'path'>[] {
  if (!registered) return []
  const compiled = compileRegistered(body, registered)
  if (compiled.is === 'mismatched')
    return [
      {
        code: 'dlt_text_mismatch',
        message: `“${name}” differs from its registered text, so its texts are skipped. ${compiled.mismatch.message}`,
      },
    ]
  return longNames(compiled, names).map((one) => ({ code: 'variable_too_long', message: tooLong(one, name) }))
}

/** Of the departments and users only those that the rule’s conditions let through. */
function namesFor(
  { conditions }: Rule,
  accountName: string,
  { departments, users }: { departments: readonly Named[]; users: readonly Named[] },
) {
  const among = (all: readonly Named[], keys: readonly string[] | undefined) =>
    all.filter((one) => keys === undefined || keys.includes(one.key)).map((one) => one.name)
  return {
    department_name: among(departments, conditions.departments),
    user_name: among(users, conditions.users?.match === 'answered' ? conditions.users.users : undefined),
    first_user_name: among(users, undefined),
    account_name: [accountName],
  }
}

function tooLong({ placeholder, name, length, longest, sent }: LongName, template: string): string {
  const what = `“${name}” has ${length} characters, and {{${placeholder}}} in “${template}” takes ${longest}`
  return sent === null ? `${what}: such texts are skipped` : `${what}: it is cut to “${sent}”`
}
