/** Who is signed in to an account at the console, and putting them out. */
import { z } from 'zod'
import { formatInstant } from '../../core/instant.ts'
import { parsePublicId, publicId } from '../../core/public-id.ts'
import { addAudit } from '../../store/audit-entry.ts'
import { accountRoles } from '../../store/keys.ts'
import { type AccountSession, endSessionOfAccount, listSessions, mostSessions } from '../../store/sessions.ts'
import type { Api, Context } from '../context.ts'
import { notFound } from '../problems.ts'
import { instant } from '../shapes/common.ts'
import { accountOf, sessionName, type Who, whoOf } from '../who.ts'

const tag = 'Accounts'

const session = z
  .object({
    id: z.string(),
    name: z.string().describe('As the history calls them'),
    role: z.enum(accountRoles),
    createdAt: instant,
    lastSeenAt: instant.describe('To the minute'),
    isThis: z.boolean().describe('The session that asks'),
  })
  .meta({ id: 'Session' })

export function addSessions(api: Api, { db, auth }: Context): void {
  api.get(
    '/v1/sessions',
    {
      config: { permission: 'keys:manage' },
      schema: {
        tags: [tag],
        summary: 'Browsers that are signed in to the account',
        description: `The newest ${mostSessions}, newest first. The operator’s own sessions are of no account.`,
        response: { 200: z.object({ items: z.array(session) }) },
      },
    },
    async (request) => {
      const rows = await listSessions(db, accountOf(request))
      return { items: rows.map((row) => sessionView(row, whoOf(request))) }
    },
  )
  api.delete(
    '/v1/sessions/:id',
    {
      config: { permission: 'keys:manage' },
      schema: {
        tags: [tag],
        summary: 'Sign a browser out',
        description: 'It is refused everywhere within seconds.',
        params: z.object({ id: z.string().max(60) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const id = parsePublicId('sess', request.params.id)
      const accountId = accountOf(request)
      const ended = await db.transaction('console', async (tx) => {
        const found = id === undefined ? undefined : await endSessionOfAccount(tx, accountId, id)
        if (found)
          await addAudit(tx, {
            accountId,
            who: whoOf(request).name,
            what: 'session.ended',
            subject: request.params.id,
            detail: sessionName(found.role, found.name),
          })
        return found
      })
      if (!ended) throw notFound(`session "${request.params.id}"`)
      auth.forget(ended.hash)
      return reply.code(204).send(null)
    },
  )
}

const sessionView = (
  { id, hash, role, name, createdAt, seenAt }: AccountSession,
  who: Who,
): z.input<typeof session> => ({
  id: publicId('sess', id),
  name: sessionName(role, name),
  role,
  createdAt: formatInstant(createdAt),
  lastSeenAt: formatInstant(seenAt),
  isThis: who.hash.equals(hash),
})
