/** Browsers come in by typing a key, and go out again. */
import { z } from 'zod'
import { roles } from '../../store/keys.ts'
import { createSession, endSession } from '../../store/sessions.ts'
import type { Api, Context } from '../context.ts'
import { problem } from '../problems.ts'
import { setCookie } from '../session-cookie.ts'
import { whoOf } from '../who.ts'

const tag = 'Accounts'

export function addSession(api: Api, context: Context): void {
  const { db, auth } = context

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
      return setCookie(context, reply, session).code(201).send({ role })
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
      return setCookie(context, reply, '').code(204).send(null)
    },
  )
}
