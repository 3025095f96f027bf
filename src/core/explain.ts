/**
 * Why a call got what it got: the plan again, with a verdict on every rule. Explaining is planning, from the same call, version and facts.
 */
import type { Call } from './call.ts'
import {
  type CompiledRule,
  type CompiledRuleSet,
  type ConditionName,
  firstFailing,
  type Judged,
  judge,
  talkSecondsOf,
} from './conditions.ts'
import { type Facts, strangerWhoAnswered, type UnknownName } from './facts.ts'
import { type Plan, plan } from './plan.ts'
import type { Conditions } from './rule.ts'

/** What one rule says of a call. A `no` names the first condition that failed: what it wants, and what the call was. */
export type Verdict = { rule: string; name: string } & (
  | { is: 'fired' }
  | { is: 'also_matches' }
  | { is: 'disabled' }
  | { is: 'no'; condition: ConditionName; wants: string; was: string; unknown: UnknownVerdict | null }
)

type UnknownVerdict = 'unknown_department' | 'unknown_did' | 'unknown_user'

export type Explanation = Plan & { verdicts: Verdict[] }

/** Names of departments, DIDs and users by key, for the words of verdicts. */
export type Names = { department(key: string): string; did(key: string): string; user(key: string): string }

/** Plans the call and says of every rule why it did or did not fire. */
export function explain(call: Call, rules: CompiledRuleSet, facts: Facts, names: Names): Explanation {
  const planned = plan(call, rules, facts)
  if (facts.test) return { ...planned, verdicts: [] }
  const judged = judge(call, rules, facts)
  const verdicts = rules.rules.map((rule): Verdict => verdictOf(rule, judged, planned.rule, names))
  return { ...planned, verdicts }
}

function verdictOf(one: CompiledRule, judged: Judged, fired: string | null, names: Names): Verdict {
  const head = { rule: one.rule.key, name: one.rule.name }
  if (!one.rule.enabled) return { ...head, is: 'disabled' }
  const failing = firstFailing(one, judged)
  if (failing === null) return { ...head, is: one.rule.key === fired ? 'fired' : 'also_matches' }
  return { ...head, is: 'no', condition: failing, ...words[failing](one.rule.conditions, judged, names) }
}

type Words = (
  conditions: Conditions,
  judged: Judged,
  names: Names,
) => { wants: string; was: string; unknown: UnknownVerdict | null }

const or = (items: readonly string[]) => items.join(items.length > 2 ? ', ' : ' or ')
const plain = (wants: string, was: string) => ({ wants, was, unknown: null })

function unmapped({ kind, shown, isShared }: UnknownName, isNone: string): string {
  const isSeveral = `a name of more than one ${kind}: say under Gateways and sources which is meant`
  return `"${shown}", ${isShared ? isSeveral : isNone}`
}

function unknownOf(facts: Facts, kind: UnknownName['kind']): UnknownName | undefined {
  return facts.unknown.find((one) => one.kind === kind)
}

const words: Record<ConditionName, Words> = {
  directions: ({ directions = [] }, { call }) => plain(`an ${or(directions)} call`, `was ${call.direction}`),
  outcomes: ({ outcomes = [] }, { call }) => plain(or(outcomes), `was ${call.outcome}`),
  departments: ({ departments = [] }, { facts }, names) => {
    const unknown = unknownOf(facts, 'department')
    const was = facts.department
      ? `went to ${facts.department.name}`
      : unknown
        ? `went to ${unmapped(unknown, 'which is not mapped to a department')}`
        : 'went to no department'
    return {
      wants: or(departments.map(names.department)),
      was,
      unknown: unknown && !facts.department ? 'unknown_department' : null,
    }
  },
  dids: ({ dids = [] }, { facts }, names) => {
    const unknown = unknownOf(facts, 'did')
    const was = facts.did
      ? `came by ${facts.did.name}`
      : unknown
        ? `came by ${unknown.shown}, which is not one of the account’s numbers`
        : 'named no number of yours'
    return { wants: or(dids.map(names.did)), was, unknown: unknown && !facts.did ? 'unknown_did' : null }
  },
  users: ({ users }, judged, names) => {
    const { call, facts } = judged
    const isAnswer = users?.match === 'answered'
    const unknown = isAnswer ? strangerWhoAnswered(call, facts.unknown) : unknownOf(facts, 'user')
    const keys = isAnswer ? (facts.answeredBy === null ? [] : [facts.answeredBy]) : judged.rungKeys()
    const did = isAnswer ? 'was answered by' : 'rang'
    const was =
      keys.length > 0
        ? `${did} ${or(keys.map(names.user))}`
        : unknown
          ? `${did} ${unmapped(unknown, 'who is not mapped to a user')}`
          : `${did} ${isAnswer && call.outcome !== 'connected' ? 'nobody' : 'nobody known'}`
    return {
      wants: `${isAnswer ? 'an answer by' : 'a ring at'} ${or((users?.users ?? []).map(names.user))}`,
      was,
      unknown: unknown && keys.length === 0 ? 'unknown_user' : null,
    }
  },
  hours: ({ hours }) =>
    hours === 'open'
      ? plain('opening hours', 'came outside them')
      : plain('a time outside opening hours', 'came within them'),
  caller: ({ caller }, { facts }) =>
    caller === 'new'
      ? plain('a new caller', facts.caller.number === null ? nobodyKnows(facts) : 'is from a caller who called before')
      : plain('a returning caller', 'is the caller’s first'),
  miss: ({ miss }, judged) => {
    const place = judged.missNumber(miss?.withinHours ?? 0)
    const range =
      miss?.to === miss?.from
        ? `the ${ordinal(miss?.from ?? 1)} miss`
        : miss?.to === undefined
          ? `the ${ordinal(miss?.from ?? 1)} miss or a later one`
          : `the ${ordinal(miss.from)} to ${ordinal(miss.to)} miss`
    const noMiss =
      judged.call.outcome === 'connected' ? 'was not missed' : 'was outgoing, and only incoming ones are misses'
    return plain(`${range} in ${miss?.withinHours} h`, place === 0 ? noMiss : `was the ${ordinal(place)}`)
  },
  ringSeconds: ({ ringSeconds }, { call }) =>
    plain(
      `a ring of ${rangeWords(ringSeconds)}`,
      call.ringSeconds === undefined ? 'told no ring time' : `rang ${call.ringSeconds} s`,
    ),
  talkSeconds: ({ talkSeconds }, { call }) => {
    const talked = talkSecondsOf(call)
    return plain(
      `a talk of ${rangeWords(talkSeconds)}`,
      talked === undefined ? 'told no talk time' : `talked ${talked} s`,
    )
  },
}

function nobodyKnows({ caller }: Facts): string {
  const came = caller.kind === 'withheld' ? 'came with its number withheld' : 'came from no number that can be read'
  return `${came}, so nobody knows whether its caller is new`
}

function rangeWords(range: { min?: number | undefined; max?: number | undefined } | undefined): string {
  if (range?.min !== undefined && range.max !== undefined) return `${range.min} to ${range.max} s`
  return range?.min !== undefined ? `${range.min} s or more` : `${range?.max} s or less`
}

function ordinal(n: number): string {
  const tail = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${tail}`
}
