/**
 * The gate: whatever may stop a text is read in the very transaction that gives the permit, and judged here. At the hand-over that is the
 * accepting transaction, where plan() judges the same facts; at a claim it is the claim's.
 */
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

export type GateVerdict =
  | { is: 'send' }
  | { is: 'hold'; until: Instant }
  | { is: 'stop'; event: 'validity_over' | 'gate_skipped' | 'cancelled'; reason: Reason }

/** Whether a queued text may have its permit now. The order of the checks is fixed, so that reasons are stable. */
export function gate(facts: GateFacts): GateVerdict {
  if (facts.now >= facts.validUntil) return { is: 'stop', event: 'validity_over', reason: 'validity_over' }
  if (!facts.accountOn) return { is: 'stop', event: 'gate_skipped', reason: 'account_off' }
  if (facts.isOwnNumber) return { is: 'stop', event: 'gate_skipped', reason: 'own_number' }
  if (facts.isExcluded) return { is: 'stop', event: 'gate_skipped', reason: 'number_excluded' }
  if (facts.isOptedOut) return { is: 'stop', event: 'gate_skipped', reason: 'opted_out' }
  if (facts.lacksConsent) return { is: 'stop', event: 'gate_skipped', reason: 'no_consent' }
  if (facts.isDndLearnt) return { is: 'stop', event: 'gate_skipped', reason: 'dnd_learnt' }
  if (facts.templateStatus === 'paused') return { is: 'stop', event: 'gate_skipped', reason: 'template_paused' }
  if (facts.templateStatus !== 'approved') return { is: 'stop', event: 'gate_skipped', reason: 'template_not_approved' }
  if (facts.isHeaderInactive) return { is: 'stop', event: 'gate_skipped', reason: 'header_inactive' }
  if (facts.isRefused) return { is: 'stop', event: 'gate_skipped', reason: 'template_refused' }
  if (
    facts.unlessReachedSince !== null &&
    facts.lastReachedAt !== null &&
    facts.lastReachedAt > facts.unlessReachedSince
  )
    return { is: 'stop', event: 'cancelled', reason: 'reached_meanwhile' }
  const quiet = facts.quiet && quietVerdict(facts.quiet, facts)
  if (quiet) return quiet
  if (facts.isCapped) return { is: 'stop', event: 'gate_skipped', reason: 'frequency_cap' }
  if (facts.isQuotaUsed) return { is: 'stop', event: 'gate_skipped', reason: 'quota_exhausted' }
  if (facts.isLooping) return { is: 'stop', event: 'gate_skipped', reason: 'loop_suspected' }
  if (!facts.isInTrial) return { is: 'stop', event: 'gate_skipped', reason: 'trial_mode' }
  if (facts.isOverSpend) return { is: 'stop', event: 'gate_skipped', reason: 'spend_stop' }
  return { is: 'send' }
}

function quietVerdict(quiet: readonly Quiet[], { now, validUntil }: GateFacts): GateVerdict | undefined {
  const free = freeMoment(quiet, now)
  if (free.is === 'skip') return { is: 'stop', event: 'gate_skipped', reason: free.reason }
  if (free.because === null) return undefined
  if (free.at >= validUntil) return { is: 'stop', event: 'gate_skipped', reason: free.because }
  return { is: 'hold', until: free.at }
}
