/** What the account's DLT portal says is registered: imported from its export, searched, and made into templates. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { tooLongChoices } from '../../core/dlt-slots.ts'
import { formatInstant } from '../../core/instant.ts'
import { languageTag } from '../../core/language.ts'
import { portalMoves } from '../../core/portal-moves.ts'
import { importFields, type RegisteredText, registeredStatuses } from '../../core/registered-import.ts'
import { key } from '../../core/rule.ts'
import { writtenTemplate } from '../../core/template-life.ts'
import { exportConfiguration } from '../../store/configuration-export.ts'
import {
  countRegisteredTexts,
  importRegisteredTexts,
  listRegisteredTexts,
  readRegisteredText,
  type StoredRegistered,
} from '../../store/registered-texts.ts'
import { readTemplates } from '../../store/templates.ts'
import type { Api, Context } from '../context.ts'
import { pageFrom, pageOf, pageQuery, placeFrom } from '../paging.ts'
import { notFound, problem } from '../problems.ts'
import { readChunk } from '../registered-import.ts'
import { importedShape, registeredShape } from '../shapes/registered-texts.ts'
import { templateShape } from '../shapes/setup.ts'
import { useRegistered } from '../use-registered.ts'
import { accountOf } from '../who.ts'
import { changeAccount } from './collection.ts'
import { templateView } from './template-life.ts'

const tag = 'Registered texts'
const idParams = z.object({ templateId: z.string().max(60) })
const mostProblems = 200

export function addRegisteredTexts(api: Api, context: Context): void {
  addImport(api, context)
  addList(api, context)
  addUse(api, context)
}

const importAsk = z.strictObject({
  csv: z.string().min(1).describe('The names of the columns, and whole rows below them: a file, or a chunk of one'),
  skippedLines: z.int().min(0).default(0).describe('Lines of the file between the names of its columns and this chunk'),
  columns: z
    .partialRecord(z.enum(importFields), z.string().max(200))
    .optional()
    .describe('Which column holds a field, where its name does not say so'),
  dryRun: z.boolean().default(false).describe('Only say what would happen'),
})

function addImport(api: Api, context: Context): void {
  api.post(
    '/v1/registered-texts/import',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Take in rows of a DLT portal’s export',
        description:
          'Good rows are kept, bad ones are named by line and column. A large file is sent in chunks of less than 1 MiB, each beginning with the names of the columns; a chunk that is sent again changes nothing. Templates that send what the portal now says is approved, rejected or inactive follow it.',
        body: importAsk,
        response: { 200: importedShape },
      },
    },
    async (request) => {
      const { csv, dryRun } = request.body
      const chunk = readChunk(csv, request.body)
      const done = await importRegisteredTexts(context.db, accountOf(request), chunk.rows, dryRun)
      return {
        rows: chunk.count,
        ...done,
        bad: chunk.bad,
        problems: chunk.problems.slice(0, mostProblems),
        moreProblems: Math.max(0, chunk.problems.length - mostProblems),
        columns: chunk.columns as Record<string, string>,
        ignored: chunk.ignored,
        templates: await followPortal(context, request, chunk.rows, dryRun),
      }
    },
  )
}

/** Moves the templates that the rows speak of. */
async function followPortal(
  context: Context,
  request: FastifyRequest,
  rows: readonly RegisteredText[],
  dryRun: boolean,
) {
  const foreseen = portalMoves(await readTemplates(context.db.console, accountOf(request)), rows)
  if (!dryRun && foreseen.length > 0)
    await changeAccount(context, request, 'portal export imported', (current) => {
      const moved = new Map(portalMoves(current.templates, rows).map((one) => [one.key, writtenTemplate(one.template)]))
      return { templates: exportConfiguration(current).templates?.map((one) => moved.get(one.key) ?? one) }
    })
  return foreseen.map(({ key: moved, move }) => ({ key: moved, move }))
}

