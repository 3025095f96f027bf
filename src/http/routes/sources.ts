/** Sources: phone systems that report calls, what came in by them, and what they call our people. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { FieldProblem } from '../../core/adapter.ts'
import { callReport } from '../../core/call.ts'
import { source } from '../../core/configuration.ts'
import { normaliseExternal } from '../../core/facts.ts'
import { fieldProblems } from '../../core/field-problems.ts'
import { formatInstant } from '../../core/instant.ts'
import { maskNumbersIn } from '../../core/phone-number.ts'
import { publicId } from '../../core/public-id.ts'
import { key } from '../../core/rule.ts'
import { addAudit } from '../../store/audit-entry.ts'
import { InvalidConfiguration } from '../../store/configuration.ts'
import { exportConfiguration, keepAll } from '../../store/configuration-export.ts'
import { listMappings, type MappingPlace } from '../../store/mappings.ts'
import { readSourceReport, readSourceReports, type SourceReport } from '../../store/source-reports.ts'
import { apiSource, giveNewToken, readSources, type StoredSource } from '../../store/sources.ts'
import { preview } from '../../telephony/preview.ts'
import type { Api, Context } from '../context.ts'
import { kindView } from '../kinds.ts'
import { idFrom, pageFrom, pageOf, pageQuery, placeFrom, uuid } from '../paging.ts'
import { patchOf } from '../patch-of.ts'
import { notFound, problem } from '../problems.ts'
import { instant } from '../shapes/common.ts'
import { kind, sourceShape } from '../shapes/setup.ts'
import { accountOf, seesNumbers, whoOf } from '../who.ts'
import { addCollection, changeAccount } from './collection.ts'

const tag = 'Sources'
type SourceView = z.input<typeof sourceShape>

export function addSources(api: Api, context: Context): void {
  const { kinds } = context
  const views = kinds.sources.map(kindView)
  api.get(
    '/v1/source-kinds',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'The kinds of source there are, each with its settings',
        response: { 200: z.object({ items: z.array(kind) }) },
      },
    },
    async () => ({ items: views }),
  )
  addPreview(api, context)
  addCollection(api, context, {
    section: 'sources',
    one: 'source',
    tag,
    shape: sourceShape,
    create: source.extend({ key: key.optional() }),
    patch: patchOf(source),
    nameOf: (item) => item.name,
    list: async ({ db, seal }, request) =>
      (await readSources(db.console, seal, accountOf(request))).filter(isNotApi).map((one) => sourceView(context, one)),
    view: (_, document, wanted) => {
      const one = document.sources.find((each) => each.key === wanted)
      return one && sourceView(context, one)
    },
    merge: (before, patch) => ({ ...before, ...patch, secrets: { ...before.secrets, ...patch.secrets } }),
  })
  addAddress(api, context)
  addMappings(api, context)
}

const isNotApi = (one: StoredSource) => one.key !== apiSource.key

function sourceView({ publicUrl, kinds }: Context, one: StoredSource): SourceView {
  const webhookUrl = one.token === null ? null : `${publicUrl()}/s/${one.token}`
  const found = kinds.sources.find((each) => each.kind === one.kind)
  const settings = found?.settings.safeParse({ ...one.settings, ...one.secrets })
  return {
    id: publicId('src', one.id),
    key: one.key,
    name: one.name,
    kind: one.kind,
    settings: one.settings,
    secrets: keepAll(one.secrets),
    mappings: one.mappings,
    webhookUrl,
    setup: webhookUrl !== null && found && settings?.success ? found.setup({ webhook: webhookUrl }, settings.data) : [],
    lastReportAt: one.lastReportAt === null ? null : formatInstant(one.lastReportAt),
  }
}

const sourcePreview = z.strictObject({
  kind: z.string().max(40),
  settings: z.record(z.string(), z.json()).default({}),
  sample: z.string().max(200_000).describe('A raw request, a URL with a query, JSON, or form text'),
})

function addPreview(api: Api, { kinds }: Context): void {
  api.post(
    '/v1/sources/preview',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'The calls that come out of a pasted sample',
        description: 'Writes nothing, and asks for no proof of who sent it.',
        body: sourcePreview,
        response: {
          200: z.object({
            parsed: z.array(z.looseObject({ is: z.string() })),
            calls: z.array(callReport),
            places: z.array(z.object({ place: z.string(), value: z.string() })),
          }),
        },
      },
    },
    async (request) => {
      const wanted = kinds.sources.find((one) => one.kind === request.body.kind)
      if (!wanted)
        throw problem('invalid', {
          errors: [
            { path: 'kind', code: 'unknown_kind', message: `there is no kind of source "${request.body.kind}"` },
          ],
        })
      const settings = (wanted.newSettings ?? wanted.settings).safeParse(request.body.settings)
      if (!settings.success) throw problem('invalid', { errors: fieldProblems(settings.error.issues).map(inSettings) })
      const { parsed, calls, places } = preview(request.body.sample, wanted, settings.data, Date.now())
      return { parsed: parsed.map((one) => ({ ...one })), calls, places }
    },
  )
}

const inSettings = ({ path, ...rest }: FieldProblem): FieldProblem => ({
  path: path === '' ? 'settings' : `settings.${path}`,
  ...rest,
})

const keyParams = z.object({ key })
const report = z
  .object({ id: z.string(), receivedAt: instant, outcome: z.string(), words: z.string().nullable(), body: z.string() })
  .meta({ id: 'SourceReport' })

/** What a phone system sent is full of its callers' numbers. */
function reportView(row: SourceReport, seesNumbers: boolean): z.input<typeof report> {
  const { outcome, words } = JSON.parse(row.result) as { outcome: string; words: string | null }
  const shown = (text: string) => (seesNumbers ? text : maskNumbersIn(text))
  return {
    id: row.id,
    receivedAt: formatInstant(row.receivedAt),
    outcome,
    words: words === null ? null : shown(words),
    body: shown(row.request),
  }
}

