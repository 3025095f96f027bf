/** A pasted registered text on its way to a template, and templates on their way to a portal. */
import { z } from 'zod'
import { csvLine } from '../../core/csv.ts'
import { type SlotTag, slotTags } from '../../core/dlt-slots.ts'
import { parseRegistered } from '../../core/dlt-text.ts'
import { formOf, formStyles, inStyle, variablesOf } from '../../core/registered-forms.ts'
import { type templateCategories, templateStatuses } from '../../core/rule-set.ts'
import { placeholderNames } from '../../core/template-names.ts'
import { readHeaders } from '../../store/headers.ts'
import { readTemplates, type StoredTemplate } from '../../store/templates.ts'
import type { Api, Context } from '../context.ts'
import { bodyOf } from '../use-registered.ts'
import { accountOf } from '../who.ts'

const tag = 'Templates'
const tags = z.array(z.enum(slotTags).nullable()).max(50)

const mapped = z
  .object({
    body: z.string().nullable().describe('The wording, where a placeholder is given for each variable'),
    variables: z.array(
      z.object({
        tag: z.enum(slotTags),
        takes: z.string(),
        longest: z.int(),
        before: z.string().describe('The fixed words before it'),
        suggested: z.array(z.enum(placeholderNames)).describe('What may be meant, the likeliest first'),
      }),
    ),
    forms: z.object({
      typed: z.string().describe('With the tags in the text'),
      var: z.object({ text: z.string(), tags: z.array(z.enum(slotTags)) }).describe('With the tags beside the text'),
    }),
    problems: z.array(z.object({ path: z.string(), code: z.string(), message: z.string(), at: z.int() })),
  })
  .meta({ id: 'MappedText' })

export function addRegisteredForms(api: Api, context: Context): void {
  api.post(
    '/v1/templates/from-registered',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'What a registered text’s variables are, and the wording when each has its placeholder',
        description: 'Writes nothing.',
        body: z.strictObject({
          text: z.string().min(1).max(2000),
          tags: tags.optional(),
          placeholders: z.array(z.string().trim().min(1).max(200)).max(50).optional(),
        }),
        response: { 200: mapped },
      },
    },
    async (request) => {
      const { text, tags: given = null, placeholders } = request.body
      const { segments, problems } = parseRegistered({ text, ...(given && { tags: given }) })
      return {
        body: placeholders === undefined ? null : bodyOf({ text, tags: given }, placeholders),
        variables: variablesOf(segments),
        forms: { typed: inStyle(segments, 'typed').text, var: inStyle(segments, 'var') },
        problems,
      }
    },
  )
  addPortalExport(api, context)
}

const words: Record<(typeof templateCategories)[number], string> = {
  transactional: 'Transactional',
  service_implicit: 'Service Implicit',
  service_explicit: 'Service Explicit',
  promotional: 'Promotional',
}
const head = [
  'Template Name',
  'Template Type',
  'Header',
  'Entity ID',
  'Template Content',
  'Variable Tags',
  'Template ID',
  'Status',
]

function addPortalExport(api: Api, { db }: Context): void {
  api.get(
    '/v1/templates/portal-export',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'Templates as rows to paste into a DLT portal',
        description: 'Of a template with a version that waits, that version. The import takes the same columns.',
        querystring: z.object({
          style: z
            .enum(formStyles)
            .default('typed')
            .describe('typed: tags in the text; var: {#var#}, and tags beside it'),
          status: z
            .enum(templateStatuses)
            .optional()
            .describe('Only these, such as draft: what is still to be submitted'),
        }),
        response: { 200: z.object({ csv: z.string(), rows: z.int() }) },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      const { style, status } = request.query
      const headers = new Map((await readHeaders(db.console, accountId)).map((one) => [one.key, one]))
      const rows = (await readTemplates(db.console, accountId))
        .map(openVersion)
        .filter((one) => status === undefined || one.status === status)
        .map((one) => {
          const header = headers.get(one.header)
          const form = formOf(one, style)
          const cells = [
            one.name,
            words[one.category],
            header?.header,
            header?.entityId,
            form.text,
            tagWords(form.tags),
          ]
          return [...cells, one.dltTemplateId, one.status].map((cell) => cell ?? '')
        })
      return { csv: [head, ...rows].map((cells) => csvLine(cells, 'as it is')).join(''), rows: rows.length }
    },
  )
}

function openVersion({ name, waiting, ...own }: StoredTemplate) {
  return { name, ...own, ...waiting }
}

const tagWords = (all: readonly SlotTag[]) => all.join(' | ')
