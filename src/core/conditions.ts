/**
 * Whether a rule's conditions hold for a call, and if not, which is the first that failed. A rule set is compiled once per version and
 * kept; judging a call against a rule touches only the conditions the rule has.
 */
import type { Call } from './call.ts'
import type { Whitelist } from './call-to-action.ts'
import { isMiss } from './caller.ts'
import { compileRegistered, type RegisteredTemplate } from './dlt-render.ts'
import type { Facts } from './facts.ts'
import { ownValue } from './own-value.ts'
import { type PhoneNumber, readNumber } from './phone-number.ts'
import type { Conditions, Rule } from './rule.ts'
import { indexRules, type RuleIndex } from './rule-index.ts'
import type { RuleSetVersion, SnapshotTemplate, TemplateCategory } from './rule-set.ts'
import { isOpen } from './schedule.ts'
import { type CompiledTemplate, compileTemplate } from './template.ts'

/** In the order in which they are judged; the first that fails is the one a verdict names. */
export const conditionNames = [
  'directions',
  'outcomes',
  'departments',
  'dids',
  'users',
  'hours',
  'caller',
  'miss',
  'ringSeconds',
  'talkSeconds',
] as const satisfies readonly (keyof Conditions)[]
export type ConditionName = (typeof conditionNames)[number]

type Test = { name: ConditionName; holds(judged: Judged): boolean }
export type CompiledRule = { rule: Rule; tests: Test[] }

/** `registered` only where the template has a registered text, which texts to India are compared with. */
export type RuleTemplate = {
  snapshot: SnapshotTemplate
  compiled: CompiledTemplate
  registered?: RegisteredTemplate
  /** Its texts in other languages; absent where there are none, as of nearly all. */
  variants?: RuleTemplate[]
}

/** A rule-set version ready to judge calls. */
export type CompiledRuleSet = {
  version: RuleSetVersion
  rules: CompiledRule[]
  index: RuleIndex
  templates: ReadonlyMap<string, RuleTemplate>
  /** Users whom some rule names as recipient, and whether any texts owners: what the facts of each call must hold. */
  namedUsers: readonly string[]
  textsOwners: boolean
  /** Fixed numbers, as plans read them. */
  namedNumbers: readonly PhoneNumber[]
  hasCaps: boolean
  /** Some template says {{opt_out_link}}, so each number's has to be made. */
  saysOptOutLink: boolean
  /** Some template has texts in several languages. */
  hasVariants: boolean
  /** Of the templates that some rule uses. */
  categories: ReadonlySet<TemplateCategory>
}

/** A call with what its conditions are judged by; costly answers are found when first asked for. */
export type Judged = {
  call: Call
  facts: Facts
  rules: CompiledRuleSet
  open(): boolean
  /** Who counts as having rung: those told, and who answered. */
  rungKeys(): readonly string[]
  /** This call's place among the caller's misses within the hours, or 0 when it is not a miss. */
  missNumber(withinHours: number): number
}

/** Compiles a version: sets instead of lists, templates parsed, once per version and process. */
export function compileRuleSet(version: RuleSetVersion): CompiledRuleSet {
  const recipients = version.rules.flatMap((rule) => rule.recipients.map((one) => one.selector))
  return {
    version,
    rules: version.rules.map((rule) => ({ rule, tests: compileConditions(rule.conditions) })),
    index: indexRules(version.rules),
    templates: compileTemplates(version),
    namedUsers: [...new Set(recipients.flatMap((one) => (one.to === 'users' ? one.users : [])))],
    namedNumbers: [...new Set(recipients.flatMap((one) => (one.to === 'numbers' ? one.numbers : [])))].flatMap(
      (text) => readNumber(text, version.country).number ?? [],
    ),
    textsOwners: recipients.some((one) => one.to === 'owners'),
    categories: new Set(Object.values(version.templates).map((one) => one.category)),
    saysOptOutLink: Object.values(version.templates).some(({ body }) => body.includes('opt_out_link')),
    hasVariants: Object.values(version.templates).some(({ variantOf }) => variantOf !== undefined),
    hasCaps: version.rules.some((rule) => rule.cap !== undefined),
  }
}

function compileTemplates({ templates, whitelist }: RuleSetVersion): Map<string, RuleTemplate> {
  const compiled = new Map(Object.entries(templates).map(([key, snapshot]) => [key, compileFor(snapshot, whitelist)]))
  for (const one of compiled.values()) {
    const { variantOf } = one.snapshot
    const whole = variantOf === undefined ? undefined : compiled.get(variantOf)
    if (whole) whole.variants = [...(whole.variants ?? []), one]
  }
  return compiled
}

