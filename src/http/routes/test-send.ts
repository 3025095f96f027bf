/**
 * Trying a template: a real text, by the account's own gateway, to one number. It goes the way of every text: a call is accepted, its message is
 * planned, passes the gate and gets its permit once.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { mayCallTo } from '../../core/called-to.ts'
import { isIndian } from '../../core/countries/packs.ts'
import { missingIds, notPassed, reachesNetwork } from '../../core/dlt-travel.ts'
import { formatPhoneNumber, type PhoneNumber, parsePhoneNumber } from '../../core/phone-number.ts'
import { publicId } from '../../core/public-id.ts'
import { key } from '../../core/rule.ts'
import type { SnapshotTemplate } from '../../core/rule-set.ts'
import { textBytes } from '../../core/text-bytes.ts'
import type { AccountDocument } from '../../store/account-document.ts'
import { addAudit } from '../../store/audit-entry.ts'
import { readConfiguration } from '../../store/configuration.ts'
import { messagesOfCalls } from '../../store/message-list.ts'
import { snapshotTemplates } from '../../store/rule-sets.ts'
import { apiSource } from '../../store/sources.ts'
import { wayOutOf } from '../../store/way-out.ts'
import { readShown } from '../call-views.ts'
import type { Api, Context } from '../context.ts'
import { notFound, problem } from '../problems.ts'
import { callEndedNow, chosenCall, chosenMore } from '../sample-call.ts'
import { message } from '../shapes/messages.ts'
import { messageView } from '../views.ts'
import { whoOf } from '../who.ts'
import { placeOf } from './calls.ts'

const ask = z.strictObject({
  to: z.string().min(3).max(40).describe('A number of one of the account’s people, or of its trial list'),
  ...chosenCall,
  ...chosenMore,
})

const sent = z
  .object({
    callId: z.string(),
    message,
    bytes: z
      .object({
        encoding: z.enum(['gsm', 'ucs2']),
        parts: z.array(
          z.object({
            text: z.string(),
            units: z.int(),
            hex: z.string().describe('As SMPP carries it: a septet an octet for gsm, big-endian units for ucs2'),
          }),
        ),
      })
      .nullable()
      .describe('Null where there is no text; where numbers are masked, each hidden digit is “*”'),
    entityId: z.string().nullable().describe('As it goes to the gateway; null where none does'),
    dltTemplateId: z.string().nullable(),
    telemarketerId: z.string().nullable(),
    withoutDlt: z.string().nullable().describe('Why no DLT ids go with a text to India, which the networks then drop'),
  })
  .meta({ id: 'TestSent' })

export function addTestSend(api: Api, context: Context): void {
  api.post(
    '/v1/templates/:key/test',
    {
      config: { permission: 'messages:act' },
      schema: {
        tags: ['Templates'],
        summary: 'Try a template: one real text to a number of your own',
        description:
          'By the account’s first route, filled with the chosen call as if it had ended now. What stops other texts stops this one. Its message tells what becomes of it: GET /v1/messages/{id}.',
        params: z.object({ key }),
        body: ask,
        response: { 202: sent },
      },
    },
    async (request, reply) => {
      const place = await placeOf(context, request)
      const { accountId } = place
      const document = await readConfiguration(context.store, accountId)
      if (!document) throw notFound('account')
      const test = testOf(document, request.params.key, request.body.to)
      const source = document.sources.find((one) => one.key === apiSource.key)
      if (!source) throw notFound('source')
      const call = await callEndedNow(context, document, request.body, `test-${randomUUID()}`)
      const accepted = await context.services.accept({ accountId, sourceId: source.id, call, test })
      if (accepted.outcome === 'invalid') throw problem('invalid_call', { errors: [accepted.problem] })
      await context.db.transaction('console', (tx) =>
        addAudit(tx, { accountId, who: whoOf(request).name, what: 'template.tested', subject: test.template.key }),
      )
      const [row] = await messagesOfCalls(context.db, accountId, [accepted.id])
      if (!row) throw new Error('the test has no message')
      const shown = await readShown(place, row)
      return reply.code(202).send({
        callId: publicId('call', accepted.id),
        message: messageView(row, place.viewer, shown),
        bytes: row.text === null ? null : textBytes(shown(row.text, '*')),
        ...(isIndian(test.number) ? await travelling(context, document, test.template) : nothingTravels),
      })
    },
  )
}

const nothingTravels = { entityId: null, dltTemplateId: null, telemarketerId: null, withoutDlt: null }

/** The DLT ids that go with a text to India; or why none do, where that matters. */
async function travelling({ store }: Context, document: AccountDocument, template: SnapshotTemplate) {
  const wayOut = await wayOutOf({ ...store, db: store.db.console }, document)
  if (!wayOut) return nothingTravels
  const why = [...missingIds(template), ...notPassed(wayOut)].map((one) => one.message)
  if (why.length > 0) return { ...nothingTravels, withoutDlt: reachesNetwork(wayOut) ? why.join(' ') : null }
  const { entityId, dltTemplateId } = template
  const [route] = document.routes
  const hasChain = wayOut.dlt.is !== 'ids' && route?.chainMode !== 'none'
  return { entityId, dltTemplateId, telemarketerId: (hasChain && route?.telemarketerId) || null, withoutDlt: null }
}

function testOf(document: AccountDocument, wanted: string, to: string) {
  const template = document.templates.find((one) => one.key === wanted)
  const snapshot = template && snapshotTemplates([template], document.headers)[wanted]
  if (!snapshot) throw notFound(`template "${wanted}"`)
  const number = parsePhoneNumber(to, document.account.country)
  if (number === undefined) throw refused('not_a_number', 'is not a phone number; write it as in +91 98123 00001')
  if (!isOwnNumber(document, number)) {
    const whose = formatPhoneNumber(number)
    throw refused('not_yours', `${whose} is nobody’s of this account, and not on its trial list; add it under People`)
  }
  const { whitelist } = document.account
  return { number, template: snapshot, ...(mayCallTo(snapshot.registered) && { whitelist }) }
}

/** A test is no way to text strangers. */
function isOwnNumber({ users, account }: AccountDocument, number: PhoneNumber): boolean {
  return users.some((one) => one.phone === number) || account.trialNumbers?.includes(number) === true
}

function refused(code: string, words: string) {
  return problem('invalid', { errors: [{ path: 'to', code, message: words }] })
}
