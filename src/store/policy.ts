/** What an account says of all its texts: stored as one JSON text, since nobody queries inside it; null where nothing is said. */
import type { z } from 'zod'
import { parseAmount } from '../core/billing.ts'
import type { accountSettings } from '../core/configuration.ts'
import { usualConsent } from '../core/consent.ts'
import { type Policy, usualLoopGuard } from '../core/policy.ts'

type PolicySettings = Pick<
  z.infer<typeof accountSettings>,
  | 'whitelist'
  | 'exclusions'
  | 'quota'
  | 'spendStop'
  | 'loopGuard'
  | 'reachedAfterSeconds'
  | 'trialNumbers'
  | 'tickets'
  | 'consent'
  | 'optOutLink'
  | 'optOutConfirmation'
>

const nothing: PolicySettings = {
  whitelist: { links: [], numbers: [] },
  exclusions: [],
  quota: null,
  spendStop: null,
  loopGuard: usualLoopGuard,
  reachedAfterSeconds: 0,
  trialNumbers: null,
  tickets: null,
  consent: usualConsent,
  optOutLink: null,
  optOutConfirmation: null,
}

export function policyOf(text: string | null): PolicySettings {
  if (text === null) return nothing
  const said = JSON.parse(text) as Partial<PolicySettings>
  return { ...nothing, ...said, consent: { ...usualConsent, ...said.consent } }
}

export function policyText({
  whitelist,
  exclusions,
  quota,
  spendStop,
  loopGuard,
  reachedAfterSeconds,
  trialNumbers,
  tickets,
  consent,
  optOutLink,
  optOutConfirmation,
}: PolicySettings): string | null {
  const text = JSON.stringify({
    whitelist,
    exclusions,
    quota,
    spendStop,
    loopGuard,
    reachedAfterSeconds,
    trialNumbers,
    tickets,
    consent,
    optOutLink,
    optOutConfirmation,
  })
  return text === JSON.stringify(nothing) ? null : text
}

/** As plans ask it; null where nothing of it can stop a text. */
export function compilePolicy(text: string | null): Policy | null {
  if (text === null) return null
  const { exclusions, quota, spendStop, trialNumbers, consent } = policyOf(text)
  const consentFor = consent.neededFor
  const saysNothing = exclusions.length + consentFor.length === 0 && (quota ?? spendStop ?? trialNumbers) === null
  if (saysNothing) return null
  return {
    exclusions: new Set(exclusions),
    trial: trialNumbers && new Set(trialNumbers),
    quota,
    consentFor,
    spendStop: spendStop === null ? null : (parseAmount(spendStop) ?? 0),
  }
}
