/**
 * Rules tried on calls that were: what the rules in force and a draft of them would have decided, call by call, in the order in which the calls were judged.
 * One pass with counters of its own: what depends on earlier decisions, a caller's recent texts, is carried along for either side; what does
 * not (whether the caller was new, earlier misses, when they were reached) is what was stored with the call. Pure, and sends nothing.
 *
 * Names, people, prices and the account's lists are as they are now. Quota, spend stop and trial mode are not asked, so that the cost can be seen beside them,
 * and whatever the gate would have found later (quiet hours, an opt-out since) is not known; that the caller was reached meanwhile is.
 */
import type { Call } from './call.ts'
import { isReached, textsToKeep } from './caller.ts'
import type { CompiledRuleSet } from './conditions.ts'
import type { State } from './delivery.ts'
import { type CallParties, type Directory, type Facts, findParties } from './facts.ts'
import { gatherFacts } from './gather-facts.ts'
import type { Instant } from './instant.ts'
import { readLanguage } from './language.ts'
import type { PhoneNumber } from './phone-number.ts'
import { type Plan, type PlannedMessage, plan } from './plan.ts'
import type { LoopGuard, Policy } from './policy.ts'
import type { Reason } from './reasons.ts'

/** A stored call: `facts` are those that it was judged by. */
export type PastCall = { id: string; sourceId: string; call: Call; facts: Facts }

/** What lists say of the numbers of a call; undefined where it was not asked. */
export type ListedNumbers = {
  optedOut: ReadonlySet<string> | undefined
  consented: ReadonlySet<string> | undefined
  dndLearnt: ReadonlySet<string> | undefined
}

/** What the account is now, apart from its rules. */
export type TrialAccount = {
  directory: Directory
  policy: Policy | null
  loopGuard: LoopGuard | null
  /** Seconds of talk from which on a call reaches its caller. */
  reachedAfterSeconds: number
  gateway: { id: string; maxParts: number } | null
  pricePerPart: number
  ticket: string | undefined
  pausedTemplates: ReadonlySet<string> | undefined
  optOutLink(number: PhoneNumber): string
}

/** Calls that a rule caught and the texts it planned; the price in 1/10,000 of the currency's unit. */
export type RuleTally = { calls: number; texts: number; price: number }

/** What one side came to. */
export type SideTally = {
  /** By key of the rule. */
  rules: Map<string, RuleTally>
  /** Calls that no rule caught. */
  none: number
  texts: number
  parts: number
  price: number
  /** Texts that were planned and stopped, by reason. */
  skipped: Map<Reason, number>
}

export type SideDecision = { rule: string | null; texts: number; price: number }

/** A call that the two sides decide otherwise. */
export type ChangedCall = {
  id: string
  caller: PhoneNumber | null
  endedAt: Instant
  inForce: SideDecision
  draft: SideDecision
}

export type HistoryTally = {
  calls: number
  /** When the first and the last of them ended; null where there are none. */
  from: Instant | null
  to: Instant | null
  inForce: SideTally
  draft: SideTally
  /** Calls that are decided otherwise: another rule, or other texts. */
  changed: number
  /** The newest of them. */
  examples: ChangedCall[]
}

const keptExamples = 20

type Sides<T> = { inForce: T; draft: T }

export type HistoryTrial = {
  /** The parties of a past call, as the account names them now: by these its numbers are looked up. */
  partiesOf(past: PastCall): CallParties
  /** Judges the next call in the order of time. */
  take(past: PastCall, parties: CallParties, listed: Sides<ListedNumbers>): void
  tally(): HistoryTally
}

/** Begins a trial of `draft` beside the rules `inForce`. */
export function tryOnHistory(account: TrialAccount, rules: Sides<CompiledRuleSet>): HistoryTrial {
  const sides = { inForce: createSide(account, rules.inForce), draft: createSide(account, rules.draft) }
  const languages = new Map<string, string>()
  const seen: Pick<HistoryTally, 'calls' | 'from' | 'to' | 'changed'> = { calls: 0, from: null, to: null, changed: 0 }
  const examples: ChangedCall[] = []

  return {
    partiesOf: ({ call, sourceId }) => findParties(call, account.directory, sourceId),
    take: (past, parties, listed) => {
      const { number } = parties.caller
      const language = past.facts.callerLanguage ?? (number === null ? null : (languages.get(number) ?? null))
      const known = { parties, language }
      const inForce = sides.inForce.judge(past, { ...known, listed: listed.inForce })
      const draft = sides.draft.judge(past, { ...known, listed: listed.draft })
      const told = past.call.callerLanguage === undefined ? undefined : readLanguage(past.call.callerLanguage)
      if (told !== undefined && number !== null) languages.set(number, told)
      const { endedAt } = past.call
      seen.calls += 1
      seen.from = Math.min(seen.from ?? endedAt, endedAt)
      seen.to = Math.max(seen.to ?? endedAt, endedAt)
      if (signature(inForce) === signature(draft)) return
      seen.changed += 1
      examples.push({ id: past.id, caller: number, endedAt, inForce: decided(inForce), draft: decided(draft) })
      if (examples.length > keptExamples) examples.shift()
    },
    tally: () => ({
      ...seen,
      inForce: sides.inForce.tally,
      draft: sides.draft.tally,
      examples: examples.toReversed(),
    }),
  }
}

const isSend = (one: PlannedMessage): one is PlannedMessage & { is: 'send' } => one.is === 'send'

