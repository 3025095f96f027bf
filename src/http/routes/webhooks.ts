/** Requests from phone systems (`/s/<token>`) and from gateways (`/g/<token>`): raw bytes, the address as they called it, and an answer of theirs. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Json, RawRequest, Reply } from '../../core/adapter.ts'
import { formatInstant } from '../../core/instant.ts'
import { parsePhoneNumber } from '../../core/phone-number.ts'
import type { Came } from '../../gateways/gateway.ts'
import { noteAmendment } from '../../store/call-notes.ts'
import { addParts, type NewPart } from '../../store/call-sessions.ts'
import type { GatewayCallback } from '../../store/gateways.ts'
import { keepSourceReport } from '../../store/source-reports.ts'
import type { SourceWebhook } from '../../store/sources.ts'
import type { Parsed, SourceKind } from '../../telephony/source.ts'
import type { Context } from '../context.ts'
import { acceptCall, answerFor, answersFor, type CallAnswer } from '../intake.ts'
import { bodyLimit } from '../json-body.ts'
import { notFound } from '../problems.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH'] as const
const config = { permission: 'anyone', intake: 'webhook' } as const

/** In a scope of its own: here bodies are bytes, whatever they call themselves. */
export function addWebhooks(server: FastifyInstance, context: Context): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body))
    const reports = keepReports(context)
    // Whoever has no address of ours is told so before a body is waited for.
    const known = async (find: 'source' | 'gateway', request: FastifyRequest) => {
      const { token } = request.params as { token: string }
      if (!(await context.addresses[find](token))) throw notFound(`${find} with this address`)
    }

    for (const url of ['/s/:token', '/s/:token/*'])
      scope.route<{ Params: { token: string } }>({
        method: [...methods],
        url,
        config,
        schema: { hide: true },
        onRequest: (request) => known('source', request),
        handler: async (request, reply) => {
          const { token } = request.params
          const source = await context.addresses.source(token)
          if (!source) throw notFound('source with this address')
          return await fromSource(context, { request, reply, source, keep: reports })
        },
      })
    for (const url of ['/g/:token', '/g/:token/*'])
      scope.route<{ Params: { token: string } }>({
        method: [...methods],
        url,
        config,
        schema: { hide: true },
        onRequest: (request) => known('gateway', request),
        handler: async (request, reply) => {
          const { token } = request.params
          const gateway = await context.addresses.gateway(token)
          if (!gateway) throw notFound('gateway with this address')
          return await fromGateway(context, { request, reply, gateway })
        },
      })
  })
}

type FromSource = { request: FastifyRequest; reply: FastifyReply; source: SourceWebhook; keep: Keep }

async function fromSource(context: Context, { request, reply, source, keep }: FromSource): Promise<FastifyReply> {
  const kind = context.kinds.sources.find((one) => one.kind === source.kind)
  const webhook = kind?.webhook
  const settings = kind?.settings.safeParse(source.settings)
  if (!kind || !webhook || !settings?.success) throw notFound('source that takes requests at this address')
  const raw = rawRequest(context, request)
  const noted = { source, request: webhook.redact(raw, settings.data) }
  const proof = webhook.authenticate(raw, settings.data)
  if (proof.is === 'refused') {
    keep({ ...noted, outcome: 'refused', words: proof.why })
    return send(reply, {
      status: proof.status,
      contentType: 'application/json',
      body: JSON.stringify({ error: proof.why }),
    })
  }
  const parsed = webhook.parse(raw, settings.data, raw.receivedAt)
  const became = await take(context, source, { kind, settings: settings.data }, parsed)
  context.counts.invalidCalls(parsed.filter((one) => one.is === 'invalid').length)
  keep({ ...noted, ...resultOf(parsed, became) })
  return send(reply, webhook.reply?.(raw, parsed, settings.data) ?? usualReply(raw, became))
}

type From = { accountId: string; sourceId: string }

/** Resolves after everything in the request is committed; rejects when it was not, so that the sender repeats. */
async function take(
  context: Context,
  source: SourceWebhook,
  { kind, settings }: { kind: SourceKind; settings: unknown },
  parsed: readonly Parsed[],
): Promise<Became[]> {
  const from: From = { accountId: source.accountId, sourceId: source.sourceId }
  const parts = parsed.flatMap((one) => (one.is === 'part' ? [partOf(one, source.country)] : []))
  if (parts.length > 0 && kind.assemble) await addParts(context.db, from, parts, kind.assemble.hints(settings))
  for (const one of parsed) if (one.is === 'amend') await noteAmendment(context.db, from, one)
  return await Promise.all(parsed.map((one) => becameOf(context, from, one)))
}

function partOf(part: Parsed & { is: 'part' }, country: string): NewPart {
  return { ...part, reached: part.reached === undefined ? undefined : parsePhoneNumber(part.reached, country) }
}

/** What became of one thing that a request told. */
type Became = Omit<CallAnswer, 'outcome'> & { outcome: CallAnswer['outcome'] | 'part' | 'ignored' | 'noted' }

async function becameOf({ services }: Context, from: From, one: Parsed): Promise<Became> {
  switch (one.is) {
    case 'call':
      return await acceptCall(services, from, one.call)
    case 'invalid':
      return { outcome: 'invalid', problems: one.problems }
    case 'amend':
      return { outcome: 'noted' }
    case 'part':
    case 'ignored':
      return { outcome: one.is }
  }
}

/**
 * What became of everything in the request, as `POST /v1/calls` says it. Phone systems repeat, or raise an alarm, at anything but 200: calls that are new, calls
 * that are known and what is no call at all are answered alike. 422 only where nothing could be taken.
 */
