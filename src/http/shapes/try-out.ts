/** Trying a gateway with one text. */
import { z } from 'zod'

const dltId = z.string().regex(/^\d{1,30}$/, 'is digits')

export const tryOutBody = z
  .strictObject({
    to: z.string().min(3).max(40).describe('The number that gets it: your own phone'),
    header: z.string().min(1).max(20),
    text: z.string().min(1).max(1_000).default('This is a test of our text service.'),
    entityId: dltId.optional().describe('DLT entity id, on routes to India; goes with templateId'),
    templateId: dltId
      .optional()
      .describe('DLT template id, on routes to India, with entityId: the text must be one of this template'),
    waitSeconds: z.int().min(0).max(45).default(30).describe('How long the receipt is waited for'),
  })
  .check((ctx) => {
    const { entityId, templateId } = ctx.value
    if ((entityId === undefined) === (templateId === undefined)) return
    // One alone would go without the other, as if it had not been given.
    const [missing, given] = entityId === undefined ? ['entityId', 'templateId'] : ['templateId', 'entityId']
    ctx.issues.push({
      code: 'custom',
      path: [missing],
      input: undefined,
      message: `is needed with ${given}: the ids of the registered wording go together`,
    })
  })

const traced = z
  .object({
    ms: z.int().describe('Since the beginning'),
    direction: z.enum(['in', 'out', 'note']),
    command: z.string(),
    sequence: z.int(),
    words: z.string(),
    details: z.array(z.string()),
  })
  .meta({ id: 'Traced', description: 'One PDU that the connection carried, in words' })

export const tryOutShape = z
  .object({
    is: z.enum(['not_bound', 'refused', 'doubt', 'accepted', 'undelivered', 'delivered']),
    words: z.string(),
    mend: z.string().optional(),
    hints: z.array(z.string()).describe('What it showed about the settings'),
    lines: z.array(traced),
  })
  .meta({ id: 'TryOut' })