/** What of a plan a person would call another decision. */
const signature = ({ rule, messages }: Plan): string =>
  JSON.stringify([
    rule,
    ...messages.map((one) => [one.recipient, one.template, one.is === 'send' ? one.text : one.reason]),
  ])

function decided({ rule, messages }: Plan): SideDecision {
  const sent = messages.filter(isSend)
  return { rule, texts: sent.length, price: sent.reduce((sum, one) => sum + one.price, 0) }
}

/** A text to the caller, for caps and the loop guard. */
type CallerText = { rule: string; message: string; at: Instant; goesAt: Instant; state: State }

/** A text that is cancelled when the caller is reached before it is due; `toCaller` where it is the caller's own. */
type Waiting = {
  rule: string
  parts: number
  price: number
  dueAt: Instant
  unlessReachedSince: Instant
  toCaller: CallerText | undefined
}

type Carried = { texts: CallerText[]; waiting: Waiting[] }

type Known = { parties: CallParties; language: string | null; listed: ListedNumbers }

/** One rule set with what it carries from call to call. */
function createSide(account: TrialAccount, rules: CompiledRuleSet) {
  const { policy, reachedAfterSeconds, ...of } = account
  const asked = policy && { ...policy, trial: null, quota: null, spendStop: null }
  const callers = new Map<string, Carried>()
  /** Of whom the texts from before are counted, though there may have been none: what is stored with their next call may be what only the rules of then sent. */
  const seen = new Set<string>()
  const tally: SideTally = { rules: new Map(), none: 0, texts: 0, parts: 0, price: 0, skipped: new Map() }
  const skip = (reason: Reason) => tally.skipped.set(reason, (tally.skipped.get(reason) ?? 0) + 1)
  const ofRule = (key: string): RuleTally => {
    const known = tally.rules.get(key) ?? { calls: 0, texts: 0, price: 0 }
    tally.rules.set(key, known)
    return known
  }
  const count = (rule: string, { parts, price }: { parts: number; price: number }, times: 1 | -1) => {
    const one = ofRule(rule)
    one.texts += times
    one.price += times * price
    tally.texts += times
    tally.parts += times * parts
    tally.price += times * price
  }

  /** What waited for the caller to be reached does not go. */
  const reach = (carried: Carried, at: Instant) => {
    const isStopped = (one: Waiting) => one.dueAt > at && at > one.unlessReachedSince
    for (const one of carried.waiting.filter(isStopped)) {
      if (one.toCaller) one.toCaller.state = 'cancelled'
      count(one.rule, one, -1)
      skip('reached_meanwhile')
    }
    carried.waiting = carried.waiting.filter((one) => !isStopped(one))
  }

  /** Counts what was planned; `carried`: the caller's, where there is one. */
  const take = ({ rule, messages }: Plan, { id, facts }: PastCall, number: PhoneNumber | null, carried: Carried) => {
    if (rule === null) tally.none += 1
    else ofRule(rule).calls += 1
    for (const one of messages) {
      if (!isSend(one)) skip(one.reason)
      else if (rule !== null) {
        const { parts, price, dueAt, unlessReachedSince } = one
        count(rule, one, 1)
        const toCaller: CallerText | undefined =
          one.number === number ? { rule, message: id, at: facts.now, goesAt: dueAt, state: 'queued' } : undefined
        if (toCaller) carried.texts.push(toCaller)
        if (unlessReachedSince !== null)
          carried.waiting.push({ rule, parts, price, dueAt, unlessReachedSince, toCaller })
      }
    }
    carried.texts = textsToKeep(carried.texts, { now: facts.now, loopGuard: of.loopGuard })
    carried.waiting = carried.waiting.filter((one) => one.dueAt > facts.now)
  }

  const carriedOf = (number: PhoneNumber | null, facts: Facts): Carried => {
    const known = number === null ? undefined : callers.get(number)
    if (known) return known
    const isFirst = number !== null && !seen.has(number)
    if (isFirst) seen.add(number)
    return { texts: isFirst ? textsBefore(facts) : [], waiting: [] }
  }

  const judge = (past: PastCall, { parties, language, listed }: Known): Plan => {
    const { call, facts } = past
    const { number } = parties.caller
    const carried = carriedOf(number, facts)
    const { isNew, misses, lastReachedAt, now } = facts
    // That may have been told by itself, without a call.
    if (lastReachedAt !== null) reach(carried, lastReachedAt)
    if (isReached(call, reachedAfterSeconds)) reach(carried, call.endedAt)
    const caller =
      number === null ? undefined : { calls: isNew ? 0 : 1, misses, lastReachedAt, language, texts: carried.texts }
    const asking = { ...of, ...listed, now, parties, caller, rules, policy: asked }
    const found = gatherFacts({ ...asking, accountOn: true, usage: { texts: 0, spent: 0 }, test: undefined })
    const planned = plan(call, rules, found)
    take(planned, past, number, carried)
    if (number !== null && carried.texts.length + carried.waiting.length > 0) callers.set(number, carried)
    return planned
  }
  return { judge, tally }
}

/** The caller's texts from before the first of the calls, as far as they were stored with it. */
const textsBefore = ({ recentTexts }: Facts): CallerText[] =>
  recentTexts.map(({ rule, at, message, counts }) => ({
    rule,
    at,
    message,
    goesAt: at,
    state: counts ? 'sent' : 'cancelled',
  }))
