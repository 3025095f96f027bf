/**
 * A rule: conditions and a list of recipients, each with its template. Values within one condition: any of them.
 * Conditions: all of them. An absent condition: any call; an empty list cannot be saved.
 */
import { z } from 'zod'
import { directions, outcomes } from './call.ts'
import { keptMisses, keptTexts, keptTextsHours } from './caller.ts'

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'is 1 to 63 of a-z, 0-9 and -, as made from the first name')

/** A reference to another object of the account by its key (a slug that never changes). */
export const key = slug

const keys = z.array(key).min(1).max(200)

/** Who gets a text. */
export const selector = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('caller') }).describe('The outside party, whoever dialled'),
  z
    .strictObject({ to: z.literal('user') })
    .describe('Who answered last; if nobody did, who rang last; if nobody is known, the department’s members'),
  z.strictObject({ to: z.literal('rung') }).describe('Every user whose phone rang'),
  z.strictObject({ to: z.literal('members') }).describe('Every member of the call’s department'),
  z.strictObject({ to: z.literal('users'), users: keys }).describe('Named users, by their keys'),
  z.strictObject({ to: z.literal('owners') }).describe('Users marked as owner'),
  z
    .strictObject({ to: z.literal('numbers'), numbers: z.array(z.string().min(3).max(20)).min(1).max(20) })
    .describe('Fixed mobile numbers'),
])
export type Selector = z.infer<typeof selector>

const recipient = z.strictObject({
  selector: selector.describe('Whom it means'),
  template: key.describe('Key of the template; of one with texts in several languages, of the default text'),
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
  .strictObject({
    min: z.int().min(0).max(86_400).optional().describe('At least so many seconds'),
    max: z.int().min(0).max(86_400).optional().describe('At most so many seconds; one of the two is needed'),
  })
  .refine((range) => range.min !== undefined || range.max !== undefined, { message: 'needs min or max' })
  .refine((range) => range.min === undefined || range.max === undefined || range.min <= range.max, {
    message: 'min is above max',
  })

/** The conditions of a rule; all that are present must hold. */
export const conditions = z.strictObject({
  directions: z.array(z.enum(directions)).min(1).optional().describe('Who dialled: the caller, or the account'),
  outcomes: z.array(z.enum(outcomes)).min(1).optional().describe('How the call ended'),
  departments: keys.optional().describe('The department it went to, by key'),
  dids: keys.optional().describe('The number of the account that it used, by key'),
  users: z
    .strictObject({
      match: z
        .enum(['answered', 'rung'])
        .describe(
          'answered: who answered last, even if the call counts as missed; rung: whose phone rang, answered or not',
        ),
      users: keys.describe('Any of these users, by key'),
    })
    .optional()
    .describe('Who of the account’s people was in the call'),
  hours: z
    .enum(['open', 'closed'])
    .optional()
    .describe('Judged at the call’s start, by the department’s opening hours, else the account’s'),
  caller: z
    .enum(['new', 'returning'])
    .optional()
    .describe('new: the first call with this number; a withheld number is always returning'),
  miss: z
    .strictObject({
      from: z.int().min(1).max(keptMisses).describe('From this miss on; 1 is the first'),
      to: z.int().min(1).max(keptMisses).optional().describe('Up to this one; absent: and every later one'),
      withinHours: z.int().min(1).max(720).describe('Misses that ended within these hours before the call’s end count'),
    })
    .refine((miss) => miss.to === undefined || miss.from <= miss.to, { message: 'from is above to' })
    .optional()
    .describe('The call’s place among this caller’s misses within the window since the last connected call'),
  ringSeconds: secondsRange.optional().describe('How long it rang; a call that does not tell fits no range'),
  talkSeconds: secondsRange
    .optional()
    .describe('How long they talked: 0 where nobody did; a connected call that does not tell fits no range'),
})
export type Conditions = z.infer<typeof conditions>

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time such as 21:00')

/** Quiet hours of a rule; they may go over midnight. */
export const quietHours = z
  .strictObject({
    from: clockTime.describe('When they begin, such as 21:00'),
    to: clockTime.describe('When they end; before from: on the next day'),
    action: z
      .enum(['hold', 'skip'])
      .default('hold')
      .describe('hold: the text goes at the end of them, if still valid; skip: it does not go'),
  })
  .refine((one) => one.from !== one.to, { message: 'from and to are the same time' })
export type QuietHours = z.infer<typeof quietHours>

/** The templates that a recipient may get. */
export const templatesOf = ({ template, quietTemplate }: z.infer<typeof recipient>): string[] =>
  quietTemplate === undefined ? [template] : [template, quietTemplate]

/** A rule as it is written and saved. Its place in the list is its priority. */
export const rule = z.strictObject({
  key: key.describe('What files, caps and history know it by; it never changes'),
  name: z.string().trim().min(1).max(80).describe('What people read'),
  enabled: z.boolean().default(true).describe('false: passed over, as if it were not there'),
  conditions: conditions.default({}).describe('All that are there must hold; none: every call'),
  recipients: z.array(recipient).min(1).max(10).describe('Who gets a text, and by which template'),
  delay: z
    .strictObject({
      seconds: z.int().min(1).max(86_400).describe('So many seconds after the call’s end'),
      unlessReached: z.boolean().default(true).describe('No text when the caller is reached before it is due'),
    })
    .optional()
    .describe(
      'Wait this long after the call’s end; unlessReached cancels the text when the caller is reached meanwhile',
    ),
  cap: z
    .strictObject({
      texts: z.int().min(1).max(keptTexts).describe('So many texts'),
      hours: z.int().min(1).max(keptTextsHours).describe('Within this time before the text is due'),
    })
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
