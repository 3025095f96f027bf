/** Calls: reported, listed and explained. `POST /v1/calls` is the fast path: one schema, one commit, and an answer made by hand. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { callReport, directions, outcomes } from '../../core/call.ts'
import { parseInstant } from '../../core/instant.ts'
import { parsePhoneNumber } from '../../core/phone-number.ts'
import { publicId } from '../../core/public-id.ts'
import { key } from '../../core/rule.ts'
import { readAccount } from '../../store/accounts.ts'
import { type CallFilter, listCalls, newestCallIds } from '../../store/call-list.ts'
import { noteCallerReached } from '../../store/signals.ts'
import { apiSource, findSource } from '../../store/sources.ts'
import { callRowViews, callStory } from '../call-views.ts'
import { callColumns } from '../calls-csv.ts'
import type { Api, Context } from '../context.ts'
import { boundWords, csvFile, type PageAsked, sendCsvFile } from '../csv-files.ts'
import { acceptReport, answerFor, answersFor, type CallAnswer } from '../intake.ts'
import { mostNewest } from '../live-calls.ts'
import { rememberFor } from '../memory.ts'
import { noteSearch, numberFilter } from '../number-search.ts'
import { idFrom, lookedPage, lookedPageOf, pageQuery } from '../paging.ts'
import { notFound, problem } from '../problems.ts'
import type { RequestCounts } from '../request-counts.ts'
import { resolveCall } from '../resolve-id.ts'
import { callRow, callStory as callStoryShape } from '../shapes/calls.ts'
import { problemShape, reason } from '../shapes/common.ts'
import { timeRange, timeRangeOf } from '../time-range.ts'
import { accountOf, viewerOf } from '../who.ts'

const tag = 'Calls'
const mostCalls = 1_000

const oneAnswer = z.object({
  id: z.string(),
  outcome: z.enum(['new', 'known']),
  messages: z.int().optional().describe('Texts that were planned to be sent'),
})
const manyAnswers = z.object({
  results: z.array(
    z.object({
      index: z.int(),
      outcome: z.enum(['new', 'known', 'invalid']),
      id: z.string().optional(),
      problem: problemShape.optional(),
    }),
  ),
})

export function addCalls(api: Api, context: Context): void {
  addReport(api, context)
  addReading(api, context)
  addSignals(api, context)
}

function addReport(typed: Api, context: Context): void {
  // Statuses and bodies go together here in more ways than a schema's types can say.
  const api = typed as unknown as FastifyInstance
  const sources = rememberFor<string>(60_000, 10_000)
  api.post(
    '/v1/calls',
    {
      config: { permission: 'calls:report', intake: 'api' },
      onRequest: (request, _reply, done) => {
        try {
          context.admission.ofAccounts.demandRoom(accountOf(request))
          done()
        } catch (error) {
          done(error as Error)
        }
      },
      schema: {
        tags: [tag],
        summary: 'Report ended calls: one, or an array of at most 1,000',
        description:
          'Answered after the commit that holds the call, its plan and its messages. One call: 202 new, 200 known, 422 invalid. An array: 202 with a result for each, 422 when none was valid.',
        querystring: z.object({ source: key.optional().describe(sourceWords) }),
        body: z.union([callReport, z.array(callReport).max(mostCalls)]),
        response: { 200: oneAnswer, 202: z.union([oneAnswer, manyAnswers]) },
      },
      // The handler reads the body by the same schema itself, since the good calls of an array are kept; and writes its own small answers.
      validatorCompiler: () => () => true,
      serializerCompiler: () => JSON.stringify,
    },
    async (request, reply) => {
      const accountId = accountOf(request)
      const source = readSource(request.query)
      const sourceId = await sources.get(`${accountId} ${source}`, () => findSource(context.db, accountId, source))
      if (sourceId === undefined) throw noSource(source)
      const take = (report: unknown) => acceptReport(context.services, { accountId, sourceId }, report)
      const { body } = request
      const { counts } = context
      const calls = Array.isArray(body) ? body.length : 1
      return await context.admission.ofAccounts.whileCounted(accountId, calls, () =>
        Array.isArray(body) ? takeMany(body, take, reply, counts) : takeOne(body, take, reply, counts),
      )
    },
  )
}

const sourceWords =
  'Key of the source that these calls are of, where a phone system told some of them itself: by the same id a call is the same call, whoever told it first. Usually `api`.'

/** By hand, as all of this request: what it is asked for is left to the handler. */
function readSource(query: unknown): string {
  const { source = apiSource.key } = query as { source?: unknown }
  const read = key.safeParse(source)
  if (!read.success) throw noSource(String(source))
  return read.data
}

function noSource(source: string): Error {
  const message = `This account has no source "${source.slice(0, 63)}". GET /v1/sources lists them.`
  return problem('invalid', { errors: [{ path: 'source', code: 'unknown_source', message }] })
}

type Take = (report: unknown) => Promise<CallAnswer>

async function takeOne(body: unknown, take: Take, reply: FastifyReply, counts: RequestCounts): Promise<unknown> {
  const answer = await take(body)
  if (answer.outcome === 'invalid') {
    counts.invalidCalls(1)
    throw problem('invalid_call', { errors: answer.problems ?? [] })
  }
  reply.code(answer.outcome === 'new' ? 202 : 200)
  return answerFor(answer)
}

