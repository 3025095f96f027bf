/** Names of the account's own that a rule's templates cannot hold: said where the rule is written, not when the text is skipped. */
import type { FieldProblem } from './adapter.ts'
import { compileRegistered } from './dlt-render.ts'
import type { Rule } from './rule.ts'
import type { RuleSetSnapshot, SnapshotTemplate } from './rule-set.ts'
import { type LongName, longNames } from './template-review.ts'

type Named = { key: string; name: string }

/** A warning for each name that a text of the rule can have and its variable cannot hold. */
export function longNamesInRules(
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
            longNamesOf(template, namesFor(rule, accountName, directory)).map((one) => ({
              path: `rules[${place}].recipients[${at}].${field}`,
              code: 'variable_too_long',
              message: warningFor(one, template.name),
            })),
          )
      }),
    ),
  )
}

function longNamesOf({ body, registered }: SnapshotTemplate, names: Parameters<typeof longNames>[1]): LongName[] {
  if (!registered) return []
  const compiled = compileRegistered(body, registered)
  return compiled.is === 'aligned' ? longNames(compiled, names) : []
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
    account_name: [accountName],
  }
}

function warningFor({ placeholder, name, length, longest, sent }: LongName, template: string): string {
  const what = `“${name}” has ${length} characters, and {{${placeholder}}} in “${template}” takes ${longest}`
  return sent === null ? `${what}: such texts are skipped` : `${what}: it is cut to “${sent}”`
}
