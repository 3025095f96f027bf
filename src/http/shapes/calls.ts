import { z } from 'zod'
import { directions, missedBecauses, outcomes, rungResults, transferKinds } from '../../core/call.ts'
import { conditionNames } from '../../core/conditions.ts'
import { passedBecauses } from '../../core/language-choice.ts'
import { numberKinds } from '../../core/phone-number.ts'
import { languageBases } from '../../core/rule.ts'
import { templateCategories } from '../../core/rule-set.ts'
import { checkPlace, instant, money, named, reason } from './common.ts'
import { message, messageBrief } from './messages.ts'

const didName = z.object({ key: z.string(), number: z.string(), name: z.string() })

export const callRow = z
  .object({
    id: z.string(),
    sourceCallId: z.string(),
    direction: z.enum(directions),
    outcome: z.enum(outcomes),
    missedBecause: z.enum(missedBecauses).optional(),
    caller: z
      .string()
      .nullable()
      .describe('Whole for API keys; null for the console, which shows `callerShown`, and where it was withheld'),
    callerShown: z.string().nullable(),
    callerName: z.string().optional(),
    callerLanguage: z.string().optional().describe('As the phone system told it'),
    department: named.nullable(),
    did: didName.nullable(),
    user: named.nullable().describe('Who answered last; if nobody did, who rang last'),
    startedAt: instant,
    endedAt: instant,
    acceptedAt: instant,
    ringSeconds: z.int().optional(),
    talkSeconds: z.int().optional(),
    source: named.nullable(),
    rule: named.extend({ place: z.int() }).nullable(),
    reason: reason.nullable(),
    isTest: z.boolean().describe('Made up to try a template; no rule was asked'),
    confirmsOptOut: z.boolean().describe('Made up to confirm an opt-out; no rule was asked'),
    messages: z.array(messageBrief),
  })
  .meta({ id: 'CallRow' })
export type CallRowView = z.input<typeof callRow>

const verdict = z
  .object({
    rule: z.string(),
    name: z.string(),
    is: z.enum(['fired', 'also_matches', 'disabled', 'no']),
    condition: z.enum(conditionNames).optional().describe('Of a `no`: the first condition that failed'),
    wants: z.string().optional(),
    was: z.string().optional(),
    unknown: z.enum(['unknown_department', 'unknown_did', 'unknown_user']).nullable().optional(),
  })
  .meta({ id: 'Verdict' })

const plannedMessage = z
  .object({
    recipient: z.string(),
    number: z.string().nullable(),
    numberShown: z.string().nullable(),
    name: z.string().nullable(),
    template: z.string(),
    templateVersion: z.int(),
    header: z.string(),
    language: z
      .object({
        language: z.string(),
        because: z.enum([...languageBases, 'default']),
        passed: z.array(
          z.object({ language: z.string(), because: z.enum(languageBases), why: z.enum(passedBecauses) }),
        ),
        words: z.string(),
      })
      .nullable()
      .optional()
      .describe('Of a template with texts in several languages: which was chosen, why, and what was passed over'),
    is: z.enum(['send', 'skip']),
    text: z.string().nullable(),
    encoding: z.enum(['gsm', 'ucs2']).optional(),
    parts: z.int().optional(),
    units: z.int().optional(),
    unitsPerPart: z.int().optional(),
    price: money.optional(),
    dueAt: instant.optional(),
    validUntil: instant.optional(),
    reason: reason.optional(),
    reasonWords: z.string().optional(),
    mend: z.string().optional(),
    check: checkPlace.nullable().optional().describe('Of a skip'),
    detail: z.string().nullable().optional(),
    linkedMessageId: z.string().nullable().optional(),
  })
  .meta({
    id: 'PlannedMessage',
    description: 'What one recipient gets: sent with its text, or skipped with its reason',
  })
export type PlannedView = z.input<typeof plannedMessage>

export const plan = z
  .object({
    ruleSet: z.int(),
    rule: z.string().nullable(),
    reason: reason.nullable(),
    verdicts: z.array(verdict),
    messages: z.array(plannedMessage),
  })
  .meta({ id: 'Plan' })
export type PlanView = z.input<typeof plan>

const person = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  textsOff: z.boolean(),
})

