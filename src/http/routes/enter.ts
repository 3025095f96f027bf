/** `/enter/<token>`, a one-time link. Looking does not use it up: those who scan mail and show previews of links look before its reader does. */
import type { FastifyInstance } from 'fastify'
import { enterByLink, readLink } from '../../store/sessions.ts'
import { refuseCrossSite } from '../auth.ts'
import type { Context } from '../context.ts'
import { enterPage } from '../enter-page.ts'
import { languageOf, plainPageHeaders } from '../plain-page.ts'
import { setCookie } from '../session-cookie.ts'

// Used or too old: the page says how to get another.
const used = '/signin?link=used'
const route = {
  url: '/enter/:token',
  config: { permission: 'anyone' },
  schema: { hide: true },
} as const

export function addEnter(server: FastifyInstance, context: Context): void {
  const { db } = context
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // The form has no fields.
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 1_000 },
      (_, _body, done) => done(null, undefined),
    )
    scope.route<{ Params: { token: string } }>({
      ...route,
      method: 'GET',
      handler: async (request, reply) => {
        const found = await readLink(db, request.params.token)
        if (!found) return reply.redirect(used, 303)
        const language = languageOf(request.headers['accept-language'], found.language)
        // By plain http a browser says by Origin alone where its form was; without a referrer not even that.
        return reply.headers({ ...plainPageHeaders, 'referrer-policy': 'same-origin' }).send(enterPage(language, found))
      },
    })
    scope.route<{ Params: { token: string } }>({
      ...route,
      method: 'POST',
      handler: async (request, reply) => {
        refuseCrossSite(request)
        const session = await enterByLink(db, request.params.token)
        if (session === undefined) return reply.redirect(used, 303)
        return setCookie(context, reply, session).redirect('/', 303)
      },
    })
  })
}
