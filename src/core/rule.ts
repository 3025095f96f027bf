/**
 * A rule: conditions and a list of recipients, each with its template. Values within one condition: any of them.
 * Conditions: all of them. An absent condition: any call; an empty list cannot be saved.
 */
import { z } from 'zod'
import { directions, outcomes } from './call.ts'

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'is 1 to 63 of a-z, 0-9 and -, as made from the first name')

/** A reference to another object of the account by its key (a slug that never changes). */
export const key = slug

const keys = z.array(key).min(1).max(200)

/** Who gets a text. */
export const selector = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('caller') }),
  z
    .strictObject({ to: z.literal('user') })
    .describe('Who answered last; of a missed call who rang; if nobody is known, the department’s members'),
  z.strictObject({ to: z.literal('rung') }).describe('Every user whose phone rang'),
  z.strictObject({ to: z.literal('members') }).describe('Every member of the call’s department'),
  z.strictObject({ to: z.literal('users'), users: keys }).describe('Named users'),
  z.strictObject({ to: z.literal('owners') }).describe('Users marked as owner'),
  z
    .strictObject({ to: z.literal('numbers'), numbers: z.array(z.string().min(3).max(20)).min(1).max(20) })
    .describe('Fixed numbers, E.164'),
])
export type Selector = z.infer<typeof selector>

const recipient = z.strictObject({
  selector,
  template: key,
  quietTemplate: key
    .optional()
    .describe(
      'In the rule’s quiet hours this template goes at once, instead of the text that would wait or be skipped',
    ),
})

/** What may choose among the texts of a template in several languages, in the order in which it is asked. */
export const languageBases = ['caller', 'department', 'did'] as const
export type LanguageBasis = (typeof languageBases)[number]

const secondsRange = z
  .strictObject({ min: z.int().min(0).max(86_400).optional(), max: z.int().min(0).max(86_400).optional() })
  .refine((range) => range.min !== undefined || range.max !== undefined, { message: 'needs min or max' })
  .refine((range) => range.min === undefined || range.max === undefined || range.min <= range.max, {
    message: 'min is above max',
  })

/** The conditions of a rule; all that are present must hold. */
export const conditions = z.strictObject({
  directions: z.array(z.enum(directions)).min(1).optional(),
  outcomes: z.array(z.enum(outcomes)).min(1).optional(),
  departments: keys.optional(),
  dids: keys.optional(),
  users: z.strictObject({ match: z.enum(['answered', 'rung']), users: keys }).optional(),
  hours: z
    .enum(['open', 'closed'])
    .optional()
    .describe('Judged at the call’s start, by the department’s opening hours, else the account’s'),
  caller: z.enum(['new', 'returning']).optional(),
  miss: z
    .strictObject({
      from: z.int().min(1).max(20),
      to: z.int().min(1).max(20).optional(),
      withinHours: z.int().min(1).max(720),
    })
    .refine((miss) => miss.to === undefined || miss.from <= miss.to, { message: 'from is above to' })
    .optional()
    .describe('The call’s place among this caller’s misses within the window since the last connected call'),
  ringSeconds: secondsRange.optional(),
  talkSeconds: secondsRange.optional(),
})
export type Conditions = z.infer<typeof conditions>

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time such as 21:00')

/** Quiet hours of a rule; they may go over midnight. */
export const quietHours = z
  .strictObject({
    from: clockTime,
    to: clockTime,
    action: z.enum(['hold', 'skip']).default('hold').describe('hold: the text goes at the end of them, if still valid'),
  })
  .refine((one) => one.from !== one.to, { message: 'from and to are the same time' })
export type QuietHours = z.infer<typeof quietHours>

/** The templates that a recipient may get. */
export const templatesOf = ({ template, quietTemplate }: z.infer<typeof recipient>): string[] =>
  quietTemplate === undefined ? [template] : [template, quietTemplate]

/** A rule as it is written and saved. Its place in the list is its priority. */
export const rule = z.strictObject({
  key,
  name: z.string().trim().min(1).max(80),
  enabled: z.boolean().default(true),
  conditions: conditions.default({}),
  recipients: z.array(recipient).min(1).max(10),
  delay: z
    .strictObject({ seconds: z.int().min(1).max(86_400), unlessReached: z.boolean().default(true) })
    .optional()
    .describe(
      'Wait this long after the call’s end; unlessReached cancels the text when the caller is reached meanwhile',
    ),
  cap: z
    .strictObject({ texts: z.int().min(1).max(50), hours: z.int().min(1).max(720) })
    .optional()
    .describe('At most this many texts by this rule to one caller within the period'),
  quietHours: quietHours.optional().describe('No text by this rule within these hours, in the account’s zone'),
  languageBy: z
    .array(z.enum(languageBases))
    .max(languageBases.length)
    .optional()
    .describe(
      'What may choose a text in another language; absent: all of these, in this order; empty: the default text',
    ),
  validityMinutes: z
    .int()
    .min(1)
    .max(2880)
    .default(60)
    .describe('A text still unsent this long after the call’s end lapses; a call reported later is too_late'),
})
export type Rule = z.infer<typeof rule>

/** The ordered rules of an account. */
export const ruleList = z
  .array(rule)
  .max(1000)
  .check((ctx) => {
    const seen = new Set<string>()
    ctx.value.forEach((one, index) => {
      if (seen.has(one.key))
        ctx.issues.push({
          code: 'custom',
          path: [index, 'key'],
          input: one.key,
          message: `two rules have the key "${one.key}"`,
        })
      seen.add(one.key)
    })
  })
