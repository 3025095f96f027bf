/** Messages: listed, told as stories, and what a person may do with one. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { states } from '../../core/delivery.ts'
import { publicId } from '../../core/public-id.ts'
import { key } from '../../core/rule.ts'
import {
  type ByHand,
  cancelMessage,
  resendMessage,
  settleMessage,
  settlements,
} from '../../pipeline/settle-unconfirmed.ts'
import { addAudit } from '../../store/audit-entry.ts'
import { readCalls } from '../../store/call-list.ts'
import { listMessages, type MessageFilter, type MessageRow, readMessages } from '../../store/message-list.ts'
import { messageStory, messagesWithTimelines, messageViews } from '../call-views.ts'
import type { Api, Context } from '../context.ts'
import { boundWords, csvFile, type PageAsked, sendCsvFile } from '../csv-files.ts'
import { gatewayParams, readGatewayName } from '../gateway-name.ts'
import { messageColumns } from '../messages-csv.ts'
import { noteSearch, numberFilter } from '../number-search.ts'
import { idFrom, lookedPage, lookedPageOf, pageQuery } from '../paging.ts'
import { notFound, problem } from '../problems.ts'
import { resolveCall, resolveMessage } from '../resolve-id.ts'
import { reason } from '../shapes/common.ts'
import { message, messageStory as messageStoryShape } from '../shapes/messages.ts'
import { timeRange, timeRangeOf } from '../time-range.ts'
import { accountOf, whoOf } from '../who.ts'
import { placeOf } from './calls.ts'

const tag = 'Messages'
const idParams = z.object({ id: z.string().max(60).describe('The id, or any unambiguous beginning of it') })

export function addMessages(api: Api, context: Context): void {
  addReading(api, context)
  addDeeds(api, context)
  addReveal(api, context)
}

const messageFilter = {
  state: z.enum(states).optional(),
  reason: reason.optional(),
  call: z.string().max(60).optional().describe('Its id, or any unambiguous beginning of it'),
  number: z.string().max(40).optional().describe('Of whom it is for: the number, or its last digits'),
  rule: z.string().max(63).optional().describe('Key of the rule that fired'),
  template: key.optional().describe('Key of the template, whose texts in other languages count too'),
  gateway: gatewayParams.shape.key.optional(),
  ...timeRange,
}
type Filter = z.output<z.ZodObject<typeof messageFilter>>

/** What is asked for, and of which account. Who looks for a number is recorded. */
async function readAsked(context: Context, request: FastifyRequest, { from, to, call, gateway, ...filter }: Filter) {
  const place = await placeOf(context, request)
  const { accountId, country, zone } = place
  const number = filter.number === undefined ? undefined : numberFilter('number', filter.number, country)
  const times = timeRangeOf({ from, to }, zone)
  const callId = call === undefined ? undefined : await resolveCall(context.db, accountId, call)
  if (number !== undefined) await noteSearch(context, request, 'messages.searched', number)
  const asked: MessageFilter = { ...filter, ...times, number, call: callId, ...gatewayAsked(gateway) }
  return { place, asked }
}

function gatewayAsked(name: string | undefined): Pick<MessageFilter, 'gateway' | 'sharedGateway'> {
  if (name === undefined) return {}
  const { key, isSurelyShared } = readGatewayName(name)
  return isSurelyShared ? { sharedGateway: key } : { gateway: key }
}

function addReading(api: Api, context: Context): void {
  const { db } = context
  api.get(
    '/v1/messages',
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: [tag],
        summary: 'The messages, newest first',
        description:
          'A page of a filter that finds little may be short, or empty, and still have a next. Where numbers are masked, it is recorded for which number somebody looks.',
        querystring: z.object({ ...pageQuery, ...messageFilter }),
        response: { 200: lookedPageOf(message) },
      },
    },
    async (request) => {
      const { limit, after, ...filter } = request.query
      const before = idFrom(after)
      const { place, asked } = await readAsked(context, request, filter)
      const page = await listMessages(db, place.accountId, asked, { limit, before })
      return lookedPage(await messageViews(place, page.messages), limit, page.next)
    },
  )
  api.get(
    '/v1/messages.csv',
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: [tag],
        summary: 'The messages as CSV, newest first',
        description: `What the filter finds, ${boundWords} Numbers are masked as in the list, and for which number somebody looks is recorded.`,
        querystring: z.object(messageFilter),
        response: { 200: csvFile },
      },
    },
    async (request, reply) => {
      const { place, asked } = await readAsked(context, request, request.query)
      const read = async (page: PageAsked) => {
        const { messages, next } = await listMessages(db, place.accountId, asked, page)
        return { rows: await messageViews(place, messages), next }
      }
      const file = await context.csvFiles.open({ columns: messageColumns, read }, request)
      return sendCsvFile(reply, 'messages', file)
    },
  )
  api.get(
    '/v1/messages/:id',
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: [tag],
        summary: 'One message and everything that happened to it',
        params: idParams,
        response: { 200: messageStoryShape },
      },
    },
    async (request) => {
      const place = await placeOf(context, request)
      return await messageStory(place, await readMessage(context, place.accountId, request.params.id))
    },
  )
}

async function readMessage({ db }: Context, accountId: string, text: string): Promise<MessageRow> {
  const [row] = await readMessages(db, accountId, [await resolveMessage(db, accountId, text)])
  if (!row) throw notFound(`message "${text}"`)
  return row
}

export const mayArriveTwice = 'may arrive twice'

const asRead = z
  .int()
  .min(0)
  .optional()
  .describe('The attempt you have read of, as the message tells it. Refused where another was made since.')

