/** What trying rules on past calls answers. */
import { z } from 'zod'
import { instant, money } from './common.ts'

const ruleTally = z.object({
  calls: z.int().describe('Calls that the rule caught'),
  texts: z.int(),
  price: money,
})

const side = z
  .object({
    none: z.int().describe('Calls that no rule caught'),
    texts: z.int(),
    parts: z.int(),
    price: money,
    rules: z.record(z.string(), ruleTally).describe('By key; a rule that caught nothing is not there'),
    skipped: z.record(z.string(), z.int()).describe('Texts that were planned and would not have gone, by reason'),
  })
  .meta({ id: 'HistorySide' })

const decided = z.object({ rule: z.string().nullable(), texts: z.int(), price: money })

export const historyTrial = z
  .object({
    ruleSet: z.int().describe('The rules in force that the draft was held against'),
    calls: z.int(),
    onlyNewest: z.boolean().describe('Whether as many were tried as ever are, so that there may be more of these days'),
    from: instant.nullable().describe('When the first of them ended; null where there are none'),
    to: instant.nullable(),
    changed: z.int().describe('Calls that the draft decides otherwise: another rule, or other texts'),
    inForce: side,
    draft: side,
    difference: money.describe('What the draft costs more; less where it is negative'),
    examples: z
      .array(
        z.object({
          id: z.string(),
          caller: z.string().nullable(),
          callerShown: z.string().nullable(),
          endedAt: instant,
          inForce: decided,
          draft: decided,
        }),
      )
      .describe('The newest calls that are decided otherwise, at most 20'),
  })
  .meta({ id: 'HistoryTrial' })
