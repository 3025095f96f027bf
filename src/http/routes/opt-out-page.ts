/** The page behind the link in a text, `/o/<token>`: looking changes nothing, so that whoever scans links opts nobody out. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Asking } from '../../core/consent.ts'
import { revokeConsents } from '../../store/consent-ledger.ts'
import { readConsent } from '../../store/consents.ts'
import { numberOfLink } from '../../store/opt-out-confirmations.ts'
import { type OptOutReader, readOptOutLink } from '../../store/opt-out-link.ts'
import { addOptOuts, endOptOut, type OptedBy, readOptOut } from '../../store/opt-outs.ts'
import { agree } from '../../store/own-consents.ts'
import type { Context } from '../context.ts'
import { askingWords, optOutPage, unknownLinkPage } from '../opt-out-page.ts'
import { languageOf, type PageLanguage, plainPageHeaders } from '../plain-page.ts'

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

async function answer(context: Context, request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { db, seal } = context
  const accepted = request.headers['accept-language']
  const found = await readOptOutLink(db, seal, request.params.token)
  if (!found) return show(reply.code(404), unknownLinkPage(languageOf(accepted, 'en')))
  const { accountId, hash, name } = found
  const language = languageOf(accepted, found.language)
  if (request.method === 'POST') await press(context, request, { ...found, language })
  const asking = found.asking?.byPage ? found.asking : null
  const [{ current }, hasAgreed] = await Promise.all([
    readOptOut(db, accountId, hash),
    asking !== null && stillAgrees(context, accountId, hash, asking),
  ])
  return show(reply, optOutPage(language, { name, isOut: current !== null, asking, hasAgreed }))
}

async function stillAgrees({ db }: Context, accountId: string, hash: string, { purpose }: Asking): Promise<boolean> {
  const { current } = await readConsent(db, accountId, hash)
  return current !== null && !current.isExpired && current.purpose === purpose
}

/** The page has a button for each thing that its reader can want. */
async function press(
  context: Context,
  request: Asked,
  { accountId, hash, name, language, asking }: OptOutReader & { language: PageLanguage },
): Promise<void> {
  const { db, services } = context
  const by: OptedBy = { accountId, source: 'link', who: 'link' }
  const want = (request.body as URLSearchParams | undefined)?.get('want')
  switch (want) {
    case 'agree':
      if (asking?.byPage && !(await stillAgrees(context, accountId, hash, asking))) {
        const evidence = askingWords(language, name, asking)
        const agreeing = { accountId, source: 'link', hash, ending: null, evidence } as const
        await db.transaction('console', (tx) => agree(tx, agreeing, asking))
      }
      return
    case 'revoke':
      await db.transaction('console', (tx) => revokeConsents(tx, by, [{ hash, evidence: null }]))
      return
    case 'in':
      await db.transaction('console', (tx) => endOptOut(tx, by, { hash }))
      return
    default:
      await services.confirmOptOuts.during(db, async (tx, confirm) => {
        if ((await addOptOuts(tx, by, [{ hash, ending: null }])).has(hash))
          await confirm(tx, { accountId, hash, by: 'link' }, () => numberOfLink(tx, accountId, request.params.token))
      })
  }
}

function show(reply: FastifyReply, page: string): FastifyReply {
  return reply.headers(plainPageHeaders).send(page)
}
