/**
 * Consent, and preferences (DND). What an account keeps of consents is its own evidence; the register of India's operators is asked by the operators
 * themselves, and their answer is all that anybody learns of it.
 */
import { isIndian, packOfNumber } from './countries/packs.ts'
import type { Instant } from './instant.ts'
import type { Reason } from './reasons.ts'
import type { TemplateCategory } from './rule-set.ts'

/** By which way a consent is given or revoked; `call`: in a phone call; `reply` and `link`: by the person alone, also by an opt-out. */
export const consentSources = ['console', 'api', 'file', 'call', 'reply', 'link'] as const
export type ConsentSource = (typeof consentSources)[number]

/** Which categories go only to whoever agreed, and for how many days after an opt-out no new consent counts. */
export type ConsentSettings = { neededFor: TemplateCategory[]; reconsentBlockDays: number; asking: Asking | null }

/** How people agree by themselves: to what, in which version of the wording, and by which words of a reply or by the page behind a link. */
export type Asking = { purpose: string; wording: string | null; replies: string[]; byPage: boolean }

/** What an account that says nothing has: consent is asked for no category until an administrator switches it on. */
export const usualConsent: ConsentSettings = { neededFor: [], reconsentBlockDays: 90, asking: null }

/** Categories that preferences stop: operators treat service explicit as promotional. */
export const promotionalCategories = ['promotional', 'service_explicit'] as const satisfies readonly TemplateCategory[]

/** Whether preferences and India's hours speak of such a text. */
export function isPromotional(category: TemplateCategory): boolean {
  return (promotionalCategories as readonly TemplateCategory[]).includes(category)
}

/** Of the numbers that a call's texts could go to: which have agreed, and which categories need it. */
export type ConsentFacts = { neededFor: readonly TemplateCategory[]; given: readonly string[] }

/** Why a text of this category is not for this number: no consent, or preferences that an earlier refusal taught. In this order. */
export function consentStop(
  { consents, dndLearnt }: { consents?: ConsentFacts; dndLearnt?: readonly string[] },
  category: TemplateCategory,
  number: string,
): (Reason & ('no_consent' | 'dnd_learnt')) | undefined {
  if (consents && needsConsent(category, number, consents.neededFor) && !consents.given.includes(number))
    return 'no_consent'
  if (isPromotional(category) && dndLearnt?.includes(number)) return 'dnd_learnt'
  return undefined
}

/** Whether a text goes only to whoever agreed: since the account says so, or the recipient's country does. */
function needsConsent(category: TemplateCategory, number: string, neededFor: readonly TemplateCategory[]): boolean {
  return neededFor.includes(category) || packOfNumber(number).consentFor.includes(category)
}

/**
 * Whether consents have to be looked up for texts of these categories: the account asks for them, or one is promotional and a number is abroad. `numbers` are asked
 * for only then.
 */
export function asksConsent(
  categories: Iterable<TemplateCategory>,
  neededFor: readonly TemplateCategory[],
  numbers: () => readonly string[],
): boolean {
  const all = [...categories]
  if (neededFor.length > 0 && all.some((one) => neededFor.includes(one))) return true
  return all.some(isPromotional) && numbers().some((one) => !isIndian(one))
}

/** Whether preferences have to be looked up for texts of these categories. */
export function asksDnd(categories: Iterable<TemplateCategory>): boolean {
  return [...categories].some(isPromotional)
}

/** When somebody last wanted no more texts, and when they came back by their own word. */
export type Withdrawal = { at: Instant | null; cameBackAt: Instant | null }

const dayMs = 86_400_000

/**
 * Whoever wanted no more texts is not asked again for some days, unless they come back by themselves; a consent from before counts no more. The moment
 * after which a consent counts, or undefined where this one does.
 */
export function consentCountsAfter(
  givenAt: Instant,
  { at, cameBackAt }: Withdrawal,
  blockDays: number,
): Instant | undefined {
  if (at === null) return undefined
  const cameBack = cameBackAt !== null && cameBackAt > at
  const from = cameBack ? at : at + blockDays * dayMs
  return givenAt > from ? undefined : from
}

/** How long a refusal for preferences is believed: operators update them within weeks, and nobody can be asked. */
export const dndBelievedDays = 30