function addList(api: Api, { db }: Context): void {
  const config = { permission: 'configuration:read' } as const
  api.get(
    '/v1/registered-texts',
    {
      config,
      schema: {
        tags: [tag],
        summary: 'What the DLT portal says is registered, by id',
        querystring: z.object({
          ...pageQuery,
          search: z.string().trim().min(1).max(100).optional().describe('In id, name and text'),
          status: z.enum(registeredStatuses).optional(),
        }),
        response: {
          200: pageOf(registeredShape).extend({
            counts: z
              .record(z.string(), z.int())
              .describe('How many there are in all, by status; with the first page only'),
          }),
        },
      },
    },
    async (request) => {
      const { limit, after, ...filter } = request.query
      const accountId = accountOf(request)
      const place = placeFrom(after, /^\d{1,30}$/)
      const rows = await listRegisteredTexts(db, accountId, filter, { limit: limit + 1, after: place })
      // The next page's reader has them already, and counting a million takes a while.
      const counts = after === undefined ? await countRegisteredTexts(db, accountId) : []
      const users = await usersOf(db, accountId)
      return {
        ...pageFrom(rows, limit, { item: (row) => view(row, users), place: (row) => row.templateId }),
        counts: Object.fromEntries(counts.map((one) => [one.status, one.texts])),
      }
    },
  )
  api.get(
    '/v1/registered-texts/:templateId',
    { config, schema: { tags: [tag], summary: 'One of them', params: idParams, response: { 200: registeredShape } } },
    async (request) => {
      const accountId = accountOf(request)
      return view(await readOne(db, accountId, request.params.templateId), await usersOf(db, accountId))
    },
  )
}

async function readOne(db: Context['db'], accountId: string, templateId: string): Promise<StoredRegistered> {
  const row = await readRegisteredText(db.console, accountId, templateId)
  if (!row) throw notFound(`registered text ${templateId}`)
  return row
}

/** Keys of templates by the DLT ids of their versions. */
async function usersOf(db: Context['db'], accountId: string): Promise<Map<string, string[]>> {
  const users = new Map<string, string[]>()
  for (const one of await readTemplates(db.console, accountId))
    for (const id of new Set([one.dltTemplateId, one.waiting?.dltTemplateId]))
      if (id) users.set(id, [...(users.get(id) ?? []), one.key])
  return users
}

function view({ importedAt, ...row }: StoredRegistered, users: ReadonlyMap<string, string[]>) {
  return { ...row, importedAt: formatInstant(importedAt), templates: users.get(row.templateId) ?? [] }
}

function addUse(api: Api, context: Context): void {
  api.post(
    '/v1/registered-texts/:templateId/use',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Make a template of it',
        description:
          'Each variable in turn stands for a placeholder. A header that the account lacks is added with it.',
        params: idParams,
        body: z.strictObject({
          placeholders: z
            .array(z.string().trim().min(1).max(200))
            .max(50)
            .default([])
            .describe('For each variable in turn, such as `user_name` or `user_name|our team`'),
          key: key.optional(),
          name: z.string().trim().min(1).max(80).optional(),
          header: z.string().max(20).optional().describe('One of its headers; else the first'),
          tooLong: z.enum(tooLongChoices).default('cut'),
          language: languageTag.optional(),
          variantOf: key.optional().describe('The template whose text this is in another language'),
        }),
        response: { 201: templateShape },
      },
    },
    async (request, reply) => {
      const row = await readOne(context.db, accountOf(request), request.params.templateId)
      const wanted = useRegistered(row, request.body)
      let made = ''
      const { document } = await changeAccount(context, request, 'template made of a registered text', (current) => {
        const next = wanted(exportConfiguration(current))
        made = next.key
        return next.configuration
      })
      const template = document.templates.find((one) => one.key === made)
      if (!template) throw problem('internal')
      return reply.code(201).send(templateView(template))
    },
  )
}