export const facts = z
  .object({
    now: instant,
    accountOn: z.boolean(),
    isNew: z.boolean(),
    misses: z.array(instant),
    lastReachedAt: instant.nullable(),
    recentTexts: z.array(z.object({ rule: z.string(), at: instant, messageId: z.string(), counts: z.boolean() })),
    caller: z.object({
      raw: z.string().nullable(),
      number: z.string().nullable(),
      kind: z.enum(numberKinds),
      own: z.boolean(),
    }),
    department: named.nullable(),
    did: didName.nullable(),
    answeredBy: z.string().nullable().describe('Who talked last'),
    answeredFirst: z.string().nullable().optional().describe('Who answered first, where that is somebody else'),
    rung: z.array(z.string()),
    owners: z.array(z.string()),
    people: z.record(z.string(), person),
    unknown: z.array(z.object({ kind: z.enum(['department', 'did', 'user']), shown: z.string() })),
    callerLanguage: z.string().nullable().describe('What the caller had asked for before this call'),
    ticket: z.string().nullable().describe('The ticket number that the account gave the call'),
    policy: z
      .object({
        excluded: z.array(z.string()).describe('Numbers of the call that are on the exclusion list'),
        optedOut: z.array(z.string()).describe('Numbers of the call that asked for no more texts'),
        consents: z
          .object({ neededFor: z.array(z.enum(templateCategories)), given: z.array(z.string()) })
          .nullable()
          .describe('Categories that need consent, and numbers of the call with one on record; null: none was needed'),
        dndLearnt: z
          .array(z.string())
          .describe('Numbers of the call whose preferences (DND) refused a promotional text lately'),
        trial: z.array(z.string()).nullable().describe('In trial mode: numbers of the call that get texts'),
        quota: z.object({ limit: z.int(), used: z.int() }).nullable(),
        spend: z.object({ limit: money, used: money }).nullable(),
      })
      .describe('What the account’s limits said at that moment'),
  })
  .meta({ id: 'Facts', description: 'What the plan looked up besides the call and the rules' })
export type FactsView = z.input<typeof facts>

export const callStory = z
  .object({
    call: callRow.extend({
      missedBecauseWords: z.string().optional().describe('What people are told of `missedBecause`'),
      answeredAt: instant.optional(),
      waitSeconds: z.int().optional(),
      totalSeconds: z.int().optional(),
      recordingUrl: z.string().optional(),
      voicemail: z
        .object({
          seconds: z.int().optional(),
          url: z.string().optional(),
          sure: z.boolean().optional().describe('false: that there is one was concluded'),
        })
        .optional(),
      rung: z
        .array(
          z.object({
            user: named.nullable().describe('null: none of the account’s that is known by what was told'),
            name: z.string().nullable().describe('As the source names them: by name, id, extension, phone or e-mail'),
            at: instant.optional(),
            seconds: z.int().optional(),
            result: z.enum(rungResults).optional(),
            resultWords: z.string().optional(),
          }),
        )
        .optional()
        .describe('The phones that rang, in the order in which they were told'),
      transfers: z
        .array(
          z.object({
            at: instant.optional(),
            from: z.string().optional(),
            to: z.string().optional(),
            kind: z.enum(transferKinds).optional(),
          }),
        )
        .optional()
        .describe('Whom the call was passed on to, as its source names them'),
      variables: z.record(z.string(), z.string()).optional(),
      approximate: z.array(z.string()).describe('Fields that were inferred'),
      approximateWords: z
        .object({ endedAt: z.string().optional(), outcome: z.string().optional() })
        .describe('What people are told of those that they are shown'),
    }),
    facts,
    ruleSet: z
      .object({ number: z.int(), rules: z.array(named.extend({ enabled: z.boolean() })) })
      .describe('The version that judged the call'),
    plan: plan.describe('Made again from what was kept of the call'),
    replay: z
      .object({
        agrees: z.boolean().describe('Whether the plan, made again, is what was decided when the call was taken in'),
        differences: z.array(
          z.object({
            recipient: z.string().nullable().describe('null: the rule'),
            before: z.string().nullable().describe('A rule’s key, `send`, or a reason; null: nothing'),
            now: z.string().nullable(),
            words: z.string(),
          }),
        ),
      })
      .describe('Where it does not agree, the plan does not say why the call got what it got'),
    messages: z.array(message),
    notes: z
      .array(z.object({ at: instant, words: z.string() }))
      .describe('What came after the call was judged; it changed nothing'),
  })
  .meta({ id: 'CallStory' })
export type CallStoryView = z.input<typeof callStory>
