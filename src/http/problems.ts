/**
 * Every error that the API answers: its stable code, its status and its title. A handler throws `problem(code, …)`; one place, `answerError`,
 * turns whatever was thrown into RFC 9457.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { RequestValidationError } from 'fastify-zod-openapi'
import type { FieldProblem } from '../core/adapter.ts'
import { fieldProblems } from '../core/field-problems.ts'
import { publicId } from '../core/public-id.ts'
import { type Log, wide } from '../log.ts'
import { NotAccepted } from '../pipeline/accept-calls.ts'
import { InvalidConfiguration, OperatorsFields, SettledSetting } from '../store/configuration.ts'
import { CommitUnknown, classify } from '../store/database.ts'

export const problems = {
  invalid: [422, 'The request has fields that cannot be taken.'],
  invalid_call: [422, 'The call cannot be taken.'],
  invalid_request: [400, 'The request cannot be understood.'],
  not_json: [400, 'The body is not JSON.'],
  too_deep: [400, 'The JSON is nested too deeply.'],
  account_needed: [400, 'Say which account you mean.'],
  unauthorised: [401, 'A key or a session is needed.'],
  forbidden: [403, 'This key or session may not do that.'],
  operators_fields: [403, 'Only whoever runs the installation changes these fields of the account.'],
  cross_site: [403, 'The request came from another site.'],
  not_found: [404, 'There is no such thing.'],
  ambiguous_id: [409, 'More than one thing has an id that begins so.'],
  key_taken: [409, 'Another object has this key.'],
  in_use: [409, 'Something still refers to it.'],
  not_now: [409, 'It is in a state in which this cannot be done.'],
  rule_set_changed: [412, 'Somebody else saved the rules meanwhile.'],
  too_large: [413, 'The body is larger than 1 MiB, or a whole configuration than 16 MiB.'],
  unsupported_media_type: [415, 'The body must be JSON.'],
  unknown_host: [421, 'This host name is not known here.'],
  if_match_needed: [428, 'Say which version the rules were made from.'],
  too_many_wrong_keys: [429, 'Too many wrong keys came from this address.'],
  account_busy: [429, 'This account has more calls in hand than one may. Nothing was kept: repeat the request.'],
  too_many_live: [429, 'Too many live pages are open already.'],
  too_many_waiting: [429, 'This account waits for as many answers as it may already.'],
  busy: [503, 'The program has more calls in hand than it may. Nothing was kept: repeat the request.'],
  not_kept: [503, 'It is not known that all calls were stored: repeat the request. What was kept is known by its id.'],
  unavailable: [503, 'The database does not answer.'],
  internal: [500, 'Something went wrong here. It is in the log.'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemCode = keyof typeof problems

export type ProblemOptions = {
  detail?: string
  errors?: readonly FieldProblem[]
  headers?: Record<string, string>
  /** Members of its own, beside those of every problem. */
  more?: Record<string, unknown>
}

/** A request that cannot be answered as it was meant. */
export class HttpProblem extends Error {
  override name = 'HttpProblem'
  readonly code: ProblemCode
  readonly options: ProblemOptions

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(options.detail ?? problems[code][1])
    this.code = code
    this.options = options
  }
}

export function problem(code: ProblemCode, options: ProblemOptions = {}): HttpProblem {
  return new HttpProblem(code, options)
}

export const notFound = (what: string): HttpProblem => problem('not_found', { detail: `There is no ${what} here.` })

/** The body of a problem. */
export function problemBody(code: ProblemCode, { detail, errors, more }: ProblemOptions): Record<string, unknown> {
  const [status, title] = problems[code]
  return {
    type: `urn:aftercall:problem:${code}`,
    title,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
    ...more,
  }
}

export function sendProblem(reply: FastifyReply, code: ProblemCode, options: ProblemOptions = {}): FastifyReply {
  return reply
    .code(problems[code][0])
    .headers({ 'content-type': 'application/problem+json; charset=utf-8', ...options.headers })
    .serializer(JSON.stringify)
    .send(problemBody(code, options))
}

/** Asked again and again by a program that does not listen, such refusals may be thousands a second. */
const mayBeMany: ReadonlySet<ProblemCode> = new Set([
  'busy',
  'account_busy',
  'unauthorised',
  'too_many_wrong_keys',
  'too_many_waiting',
])

export type AnswerOptions = {
  count?(code: ProblemCode): void
  /** Tells a request that it is not taken, when its turn comes. */
  refuseInTurn?(request: FastifyRequest, refuse: () => void): void
}

