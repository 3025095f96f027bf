/** Who agreed to texts: listed, looked up, recorded and revoked, one by one or many at once, and everything that is known of one number. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { usualConsent } from '../../core/consent.ts'
import { formatInstant, type Instant } from '../../core/instant.ts'
import { maskPhoneNumber, type PhoneNumber } from '../../core/phone-number.ts'
import { parsePublicId, publicId } from '../../core/public-id.ts'
import { readAccount } from '../../store/accounts.ts'
import { revokeConsents } from '../../store/consent-ledger.ts'
import {
  type Consent,
  type ConsentEntry,
  giveConsents,
  hashOfConsent,
  listConsents,
  readConsent,
  readConsented,
} from '../../store/consents.ts'
import { readDndUntil } from '../../store/dnd.ts'
import { endingOf, readOptOut } from '../../store/opt-outs.ts'
import type { Api, Context } from '../context.ts'
import { idFrom, pageFrom, pageOf, pageQuery } from '../paging.ts'
import { notFound, problem } from '../problems.ts'
import { byNumber, consent, exported, giving, revoking, standing, whatItIs } from '../shapes/consents.ts'
import { instantOrNull } from '../views.ts'
import { accountOf, whoOf } from '../who.ts'
import { numberFrom } from './opt-outs.ts'

const tag = 'Consents'
const evidenceOnly = 'The account’s own evidence; it is not consent on the DLT platform.'

export function addConsents(api: Api, context: Context): void {
  addReading(api, context)
  addGiving(api, context)
  addRevoking(api, context)
}

/** Whoever asks, as the ledger names them. */
export function byWhom(request: FastifyRequest): { accountId: string; source: 'api' | 'console'; who: string } {
  const { by, name } = whoOf(request)
  return { accountId: accountOf(request), source: by === 'key' ? 'api' : 'console', who: name }
}

const consentView = ({ id, givenAt, expiresAt, ...one }: Consent): z.input<typeof consent> => ({
  ...one,
  id: publicId('cons', id),
  givenAt: formatInstant(givenAt),
  expiresAt: instantOrNull(expiresAt),
})

const entryView = ({ id, at, givenAt, expiresAt, ...one }: ConsentEntry) => ({
  ...one,
  id: publicId('cons', id),
  at: formatInstant(at),
  givenAt: instantOrNull(givenAt),
  expiresAt: instantOrNull(expiresAt),
})

/** Everything that is known of one number's consent. */
async function standingOf(
  { db, seal }: Context,
  accountId: string,
  number: PhoneNumber,
): Promise<z.input<typeof standing>> {
  const hash = seal.hashNumber(accountId, number)
  const [{ current, ledger }, optOut, consented, dndUntil] = await Promise.all([
    readConsent(db, accountId, hash),
    readOptOut(db, accountId, hash),
    readConsented(db.console, seal.hashNumber, [{ accountId, number }]),
    readDndUntil(db, accountId, hash),
  ])
  const optedOut = optOut.current !== null
  return {
    numberShown: maskPhoneNumber(number),
    hasConsent: !optedOut && consented.size > 0,
    optedOut,
    current: current && consentView(current),
    dndUntil: instantOrNull(dndUntil),
    ledger: ledger.map(entryView),
  }
}

function addReading(api: Api, context: Context): void {
  const { db } = context
  api.get(
    '/v1/consents',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'Consents that were not revoked',
        description: `${evidenceOnly} Numbers are kept by keyed hash, so the list shows their endings; ask for one by POST /v1/consents/check.`,
        querystring: z.object(pageQuery),
        response: { 200: pageOf(consent) },
      },
    },
    async (request) => {
      const { limit, after } = request.query
      const rows = await listConsents(db, accountOf(request), limit + 1, idFrom(after))
      return pageFrom(rows, limit, { item: consentView, place: (row) => row.id })
    },
  )
  api.post(
    '/v1/consents/check',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'Whether a number has agreed, and its ledger',
        body: byNumber,
        response: { 200: standing },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      return standingOf(context, accountId, await numberFrom(context, accountId, request.body.number))
    },
  )
  api.post(
    '/v1/consents/export',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'Everything on record about one number’s consent, as a document to hand on',
        body: byNumber,
        response: { 200: exported },
      },
    },
    async (request, reply) => {
      const accountId = accountOf(request)
      const number = await numberFrom(context, accountId, request.body.number)
      const [account, { hasConsent, optedOut, ledger }] = await Promise.all([
        readAccount(db.console, accountId),
        standingOf(context, accountId, number),
      ])
      return reply.header('content-disposition', 'attachment; filename="consent.json"').send({
        about: whatItIs,
        account: account?.settings.name ?? '',
        number,
        exportedAt: formatInstant(Date.now()),
        hasConsent,
        optedOut,
        ledger,
      })
    },
  )
}

