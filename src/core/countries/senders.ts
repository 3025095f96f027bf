/** What a text to a country can come from. */
import type { TemplateCategory } from '../rule-set.ts'
import type { CountryPack, RegistrationField, SenderForm } from './pack.ts'

/** The form of the pack that a sender has; undefined where it has none of them. */
function senderForm(pack: CountryPack, sender: string, category?: TemplateCategory): SenderForm | undefined {
  return pack.senders.find(
    (one) =>
      (category === undefined || one.for === undefined || one.for.includes(category)) &&
      compiled(one.pattern).test(sender),
  )
}

/** Whether texts of this category to the pack's countries can come from this sender. A pack that names no form leaves it to the gateway. */
export function takesSender(pack: CountryPack, sender: string, category?: TemplateCategory): boolean {
  return pack.senders.length === 0 || senderForm(pack, sender, category) !== undefined
}

/** The forms that the pack takes, in words. */
export function senderWords(pack: CountryPack, category?: TemplateCategory): string {
  return pack.senders
    .filter((one) => category === undefined || one.for === undefined || one.for.includes(category))
    .map(({ words }) => words)
    .join('. ')
}

/** Whether a registration field may hold this value. */
export function fitsField(field: RegistrationField, value: string): boolean {
  return compiled(field.pattern).test(value)
}

/** Fields without which a sender of this form goes nowhere, and that are not filled in. */
export function missingFields(
  pack: CountryPack,
  sender: string,
  fields: Readonly<Record<string, string>>,
): RegistrationField[] {
  const form = senderForm(pack, sender)
  return pack.registration.filter((one) => form && one.neededFor?.includes(form.kind) && !fields[one.name])
}

const patterns = new Map<string, RegExp>()

/** Patterns are few: those of the packs. */
function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern)
  if (known) return known
  const made = new RegExp(pattern, 'u')
  patterns.set(pattern, made)
  return made
}
