/** What a DLT portal says is registered, as the API shows it. */
import { z } from 'zod'
import { slotTags } from '../../core/dlt-slots.ts'
import { registeredStatuses } from '../../core/registered-import.ts'
import { templateCategories } from '../../core/rule-set.ts'
import { type TemplateMove, templateMoves } from '../../core/template-life.ts'
import { instant } from './common.ts'

export const registeredShape = z
  .object({
    templateId: z.string(),
    name: z.string(),
    text: z.string(),
    tags: z.array(z.enum(slotTags).nullable()).nullable(),
    headers: z.array(z.string()),
    category: z.enum(templateCategories),
    status: z.enum(registeredStatuses),
    entityId: z.string().nullable(),
    reason: z.string().nullable(),
    importedAt: instant,
    templates: z.array(z.string()).describe('Keys of the templates that send it'),
  })
  .meta({ id: 'RegisteredText' })

export const importedShape = z
  .object({
    rows: z.int(),
    added: z.int(),
    changed: z.int(),
    same: z.int(),
    bad: z.int().describe('Rows that were not taken'),
    problems: z.array(
      z.object({
        line: z.int(),
        column: z.string().nullable().describe('As the file names it; null: the row as a whole'),
        code: z.string(),
        message: z.string(),
        severity: z.enum(['error', 'warning']),
      }),
    ),
    moreProblems: z.int().describe('Problems beyond those that are listed'),
    columns: z.record(z.string(), z.string()).describe('Which column was taken for which field'),
    ignored: z.array(z.string()),
    templates: z
      .array(
        z.object({ key: z.string(), move: z.enum(Object.keys(templateMoves) as [TemplateMove, ...TemplateMove[]]) }),
      )
      .describe('Templates that follow what the portal says'),
  })
  .meta({ id: 'Imported' })
