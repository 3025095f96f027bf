import { z } from 'zod'
import { consentSources } from '../../core/consent.ts'
import { parseInstant } from '../../core/instant.ts'
import { instant } from './common.ts'

const time = z
  .string()
  .refine((text) => parseInstant(text) !== undefined, { message: 'write a time such as 2026-11-23T15:45:00+05:30' })
  .transform((text) => parseInstant(text) ?? 0)
  .meta({ format: 'date-time' })

const terms = {
  purpose: z.string().trim().min(1).max(200).describe('What they agreed to, such as “offers by text”'),
  wording: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .describe('Which version of the wording they were shown or read, such as “form 2026-03”'),
  givenAt: time.nullable().default(null).describe('When they agreed; absent: now'),
  expiresAt: time.nullable().default(null).describe('Until when it holds; absent: until it is revoked'),
  evidence: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .nullable()
    .default(null)
    .describe('What shows it: the id of a call, of a form, words that were said'),
}

const number = z.string().min(3).max(40).describe('As dialled in the account’s country, or E.164')

export const byNumber = z.strictObject({ number })
export const revoking = z.strictObject({ number, evidence: terms.evidence })
export const giving = z.strictObject({
  number,
  ...terms,
  source: z
    .enum(['call', 'file'])
    .nullable()
    .default(null)
    .describe('How it was given, where it was neither here nor through the API'),
})

export const importing = z.strictObject({
  csv: z.string().min(1).describe('The file, or rows of it with the names of its columns before them'),
  skippedLines: z.int().min(0).default(0).describe('Lines of the file between the names of its columns and these rows'),
  purpose: terms.purpose.optional().describe('Of all rows that say none'),
  wording: terms.wording.describe('Of all rows that say none'),
})

export const imported = z
  .object({
    rows: z.int(),
    given: z.int(),
    known: z.int().describe('The same consent, or a later one, stood already'),
    bad: z.int(),
    badRows: z
      .array(z.object({ line: z.int(), value: z.string(), message: z.string() }))
      .describe('Those that were not recorded, and why; at most 1,000'),
  })
  .meta({ id: 'ConsentsImported' })

export const consent = z
  .object({
    id: z.string(),
    ending: z.string().nullable().describe('The number’s last three digits; null where it agreed by a link'),
    purpose: z.string(),
    wording: z.string().nullable(),
    source: z.enum(consentSources),
    givenAt: instant,
    expiresAt: instant.nullable(),
    isExpired: z.boolean(),
  })
  .meta({ id: 'Consent' })

const entry = z
  .object({
    id: z.string(),
    what: z.enum(['given', 'revoked']),
    source: z.enum(consentSources),
    who: z.string(),
    at: instant.describe('When it was recorded'),
    purpose: z.string().nullable(),
    wording: z.string().nullable(),
    givenAt: instant.nullable(),
    expiresAt: instant.nullable(),
    evidence: z.string().nullable(),
  })
  .meta({ id: 'ConsentEntry' })

export const standing = z
  .object({
    numberShown: z.string(),
    hasConsent: z.boolean().describe('One that stands, is not expired, and whose number is not opted out'),
    optedOut: z.boolean(),
    current: consent.nullable(),
    dndUntil: instant
      .nullable()
      .describe('Its preferences (DND) refused a promotional text, which is believed until then'),
    ledger: z.array(entry).describe('Newest first'),
  })
  .meta({ id: 'ConsentStanding' })

/** What every export says of itself. */
export const whatItIs =
  'The account’s own evidence of consents. It is not consent on the DLT platform (Digital Consent Acquisition), which operators ask by themselves.'

export const exported = z
  .object({
    about: z.string(),
    account: z.string(),
    number: z.string(),
    exportedAt: instant,
    hasConsent: z.boolean(),
    optedOut: z.boolean(),
    ledger: z.array(entry),
  })
  .meta({ id: 'ConsentExport' })
