/**
 * The gate: whatever may stop a text is read in the very transaction that gives the permit, and judged here. At the hand-over that is the
 * accepting transaction, where plan() judges the same facts; at a claim it is the claim's. Both go by the order of checks.ts.
 */
import { type CheckName, inOrder, type ReasonOf } from './checks.ts'
import type { Instant } from './instant.ts'
import { freeMoment, type Quiet } from './quiet-hours.ts'
import type { Reason } from './reasons.ts'
import type { TemplateStatus } from './rule-set.ts'

export type GateFacts = {
  now: Instant
  validUntil: Instant
  accountOn: boolean
  /** The number became one of the account's own while the text waited. */
  isOwnNumber: boolean
  templateStatus: TemplateStatus
  /** The caller was reached by another call after this instant: null where the rule does not ask. */
  unlessReachedSince: Instant | null
  lastReachedAt: Instant | null
  isExcluded: boolean
  isOptedOut: boolean
  /** The template's category needs a consent that is not on record. */
  lacksConsent: boolean
  /** It is promotional, and the number's preferences refused such a text lately. */
  isDndLearnt: boolean
  /** The header that it would go by is not active at the operators. */
  isHeaderInactive: boolean
  /** The template is paused on the gateway, since it was refused. */
  isRefused: boolean
  /** A value of it leads to what is not, or no longer, on the account's whitelist. */
  isBarred: boolean
  /** Outside trial mode every number is. */
  isInTrial: boolean
  quiet: readonly Quiet[] | null
  /** As many texts of its rule went to the caller within its period as the rule allows now. */
  isCapped: boolean
  /** As many texts of the account went in 24 hours as it allows now. */
  isQuotaUsed: boolean
  /** As many texts went to the caller as the loop guard allows now. */
  isLooping: boolean
  /** With it the account would have spent more in 24 hours than it allows now. */
  isOverSpend: boolean
}

type Verdict<R extends Reason> =
  | { is: 'hold'; until: Instant }
  | { is: 'stop'; event: 'validity_over' | 'gate_skipped' | 'cancelled'; reason: R }

export type GateVerdict = { is: 'send' } | Verdict<Reason>

/** Whether a queued text may have its permit now. */
export function gate(facts: GateFacts): GateVerdict {
  for (const ask of asks) {
    const verdict = ask(facts)
    if (verdict) return verdict
  }
  return { is: 'send' }
}

const skipIf = <R extends Reason>(isStopped: boolean, reason: R) =>
  isStopped ? ({ is: 'stop', event: 'gate_skipped', reason } as const) : undefined

/** What cannot change while a text waits is not asked again: the number, but for having become the account's own, the text, but for what it leads to, its length, and that there was a gateway. */
const asked: { [C in CheckName]?: (facts: GateFacts) => Verdict<ReasonOf<C>> | undefined } = {
  account: (facts) => skipIf(!facts.accountOn, 'account_off'),
  number: (facts) => skipIf(facts.isOwnNumber, 'own_number'),
  exclusions: (facts) => skipIf(facts.isExcluded, 'number_excluded'),
  opt_out: (facts) => skipIf(facts.isOptedOut, 'opted_out'),
  consent: (facts) => skipIf(facts.lacksConsent, 'no_consent') ?? skipIf(facts.isDndLearnt, 'dnd_learnt'),
  validity: ({ now, validUntil }) =>
    now >= validUntil ? { is: 'stop', event: 'validity_over', reason: 'validity_over' } : undefined,
  template: ({ templateStatus }) =>
    skipIf(templateStatus === 'paused', 'template_paused') ??
    skipIf(templateStatus !== 'approved', 'template_not_approved'),
  header: (facts) => skipIf(facts.isHeaderInactive, 'header_inactive'),
  refusals: (facts) => skipIf(facts.isRefused, 'template_refused'),
  text: (facts) => skipIf(facts.isBarred, 'not_whitelisted'),
  reached: ({ unlessReachedSince, lastReachedAt }) =>
    unlessReachedSince !== null && lastReachedAt !== null && lastReachedAt > unlessReachedSince
      ? { is: 'stop', event: 'cancelled', reason: 'reached_meanwhile' }
      : undefined,
  hours: (facts) => (facts.quiet === null ? undefined : quietVerdict(facts.quiet, facts)),
  cap: (facts) => skipIf(facts.isCapped, 'frequency_cap'),
  quota: (facts) => skipIf(facts.isQuotaUsed, 'quota_exhausted'),
  loop: (facts) => skipIf(facts.isLooping, 'loop_suspected'),
  trial: (facts) => skipIf(!facts.isInTrial, 'trial_mode'),
  spend: (facts) => skipIf(facts.isOverSpend, 'spend_stop'),
}

const asks = inOrder<(facts: GateFacts) => GateVerdict | undefined>(asked)

function quietVerdict(quiet: readonly Quiet[], { now, validUntil }: GateFacts): Verdict<ReasonOf<'hours'>> | undefined {
  const free = freeMoment(quiet, now)
  if (free.is === 'skip') return { is: 'stop', event: 'gate_skipped', reason: free.reason }
  if (free.because === null) return undefined
  if (free.at >= validUntil) return { is: 'stop', event: 'gate_skipped', reason: free.because }
  return { is: 'hold', until: free.at }
}