async function takeMany(
  body: readonly unknown[],
  take: Take,
  reply: FastifyReply,
  counts: RequestCounts,
): Promise<unknown> {
  if (body.length === 0) throw problem('invalid', { detail: 'The array holds no calls.' })
  if (body.length > mostCalls)
    throw problem('invalid', { detail: `An array may hold ${mostCalls} calls; this one holds ${body.length}.` })
  const results = answersFor(await Promise.all(body.map(take)))
  const invalid = results.filter((one) => one.outcome === 'invalid').length
  counts.invalidCalls(invalid)
  if (invalid === results.length)
    throw problem('invalid_call', { detail: 'None of the calls can be taken.', more: { results } })
  reply.code(202)
  return { results }
}

const callFilter = {
  outcome: z.enum(outcomes).optional(),
  direction: z.enum(directions).optional(),
  rule: z.string().max(63).optional().describe('Key of the rule that fired'),
  reason: reason.optional().describe('Why nothing was planned, or why one of its texts was not sent'),
  caller: z.string().max(40).optional().describe('A number, or its last digits'),
  department: key.optional(),
  did: key.optional(),
  user: key.optional().describe('Key of a user who answered, or whose phone rang'),
  ...timeRange,
}
type Filter = z.output<z.ZodObject<typeof callFilter>>

/** What is asked for, and of which account. Who looks for a caller is recorded. */
async function readAsked(context: Context, request: FastifyRequest, { from, to, ...filter }: Filter) {
  const place = await placeOf(context, request)
  const caller = filter.caller === undefined ? undefined : numberFilter('caller', filter.caller, place.country)
  const asked: CallFilter = { ...filter, caller, ...timeRangeOf({ from, to }, place.zone) }
  if (caller !== undefined) await noteSearch(context, request, 'calls.searched', caller)
  return { place, asked }
}

const callPage = lookedPageOf(callRow).extend({
  newest: z
    .array(z.string())
    .optional()
    .describe(
      `Of the first page: the ids of the account's newest calls, at most ${mostNewest}, whatever the filter finds. One that GET /v1/live tells of as \`newest\` and that is not among them came in since.`,
    ),
})

function addReading(api: Api, context: Context): void {
  const { db } = context
  api.get(
    '/v1/calls',
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: [tag],
        summary: 'The calls, newest first',
        description:
          'A page of a filter that finds little may be short, or empty, and still have a next. Where numbers are masked, it is recorded for which caller somebody looks.',
        querystring: z.object({ ...pageQuery, ...callFilter }),
        response: { 200: callPage },
      },
    },
    async (request) => {
      const { limit, after, ...filter } = request.query
      const before = idFrom(after)
      const { place, asked } = await readAsked(context, request, filter)
      // Before the list: what comes in between the two is then told of, where it would otherwise be missed.
      const newest = before === undefined ? await newestCallIds(db, place.accountId, mostNewest) : undefined
      const page = await listCalls(db, place.accountId, asked, { limit, before })
      const answer = lookedPage(await callRowViews(place, page.calls), limit, page.next)
      return newest === undefined ? answer : { ...answer, newest: newest.map((id) => publicId('call', id)) }
    },
  )
  api.get(
    '/v1/calls.csv',
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: [tag],
        summary: 'The calls as CSV, newest first',
        description: `What the filter finds, ${boundWords} Numbers are masked as in the list, and for which caller somebody looks is recorded.`,
        querystring: z.object(callFilter),
        response: { 200: csvFile },
      },
    },
    async (request, reply) => {
      const { place, asked } = await readAsked(context, request, request.query)
      const read = async (page: PageAsked) => {
        const { calls, next } = await listCalls(db, place.accountId, asked, page)
        return { rows: await callRowViews(place, calls), next }
      }
      const file = await context.csvFiles.open({ columns: callColumns, read }, request)
      return sendCsvFile(reply, 'calls', file)
    },
  )
  api.get(
    '/v1/calls/:id',
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: [tag],
        summary: 'One call: why, what became of it, and when',
        description: 'The id, or any unambiguous beginning of it.',
        params: z.object({ id: z.string().max(60) }),
        response: { 200: callStoryShape },
      },
    },
    async (request) => {
      const place = await placeOf(context, request)
      const story = await callStory(place, await resolveCall(db, place.accountId, request.params.id))
      if (!story) throw notFound(`call "${request.params.id}"`)
      return story
    },
  )
}

/** For whom and in which account something is read. */
export async function placeOf(context: Context, request: FastifyRequest) {
  const accountId = accountOf(request)
  const account = await readAccount(context.db.console, accountId)
  if (!account) throw notFound('account')
  const { currency, country, zone } = account.settings
  return { context, accountId, country, zone, viewer: viewerOf(request, currency) }
}

const signal = z.strictObject({
  type: z.literal('answered'),
  caller: z.string().min(3).max(40),
  at: z.string().max(40).optional().describe('RFC 3339; else now'),
})

function addSignals(api: Api, context: Context): void {
  api.post(
    '/v1/call-signals',
    {
      config: { permission: 'calls:report' },
      schema: {
        tags: [tag],
        summary: 'A call with this caller was answered just now',
        description: 'Texts that wait "unless reached" are then not sent.',
        body: signal,
        response: { 202: z.object({ noted: z.boolean() }) },
      },
    },
    async (request, reply) => {
      const { accountId, country } = await placeOf(context, request)
      const number = parsePhoneNumber(request.body.caller, country)
      if (number === undefined)
        throw problem('invalid', {
          errors: [{ path: 'caller', code: 'not_a_number', message: 'is not a phone number' }],
        })
      const { at: told } = request.body
      const at = told === undefined ? undefined : parseInstant(told)
      if (told !== undefined && at === undefined)
        throw problem('invalid', {
          errors: [{ path: 'at', code: 'invalid', message: 'must be a date and time with an offset' }],
        })
      await noteCallerReached(context.db.console, accountId, number, at)
      return reply.code(202).send({ noted: true })
    },
  )
}
