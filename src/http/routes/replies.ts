/** What people reply, what each was taken for, and a person's word on those that may be opt-outs. */
import { z } from 'zod'
import { formatInstant } from '../../core/instant.ts'
import { replyMeanings } from '../../core/opt-out.ts'
import { parsePublicId, publicId } from '../../core/public-id.ts'
import { takeReply } from '../../pipeline/take-replies.ts'
import { addOptOuts, endingOf } from '../../store/opt-outs.ts'
import { gatewayOfLastText, listReplies, settleReply } from '../../store/replies.ts'
import type { Api, Context } from '../context.ts'
import { idFrom, pageFrom, pageOf, pageQuery } from '../paging.ts'
import { notFound, problem } from '../problems.ts'
import { instant } from '../shapes/common.ts'
import { instantOrNull, numberView, shownTo } from '../views.ts'
import { accountOf } from '../who.ts'
import { placeOf } from './calls.ts'
import { byWhom, numberFrom } from './opt-outs.ts'

const tag = 'Opt-outs'
const meaning = z.enum(replyMeanings).describe('What it was taken for; `perhaps_stop` waits for a person')

const reply = z
  .object({
    id: z.string(),
    number: z.string().nullable(),
    numberShown: z.string().nullable(),
    text: z.string(),
    meaning,
    cameAt: instant,
    settledAt: instant.nullable(),
  })
  .meta({ id: 'Reply' })

export function addReplies(api: Api, context: Context): void {
  addList(api, context)
  addSettling(api, context)
  addSandboxReplies(api, context)
}

function addList(api: Api, context: Context): void {
  api.get(
    '/v1/replies',
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: [tag],
        summary: 'What people replied',
        querystring: z.object({
          ...pageQuery,
          open: z.stringbool().default(false).describe('Only those that may be opt-outs and wait for a person'),
        }),
        response: { 200: pageOf(reply) },
      },
    },
    async (request) => {
      const { accountId, viewer } = await placeOf(context, request)
      const { limit, after, open } = request.query
      const rows = await listReplies(context.db, accountId, { limit: limit + 1, before: idFrom(after), open })
      return pageFrom(rows, limit, {
        item: ({ number, text, cameAt, settledAt, ...one }) => ({
          ...one,
          ...numberView(number, viewer),
          text: shownTo(viewer, number === null ? [] : [number])(text),
          id: publicId('rep', one.id),
          cameAt: formatInstant(cameAt),
          settledAt: instantOrNull(settledAt),
        }),
        place: (row) => row.id,
      })
    },
  )
}

function addSettling(api: Api, { db, seal }: Context): void {
  api.post(
    '/v1/replies/:id/settle',
    {
      config: { permission: 'messages:act' },
      schema: {
        tags: [tag],
        summary: 'Say what a reply means',
        description: 'With `optOut` its number is opted out.',
        params: z.object({ id: z.string().max(60) }),
        body: z.strictObject({ optOut: z.boolean().default(false) }),
        response: { 204: z.null() },
      },
    },
    async (request, answer) => {
      const by = byWhom(request)
      const id = parsePublicId('rep', request.params.id)
      const settled =
        id &&
        (await db.transaction('console', async (tx) => {
          const found = await settleReply(tx, by.accountId, id)
          if (found && request.body.optOut)
            await addOptOuts(tx, by, [
              {
                hash: seal.hashNumber(by.accountId, found.number),
                ending: endingOf(found.number),
                words: found.text.slice(0, 200),
              },
            ])
          return found
        }))
      if (!settled) throw notFound(`reply "${request.params.id}"`)
      return answer.code(204).send(null)
    },
  )
}

function addSandboxReplies(api: Api, context: Context): void {
  const { db, seal, log, services } = context
  api.post(
    '/v1/sandbox/replies',
    {
      config: { permission: 'messages:act' },
      schema: {
        tags: [tag],
        summary: 'Reply to a text of the sandbox, as its phone would',
        description: 'The number must have a text that went, or waits, by a sandbox: nobody replies for a real phone.',
        body: z.strictObject({ from: z.string().min(3).max(40), text: z.string().min(1).max(1_000) }),
        response: {
          200: z.object({
            meaning,
            repeated: z
              .boolean()
              .describe(
                'Taken for one that a network brought again, as the same came within ten minutes: nothing was done',
              ),
          }),
        },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      const { from, text } = request.body
      const number = await numberFrom(context, accountId, from, 'from')
      const last = await gatewayOfLastText(db, accountId, number)
      if (last?.kind !== 'sandbox') throw notFound('text by a sandbox to this number')
      const taken = { accountId, gatewayId: last.gatewayId, number, text, at: Date.now() }
      const using = { db, hashNumber: seal.hashNumber, confirmOptOuts: services.confirmOptOuts, log }
      const takenFor = await takeReply(using, taken)
      if (takenFor === undefined)
        throw problem('invalid', { detail: 'The database cannot keep this reply, so nothing was done with it.' })
      return takenFor
    },
  )
}
