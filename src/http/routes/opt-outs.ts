/** Who wants no more texts: listed, looked up, added and taken back, one by one or by file. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { formatInstant } from '../../core/instant.ts'
import { maskPhoneNumber, type PhoneNumber, parsePhoneNumber } from '../../core/phone-number.ts'
import { parsePublicId, publicId } from '../../core/public-id.ts'
import { readAccount } from '../../store/accounts.ts'
import {
  addOptOuts,
  endingOf,
  endOptOut,
  hashOfOptOut,
  listOptOuts,
  type OptedBy,
  type OptOut,
  optOutSources,
  readOptOut,
} from '../../store/opt-outs.ts'
import type { Api, Context } from '../context.ts'
import { idFrom, pageFrom, pageOf, pageQuery } from '../paging.ts'
import { notFound, problem } from '../problems.ts'
import { instant } from '../shapes/common.ts'
import { accountOf, whoOf } from '../who.ts'

const tag = 'Opt-outs'
const source = z.enum(optOutSources).describe('By which way')

const optOut = z
  .object({
    id: z.string(),
    ending: z.string().nullable().describe('The number’s last three digits; null where it opted out by a link'),
    source,
    since: instant,
  })
  .meta({ id: 'OptOut' })

const standing = z
  .object({
    numberShown: z.string(),
    optedOut: z.boolean(),
    since: instant.nullable(),
    source: source.nullable(),
    history: z
      .array(
        z.object({ what: z.enum(['out', 'in']), source, who: z.string(), words: z.string().nullable(), at: instant }),
      )
      .describe('Newest first'),
  })
  .meta({ id: 'OptOutStanding' })

const byNumber = z.strictObject({
  number: z.string().min(3).max(40).describe('As dialled in the account’s country, or E.164'),
})

const view = ({ id, since, ...one }: OptOut): z.input<typeof optOut> => ({
  ...one,
  id: publicId('opt', id),
  since: formatInstant(since),
})

export function addOptOutRoutes(api: Api, context: Context): void {
  addList(api, context)
  addOne(api, context)
  addRemoval(api, context)
}

/** Whoever asks, as the history names them. */
export function byWhom(request: FastifyRequest): OptedBy {
  const { by, name } = whoOf(request)
  return { accountId: accountOf(request), source: by === 'key' ? 'api' : 'console', who: name }
}

/** A number as people of the account's country write it; a problem of the field where it is none. */
export async function numberFrom(
  { db }: Context,
  accountId: string,
  text: string,
  path = 'number',
): Promise<PhoneNumber> {
  const account = await readAccount(db.console, accountId)
  const number = parsePhoneNumber(text, account?.settings.country ?? 'IN')
  if (number === undefined)
    throw problem('invalid', {
      errors: [
        {
          path,
          code: 'not_a_number',
          message: 'is no phone number: write it as you would dial it, or with + and the country',
        },
      ],
    })
  return number
}

function addList(api: Api, { db }: Context): void {
  api.get(
    '/v1/opt-outs',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'Who is opted out',
        description:
          'Numbers are kept by keyed hash, so the list shows their endings; ask for one by POST /v1/opt-outs/check.',
        querystring: z.object(pageQuery),
        response: { 200: pageOf(optOut) },
      },
    },
    async (request) => {
      const { limit, after } = request.query
      const rows = await listOptOuts(db, accountOf(request), limit + 1, idFrom(after))
      return pageFrom(rows, limit, { item: view, place: (row) => row.id })
    },
  )
}

function addOne(api: Api, context: Context): void {
  const { db, seal } = context
  const standingOf = async (accountId: string, number: PhoneNumber): Promise<z.input<typeof standing>> => {
    const { current, history } = await readOptOut(db, accountId, seal.hashNumber(accountId, number))
    return {
      numberShown: maskPhoneNumber(number),
      optedOut: current !== null,
      since: current && formatInstant(current.since),
      source: current?.source ?? null,
      history: history.map((one) => ({ ...one, at: formatInstant(one.at) })),
    }
  }
  api.post(
    '/v1/opt-outs/check',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'Whether a number is opted out, and how that came about',
        body: byNumber,
        response: { 200: standing },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      return standingOf(accountId, await numberFrom(context, accountId, request.body.number))
    },
  )
  api.post(
    '/v1/opt-outs',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Opt a number out',
        description: 'From its commit on no text goes to it, also none that waits. 200: it was opted out before.',
        body: byNumber,
        response: { 200: standing, 201: standing },
      },
    },
    async (request, reply) => {
      const by = byWhom(request)
      const number = await numberFrom(context, by.accountId, request.body.number)
      const added = await db.transaction('console', (tx) =>
        addOptOuts(tx, by, [{ hash: seal.hashNumber(by.accountId, number), ending: endingOf(number) }]),
      )
      return reply.code(added.size > 0 ? 201 : 200).send(await standingOf(by.accountId, number))
    },
  )
  api.post(
    '/v1/opt-outs/remove',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Let texts go to a number again',
        description: 'Only where whoever has the number asked for it. 404: it is not opted out.',
        body: byNumber,
        response: { 200: standing },
      },
    },
    async (request) => {
      const by = byWhom(request)
      const number = await numberFrom(context, by.accountId, request.body.number)
      const hash = seal.hashNumber(by.accountId, number)
      if (!(await db.transaction('console', (tx) => endOptOut(tx, by, { hash }))))
        throw notFound('opt-out of this number')
      return await standingOf(by.accountId, number)
    },
  )
}

function addRemoval(api: Api, { db }: Context): void {
  api.delete(
    '/v1/opt-outs/:id',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Let texts go again, by the list’s row',
        params: z.object({ id: z.string().max(60) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const by = byWhom(request)
      const id = parsePublicId('opt', request.params.id)
      const hash = id && (await hashOfOptOut(db, by.accountId, id))
      if (!hash || !(await db.transaction('console', (tx) => endOptOut(tx, by, { hash }))))
        throw notFound(`opt-out "${request.params.id}"`)
      return reply.code(204).send(null)
    },
  )
}
