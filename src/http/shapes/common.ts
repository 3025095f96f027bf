/** Pieces that many answers share. */
import { z } from 'zod'
import { checks } from '../../core/checks.ts'
import { doubtCodes, reasonCodes } from '../../core/reasons.ts'

export const instant = z.string().meta({ format: 'date-time', description: 'RFC 3339 in UTC' })
export const money = z
  .object({ amount: z.string(), currency: z.string() })
  .meta({ id: 'Money', description: 'In the currency’s unit, with four places' })
export const named = z.object({ key: z.string(), name: z.string() }).meta({ id: 'Named' })
export const reason = z.enum(reasonCodes).meta({ id: 'Reason' })
export const checkPlace = z
  .object({
    check: z.enum(checks.map((one) => one.check)),
    place: z.int(),
    of: z.int(),
    words: z.string().describe('Such as “Stopped at check 8 of 20, whether …; the 7 before it passed.”'),
  })
  .meta({ id: 'CheckPlace', description: 'At which of the ordered checks a text stopped' })
export const doubt = z.enum(doubtCodes).meta({ id: 'Doubt' })

export const fieldProblem = z
  .object({ path: z.string(), code: z.string(), message: z.string() })
  .meta({ id: 'FieldProblem' })

/** Problems have members of their own, so nothing is cut from them. */
export const problemShape = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    errors: z.array(fieldProblem).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457, with a stable code and, for fields, the place of each' })

export const health = z
  .object({
    state: z.enum(['ok', 'connecting', 'degraded', 'down', 'stopped']),
    words: z.string(),
    since: instant.optional(),
  })
  .meta({ id: 'Health' })

export const check = z
  .object({ name: z.string(), result: z.enum(['ok', 'warn', 'fail']), words: z.string(), mend: z.string().optional() })
  .meta({ id: 'Check' })
