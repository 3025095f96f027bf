/** What people do with a template in its life, what was done with it, and every wording it had. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Configuration } from '../../core/configuration.ts'
import { formatInstant } from '../../core/instant.ts'
import { publicId } from '../../core/public-id.ts'
import { key } from '../../core/rule.ts'
import type { TemplateStatus } from '../../core/rule-set.ts'
import { type MoveWith, moveTemplate, type TemplateMove, writtenTemplate } from '../../core/template-life.ts'
import type { AccountDocument } from '../../store/account-document.ts'
import { exportConfiguration } from '../../store/configuration-export.ts'
import { knowsTemplate, readHistoryOf, readVersionsOf, type StoredEntry } from '../../store/template-history.ts'
import { resumeTemplate } from '../../store/template-pauses.ts'
import { type StoredTemplate, wording } from '../../store/templates.ts'
import type { Api, Context } from '../context.ts'
import { idFrom, pageFrom, pageOf, pageQuery, placeFrom } from '../paging.ts'
import { notFound, problem } from '../problems.ts'
import { templateEntry, templateShape, templateVersion } from '../shapes/setup.ts'
import { accountOf, whoOf } from '../who.ts'
import { changeAccount, inOne } from './collection.ts'

const tag = 'Templates'
const params = z.object({ key })
const reason = z.string().trim().min(1).max(300)

/** A template as it is answered: what waits says its own number. */
export function templateView({ id, waiting, waitingVersion, ...rest }: StoredTemplate) {
  return {
    ...rest,
    id: publicId('tmpl', id),
    waiting: waiting === null || waitingVersion === null ? null : { ...waiting, version: waitingVersion },
  }
}

const moves = {
  submit: {
    summary: 'Note that a template was submitted to the operator',
    body: z.strictObject({}),
  },
  approve: {
    summary: 'Note that the operator approved it: from now on this version sends',
    body: z.strictObject({ dltTemplateId: z.string().max(40).optional().describe('The id that the portal gave it') }),
  },
  reject: {
    summary: 'Note that the operator rejected it, and why',
    body: z.strictObject({ reason }),
  },
  pause: {
    summary: 'Let a template send nothing until it is resumed',
    body: z.strictObject({ reason: reason.optional() }),
  },
  resume: {
    summary: 'Let a paused template send again, on every gateway',
    body: z.strictObject({}),
  },
  discard: {
    summary: 'Drop the version that waits',
    body: z.strictObject({}),
  },
} as const satisfies Record<TemplateMove, { summary: string; body: z.ZodType<MoveWith> }>

export function addTemplateLife(api: Api, context: Context): void {
  for (const [move, { summary, body }] of Object.entries(moves) as [TemplateMove, (typeof moves)[TemplateMove]][])
    api.post(
      `/v1/templates/:key/${move}`,
      {
        config: { permission: 'configuration:write' },
        schema: {
          tags: [tag],
          summary,
          description:
            'Of a template with a version that waits, submitting, approving and rejecting are about that one.',
          params,
          body: (body as z.ZodType<MoveWith>).nullish(),
          response: { 200: templateShape },
        },
      },
      async (request) => {
        const done = await doMove(context, request, { key: request.params.key, move, by: request.body ?? {} })
        return templateView(done)
      },
    )
  addHistory(api, context)
  addVersions(api, context)
}

type Ask = { key: string; move: TemplateMove; by: MoveWith }

async function doMove(context: Context, request: FastifyRequest, ask: Ask): Promise<StoredTemplate> {
  // A template that was refused too often is paused on a gateway, whatever its status: that ends as well.
  const wasRefused =
    ask.move === 'resume' && (await resumeTemplate(context.db, accountOf(request), ask.key, whoOf(request).name))
  if (ask.move === 'reject' && ask.by.reason === undefined)
    throw problem('invalid', { errors: [{ path: 'reason', code: 'missing', message: 'say why it was rejected' }] })
  const change = (current: AccountDocument): Configuration => {
    const before = current.templates.find((one) => one.key === ask.key)
    if (!before) throw notFound(`template "${ask.key}"`)
    const moved = moveTemplate(before, ask.move, ask.by)
    if (!('template' in moved)) {
      if (wasRefused) return {}
      throw cannot(ask, moved)
    }
    const after = writtenTemplate(moved.template)
    return { templates: exportConfiguration(current).templates?.map((one) => (one.key === ask.key ? after : one)) }
  }
  const { document } = await inOne(
    'templates',
    () => ask.key,
    () => changeAccount(context, request, `template ${ask.key}: ${ask.move}`, change),
  )
  const done = document.templates.find((one) => one.key === ask.key)
  if (!done) throw notFound(`template "${ask.key}"`)
  return done
}

function cannot(
  { key }: Ask,
  { status, allowed }: { status: TemplateStatus | null; allowed: readonly TemplateStatus[] },
) {
  const detail =
    status === null
      ? `No version of "${key}" waits.`
      : `The template "${key}" is ${status}; this can be done while it is ${allowed.join(' or ')}.`
  return problem('not_now', { detail, more: { state: status, allowed } })
}

function addHistory(api: Api, { db }: Context): void {
  api.get(
    '/v1/templates/:key/history',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'Who did what to a template, and when, newest first',
        description: 'Also of one that is retired.',
        params,
        querystring: z.object(pageQuery),
        response: { 200: pageOf(templateEntry) },
      },
    },
    async (request) => {
      const [accountId, { key: wanted }] = [accountOf(request), request.params]
      if (!(await knowsTemplate(db.console, accountId, wanted))) throw notFound(`template "${wanted}"`)
      const { limit, after } = request.query
      const rows = await readHistoryOf(db.console, accountId, wanted, { limit: limit + 1, before: idFrom(after) })
      return pageFrom(rows, limit, { item: entryView, place: (row) => row.id })
    },
  )
}

function entryView({ at, who, action, version, status, reason }: StoredEntry) {
  return { at: formatInstant(at), who, action, version, status, reason }
}

function addVersions(api: Api, { db }: Context): void {
  api.get(
    '/v1/templates/:key/versions',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'Every wording that a template had, newest first',
        params,
        querystring: z.object(pageQuery),
        response: { 200: pageOf(templateVersion) },
      },
    },
    async (request) => {
      const [accountId, { key: wanted }] = [accountOf(request), request.params]
      if (!(await knowsTemplate(db.console, accountId, wanted))) throw notFound(`template "${wanted}"`)
      const { limit, after } = request.query
      const place = placeFrom(after, /^\d{1,9}$/)
      const rows = await readVersionsOf(db.console, accountId, wanted, {
        limit: limit + 1,
        before: place === undefined ? undefined : Number(place),
      })
      return pageFrom(rows, limit, {
        item: (row) => ({
          version: row.version,
          is: row.is as 'own' | 'waiting' | 'former',
          createdAt: formatInstant(row.created_at),
          ...wording(row),
        }),
        place: (row) => String(row.version),
      })
    },
  )
}
