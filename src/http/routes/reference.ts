/** Lists that are the same for everybody, and whether the program is well. */
import { z } from 'zod'
import { codeTable } from '../../core/carrier-codes.ts'
import { reasons } from '../../core/reasons.ts'
import { retentionOf } from '../../core/retention.ts'
import { sandboxEndings } from '../../gateways/sandbox.ts'
import { readAccount } from '../../store/accounts.ts'
import type { Api, Context } from '../context.ts'
import { notFound, sendProblem } from '../problems.ts'
import { accountOf } from '../who.ts'

const tag = 'Reference'
const ending = z.object({ ending: z.string(), what: z.string(), words: z.string() })
const reasonEntry = z.object({ code: z.string(), what: z.string(), mend: z.string() })

export function addReference(api: Api, context: Context): void {
  api.get(
    '/v1/sandbox/endings',
    {
      config: { permission: 'self' },
      schema: {
        tags: [tag],
        summary: 'What the sandbox does, by the last digits of a number',
        response: { 200: z.object({ items: z.array(ending) }) },
      },
    },
    async () => ({ items: [...sandboxEndings] }),
  )
  api.get(
    '/v1/reasons',
    {
      config: { permission: 'self' },
      schema: {
        tags: [tag],
        summary: 'Every reason why a text was not sent',
        response: { 200: z.object({ items: z.array(reasonEntry) }) },
      },
    },
    async () => ({ items: Object.entries(reasons).map(([code, [what, mend]]) => ({ code, what, mend })) }),
  )
  addCarrierCodes(api)
  addRetention(api, context)
  addHealth(api, context)
}

const carrierCode = z.object({
  family: z.string().describe('Who numbers so'),
  codes: z.string().describe('Such as `600 to 604, 619`'),
  reason: z.string(),
  means: z.string(),
  next: z.string().describe('What to do'),
})

function addCarrierCodes(api: Api): void {
  api.get(
    '/v1/carrier-codes',
    {
      config: { permission: 'self' },
      schema: {
        tags: [tag],
        summary: 'What the operators of India answer, by code',
        description: 'A gateway’s setting `dltCodes` says by which list its receipts are read.',
        response: { 200: z.object({ items: z.array(carrierCode) }) },
      },
    },
    async () => ({
      items: codeTable().flatMap(({ family, rows }) =>
        rows.map(({ codes, meaning }) => ({ family, codes, ...meaning })),
      ),
    }),
  )
}

const kept = z.object({
  keepTextsDays: z.int().describe('The wording of texts'),
  keepCallsDays: z.int().describe('Calls with their texts and receipts'),
})

function addRetention(api: Api, { db, retention }: Context): void {
  api.get(
    '/v1/retention',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'How many days things are kept',
        description:
          'For this account, and where an account says nothing of it. What is open and who opted out is kept longer.',
        response: { 200: z.object({ account: kept, installation: kept }) },
      },
    },
    async (request) => {
      const account = await readAccount(db.console, accountOf(request))
      if (!account) throw notFound('account')
      return { account: retentionOf(account.settings, retention), installation: retention }
    },
  )
}

function addHealth(api: Api, { services, db }: Context): void {
  // Load balancers and orchestrators ask by an address of their own.
  const probe = { config: { permission: 'anyone', anyHost: true }, schema: { hide: true } } as const
  api.get('/livez', probe, async () => ({ live: true }))
  api.get('/readyz', probe, async (_request, reply) => {
    const { ready, words } = services.readiness()
    if (!ready) return sendProblem(reply, 'busy', { detail: words })
    return { ready, words, connections: db.waiting() }
  })
}
