/**
 * What an account says of all its texts: numbers that get none, trial mode, quota and spend stop. Facts hold of it only what concerns the call, and
 * nothing at all for an account that says nothing.
 */
import type { Instant } from './instant.ts'
import type { PhoneNumber } from './phone-number.ts'
import type { TemplateCategory } from './rule-set.ts'

/** An account's policy, ready to be asked; null where it says nothing. Amounts in 1/10,000 of the currency's unit. */
export type Policy = {
  exclusions: ReadonlySet<string>
  /** The only numbers that get texts; null outside trial mode. */
  trial: ReadonlySet<string> | null
  quota: number | null
  spendStop: number | null
  /** Categories that go only to whoever agreed. */
  consentFor: readonly TemplateCategory[]
}

/** At most so many texts to one caller within a time, whatever the rules say. */
export type LoopGuard = { texts: number; minutes: number }

/** What accounts begin with: no person has five reasons in an hour, and a machine that answers texts with calls has one every minute. */
export const usualLoopGuard: LoopGuard = { texts: 5, minutes: 60 }

/** The guard, where the caller's texts have reached it; undefined while they have not. */
export function loopReached(
  guard: LoopGuard | null,
  texts: readonly { at: Instant }[],
  now: Instant,
): LoopGuard | undefined {
  if (guard === null || texts.length < guard.texts) return undefined
  const since = now - guard.minutes * 60_000
  return texts.filter((one) => one.at > since).length >= guard.texts ? guard : undefined
}

/** What went, or is about to, in the 24 hours before. */
export type Usage = { texts: number; spent: number }

/** Of the numbers that a call's texts could go to: which are excluded, and in trial mode which are listed. */
export type PolicyFacts = {
  excluded?: string[]
  trial?: string[]
  quota?: { limit: number; used: number }
  spend?: { limit: number; used: number }
  /** The caller's texts have reached the loop guard. */
  loop?: LoopGuard
}

/** The facts of one call, or undefined where no part of the policy can concern it. */
export function policyFacts(
  policy: Policy | null,
  numbers: Iterable<PhoneNumber>,
  usage: Usage,
  loop: LoopGuard | undefined,
): PolicyFacts | undefined {
  if (policy === null) return loop && { loop }
  const all = [...new Set<string>(numbers)]
  const excluded = all.filter((one) => policy.exclusions.has(one))
  const facts: PolicyFacts = {
    ...(excluded.length > 0 && { excluded }),
    ...(policy.trial && { trial: all.filter((one) => policy.trial?.has(one)) }),
    ...(policy.quota !== null && { quota: { limit: policy.quota, used: usage.texts } }),
    ...(policy.spendStop !== null && { spend: { limit: policy.spendStop, used: usage.spent } }),
    ...(loop && { loop }),
  }
  return Object.keys(facts).length === 0 ? undefined : facts
}