function addAddress(api: Api, context: Context): void {
  const { db, seal, publicUrl } = context
  const sourceOf = async (request: FastifyRequest, wanted: string): Promise<StoredSource> => {
    const one = (await readSources(db.console, seal, accountOf(request))).find((each) => each.key === wanted)
    if (!one) throw notFound(`source "${wanted}"`)
    return one
  }
  api.post(
    '/v1/sources/:key/rotate-url',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Give a source a new address',
        description: 'The old one stops at once.',
        params: keyParams,
        response: { 200: z.object({ webhookUrl: z.string() }) },
      },
    },
    async (request) => {
      const one = await sourceOf(request, request.params.key)
      if (one.kind === apiSource.kind) throw notFound(`source "${one.key}" with an address`)
      const token = await db.transaction('console', async (tx) => {
        await addAudit(tx, {
          accountId: accountOf(request),
          who: whoOf(request).name,
          what: 'source.address_changed',
          subject: one.key,
        })
        return await giveNewToken(tx, seal, accountOf(request), one.id)
      })
      context.addresses.changed()
      return { webhookUrl: `${publicUrl()}/s/${token}` }
    },
  )
  api.get(
    '/v1/sources/:key/reports',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'What came in by a source lately, and what was made of it',
        params: keyParams,
        querystring: z.object(pageQuery),
        response: { 200: pageOf(report) },
      },
    },
    async (request) => {
      const { id: sourceId } = await sourceOf(request, request.params.key)
      const { limit, after } = request.query
      const where = { accountId: accountOf(request), sourceId }
      const rows = await readSourceReports(db, where, { limit: limit + 1, before: idFrom(after) })
      return pageFrom(rows, limit, {
        item: (row) => reportView(row, seesNumbers(request)),
        place: (row) => row.id,
      })
    },
  )
  api.post(
    '/v1/sources/:key/reports/:report/reveal',
    {
      config: { permission: 'numbers:reveal' },
      schema: {
        tags: [tag],
        summary: 'A report with its numbers whole',
        description: 'Who looked is recorded.',
        params: keyParams.extend({ report: z.string().max(60) }),
        response: { 200: report },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      const { id: sourceId, key: subject } = await sourceOf(request, request.params.key)
      const wanted = request.params.report
      const found = await db.transaction('console', async (tx) => {
        const row = uuid.test(wanted) ? await readSourceReport(tx, { accountId, sourceId }, wanted) : undefined
        if (row)
          await addAudit(tx, {
            accountId,
            who: whoOf(request).name,
            what: 'report.revealed',
            subject,
            detail: row.id,
          })
        return row
      })
      if (!found) throw notFound(`report "${wanted}"`)
      return reportView(found, true)
    },
  )
}

