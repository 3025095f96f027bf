import { z } from 'zod'
import { states } from '../../core/delivery.ts'
import { templateCategories } from '../../core/rule-set.ts'
import { settledBys } from '../../store/messages.ts'
import { checkPlace, doubt, instant, money, named, reason } from './common.ts'

const moment = z
  .object({
    at: instant,
    what: z.string().describe('A word for programs, such as `accepted` or `refused_for_now`'),
    words: z.string(),
    detail: z.string().nullable().optional(),
  })
  .meta({ id: 'Moment', description: 'One thing that happened to a text' })

const state = z.enum(states).meta({ id: 'MessageState' })

const charged = money.describe(
  'What it costs as it now stands: nothing once it was refused (by the operator’s DLT check also where only a receipt tells it), lapsed or was stopped',
)

export const message = z
  .object({
    id: z.string(),
    callId: z.string(),
    callEndedAt: instant,
    recipient: z
      .string()
      .describe('`caller`, `user:<id>`, `number:<number>`, or the selector’s word where nobody is known'),
    name: z.string().nullable(),
    number: z.string().nullable().describe('Whole for API keys; null for the console, which shows `numberShown`'),
    numberShown: z.string().nullable(),
    state,
    reason: reason.nullable(),
    reasonWords: z.string().nullable(),
    mend: z.string().nullable().describe('What can be done about it'),
    check: checkPlace
      .nullable()
      .describe('Of a text that a check stopped, when it was planned or when it was about to go'),
    detail: z.string().nullable(),
    linkedMessageId: z.string().nullable().describe('The text that took this one’s place under a cap'),
    doubt: doubt.nullable().describe('Why it is or was not known whether the text went'),
    doubtWords: z.string().nullable(),
    settledBy: z.enum(settledBys).nullable(),
    rule: z.string().nullable(),
    template: named
      .extend({ version: z.int(), category: z.enum(templateCategories).nullable().describe('Of that version') })
      .nullable(),
    header: z.string().nullable(),
    dltTemplateId: z.string().nullable().describe('As it went with the text, or is to; null where none does'),
    dltSent: z
      .boolean()
      .nullable()
      .describe(
        'Of a text to India that was given to a gateway: whether its DLT ids went with it; null where that is not known',
      ),
    text: z.string().nullable(),
    encoding: z.enum(['gsm', 'ucs2']).nullable(),
    parts: z.int(),
    price: money,
    charged,
    gateway: z.object({ key: z.string(), title: z.string(), shared: z.boolean() }).nullable(),
    attempt: z.int(),
    createdAt: instant,
    dueAt: instant.nullable(),
    validUntil: instant.nullable(),
    permittedAt: instant.nullable(),
    answeredAt: instant.nullable(),
    finalAt: instant.nullable(),
    timeline: z.array(moment).optional(),
  })
  .meta({ id: 'Message' })
export type MessageView = z.input<typeof message>

const attempt = z
  .object({
    attempt: z.int(),
    permittedAt: instant.nullable(),
    answeredAt: instant.nullable(),
    outcome: z.string(),
    reason: reason.nullable(),
    doubt: doubt.nullable(),
    answer: z
      .json()
      .describe(
        'The gateway’s own words, masked; null for an account whose gateway is shared: they are the operator’s',
      ),
  })
  .meta({ id: 'Attempt' })

const receipt = z
  .object({
    attempt: z.int(),
    part: z.int(),
    state: z.string(),
    final: z.boolean(),
    reason: reason.nullable(),
    receivedAt: instant,
    times: z.int(),
    raw: z.json().describe('As the gateway told it; null for an account whose gateway is shared'),
  })
  .meta({ id: 'Receipt' })

export const messageStory = message
  .extend({ timeline: z.array(moment), attempts: z.array(attempt), receipts: z.array(receipt) })
  .meta({ id: 'MessageStory' })

/** What lists of calls say of a text. */
export const messageBrief = z
  .object({
    id: z.string(),
    recipient: z.string(),
    state,
    reason: reason.nullable(),
    price: money,
    charged,
    createdAt: instant,
    answeredAt: instant.nullable(),
    finalAt: instant.nullable(),
  })
  .meta({ id: 'MessageBrief' })
