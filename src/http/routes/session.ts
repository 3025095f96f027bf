/** Browsers come in by a one-time link or by typing a key, and go out again. */
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { roles } from '../../store/keys.ts'
import { createSession, endSession, enterByLink, sessionHours } from '../../store/sessions.ts'
import { sessionCookie } from '../auth.ts'
import type { Api, Context } from '../context.ts'
import { problem } from '../problems.ts'
import { whoOf } from '../who.ts'

const tag = 'Accounts'

export function addSession(api: Api, context: Context): void {
  const { db, auth, isSecure } = context

  api.get(
    '/enter/:token',
    { config: { permission: 'anyone' }, schema: { hide: true, params: z.object({ token: z.string().max(200) }) } },
    async (request, reply) => {
      const session = await enterByLink(db, request.params.token)
      // Used or too old: the page says how to get another.
      if (session === undefined) return reply.redirect('/signin?link=used', 303)
      return setCookie(reply, isSecure, session).redirect('/', 303)
    },
  )

  api.post(
    '/v1/session',
    {
      config: { permission: 'anyone' },
      schema: {
        tags: [tag],
        summary: 'Sign a browser in with an API key',
        body: z.strictObject({ key: z.string().min(1).max(200) }),
        response: { 201: z.object({ role: z.enum(roles) }) },
      },
    },
    async (request, reply) => {
      const who = await auth.enter(request.body.key.trim(), request.ip)
      if (!who)
        throw problem('unauthorised', {
          detail: 'Nobody has this key. It may have been revoked, or a part of it is missing.',
        })
      const { role, account, givenName: name, keyHash } = who
      const session = await createSession(db, { role, accountId: account?.id ?? null, name, keyHash })
      return setCookie(reply, isSecure, session).code(201).send({ role })
    },
  )

  api.delete(
    '/v1/session',
    {
      config: { permission: 'self' },
      schema: { tags: [tag], summary: 'Sign the browser out', response: { 204: z.null() } },
    },
    async (request, reply) => {
      const who = whoOf(request)
      if (who.by === 'session') {
        await endSession(db, who.hash)
        auth.forget(who.hash)
      }
      return setCookie(reply, isSecure, '').code(204).send(null)
    },
  )
}

function setCookie<R extends Pick<FastifyReply, 'header'>>(reply: R, isSecure: boolean, value: string): R {
  const life = value === '' ? 0 : sessionHours * 3600
  reply.header(
    'set-cookie',
    `${sessionCookie}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${life}${isSecure ? '; Secure' : ''}`,
  )
  return reply
}
