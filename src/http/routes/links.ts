/** One-time links: the operator lets anybody in by them, and whoever manages an account's keys lets colleagues into their own. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { addAudit } from '../../store/audit-entry.ts'
import { accountRoles, roles } from '../../store/keys.ts'
import { createLink } from '../../store/sessions.ts'
import type { Auth } from '../auth.ts'
import type { Api, Context } from '../context.ts'
import { mayGive } from '../permissions.ts'
import { notFound, problem } from '../problems.ts'
import { roleWords } from '../shapes/setup.ts'
import { isCalled, type Who, whoOf } from '../who.ts'

const operatorItself = { accountId: null, role: 'operator' } as const

export function addLinks(api: Api, { auth, db, publicUrl }: Context): void {
  api.post(
    '/v1/links',
    {
      config: { permission: 'links:make' },
      schema: {
        tags: ['Accounts'],
        summary: 'A one-time link that signs a browser in',
        description:
          'Good once, for 15 minutes, and used up by the button of the page that it opens. With `account` the browser is signed in to that account alone; what an account’s own key or session makes is for that account.',
        body: z
          .strictObject({
            account: z.string().max(80).optional(),
            role: z.enum(accountRoles).optional().describe(`In the account, else owner. ${roleWords}`),
            name: z.string().trim().min(1).max(80).optional().describe('Whom it is for: so the history calls them'),
          })
          .nullish(),
        response: {
          201: z.object({
            url: z.string(),
            role: z.enum(roles).describe('As whom it lets in'),
            account: z
              .string()
              .nullable()
              .describe('Key of the account that it leads into; null: the operator’s console'),
          }),
        },
      },
    },
    async (request, reply) => {
      const { account: named, role = 'owner', name = null } = request.body ?? {}
      const found = await accountFor(auth, request, named)
      if (found === null && request.body?.role !== undefined)
        throw problem('invalid', {
          errors: [{ path: 'account', code: 'missing', message: 'is needed: a role is one of an account' }],
        })
      const holder = found === null ? operatorItself : { accountId: found.id, role }
      const maker = whoOf(request)
      if (!mayGive(maker.role, holder.role)) throw problem('forbidden')
      const token = await db.transaction('console', async (tx) => {
        await addAudit(tx, {
          accountId: holder.accountId,
          who: maker.name,
          what: 'link.made',
          subject: found?.key ?? 'operator',
          ...(name !== null && { detail: name }),
        })
        return await createLink(tx, { ...holder, name, keyHash: maker.keyHash })
      })
      return reply
        .code(201)
        .send({ url: `${publicUrl()}/enter/${token}`, role: holder.role, account: found?.key ?? null })
    },
  )
}

/** The account that the link leads into; null: the console of the operator, who alone can name another account than their own. */
async function accountFor(auth: Auth, request: FastifyRequest, named: string | undefined): Promise<Who['account']> {
  const { role, account } = whoOf(request)
  const own = role === 'operator' ? null : account
  if (named === undefined || (own && isCalled(own, named))) return own
  const found = role === 'operator' ? await auth.accountNamed(named) : undefined
  if (!found) throw notFound(`account "${named}"`)
  return found
}