/** The mapping stands alone here; in the document it is one of many. */
const inMapping = (one: FieldProblem): FieldProblem => ({
  ...one,
  path: one.path.replace(/^sources\[\d+\]\.mappings\[\d+\]\./, ''),
})

const mappingKind = z.enum(['department', 'did', 'user'])
const mapping = z
  .object({
    source: z.string(),
    kind: mappingKind,
    external: z.string(),
    shown: z.string(),
    to: z.string().nullable(),
    lastSeenAt: instant,
  })
  .meta({ id: 'Mapping' })

/** It holds the name itself. */
const longCursor = z.string().max(8_000).optional().describe('What the page before gave as `next`')
const mappingPlace =
  /^(?<at>\d{1,15}) (?<source>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (?<kind>department|did|user) (?<external>[^\0]+)$/

function mappingPlaceFrom(after: string | undefined): MappingPlace | undefined {
  const { at, source, kind, external } = mappingPlace.exec(placeFrom(after, mappingPlace) ?? '')?.groups ?? {}
  if (source === undefined || external === undefined) return undefined
  return { firstSeenAt: Number(at), sourceId: source, kind: mappingKind.parse(kind), external }
}

function addMappings(api: Api, context: Context): void {
  api.get(
    '/v1/mappings',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'What sources call departments, DIDs and users',
        querystring: z.object({
          ...pageQuery,
          after: longCursor,
          unmapped: z.enum(['true', 'false']).optional().describe('Only names that nobody knows yet'),
        }),
        response: { 200: pageOf(mapping) },
      },
    },
    async (request) => {
      const { limit, after, unmapped } = request.query
      const wanted = { unmapped: unmapped === 'true', limit: limit + 1, after: mappingPlaceFrom(after) }
      const rows = await listMappings(context.db, accountOf(request), wanted)
      return pageFrom(rows, limit, {
        item: ({ firstSeenAt: _, sourceId: __, ...row }) => ({ ...row, lastSeenAt: formatInstant(row.lastSeenAt) }),
        place: ({ firstSeenAt, sourceId, kind, external }) => `${firstSeenAt} ${sourceId} ${kind} ${external}`,
      })
    },
  )
  api.put(
    '/v1/mappings',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Say what a source’s name means',
        body: z.strictObject({
          source: key,
          kind: mappingKind,
          external: z.string().min(1).max(200),
          to: key.nullable().describe('null: nothing'),
        }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { source: wanted, kind: ofKind, to } = request.body
      const external = normaliseExternal(request.body.external)
      await changeAccount(context, request, 'mapping changed', (current) => {
        if (!current.sources.some((one) => one.key === wanted)) throw notFound(`source "${wanted}"`)
        const known = exportConfiguration(current).sources ?? []
        const all = known.some((one) => one.key === wanted)
          ? known
          : [...known, { ...apiSource, settings: {}, secrets: {}, mappings: [] }]
        return {
          sources: all.map((one) => {
            if (one.key !== wanted) return one
            const others = one.mappings.filter((each) => each.kind !== ofKind || each.external !== external)
            return { ...one, mappings: to === null ? others : [...others, { kind: ofKind, external, to }] }
          }),
        }
      }).catch((error: unknown) => {
        throw error instanceof InvalidConfiguration
          ? problem('invalid', { errors: error.problems.map(inMapping) })
          : error
      })
      return reply.code(204).send(null)
    },
  )
}
