/**
 * What an account says of all its texts: numbers that get none, trial mode, quota and spend stop. Facts hold of it only what concerns the call, and
 * nothing at all for an account that says nothing.
 */
import type { PhoneNumber } from './phone-number.ts'
import type { Reason } from './reasons.ts'

/** An account's policy, ready to be asked; null where it says nothing. Amounts in 1/10,000 of the currency's unit. */
export type Policy = {
  exclusions: ReadonlySet<string>
  /** The only numbers that get texts; null outside trial mode. */
  trial: ReadonlySet<string> | null
  quota: number | null
  spendStop: number | null
}

/** What went, or is about to, in the 24 hours before. */
export type Usage = { texts: number; spent: number }

/** Of the numbers that a call's texts could go to: which are excluded, and in trial mode which are listed. */
export type PolicyFacts = {
  excluded?: string[]
  trial?: string[]
  quota?: { limit: number; used: number }
  spend?: { limit: number; used: number }
}

/** The facts of one call, or undefined where no part of the policy can concern it. */
export function policyFacts(
  policy: Policy | null,
  numbers: Iterable<PhoneNumber>,
  usage: Usage,
): PolicyFacts | undefined {
  if (policy === null) return undefined
  const all = [...new Set<string>(numbers)]
  const excluded = all.filter((one) => policy.exclusions.has(one))
  const facts: PolicyFacts = {
    ...(excluded.length > 0 && { excluded }),
    ...(policy.trial && { trial: all.filter((one) => policy.trial?.has(one)) }),
    ...(policy.quota !== null && { quota: { limit: policy.quota, used: usage.texts } }),
    ...(policy.spendStop !== null && { spend: { limit: policy.spendStop, used: usage.spent } }),
  }
  return Object.keys(facts).length === 0 ? undefined : facts
}

/** What this call's own earlier texts add to the usage. */
export type Planned = { texts: number; spent: number }

/** Whether the account's limits stop one more text: quota, trial mode, spend stop, in this order. */
export function limitReached(
  { quota, trial, spend }: PolicyFacts,
  planned: Planned,
  next: { number: PhoneNumber; price: number },
): { reason: Reason; detail: string | null } | undefined {
  if (quota && quota.used + planned.texts >= quota.limit)
    return { reason: 'quota_exhausted', detail: `${quota.limit} in 24 hours` }
  if (trial && !trial.includes(next.number)) return { reason: 'trial_mode', detail: null }
  if (spend && spend.used + planned.spent + next.price > spend.limit)
    return { reason: 'spend_stop', detail: `${spend.limit / 10_000} in 24 hours` }
  return undefined
}
