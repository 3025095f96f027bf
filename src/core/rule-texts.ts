/**
 * What will be amiss with the texts of rules, said where the rule is written and not when a text is skipped: wordings that differ, names too long, ids
 * that are missing, owners of whom there is none, words that are no longer true when the text goes.
 */
import type { FieldProblem } from './adapter.ts'
import { compileRegistered } from './dlt-render.ts'
import { missingIds } from './dlt-travel.ts'
import type { Rule } from './rule.ts'
import type { RuleSetSnapshot, SnapshotTemplate } from './rule-set.ts'
import { saidOfNow, whyLater } from './said-of-now.ts'
import { parseTemplate } from './template.ts'
import { type LongName, longNames } from './template-review.ts'

type Named = { key: string; name: string }
/** `reachesNetwork`: texts leave by a gateway that is no sandbox, and need their ids. */
type Directory = {
  departments: readonly Named[]
  users: readonly (Named & { owner: boolean })[]
  reachesNetwork: boolean
}

/** Nobody reads more, and with many names and many rules there would be millions. */
const mostWarnings = 200
/** Names that are measured: each costs about a microsecond. What is not looked at any more is not said. */
const mostNames = 500_000

type Rules = Pick<RuleSetSnapshot, 'rules' | 'templates' | 'country' | 'accountName'>

/** The work is bounded: beyond 200 warnings, or half a million names, no more is said. */
export function textWarnings(snapshot: Rules, directory: Directory): FieldProblem[] {
  const registered = snapshot.country === 'IN' ? registrationWarnings(snapshot, directory) : []
  return [...withoutOwner(snapshot.rules, directory), ...noLongerTrue(snapshot), ...registered].slice(0, mostWarnings)
}

/** Texts to owners, where nobody is one: each is skipped. */
function withoutOwner(rules: readonly Rule[], { users }: Directory): FieldProblem[] {
  if (users.some((one) => one.owner)) return []
  return rules.flatMap(({ recipients }, place) =>
    recipients.flatMap(({ selector }, at) => {
      if (selector.to !== 'owners') return []
      const path = `rules[${place}].recipients[${at}].selector`
      return [
        { path, code: 'no_owner', message: 'This rule texts owners, and nobody is marked as owner under People.' },
      ]
    }),
  )
}

/** Texts that say that their call was this very moment, and may go later. */
function noLongerTrue({ rules, templates, country }: Rules): FieldProblem[] {
  const saying = Object.values(templates).flatMap(({ key, variantOf, name, body, category }) => {
    const words = firstOfNow(body)
    return words === undefined ? [] : [{ whole: variantOf ?? key, name, category, words }]
  })
  const byKey = Map.groupBy(saying, (one) => one.whole)
  return textsOf(rules).flatMap(({ path, rule, key, keepsQuiet }) =>
    (byKey.get(key) ?? []).flatMap(({ name, category, words }) => {
      const why = whyLater(rule, { keepsQuiet, rule: 'this rule' }, { category, country })
      const message = `“${name}” says “${words}”, which is not true of a text that goes later: ${why}.`
      return why === undefined ? [] : [{ path, code: 'says_just_now', message }]
    }),
  )
}

/** What is filled in says nothing of its own. */
function firstOfNow(body: string): string | undefined {
  if (saidOfNow(body).length === 0) return undefined
  const fixed = parseTemplate(body).segments.filter((one) => typeof one === 'string')
  return fixed.flatMap(saidOfNow)[0]?.words
}

/** For each text that differs from its registration or goes without DLT ids, and for each name that a text can have and its variable cannot hold. */
function registrationWarnings({ rules, templates, accountName }: Rules, directory: Directory): FieldProblem[] {
  const byKey = Map.groupBy(Object.values(templates), (one) => one.variantOf ?? one.key)
  const warnings = rememberWarnings(accountName, directory)
  const found: FieldProblem[] = []
  for (const { path, rule, key } of textsOf(rules)) {
    const ofText = (byKey.get(key) ?? []).flatMap((template) => warnings(template, rule))
    found.push(...ofText.map((one) => ({ path, ...one })))
    if (found.length >= mostWarnings) break
  }
  return found
}

/** Each place in which a rule names a template. */
const textsOf = (rules: readonly Rule[]) =>
  rules.flatMap((rule, place) =>
    rule.recipients.flatMap((recipient, at) =>
      (['template', 'quietTemplate'] as const).flatMap((field) => {
        const key = recipient[field]
        // Where there is a text of its own for the quiet hours, neither waits for their end.
        const keepsQuiet = recipient.quietTemplate === undefined
        return key === undefined ? [] : [{ path: `rules[${place}].recipients[${at}].${field}`, rule, key, keepsQuiet }]
      }),
    ),
  )

type Warning = Omit<FieldProblem, 'path'>

/** Templates stand in many rules, whose conditions let mostly the same names through. */
function rememberWarnings(
  accountName: string,
  directory: Directory,
): (template: SnapshotTemplate, rule: Rule) => Warning[] {
  const known = new Map<string, Warning[]>()
  let namesLeft = mostNames
  return (template, rule) => {
    const among = JSON.stringify([template.key, rule.conditions.departments, answeredBy(rule)])
    const before = known.get(among)
    if (before) return before
    const names: Record<string, string[]> = namesLeft > 0 ? namesFor(rule, accountName, directory) : {}
    const missing = directory.reachesNetwork && template.status === 'approved' ? missingIds(template) : []
    const warnings = [...missing, ...warningsOf(template, names)]
    for (const [placeholder, all] of Object.entries(names))
      if (template.body.includes(placeholder)) namesLeft -= all.length
    known.set(among, warnings)
    return warnings
  }
}

function warningsOf({ name, body, registered }: SnapshotTemplate, names: Parameters<typeof longNames>[1]): Warning[] {
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
function namesFor(rule: Rule, accountName: string, { departments, users }: Directory) {
  return {
    department_name: namesAmong(departments, rule.conditions.departments),
    user_name: namesAmong(users, answeredBy(rule)),
    first_user_name: namesAmong(users, undefined),
    account_name: [accountName],
  }
}

const answeredBy = ({ conditions: { users } }: Rule) => (users?.match === 'answered' ? users.users : undefined)

function namesAmong(all: readonly Named[], keys: readonly string[] | undefined): string[] {
  const wanted = keys && new Set(keys)
  return all.filter((one) => wanted === undefined || wanted.has(one.key)).map((one) => one.name)
}

function tooLong({ placeholder, name, length, longest, sent }: LongName, template: string): string {
  const what = `“${name}” has ${length} characters, and {{${placeholder}}} in “${template}” takes ${longest}`
  return sent === null ? `${what}: such texts are skipped` : `${what}: it is cut to “${sent}”`
}
