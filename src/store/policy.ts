/** What an account says of all its texts: stored as one JSON text, since nobody queries inside it; null where nothing is said. */
import type { AccountSettings } from './accounts.ts'

export type Policy = Pick<AccountSettings, 'whitelist' | 'exclusions' | 'quota' | 'spendStop' | 'trialNumbers'>

const nothing: Policy = {
  whitelist: { links: [], numbers: [] },
  exclusions: [],
  quota: null,
  spendStop: null,
  trialNumbers: null,
}

export function policyOf(text: string | null): Policy {
  return text === null ? nothing : { ...nothing, ...(JSON.parse(text) as Partial<Policy>) }
}

export function policyText({ whitelist, exclusions, quota, spendStop, trialNumbers }: Policy): string | null {
  const text = JSON.stringify({ whitelist, exclusions, quota, spendStop, trialNumbers })
  return text === JSON.stringify(nothing) ? null : text
}
