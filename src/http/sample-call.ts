/** The call that fills a preview or a test: one that was, or a made-up one with the account's own names. */
import { z } from 'zod'
import { type Call, completeCall, outcomes } from '../core/call.ts'
import type { Facts } from '../core/facts.ts'
import { formatInstant, type Instant } from '../core/instant.ts'
import { key } from '../core/rule.ts'
import { ticketNumber } from '../core/ticket-number.ts'
import type { AccountDocument } from '../store/account-document.ts'
import { readCalls } from '../store/call-list.ts'
import { readClock } from '../store/ping.ts'
import { apiSource } from '../store/sources.ts'
import type { Context } from './context.ts'
import { notFound, problem } from './problems.ts'
import { resolveCall } from './resolve-id.ts'

/** What may be chosen of it; the rest is the sample's. */
export const chosenCall = {
  callId: z
    .string()
    .max(60)
    .optional()
    .describe('Fill it with this call (its id, or a beginning of it); otherwise with a sample'),
  department: key.optional(),
  did: key.optional(),
  user: key.optional(),
}
export const chosenMore = {
  caller: z.string().min(3).max(40).optional(),
  callerName: z.string().max(200).optional(),
  outcome: z.enum(outcomes).optional(),
  variables: z.record(z.string().regex(/^[a-z0-9_]{1,40}$/), z.string().max(500)).optional(),
}
type Chosen = z.infer<z.ZodObject<typeof chosenCall>> & Partial<z.infer<z.ZodObject<typeof chosenMore>>>

/** A stored call with its facts, or the sample as it would be judged now. */
export async function callFor(
  { db, services }: Context,
  document: AccountDocument,
  ask: Chosen,
): Promise<{ call: Call; facts: Facts } | undefined> {
  const { accountId } = document.head
  if (ask.callId !== undefined) return await readCall(db, accountId, ask.callId)
  const source = document.sources.find((one) => one.key === apiSource.key)
  if (!source) return undefined
  return await services.explain.planCall(accountId, source.id, sampleCall(document, ask, await readClock(db.console)))
}

async function readCall(db: Context['db'], accountId: string, callId: string): Promise<{ call: Call; facts: Facts }> {
  const [row] = await readCalls(db, accountId, [await resolveCall(db, accountId, callId)])
  if (!row) throw notFound(`call "${callId}"`)
  return row
}

/** The chosen call as if it had ended just now, under an id of its own. */
export async function callEndedNow(
  { db }: Context,
  document: AccountDocument,
  ask: Chosen,
  sourceCallId: string,
): Promise<Call> {
  const now = await readClock(db.console)
  if (ask.callId === undefined) return withTicket({ ...sampleCall(document, ask, now), sourceCallId }, document)
  const { call } = await readCall(db, document.head.accountId, ask.callId)
  const later = now - call.endedAt
  const moved = {
    ...call,
    sourceCallId,
    startedAt: call.startedAt + later,
    endedAt: call.endedAt + later,
    ...(call.answeredAt === undefined ? {} : { answeredAt: call.answeredAt + later }),
  }
  return withTicket(moved, document)
}

/** A call that never was takes no number from the counter. */
function withTicket(call: Call, { account }: AccountDocument): Call {
  if (account.tickets === null || call.variables?.['ticket_number'] !== undefined) return call
  return { ...call, variables: { ...call.variables, ticket_number: ticketNumber(account.tickets, 0) } }
}

/** The one that was chosen, which must be there; else the first. */
function chosenOf<One extends { key: string }>(
  all: readonly One[],
  field: 'department' | 'did' | 'user',
  { [field]: wanted }: Chosen,
): One | undefined {
  const found = wanted === undefined ? all[0] : all.find((one) => one.key === wanted)
  if (wanted !== undefined && found === undefined)
    throw problem('invalid', {
      errors: [{ path: field, code: 'not_found', message: `there is no ${field} with the key "${wanted}"` }],
    })
  return found
}

/** A missed call of a made-up caller, by the account's own names, unless told otherwise. */
function sampleCall(document: AccountDocument, ask: Chosen, now: Instant): Call {
  const [department, did, user] = [
    chosenOf(document.departments, 'department', ask),
    chosenOf(document.dids, 'did', ask),
    chosenOf(document.users, 'user', ask),
  ]
  const { caller = '+919000012842', callerName = 'Priya Raman', outcome = 'missed', variables } = ask
  const talked = outcome === 'connected'
  const made = completeCall(
    {
      sourceCallId: 'preview',
      direction: 'incoming',
      outcome,
      caller,
      callerName,
      ...(department ? { department: { id: department.key } } : {}),
      ...(did ? { did: did.number } : {}),
      ...(user && talked ? { user: { id: user.key } } : {}),
      ...(user && !talked ? { rung: [{ id: user.key, result: 'no_answer' as const }] } : {}),
      ...(variables ? { variables } : {}),
      endedAt: formatInstant(now),
      ringSeconds: 24,
      ...(talked ? { talkSeconds: 95, totalSeconds: 119 } : { totalSeconds: 24 }),
    },
    now,
  )
  if ('problem' in made) throw new Error('the sample call is not a call')
  return made.call
}