function usualReply({ body }: RawRequest, became: readonly Became[]): Reply {
  const isWrong = became.length > 0 && became.every((one) => one.outcome === 'invalid')
  const problems = became.flatMap((one) => one.problems ?? [])
  return {
    status: isWrong ? 422 : 200,
    contentType: 'application/json',
    body: JSON.stringify(isWrong ? { errors: problems.slice(0, 50) } : answerTo(body, became)),
  }
}

/** Whoever posts an array is answered by one, even if it holds a single call. */
function answerTo(body: Uint8Array, became: readonly Became[]) {
  const isArray = /^\s*\[/.test(new TextDecoder().decode(body.subarray(0, 100)))
  const [first, ...others] = became
  return first && others.length === 0 && !isArray ? answerFor(first) : { results: answersFor(became) }
}

async function fromGateway(
  context: Context,
  { request, reply, gateway }: { request: FastifyRequest; reply: FastifyReply; gateway: GatewayCallback },
): Promise<FastifyReply> {
  const kind = context.kinds.gateways.find((one) => one.kind === gateway.kind)
  const settings = kind?.settings.safeParse(gateway.settings)
  const { receipts } = kind ?? {}
  if (!receipts || !settings?.success) throw notFound('gateway that takes requests at this address')
  const raw = rawRequest(context, request)
  const proof = receipts.authenticate(raw, settings.data)
  if (proof.is === 'refused') return send(reply, { status: proof.status, contentType: 'text/plain', body: proof.why })
  const came = receipts.parse(raw, settings.data, raw.receivedAt)
  return send(reply, receipts.reply(await isStored(context, gateway.gatewayId, came), came))
}

async function isStored({ services, log }: Context, gatewayId: string, came: Came): Promise<boolean> {
  try {
    await services.recordReceipts(gatewayId, came)
    return true
  } catch (error) {
    log.warn(
      { err: (error as Error).name, gatewayId },
      'receipts could not be stored; the gateway is told to try again',
    )
    return false
  }
}

/** The request as its sender made it: signatures are over the address they called, which is ours as others know it. */
function rawRequest({ publicUrl }: Context, request: FastifyRequest): RawRequest {
  const target = request.raw.url ?? '/'
  const at = target.indexOf('?')
  const pairs = request.raw.rawHeaders
  return {
    method: request.method,
    url: publicUrl() + target,
    query: at < 0 ? [] : [...new URLSearchParams(target.slice(at + 1))],
    headers: Array.from({ length: pairs.length / 2 }, (_, n): [string, string] => [
      pairs[2 * n] ?? '',
      pairs[2 * n + 1] ?? '',
    ]),
    body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
    ip: request.ip,
    receivedAt: Date.now(),
  }
}

function send(reply: FastifyReply, { status, contentType, body, headers }: Reply): FastifyReply {
  return reply
    .code(status)
    .headers({ 'content-type': contentType ?? 'text/plain; charset=utf-8', ...headers })
    .send(body ?? '')
}

type Noted = { source: SourceWebhook; request: RawRequest; outcome: string; words: string | null }
type Keep = (noted: Noted) => void

function resultOf(parsed: readonly Parsed[], became: readonly Became[]): { outcome: string; words: string | null } {
  const invalid = became.flatMap((one) => one.problems ?? [])
  const count = (outcome: CallAnswer['outcome']) => became.filter((one) => one.outcome === outcome).length
  if (count('new') > 0)
    return {
      outcome: 'new',
      words:
        count('new') === 1 ? `call ${became.find((one) => one.outcome === 'new')?.id}` : `${count('new')} new calls`,
    }
  if (count('known') > 0) return { outcome: 'known', words: 'was reported before' }
  if (invalid.length > 0)
    return {
      outcome: 'invalid',
      words: invalid
        .slice(0, 5)
        .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
        .join('; '),
    }
  if (parsed.some((one) => one.is === 'part'))
    return { outcome: 'part', words: 'part of a call that is still being told' }
  const ignored = parsed.find((one) => one.is === 'ignored')
  return {
    outcome: 'ignored',
    words: ignored?.is === 'ignored' ? (ignored.words ?? ignored.why.replaceAll('_', ' ')) : null,
  }
}

const mostWaiting = 200
const keptBytes = 20_000

/** Keeps what came in for the debugging window, behind the answer; when the database falls behind, some are not kept. */
function keepReports({ db, log }: Context): Keep {
  let waiting = 0
  return ({ source, request, outcome, words }) => {
    if (waiting >= mostWaiting) return
    waiting += 1
    const { accountId, sourceId } = source
    keepSourceReport(
      db,
      { accountId, sourceId },
      {
        receivedAt: request.receivedAt,
        request: textOf(request),
        result: JSON.stringify({ outcome, words } satisfies Record<string, Json>),
      },
    )
      .catch((error: unknown) =>
        log.warn({ err: (error as Error).name, sourceId }, 'a report was not kept for the debugging window'),
      )
      .finally(() => {
        waiting -= 1
      })
  }
}

// Headers that say nothing about the report, and those that are secret wherever they stand.
const leftOut = /^(authorization|cookie|connection|accept-encoding|x-forwarded-.*)$/i

/** As it would be written by hand: the first line, the headers, the body. */
function textOf({ method, url, headers, body, receivedAt }: RawRequest): string {
  const address = url.replace(/\/s\/[^/?]+/, '/s/…')
  const lines = headers.filter(([name]) => !leftOut.test(name)).map(([name, value]) => `${name}: ${value}`)
  const text = Buffer.from(body).toString('utf8').replaceAll('\u0000', '\ufffd')
  return [`${method} ${address}`, `# ${formatInstant(receivedAt)}`, ...lines, '', text].join('\n').slice(0, keptBytes)
}
