/**
 * A country pack: what one country, or a group that keeps the same rules, asks of texts to its numbers. Pure data, a file for each, checked by this
 * schema in a test. It is engineering input with its sources beside it, and not legal advice.
 */
import { z } from 'zod'
import { templateCategories } from '../rule-set.ts'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const category = z.enum(templateCategories)
const sentence = z.string().min(10).max(400)
const country = z.string().regex(/^[A-Z]{2}$/)

/** What a sender can be: letters and digits, a telephone number, or a short code that a network gives. */
const senderKinds = ['alphanumeric', 'long_code', 'short_code'] as const

const pattern = z.string().refine((text) => text.startsWith('^') && text.endsWith('$'), 'is a pattern of the whole')

const senderForm = z.strictObject({
  kind: z.enum(senderKinds),
  pattern,
  /** Only for these categories; absent: for all. */
  for: z.array(category).min(1).optional(),
  words: sentence.describe('The form in words, as a person would say it'),
})
export type SenderForm = z.infer<typeof senderForm>

const registrationField = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]{1,30}$/),
  title: z.string().min(2).max(60),
  pattern,
  words: sentence.describe('What it is and where it is had'),
  /** Senders of these kinds go nowhere without it; absent: it is only kept. */
  neededFor: z.array(z.enum(senderKinds)).min(1).optional(),
})
export type RegistrationField = z.infer<typeof registrationField>

export const countryPack = z.strictObject({
  key: country.describe('The country, EU for its members, or ZZ for all that have no pack'),
  name: z.string().min(2).max(60),
  countries: z.array(country).describe('ISO 3166'),
  callingCodes: z.array(z.string().regex(/^\d{1,3}$/)),
  /** When texts of a category may go by the clock of the recipient's country, in all its zones; an absent category: at any time. */
  hours: z.partialRecord(category, z.strictObject({ from: clock, to: clock })),
  /** Categories that go only to whoever agreed, whatever the account says. */
  consentFor: z.array(category),
  /** Whole replies that mean it by law or by the rules of the networks, besides all the words that are read everywhere. */
  keywords: z.strictObject({ stop: z.array(z.string()), start: z.array(z.string()), help: z.array(z.string()) }),
  /** Forms of senders; none: the sender is left to the gateway. */
  senders: z.array(senderForm),
  registration: z.array(registrationField),
  /** Texts carry the ids of India's registers (DLT), and are compared with their registered wording. */
  dlt: z.boolean(),
  notes: z.array(sentence),
})
export type CountryPack = z.infer<typeof countryPack>
