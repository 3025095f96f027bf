/** Trying a gateway with one text, outside of calls, rules and templates: for whoever sets it up. */
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { maskPhoneNumber, parsePhoneNumber } from '../../core/phone-number.ts'
import type { Submission } from '../../gateways/gateway.ts'
import { tryOutText } from '../../gateways/try-out-text.ts'
import { readAccount } from '../../store/accounts.ts'
import { addAudit } from '../../store/audit-entry.ts'
import { isNumberInDoubt } from '../../store/gateway-trials.ts'
import type { StoredGateway } from '../../store/gateways.ts'
import type { Api, Context } from '../context.ts'
import { gatewayParams, nameOfGateway } from '../gateway-name.ts'
import { problem } from '../problems.ts'
import { tryOutBody, tryOutShape } from '../shapes/try-out.ts'
import { accountOf, whoOf } from '../who.ts'

type Find = (request: FastifyRequest, name: string) => Promise<StoredGateway & { isShared: boolean }>

export function addTryGateway(api: Api, { db, services }: Context, find: Find): void {
  api.post(
    '/v1/gateways/:key/test',
    {
      config: { permission: 'configuration:write', waits: true },
      schema: {
        tags: ['Gateways'],
        summary: 'Send one text to try a gateway, and see all that its connection carries',
        description:
          'It is a real text, and costs what one costs. It goes over a connection of its own, is no message of any call, and is never sent again. Where the SMSC allows a single bind, pause the gateway first.',
        params: gatewayParams,
        body: tryOutBody,
        response: { 200: tryOutShape },
      },
    },
    async (request) => {
      const found = await find(request, request.params.key)
      const account = await readAccount(db.console, accountOf(request))
      const text = testText(request.body, account?.settings.country ?? 'IN')
      if (await isNumberInDoubt(db, found.id, text.to))
        throw problem('not_now', {
          detail:
            'A text to this number is in doubt, and the receipt of a test could be taken for its own. Settle it first, or test with another phone.',
        })
      await addAudit(db.console, {
        accountId: accountOf(request),
        who: whoOf(request).name,
        what: 'gateway.tested',
        subject: nameOfGateway(found),
        detail: maskPhoneNumber(text.to),
      })
      const settings = { ...found.settings, ...found.secrets }
      const tried = await services.tryGateway(
        { id: found.id, kind: found.kind, settings, isShared: found.isShared },
        { text, waitMs: request.body.waitSeconds * 1_000 },
      )
      if (!tried) throw problem('invalid', { detail: `A gateway of kind ${found.kind} has nothing to try.` })
      return tried
    },
  )
}

function testText(body: z.output<typeof tryOutBody>, country: string): Submission {
  const to = parsePhoneNumber(body.to, country)
  if (!to) {
    const message = 'is no phone number; write it with its country code, such as +919812345678'
    throw problem('invalid', { detail: `"to" ${message}.`, errors: [{ path: 'to', code: 'not_a_number', message }] })
  }
  return tryOutText({ ...body, to })
}