/** The one translation of what was thrown into what is answered. */
export function answerError(log: Log, { count, refuseInTurn }: AnswerOptions = {}) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined => {
    const { code, options } = translate(error)
    count?.(code)
    note(log, { code, options, error }, request)
    if (!refuseInTurn || !mayBeMany.has(code)) return sendProblem(reply, code, options)
    refuseInTurn(request, () => void sendProblem(reply, code, options))
    return undefined
  }
}

type Failed = { code: ProblemCode; options: ProblemOptions; error: unknown }

/** A fault of ours is told loudly, with where; what a client did wrong, or what there was no room for, only where somebody reads along. */
function note(log: Log, { code, options, error }: Failed, request: FastifyRequest): void {
  const fields = () => ({
    code,
    status: problems[code][0],
    method: request.method,
    // The route's pattern: an address may hold a token or a number.
    route: request.routeOptions.url,
    ...(request.who?.account && { accountId: publicId('acct', request.who.account.id) }),
    ...(options.errors && { fields: options.errors.slice(0, 5).map((one) => `${one.path}: ${one.code}`) }),
  })
  if (code === 'internal' || code === 'unavailable') log.error({ ...fields(), err: wordsOf(error) }, 'request.failed')
  else wide(log, 'request.refused', fields)
}

function translate(error: unknown): { code: ProblemCode; options: ProblemOptions } {
  if (error instanceof HttpProblem) return error
  if (error instanceof InvalidConfiguration)
    return { code: 'invalid', options: { errors: error.problems.slice(0, 200) } }
  if (error instanceof OperatorsFields) return { code: 'operators_fields', options: { errors: error.problems } }
  if (error instanceof SettledSetting) return { code: 'not_now', options: { detail: error.message } }
  if (error instanceof CommitUnknown)
    return {
      code: 'unavailable',
      options: {
        detail: 'The connection was lost while saving: read again whether it was saved.',
        headers: retryAfter(1, 5),
      },
    }
  if (error instanceof NotAccepted) return { code: 'not_kept', options: { headers: retryAfter(1, 5) } }
  const { validation, validationContext, code, statusCode } = error as Thrown
  if (validation) return invalidRequest(validation, validationContext)
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || statusCode === 413) return { code: 'too_large', options: {} }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { code: 'unsupported_media_type', options: {} }
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return { code: 'not_json', options: { detail: 'The body is empty.' } }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return { code: 'invalid_request', options: { detail: (error as Error).message } }
  if (isPoison(error))
    return {
      code: 'invalid',
      options: { detail: 'The database cannot store a value of the request, such as the character U+0000.' },
    }
  if (isUnavailable(error)) return { code: 'unavailable', options: { headers: retryAfter(1, 10) } }
  return { code: 'internal', options: {} }
}

type Thrown = { validation?: unknown[]; validationContext?: string; code?: string; statusCode?: number }

function invalidRequest(
  validation: unknown[],
  context: string | undefined,
): { code: ProblemCode; options: ProblemOptions } {
  const issues = validation.flatMap((one) => (one instanceof RequestValidationError ? [one.params.issue] : []))
  const errors = fieldProblems(issues)
  if (context === 'body') return { code: 'invalid', options: { errors } }
  return {
    code: 'invalid_request',
    options: {
      errors,
      detail: `The ${context === 'params' ? 'address' : (context ?? 'request')} cannot be understood.`,
    },
  }
}

function isPoison(error: unknown): boolean {
  return (error as Thrown | null)?.code !== undefined && classify(error) === 'poison'
}

/** Errors of the driver and of the network have codes; our own mistakes have none, and are not the database's fault. */
function isUnavailable(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string }
  if (code === undefined) return /timeout exceeded when trying to connect|Connection terminated/.test(message)
  return ['unavailable', 'stale', 'busy', 'full', 'read_only'].includes(classify(error))
}

/** Jittered, so that those who were turned away together do not come back together. */
export function retryAfter(from: number, to: number): Record<string, string> {
  return { 'retry-after': String(from + Math.floor(Math.random() * (to - from + 1))) }
}

// The driver's own words may quote rows; only what is ours or safe goes into a log.
function wordsOf(error: unknown): string {
  const { name, message, stack, code } = error as Error & { code?: string }
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? `${name} ${code}` : (stack ?? `${name}: ${message}`)
}
