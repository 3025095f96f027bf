/** What a billing cycle costs, as the API shows it. */
import { z } from 'zod'
import { mostOf } from '../../core/configuration.ts'
import { lineModes } from '../../core/line-mode.ts'
import { key, ruleList } from '../../core/rule.ts'
import { instant, money } from './common.ts'

const date = z.iso.date()
const count = z.int()
const mode = z.enum(lineModes).describe('off, or whom the rules can text: one side of a call, or both')
const did = z
  .object({ key: z.string(), name: z.string(), number: z.string(), numberShown: z.string() })
  .meta({ id: 'BilledDid' })
const cause = z
  .object({ at: instant, ruleSet: z.int().describe('The rule set in force from then on'), what: z.string() })
  .meta({ id: 'BillingCause' })

const counted = { texts: count, parts: count, amount: money.describe('Exactly, not rounded') }

export const billingCycle = z.object({
  start: date.describe('Its first day'),
  end: date.describe('Its last day'),
  isCurrent: z.boolean(),
  total: money,
})

export const accountBill = z
  .object({
    account: z.object({ id: z.string(), key: z.string(), name: z.string(), isDemo: z.boolean() }),
    start: date.describe('The first day of its cycle, in the account’s zone'),
    end: date,
    isCurrent: z.boolean(),
    isFinal: z.boolean().describe('Nothing is expected any more of any of its texts'),
    rental: money,
    texts: z.object({ texts: count, parts: count, amount: money.describe('Rounded once') }),
    taxes: money.describe('Together'),
    total: money.describe('As the account’s own bill says it'),
  })
  .meta({ id: 'AccountBill' })

export const bill = z
  .object({
    start: date.describe('Its first day, in the account’s zone'),
    end: date.describe('Its last day'),
    day: z.int().nullable().describe('Which of its days today is, from 1; null for a past cycle'),
    days: count,
    zone: z.string(),
    isCurrent: z.boolean(),
    isFinal: z.boolean().describe('Nothing is expected any more of any of its texts'),
    rental: z.object({
      amount: money,
      items: z.array(
        z.object({
          did,
          mode,
          lines: count,
          price: money.describe('Of one line'),
          amount: money,
          since: cause.optional().describe('What made these lines so within the cycle; absent: they began it so'),
          until: cause.optional().describe('What took these lines away within the cycle'),
        }),
      ),
    }),
    texts: z.object({
      ...counted,
      amount: money.describe('Rounded once'),
      byRule: z.array(
        z.object({
          rule: z.string().nullable().describe('null: tests and confirmations, which no rule sends'),
          name: z.string(),
          ...counted,
        }),
      ),
      byTemplate: z.array(z.object({ template: z.string(), name: z.string(), ...counted })),
      byGateway: z.array(
        z.object({
          gateway: z.string().nullable().describe('null: not given to one yet'),
          name: z.string(),
          ...counted,
        }),
      ),
      byDay: z.array(z.object({ day: date, ...counted })).describe('Days with charged texts, in their order'),
    }),
    notCharged: z.object({
      texts: count,
      reasons: z.array(z.object({ reason: z.string(), words: z.string(), texts: count })),
    }),
    taxes: z.array(z.object({ name: z.string(), percent: z.string(), amount: money })),
    total: money.describe('The sum of the rental’s items, the texts and the taxes, each as it is listed'),
    forecast: money.nullable().describe('What it will have come to at its end; null for a past cycle'),
    lines: z
      .array(
        z.object({
          did,
          lines: count.describe('As they stand, or stood at its end'),
          days: z.array(
            z.object({
              day: date,
              mode: mode.describe('The highest of the day'),
              isToCome: z.literal(true).optional().describe('As it stands now'),
            }),
          ),
          amount: money,
        }),
      )
      .describe('Mode of each DID’s lines, day by day'),
  })
  .meta({ id: 'Bill' })

export const whatIfAsk = z.strictObject({
  rules: ruleList.optional().describe('A draft, as PUT /v1/rule-set takes it; absent: the rules in force'),
  lines: z
    .array(z.strictObject({ did: key, lines: z.int().min(0).max(1000) }))
    .max(mostOf.dids)
    .optional()
    .describe('DIDs, by key, that would have so many lines'),
  accountOn: z.boolean().optional().describe('After-Call SMS on or off'),
})

const compared = z.object({
  rental: money.describe('With the change'),
  before: money.describe('Without it'),
  more: money.describe('What the change adds; below zero: what it saves'),
})

export const whatIf = z
  .object({
    thisCycle: compared.describe('Never less: what was on once in the cycle is paid in full'),
    nextCycle: compared,
    dids: z
      .array(
        z.object({
          did,
          before: mode,
          after: mode,
          lines: count.describe('After the change'),
          more: money.describe('In this cycle'),
        }),
      )
      .describe('DIDs whose lines or mode the change alters'),
  })
  .meta({ id: 'BillingWhatIf' })

export type AccountBillView = z.input<typeof accountBill>
export type BillView = z.input<typeof bill>
