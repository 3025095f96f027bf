import type { CompiledRuleSet } from './conditions.ts'
import { countsForCap, type State } from './delivery.ts'
import { type CallParties, type Directory, type Facts, peopleOf } from './facts.ts'
import type { Instant } from './instant.ts'
import type { PhoneNumber } from './phone-number.ts'
import { type LoopGuard, loopReached, type Policy, policyFacts, type Usage } from './policy.ts'
import type { TemplateCategory } from './rule-set.ts'
import type { TestText } from './test-text.ts'

/** Where a text stands, and when it went or is due: one that waits goes later than it was planned. */
export type TextFate = { state: State; goesAt: Instant | null }

/** What is known of the caller from earlier calls; undefined where there is no number. */
export type CallerHistory = {
  calls: number
  misses: Instant[]
  lastReachedAt: Instant | null
  language: string | null
  /** Recent texts, with what became of each so far (nothing: its row is gone, or neither caps nor the loop guard can ask). */
  texts: readonly ({ rule: string; at: Instant; message: string } & Partial<TextFate>)[]
}

/** Gathers the facts of one call from what was looked up: only what the rule set can ask for, since they are stored with every call. */
export function gatherFacts(found: {
  /** The database's time, by which the call is judged. */
  now: Instant
  accountOn: boolean
  parties: CallParties
  /** Before this call; undefined where its caller has no number, or never called. */
  caller: CallerHistory | undefined
  rules: CompiledRuleSet
  directory: Directory
  /** The first of the account's route; null where there is none. */
  gateway: { id: string; maxParts: number } | null
  /** In 1/10,000 of the currency's unit. */
  pricePerPart: number
  /** Null where the account limits nothing. */
  policy: Policy | null
  loopGuard: LoopGuard | null
  /** Numbers that opted out of the account's texts, at least those of this call. */
  optedOut: ReadonlySet<string> | undefined
  optOutLink(number: PhoneNumber): string
  /** Numbers with a consent that stands, at least those of this call; undefined where it was not asked. */
  consented: ReadonlySet<string> | undefined
  /** Numbers whose preferences refused a promotional text lately. */
  dndLearnt: ReadonlySet<string> | undefined
  /** Drawn for this call; undefined where the account gives none. */
  ticket: string | undefined
  /** Ids of templates that its gateway refused. */
  pausedTemplates: ReadonlySet<string> | undefined
  /** Texts and money of the last 24 hours, for quota and spend stop. */
  usage: Usage
  /** Undefined for calls that somebody made. */
  test: TestText | undefined
}): Facts {
  const { rules, directory, parties, caller } = found
  const owners = ownersOf(rules, directory)
  const people = peopleAsked(parties, rules, directory)
  const saysLink = rules.saysOptOutLink || (found.test?.template.body.includes('opt_out_link') ?? false)
  const isAsked = found.policy !== null || found.optedOut || found.consented || found.dndLearnt || saysLink
  const numbers = isAsked ? numbersOf(parties, people, rules, found.test) : []
  const loop = loopReached(found.loopGuard, countingTexts(caller, found.now), found.now)
  const policy = policyFacts(found.policy, numbers, found.usage, loop)
  const among = (listed: ReadonlySet<string> | undefined) =>
    listed === undefined ? [] : [...new Set(numbers.filter((one) => listed.has(one)))]
  const optedOut = among(found.optedOut)
  const dndLearnt = among(found.dndLearnt)
  const ownNumbers = fixedNumbers(rules, found.test).filter((one) => directory.ownNumbers.has(one))
  return {
    ...parties,
    now: found.now,
    accountOn: found.accountOn,
    isNew: caller !== undefined && caller.calls === 0,
    misses: caller?.misses ?? [],
    lastReachedAt: caller?.lastReachedAt ?? null,
    recentTexts:
      rules.hasCaps && caller
        ? caller.texts.map(({ state, goesAt, rule, at, message }) => ({
            rule,
            at: Math.max(at, goesAt ?? at),
            message,
            counts: counts(state),
          }))
        : [],
    owners,
    ...(ownNumbers.length > 0 && { ownNumbers }),
    people,
    gateway: found.gateway,
    pricePerPart: found.pricePerPart,
    ...(policy && { policy }),
    ...(optedOut.length > 0 && { optedOut }),
    ...(saysLink && { optOutLinks: Object.fromEntries(numbers.map((one) => [one, found.optOutLink(one)])) }),
    ...(found.consented && {
      consents: { neededFor: found.policy?.consentFor ?? [], given: among(found.consented) },
    }),
    ...(dndLearnt.length > 0 && { dndLearnt }),
    ...(found.test && { test: found.test }),
    ...(rules.hasVariants && caller?.language && { callerLanguage: caller.language }),
    ...(found.ticket !== undefined && { ticket: found.ticket }),
    ...(found.pausedTemplates && { pausedTemplates: [...found.pausedTemplates] }),
  }
}

const ownersOf = (rules: CompiledRuleSet, directory: Directory) => (rules.textsOwners ? [...directory.owners] : [])

function peopleAsked(parties: CallParties, rules: CompiledRuleSet, directory: Directory): Facts['people'] {
  const owners = ownersOf(rules, directory)
  return peopleOf(parties, owners.length === 0 ? rules.namedUsers : [...rules.namedUsers, ...owners], directory)
}

/** Every number that a rule could text for this call: what has to be looked up before it is planned. */
export function numbersOfCall(
  parties: CallParties,
  rules: CompiledRuleSet,
  directory: Directory,
  test: TestText | undefined,
): PhoneNumber[] {
  return numbersOf(parties, peopleAsked(parties, rules, directory), rules, test)
}

/** The categories that a call's texts could have. */
export function categoriesOfCall(
  rules: CompiledRuleSet,
  test: TestText | undefined,
): ReadonlySet<TemplateCategory> | readonly TemplateCategory[] {
  return test ? [test.template.category] : rules.categories
}

const fixedNumbers = ({ namedNumbers }: CompiledRuleSet, test: TestText | undefined): readonly PhoneNumber[] =>
  test ? [test.number] : namedNumbers

function numbersOf(
  { caller }: CallParties,
  people: Facts['people'],
  { namedNumbers }: CompiledRuleSet,
  test: TestText | undefined,
): PhoneNumber[] {
  if (test) return [test.number]
  const phones = Object.values(people).flatMap(({ phone }) => phone ?? [])
  return caller.number === null ? [...phones, ...namedNumbers] : [caller.number, ...phones, ...namedNumbers]
}

/** The texts that went to the caller or may, each at the time of its plan, or at which it went: for the loop guard, which asks for nothing that is to come. */
function countingTexts(caller: CallerHistory | undefined, now: Instant): { at: Instant }[] {
  const texts = (caller?.texts ?? []).filter((one) => counts(one.state))
  return texts.map(({ at, goesAt }) => ({ at: goesAt && goesAt <= now ? Math.max(at, goesAt) : at }))
}

function counts(state: State | undefined): boolean {
  return state !== undefined && (countsForCap as readonly State[]).includes(state)
}