type Terms = { givenAt: Instant | null; expiresAt: Instant | null }

/** Clocks of other systems may be a little ahead. */
const aheadMs = 300_000

/** What is wrong with the times of a consent, whatever the number. */
export function timeProblem({
  givenAt,
  expiresAt,
}: Terms): { path: string; code: string; message: string } | undefined {
  const now = Date.now()
  if (givenAt !== null && givenAt > now + aheadMs)
    return { path: 'givenAt', code: 'in_the_future', message: 'lies in the future' }
  if (expiresAt !== null && expiresAt <= Math.max(now, givenAt ?? now))
    return { path: 'expiresAt', code: 'is_over', message: 'is over already' }
  return undefined
}

/** Why a consent counts no more, and from when one does. */
export const tooSoonWords = (from: Instant) =>
  `they wanted no more texts: only a consent given after ${formatInstant(from)} counts, unless they ask for texts again by themselves`

function addGiving(api: Api, context: Context): void {
  const { db, seal } = context
  api.post(
    '/v1/consents',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Record that a number agreed',
        description: `${evidenceOnly} 200: it, or a later one, stood already. 422 \`too_soon\`: within the account’s \`reconsentBlockDays\` after an opt-out or a revocation. A consent does not end an opt-out.`,
        body: giving,
        response: { 200: standing, 201: standing },
      },
    },
    async (request, reply) => {
      const { number: text, source, ...terms } = request.body
      const { source: way, ...by } = byWhom(request)
      const number = await numberFrom(context, by.accountId, text)
      const wrong = timeProblem(terms)
      if (wrong) throw problem('invalid', { errors: [wrong] })
      const account = await readAccount(db.console, by.accountId)
      const { reconsentBlockDays } = account?.settings.consent ?? usualConsent
      const hash = seal.hashNumber(by.accountId, number)
      const [outcome] = await db.transaction('console', (tx) =>
        giveConsents(
          tx,
          { ...by, source: source ?? way },
          [{ ...terms, hash, ending: endingOf(number) }],
          reconsentBlockDays,
        ),
      )
      if (outcome?.is === 'too_soon')
        throw problem('invalid', {
          errors: [{ path: 'givenAt', code: 'too_soon', message: tooSoonWords(outcome.from) }],
        })
      return reply.code(outcome?.is === 'given' ? 201 : 200).send(await standingOf(context, by.accountId, number))
    },
  )
}

function addRevoking(api: Api, context: Context): void {
  const { db, seal } = context
  api.post(
    '/v1/consents/revoke',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Revoke a number’s consent',
        description: 'Templates that need consent go to it no more, also those that wait. 404: none stands.',
        body: revoking,
        response: { 200: standing },
      },
    },
    async (request) => {
      const by = byWhom(request)
      const number = await numberFrom(context, by.accountId, request.body.number)
      const one = { hash: seal.hashNumber(by.accountId, number), evidence: request.body.evidence }
      if ((await db.transaction('console', (tx) => revokeConsents(tx, by, [one]))).size === 0)
        throw notFound('consent of this number')
      return await standingOf(context, by.accountId, number)
    },
  )
  api.delete(
    '/v1/consents/:id',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Revoke a consent, by the list’s row',
        params: z.object({ id: z.string().max(60) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const by = byWhom(request)
      const id = parsePublicId('cons', request.params.id)
      const hash = id && (await hashOfConsent(db, by.accountId, id))
      const revoked =
        hash && (await db.transaction('console', (tx) => revokeConsents(tx, by, [{ hash, evidence: null }])))
      if (!revoked || revoked.size === 0) throw notFound(`consent "${request.params.id}"`)
      return reply.code(204).send(null)
    },
  )
}
