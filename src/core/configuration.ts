/**
 * The whole account as one document: what `export` writes, `apply` reads, and GET/PUT /v1/configuration carries. Every object has a
 * `key`, a slug that never changes; references are keys. A section that is present is complete; one that is absent is left alone.
 */
import { z } from 'zod'
import { usualConsent } from './consent.ts'
import { sendersAbroad } from './countries/registration.ts'
import { chainModes, headerClasses, headerStatuses } from './dlt.ts'
import { slotTags, tooLongChoices } from './dlt-slots.ts'
import { languageTag } from './language.ts'
import { usualLoopGuard } from './policy.ts'
import { leastCallsDays, leastTextsDays, mostDays } from './retention.ts'
import { key, ruleList } from './rule.ts'
import { templateCategories, templateStatuses, waitingStatuses } from './rule-set.ts'
import { openingHours } from './schedule.ts'
import { ticketForm } from './ticket-number.ts'

const name = z.string().trim().min(1).max(80)
const dltId = z
  .string({ error: 'is text, in quotes: a number of 19 digits has lost its last ones' })
  .regex(/^\d{1,30}$/, 'is digits only; an id that a spreadsheet turned into 1.1E+18 has lost its last digits')

/** How many there may be of each kind in an account, and of what one source calls something. */
export const mostOf = {
  users: 20_000,
  departments: 2_000,
  dids: 20_000,
  headers: 500,
  templates: 20_000,
  gateways: 100,
  sources: 200,
  mappings: 5_000,
} as const
/** What a phone system calls one of ours. */
export const longestExternal = 200

const language = languageTag.nullable().default(null)
const numbers = z.array(z.string().min(3).max(20))
const amount = z.string().regex(/^\d{1,9}(\.\d{1,4})?$/)
const tax = z.strictObject({
  name: name.describe('As the invoice says it, such as CGST'),
  percent: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,4})?$/, 'is per cent, such as 9 or 18.00')
    .describe('Of rental and texts together'),
})

/** Links and call-back numbers that the business has registered on its DLT portal. */
const whitelist = z.strictObject({
  links: z
    .array(z.string().trim().min(3).max(200))
    .max(500)
    .default([])
    .describe('Host, or host and beginning of the path, such as kaveri.example/r'),
  numbers: numbers.max(500).default([]),
})

const optOutConfirmation = z.strictObject({
  template: key.describe('A transactional or service implicit template'),
  byPage: z
    .boolean()
    .default(false)
    .describe('Also to whoever opts out by the page behind a link, where the text with the link is a recent one'),
})

const consentSettings = z.strictObject({
  neededFor: z
    .array(z.enum(templateCategories))
    .max(templateCategories.length)
    .default([])
    .describe('Categories of templates that go only to numbers with a consent on record; empty: none'),
  reconsentBlockDays: z
    .int()
    .min(0)
    .max(3650)
    .default(usualConsent.reconsentBlockDays)
    .describe(
      'Days after an opt-out or a revocation within which no new consent counts, unless they come back by themselves',
    ),
  asking: z
    .strictObject({
      purpose: z.string().trim().min(1).max(200).describe('What they agree to, such as “offers by text”'),
      wording: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .nullable()
        .default(null)
        .describe('Which version of your wording asks them; change it with the wording'),
      replies: z
        .array(z.string().trim().min(1).max(40))
        .max(20)
        .default([])
        .describe('Words that agree when they are the whole reply, such as JOIN'),
      byPage: z.boolean().default(false).describe('The page behind a link asks too'),
    })
    .nullable()
    .default(null)
    .describe('How people agree by themselves; null: they cannot'),
})