/** A template as plans render it. */
export function compileFor(snapshot: SnapshotTemplate, whitelist: Whitelist | undefined): RuleTemplate {
  const compiled = compileTemplate(snapshot.body)
  if (!snapshot.registered) return { snapshot, compiled }
  return { snapshot, compiled, registered: compileRegistered(snapshot.body, snapshot.registered, whitelist) }
}

function compileConditions(wanted: Conditions): Test[] {
  const tests: Test[] = []
  const add = (name: ConditionName, holds: Test['holds']) => tests.push({ name, holds })
  const { directions, outcomes, departments, dids, users, hours, caller, miss, ringSeconds, talkSeconds } = wanted
  if (directions) add('directions', ({ call }) => directions.includes(call.direction))
  if (outcomes) add('outcomes', ({ call }) => outcomes.includes(call.outcome))
  if (departments) {
    const set = new Set(departments)
    add('departments', ({ facts }) => facts.department !== null && set.has(facts.department.key))
  }
  if (dids) {
    const set = new Set(dids)
    add('dids', ({ facts }) => facts.did !== null && set.has(facts.did.key))
  }
  if (users) {
    const set = new Set(users.users)
    add('users', (judged) =>
      users.match === 'answered'
        ? judged.facts.answeredBy !== null && set.has(judged.facts.answeredBy)
        : judged.rungKeys().some((key) => set.has(key)),
    )
  }
  if (hours) add('hours', (judged) => judged.open() === (hours === 'open'))
  if (caller) add('caller', ({ facts }) => facts.isNew === (caller === 'new'))
  if (miss)
    add('miss', (judged) => {
      const place = judged.missNumber(miss.withinHours)
      return place >= miss.from && place <= (miss.to ?? Number.POSITIVE_INFINITY)
    })
  if (ringSeconds) add('ringSeconds', ({ call }) => within(call.ringSeconds, ringSeconds))
  if (talkSeconds) add('talkSeconds', ({ call }) => within(talkSecondsOf(call), talkSeconds))
  return tests
}

/** Talk seconds; a call that nobody talked in has none, which is 0. */
export function talkSecondsOf(call: Call): number | undefined {
  return call.outcome === 'connected' ? call.talkSeconds : 0
}

/** A length that the source did not tell fits no range. */
function within(value: number | undefined, range: { min?: number | undefined; max?: number | undefined }): boolean {
  return value !== undefined && value >= (range.min ?? 0) && value <= (range.max ?? Number.POSITIVE_INFINITY)
}

/** Prepares a call for judging. */
export function judge(call: Call, rules: CompiledRuleSet, facts: Facts): Judged {
  let open: boolean | undefined
  let rung: readonly string[] | undefined
  return {
    call,
    facts,
    rules,
    open: () => (open ??= isOpenFor(call, rules.version, facts)),
    rungKeys: () => (rung ??= facts.answeredBy === null ? facts.rung : [...facts.rung, facts.answeredBy]),
    missNumber: (withinHours) => {
      if (!isMiss(call)) return 0
      const since = call.endedAt - withinHours * 3_600_000
      return 1 + facts.misses.filter((at) => at > since && at <= call.endedAt).length
    },
  }
}

function isOpenFor(call: Call, version: RuleSetVersion, facts: Facts): boolean {
  const ofDepartment = facts.department === null ? undefined : ownValue(version.departmentHours, facts.department.key)
  const hours = ofDepartment ?? version.hours
  // An account that has said no hours is always open.
  return hours === null || isOpen(hours, version.zone, call.startedAt)
}

/** The first enabled rule of which all conditions hold. */
export function firstHolding(judged: Judged): CompiledRule | undefined {
  const { call, facts, rules } = judged
  const place = rules.index.first(
    {
      direction: call.direction,
      outcome: call.outcome,
      department: facts.department?.key ?? null,
      did: facts.did?.key ?? null,
      answeredBy: facts.answeredBy,
      rung: judged.rungKeys,
    },
    (at) => {
      const rule = rules.rules[at]
      return rule !== undefined && firstFailing(rule, judged) === null
    },
  )
  return place === undefined ? undefined : rules.rules[place]
}

/** The first condition of the rule that does not hold, or null when all do. */
export function firstFailing(rule: CompiledRule, judged: Judged): ConditionName | null {
  for (const test of rule.tests) if (!test.holds(judged)) return test.name
  return null
}
