/**
 * MyOperator's webhooks of version 2: one request per event, several events per call, in any order. The number of ours is in the events and not in the
 * summary, the agent in the summary and not in the events, and the summary comes seconds after the end, if it comes. So events are kept as parts, and the
 * call is made when its summary had time to arrive (facts: A.5; scenario 8).
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Authentication, RawRequest } from '../../core/adapter.ts'
import { authenticateBy, checkProof, headerOf, proofSettings, withoutProof } from '../proof.ts'
import type { SourceKind } from '../source.ts'
import { parseEvent } from './event.ts'
import { foldEvents } from './fold.ts'

const settings = z
  .strictObject({
    summarySeconds: z.int().min(0).max(60).default(5).meta({
      title: 'Wait for the summary',
      description:
        'Seconds after the end of a call. The summary names the user; without it the call is judged with no user.',
      widget: 'number',
    }),
    menuFirst: z.boolean().default(true).meta({
      title: 'A menu answers first',
      description:
        'Incoming calls are picked up by a menu or a greeting. Then “answered” without a user does not say that anybody talks to the caller. Switch it off where users answer themselves.',
      widget: 'switch',
    }),
    signatureSecret: z.string().max(200).default('').meta({
      title: 'Signing secret',
      description:
        'If MyOperator signs (X-MyOperator-Signature). A wrong signature is refused; a missing one is not, since not every account sends it.',
      widget: 'secret',
      secret: true,
    }),
    ...proofSettings,
  })
  .check(checkProof)
type Settings = z.infer<typeof settings>

/** Far longer than a call without any event can be; then the end was lost on its way. */
const idleCloseMs = 4 * 3_600_000
const lateMs = 24 * 3_600_000

export const myoperator: SourceKind<Settings> = {
  kind: 'myoperator',
  title: 'MyOperator',
  about:
    'MyOperator’s webhooks, version 2. For the classic after-call webhook choose the mapped webhook and its MyOperator preset.',
  settings,
  setup: ({ webhook }, { summarySeconds }) => [
    `In MyOperator’s panel, add a webhook (version 2) with the address ${webhook}.`,
    'Choose the events call.answered (or call.responded), call.end (or call.ended) and call.summary.',
    'As authentication choose an API key in a header or Basic, and set the same here under Proof.',
    `A call is judged ${summarySeconds} s after its end, so that the summary, which names the user, can arrive.`,
  ],
  webhook: {
    authenticate: (request, by) => authenticate(request, by),
    parse: (request, by) => [parseEvent(request, by)],
    redact: (request, by) => withoutProof(by, request),
  },
  assemble: {
    hints: ({ summarySeconds }) => ({ settleMs: summarySeconds * 1_000, idleCloseMs, lateMs }),
    fold: foldEvents,
  },
}

function authenticate(request: RawRequest, by: Settings): Authentication {
  const proven = authenticateBy(by, request)
  const signature = headerOf(request, 'x-myoperator-signature')
  if (proven.is === 'refused' || by.signatureSecret === '' || signature === undefined) return proven
  const expected = createHmac('sha256', by.signatureSecret).update(request.body).digest()
  const given = Buffer.from(signature.replace(/^sha256=/, ''), 'hex')
  if (given.length === expected.length && timingSafeEqual(given, expected)) return proven
  return { is: 'refused', why: 'X-MyOperator-Signature is not of this body by this secret', status: 403 }
}