export const accountSettings = z.strictObject({
  name,
  zone: z.string().min(1).max(60).describe('IANA time zone, such as Asia/Kolkata'),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/)
    .default('en'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('IN'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('INR'),
  pricePerPart: amount.default('0.3000').describe('Price of one SMS part, in the currency’s unit'),
  lineRentalOneWay: amount
    .default('0.0000')
    .describe('What a one-way line costs in a billing cycle, in the currency’s unit'),
  lineRentalTwoWay: amount.default('0.0000').describe('What a two-way line costs in a billing cycle'),
  billingDay: z
    .int()
    .min(1)
    .max(31)
    .default(1)
    .describe(
      'Day of the month on which billing cycles begin, or its last; it stays as it is once the first cycle is over',
    ),
  taxes: z.array(tax).max(4).default([]).describe('What the invoice adds to rental and texts'),
  operatorSetsPrices: z
    .boolean()
    .default(false)
    .describe('Only whoever runs the installation changes prices, rentals, taxes, currency and quota, and this'),
  smsOn: z.boolean().default(true).describe('After-Call SMS on or off for the whole account'),
  hours: openingHours.nullable().default(null),
  whitelist: whitelist.default({ links: [], numbers: [] }).describe('Registered links and call-back numbers (India)'),
  exclusions: numbers.max(5000).default([]).describe('Numbers that never get a text'),
  quota: z.int().min(1).max(100_000).nullable().default(null).describe('Texts that may go in any 24 hours'),
  spendStop: amount.nullable().default(null).describe('What texts may cost in any 24 hours, in the currency’s unit'),
  loopGuard: z
    .strictObject({ texts: z.int().min(1).max(50), minutes: z.int().min(1).max(1440) })
    .nullable()
    .default(usualLoopGuard)
    .describe('At most this many texts to one caller within the time, so that two machines do not answer each other'),
  reachedAfterSeconds: z
    .int()
    .min(0)
    .max(600)
    .default(0)
    .describe(
      'A call with less talk than this reaches nobody, such as one that a carrier’s voicemail took; 0: any connected call does',
    ),
  trialNumbers: numbers
    .max(100)
    .nullable()
    .default(null)
    .describe('Trial mode: while set, only these numbers get texts'),
  consent: consentSettings
    .default(usualConsent)
    .describe('Consent that the account keeps as its own evidence; it is not DLT consent'),
  optOutLink: z
    .string()
    .trim()
    .regex(
      /^(?:https:\/\/)?[a-z0-9.-]+(?::\d+)?(?:\/[\w.~-]+)*$/i,
      'is an address without a slash at its end, such as kaveri.example/r',
    )
    .max(80)
    .nullable()
    .default(null)
    .describe('Your own address of the opt-out page, on your whitelist in India; absent: this program’s'),
  optOutConfirmation: optOutConfirmation
    .nullable()
    .default(null)
    .describe('The one text that confirms an opt-out by reply; null: none is sent'),
  tickets: ticketForm.nullable().default(null).describe('Ticket numbers for calls whose source gives none'),
  keepTextsDays: z
    .int()
    .min(leastTextsDays)
    .max(mostDays)
    .nullable()
    .default(null)
    .describe('Days after which the wording of a text is taken away; null: as the installation does'),
  keepCallsDays: z
    .int()
    .min(leastCallsDays)
    .max(mostDays)
    .nullable()
    .default(null)
    .describe('Days after which a call goes, with its texts and receipts; null: as the installation does'),
})

/** What is the operator's to change where `operatorSetsPrices` says so. The spend stop is not: it bounds what the account itself wants to spend. */
export const operatorsFields = [
  'currency',
  'pricePerPart',
  'lineRentalOneWay',
  'lineRentalTwoWay',
  'taxes',
  'quota',
] as const satisfies readonly (keyof z.infer<typeof accountSettings>)[]

export const user = z.strictObject({
  key,
  name,
  phone: z.string().max(40).nullable().default(null).describe('Mobile number that gets the texts'),
  extension: z.string().max(40).nullable().default(null),
  email: z.string().max(200).nullable().default(null),
  owner: z.boolean().default(false),
  textsOff: z.boolean().default(false),
})

export const department = z.strictObject({
  key,
  name,
  members: z.array(key).max(500).default([]).describe('Keys of users, in the order in which they are texted'),
  hours: openingHours.nullable().default(null),
  language: language.describe('Chooses the text where the caller’s own language is not known'),
})

export const did = z.strictObject({
  key,
  number: z.string().min(3).max(40),
  name: name.nullable().optional().describe('Null or absent: it is called as its number is written'),
  language: language.describe('Chooses the text where neither the caller nor the department does'),
  lines: z
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe('Channel lines: how many calls at once it carries, the unit of rental'),
})

export const header = z.strictObject({
  key,
  header: z.string().min(1).max(20).describe('The sender id exactly as registered; case matters and is never changed'),
  entityId: dltId.nullable().default(null).describe('DLT principal entity (PE) id'),
  class: z
    .enum(headerClasses)
    .nullable()
    .default(null)
    .describe(
      'As registered: others for service and transactional texts; null: digits are promotional, letters others',
    ),
  status: z.enum(headerStatuses).default('active').describe('Texts of a header that is not active are skipped'),
  countries: sendersAbroad
    .default({})
    .describe('By country: what it is called there, and the ids of its registrations'),
})

/** A registered text (India): what is sent is compared with it, character by character. */
export const registration = z.strictObject({
  text: z.string().min(1).max(2000).describe('Exactly as registered, with {#var#} or typed tags such as {#numeric#}'),
  tags: z
    .array(z.enum(slotTags).nullable())
    .max(50)
    .optional()
    .describe('Tags of the variables in order, where the portal keeps them beside the text'),
  tooLong: z
    .enum(tooLongChoices)
    .default('cut')
    .describe('A value longer than its variable: cut at a word, or the text is skipped as variable_too_long'),
  letters: z
    .literal('plain')
    .optional()
    .describe('Values in GSM letters where they have them: an emoji or accent in a name does not make the text UCS-2'),
})

const wording = {
  body: z.string().min(1).max(2000).describe('Wording with {{placeholders}} and {{placeholder|fallback}}'),
  header: key,
  dltTemplateId: dltId.nullable().default(null),
  category: z.enum(templateCategories).default('service_implicit'),
  registered: registration.nullable().default(null),
}
const statusReason = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .nullable()
  .optional()
  .describe('Why it was rejected or paused; absent: as it stands')

export const template = z.strictObject({
  key,
  name,
  ...wording,
  language: language.describe('What it is written in; null: the account’s language'),
  variantOf: key
    .nullable()
    .default(null)
    .describe(
      'Key of the template whose text this is in another language: rules name that one, and the reader’s language chooses',
    ),
  status: z.enum(templateStatuses).default('approved'),
  statusReason,
  waiting: z
    .strictObject({ ...wording, status: z.enum(waitingStatuses).default('draft'), statusReason })
    .nullable()
    .optional()
    .describe('A version that waits for its approval while this one sends; absent: as it stands, null: none'),
})

/** A secret in a document: left as it is, taken from the environment of the program that applies, or given. */
const secret = z.union([
  z.strictObject({ keep: z.literal(true) }),
  z.strictObject({ env: z.string().regex(/^[A-Z_][A-Z0-9_]*$/) }),
  // A private key is one, too.
  z.string().min(1).max(20_000),
])

export const gateway = z.strictObject({
  key,
  title: name,
  kind: z.string().max(40),
  settings: z.record(z.string(), z.json()).default({}),
  secrets: z.record(z.string(), secret).default({}),
  paused: z.boolean().default(false),
  ratherTwice: z.boolean().default(false).describe('Send a text in doubt again by itself. It may arrive twice.'),
})

export const source = z.strictObject({
  key,
  name,
  kind: z.string().max(40),
  settings: z.record(z.string(), z.json()).default({}),
  secrets: z.record(z.string(), secret).default({}),
  mappings: z
    .array(
      z.strictObject({
        kind: z.enum(['department', 'did', 'user']),
        external: z.string().min(1).max(longestExternal),
        to: key,
      }),
    )
    .max(mostOf.mappings)
    .default([])
    .describe(
      'What the phone system calls a department, DID or user, and which of ours that is; needed also where several of ours have that name',
    ),
})

/** `gateway` names one of this account's gateways by key, or a shared one as `shared:<key>`. */
export const route = z.strictObject({
  gateway: z.string().max(80),
  telemarketerId: z
    .string({ error: 'is text, in quotes: a number of 19 digits has lost its last ones' })
    .max(300)
    .nullable()
    .default(null)
    .describe('Telemarketer id, or the chain of them joined by commas: the entity’s own first, who delivers last'),
  chainMode: z
    .enum(chainModes)
    .default('ids')
    .describe(
      'none: the gateway adds the chain; ids: as they are; sha256: the hash, for who hands texts to an operator',
    ),
})

/** The document. `account` is needed when it is applied to nothing. */
export const configuration = z.strictObject({
  account: accountSettings.optional(),
  users: z.array(user).max(mostOf.users).optional(),
  departments: z.array(department).max(mostOf.departments).optional(),
  dids: z.array(did).max(mostOf.dids).optional(),
  headers: z.array(header).max(mostOf.headers).optional(),
  templates: z.array(template).max(mostOf.templates).optional(),
  rules: ruleList.optional(),
  gateways: z.array(gateway).max(mostOf.gateways).optional(),
  routes: z.array(route).max(20).optional(),
  sources: z.array(source).max(mostOf.sources).optional(),
})
export type Configuration = z.infer<typeof configuration>
export type ConfigurationInput = z.input<typeof configuration>
