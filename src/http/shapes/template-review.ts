/** What the editor is told of a wording before it is saved. */
import { z } from 'zod'
import { slotTags } from '../../core/dlt-slots.ts'
import { money } from './common.ts'

const encoding = z.enum(['gsm', 'ucs2'])

const mismatch = z
  .object({
    at: z.int().describe('Where the wording stands apart, in UTF-16 units'),
    registeredAt: z.int().describe('Where the registered text does'),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'DltMismatch' })

const variable = z
  .object({
    placeholder: z.string(),
    tag: z.enum(slotTags),
    raw: z.string().nullable().describe('The value as the sample call has it'),
    is: z.enum(['fits', 'cut', 'too_long', 'unfit', 'missing', 'not_whitelisted']),
    sent: z
      .string()
      .nullable()
      .describe('What stands in the text, byte for byte; null where the text would be skipped'),
  })
  .meta({ id: 'DltVariable' })

const longName = z
  .object({
    placeholder: z.string(),
    name: z.string().describe('One of the account’s own'),
    length: z.int(),
    longest: z.int().describe('What the variable takes'),
    sent: z.string().nullable().describe('What is left of it, or null where the text is skipped'),
  })
  .meta({ id: 'LongName' })

const finding = z
  .object({
    severity: z.enum(['error', 'warning']),
    code: z.string(),
    message: z.string(),
    at: z.int(),
    length: z.int(),
    replacement: z.string().optional().describe('What may stand there instead'),
  })
  .meta({ id: 'Finding' })

export const review = {
  registered: z.object({
    mismatch: mismatch.nullable().describe('The first difference from the registered text'),
    form: z.string().describe('The form to register, made from the wording'),
    variables: z.array(variable),
    longNames: z.array(longName).describe('Names of the account that a variable cannot hold'),
  }),
  findings: z.array(finding),
  perThousand: money,
  worst: z.object({
    encoding,
    parts: z.int(),
    price: money,
    because: z
      .object({
        placeholder: z.string(),
        value: z.string().nullable().describe('A name of the account; null: what callers say of themselves'),
      })
      .nullable()
      .describe('What makes every part hold 70 characters instead of 160'),
  }),
  costly: z
    .object({
      why: z.enum(['forces_ucs2', 'begins_second_part']),
      character: z.string(),
      at: z.int().describe('In the text as it is read'),
      partsWithout: z.int(),
      replacement: z.string().nullable(),
    })
    .nullable()
    .describe('The one character that costs parts'),
}