/** Says why it was not done. */
function demandDone(done: ByHand, text: string): void {
  if (done.is === 'not_found') throw notFound(`message "${text}"`)
  if (done.is === 'confirm_needed')
    throw problem('invalid', {
      errors: [
        {
          path: 'confirm',
          code: 'confirm_needed',
          message: `write "${mayArriveTwice}": whether it went before is not known`,
        },
      ],
    })
  if (done.is === 'tried_since')
    throw problem('not_now', {
      detail: `It was tried again since: its last attempt is number ${done.attempt}. Read what became of that one first.`,
      more: { attempt: done.attempt },
    })
  if (done.is === 'no_text')
    throw problem('not_now', { detail: 'Its wording is no longer kept, so it cannot be sent again.' })
  if (done.is === 'too_old')
    throw problem('not_now', {
      detail: 'It was planned more than two days ago, so it is not sent again: a text so late is worse than none.',
    })
  if (done.is === 'gateway_removed')
    throw problem('not_now', {
      detail:
        'Its gateway was removed, so it cannot be sent again. Texts of new calls go by the gateway that the account has now.',
    })
  if (done.is === 'not_now')
    throw problem('not_now', {
      detail: `The message is ${done.state}; this can be done while it is ${done.allowed.join(' or ')}.`,
      more: { state: done.state, allowed: done.allowed },
    })
}

function addDeeds(api: Api, context: Context): void {
  const { db, services } = context
  /** Does it, and answers the message as it then is. */
  const byHand = async (request: FastifyRequest, text: string, deed: (row: MessageRow) => Promise<ByHand>) => {
    const place = await placeOf(context, request)
    const { accountId } = place
    const before = await readMessage(context, accountId, text)
    const done = await deed(before)
    demandDone(done, text)
    services.wake()
    const [shown] = await messagesWithTimelines(place, await readMessages(db, accountId, [before.id]))
    if (!shown) throw notFound(`message "${text}"`)
    return shown
  }
  const keyOf = (row: MessageRow, request: FastifyRequest) => ({ accountId: accountOf(request), messageId: row.id })

  api.post(
    '/v1/messages/:id/settle',
    {
      config: { permission: 'messages:act' },
      schema: {
        tags: [tag],
        summary: 'Say what became of a text in doubt',
        params: idParams,
        body: z.strictObject({ as: z.enum(settlements), attempt: asRead }),
        response: { 200: message },
      },
    },
    async (request) =>
      byHand(request, request.params.id, (row) =>
        settleMessage(db, keyOf(row, request), request.body, whoOf(request).name),
      ),
  )
  api.post(
    '/v1/messages/:id/resend',
    {
      config: { permission: 'messages:act' },
      schema: {
        tags: [tag],
        summary: 'Send a text again',
        description: `A new attempt of the same message, within two days after it was planned (what a restore held, later too). A text in doubt, by any of its attempts, may arrive twice, so whoever asks confirms it in words: {"confirm": "${mayArriveTwice}"}.`,
        params: idParams,
        body: z.strictObject({
          confirm: z.literal(mayArriveTwice).optional(),
          validMinutes: z.int().min(1).max(2880).default(60),
          attempt: asRead,
        }),
        response: { 200: message },
      },
    },
    async (request) => {
      const { confirm, validMinutes, attempt } = request.body
      const wanted = { validMinutes, attempt, mayArriveTwice: confirm !== undefined }
      return await byHand(request, request.params.id, (row) =>
        resendMessage(db, keyOf(row, request), wanted, whoOf(request).name),
      )
    },
  )
  api.post(
    '/v1/messages/:id/cancel',
    {
      config: { permission: 'messages:act' },
      schema: { tags: [tag], summary: 'Stop a text that still waits', params: idParams, response: { 200: message } },
    },
    async (request) =>
      byHand(request, request.params.id, (row) => cancelMessage(db, keyOf(row, request), whoOf(request).name)),
  )
}

const revealAsk = z
  .strictObject({
    callId: z.string().max(60).optional().describe('Its id, or any unambiguous beginning of it'),
    messageId: z.string().max(60).optional().describe('Its id, or any unambiguous beginning of it'),
  })
  .refine((ask) => (ask.callId === undefined) !== (ask.messageId === undefined), {
    message: 'needs either callId or messageId',
  })

function addReveal(api: Api, context: Context): void {
  const { db } = context
  api.post(
    '/v1/numbers/reveal',
    {
      config: { permission: 'numbers:reveal' },
      schema: {
        tags: [tag],
        summary: 'The whole number behind a masked one',
        description: 'Who looked is recorded.',
        body: revealAsk,
        response: { 200: z.object({ number: z.string().nullable() }) },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      const { callId, messageId } = request.body
      const { number, subject } =
        callId === undefined
          ? await numberOfMessage(context, accountId, messageId ?? '')
          : await numberOfCall(context, accountId, callId)
      await db.transaction('console', (tx) =>
        addAudit(tx, { accountId, who: whoOf(request).name, what: 'number.revealed', subject }),
      )
      return { number }
    },
  )
}

/** A number, and by its whole id what it was read of. */
type Revealed = { number: string | null; subject: string }

async function numberOfMessage(context: Context, accountId: string, text: string): Promise<Revealed> {
  const { id, number } = await readMessage(context, accountId, text)
  return { number, subject: publicId('msg', id) }
}

async function numberOfCall({ db }: Context, accountId: string, text: string): Promise<Revealed> {
  const id = await resolveCall(db, accountId, text)
  const [row] = await readCalls(db, accountId, [id])
  if (!row) throw notFound(`call "${text}"`)
  return { number: row.facts.caller.number ?? row.call.caller, subject: publicId('call', id) }
}
