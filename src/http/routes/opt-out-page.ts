/** The page behind the link in a text, `/o/<token>`: looking changes nothing, so that whoever scans links opts nobody out. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { numberOfLink } from '../../store/opt-out-confirmations.ts'
import { readOptOutLink } from '../../store/opt-out-link.ts'
import { addOptOuts, type By, endOptOut, readOptOut } from '../../store/opt-outs.ts'
import type { Context } from '../context.ts'
import { languageOf, optOutPage, optOutPolicy, unknownLinkPage } from '../opt-out-page.ts'

// Reached by the account's own, registered address too, whatever that is called.
const config = { permission: 'anyone', anyHost: true } as const

export function addOptOutPage(server: FastifyInstance, context: Context): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 1_000 },
      (_, body, done) => done(null, new URLSearchParams(String(body))),
    )
    for (const method of ['GET', 'POST'] as const)
      scope.route<{ Params: { token: string } }>({
        method,
        url: '/o/:token',
        config,
        schema: { hide: true },
        handler: (request, reply) => answer(context, request, reply),
      })
  })
}

type Asked = FastifyRequest<{ Params: { token: string } }>

async function answer({ db, seal, services }: Context, request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const accepted = request.headers['accept-language']
  const { token } = request.params
  const found = await readOptOutLink(db, seal, token)
  if (!found) return show(reply.code(404), unknownLinkPage(languageOf(accepted, 'en')))
  const { accountId, hash, name, language } = found
  if (request.method === 'POST') {
    const by: By = { accountId, source: 'link', who: 'link' }
    const isBack = (request.body as URLSearchParams | undefined)?.get('want') === 'in'
    await services.confirmOptOuts.during(db, async (tx, confirm) => {
      if (isBack) await endOptOut(tx, by, { hash })
      else if ((await addOptOuts(tx, by, [{ hash, ending: null }])).has(hash))
        await confirm(tx, { accountId, hash, by: 'link' }, () => numberOfLink(tx, accountId, token))
    })
  }
  const { current } = await readOptOut(db, accountId, hash)
  return show(reply, optOutPage(languageOf(accepted, language), name, current !== null))
}

function show(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': optOutPolicy,
      'cache-control': 'no-store',
    })
    .send(page)
}
