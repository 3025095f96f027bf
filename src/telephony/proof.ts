/**
 * How a phone system proves itself beyond the unguessable address it calls: a shared secret in a header, in the query or in a field of the body, HTTP
 * basic, or a Standard Webhooks signature. Seven of the ten systems that firms in India use sign nothing; the address is then the whole proof.
 */
import { z } from 'zod'
import type { Authentication, RawRequest } from '../core/adapter.ts'
import { isSigningSecret, type SignatureVerdict, sameSecret, verifyWebhook } from '../network/signatures.ts'
import { firstFieldsOf } from './fields.ts'

export const proofs = ['none', 'header', 'query', 'field', 'basic', 'standard_webhooks'] as const

/** The settings of a proof, to be spread into a kind's own. */
export const proofSettings = {
  proof: z.enum(proofs).default('none').meta({
    title: 'Proof',
    description: 'The address is secret by itself. Choose more where the phone system can send it.',
    widget: 'choice',
  }),
  proofName: z
    .string()
    .max(100)
    .default('')
    .meta({
      title: 'Name',
      description: 'Of the header, query parameter or field; for basic, the user name.',
      when: { field: 'proof', is: ['header', 'query', 'field', 'basic'] },
    }),
  secret: z
    .string()
    .max(200)
    .default('')
    .meta({
      title: 'Secret',
      widget: 'secret',
      secret: true,
      when: { field: 'proof', is: ['header', 'query', 'field', 'basic', 'standard_webhooks'] },
    }),
}
export type ProofSettings = { proof: (typeof proofs)[number]; proofName: string; secret: string }

/** Settings that could prove nothing, as Zod issues. */
export function checkProof(ctx: { value: ProofSettings; issues: unknown[] }): void {
  const { proof, proofName, secret } = ctx.value
  const wrong = (path: string, message: string) =>
    void ctx.issues.push({ code: 'custom', path: [path], input: ctx.value, message })
  if (proof === 'none') return
  if (secret === '') wrong('secret', 'is needed for this proof')
  if (proof === 'standard_webhooks') {
    if (secret !== '' && !isSigningSecret(secret))
      wrong('secret', 'must be whsec_ followed by base64 of at least 16 bytes')
  } else if (proofName === '') wrong('proofName', 'is needed for this proof')
}

const ok: Authentication = { is: 'ok' }

/** Whether the request carries the proof that the settings ask for. */
export function authenticateBy(by: ProofSettings, request: RawRequest): Authentication {
  if (by.proof === 'none') return ok
  if (by.proof === 'standard_webhooks')
    return verdictOf(verifyWebhook(by.secret, webhookHeaders(request), request.body, request.receivedAt))
  const given = givenSecret(by, request)
  if (given === undefined) return { is: 'refused', why: `the ${by.proof} "${by.proofName}" is missing`, status: 401 }
  // Both as one may copy them: `Authorization: Bearer SECRET` from the phone system's panel as well.
  return sameSecret(given, by.proof === 'header' ? withoutBearer(by.secret) : by.secret)
    ? ok
    : { is: 'refused', why: `the secret in the ${by.proof} "${by.proofName}" is not ours`, status: 403 }
}

/** The request without its secret, for the debugging window. */
export function withoutProof(by: ProofSettings, request: RawRequest): RawRequest {
  const hidden = (pairs: [string, string][]) =>
    pairs.map(([name, value]): [string, string] => [
      name,
      by.secret === '' ? value : value.replaceAll(by.secret, '***'),
    ])
  const headers = hidden(request.headers).map(([name, value]): [string, string] => [
    name,
    name.toLowerCase() === 'authorization' ? '***' : value,
  ])
  if (by.secret === '') return { ...request, headers }
  const { secret } = by
  const everywhere = (text: string) => text.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***')
  const body = new TextEncoder().encode(everywhere(new TextDecoder().decode(request.body)))
  return { ...request, headers, query: hidden(request.query), url: everywhere(request.url), body }
}

/** A header's first value, by name in any case. */
export function headerOf(request: RawRequest, name: string): string | undefined {
  return request.headers.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1]
}

const withoutBearer = <T extends string | undefined>(text: T) => text?.replace(/^Bearer /i, '') as T

function givenSecret({ proof, proofName }: ProofSettings, request: RawRequest): string | undefined {
  switch (proof) {
    case 'header':
      return withoutBearer(headerOf(request, proofName))
    case 'query':
      return request.query.find(([name]) => name === proofName)?.[1]
    case 'field':
      return firstFieldsOf(request)?.text(proofName)
    case 'basic':
      return basicPassword(request, proofName)
    default:
      return undefined
  }
}

function basicPassword(request: RawRequest, user: string): string | undefined {
  const [scheme, token] = headerOf(request, 'authorization')?.split(' ') ?? []
  const [name, ...password] = Buffer.from(token ?? '', 'base64')
    .toString('utf8')
    .split(':')
  return scheme?.toLowerCase() === 'basic' && name === user ? password.join(':') : undefined
}

function webhookHeaders(request: RawRequest) {
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headerOf(request, name) ?? '',
  )
  return { id: id ?? '', timestamp: timestamp ?? '', signature: signature ?? '' }
}

const words: Record<Exclude<SignatureVerdict, 'ok'>, string> = {
  header_missing: 'webhook-id, webhook-timestamp or webhook-signature is missing',
  timestamp_unreadable: 'webhook-timestamp is not a number of seconds',
  too_old: 'webhook-timestamp is more than five minutes ago; is the sender’s clock right?',
  too_new: 'webhook-timestamp is more than five minutes ahead; is the sender’s clock right?',
  no_match: 'the signature is not of this body by this secret',
  secret_unreadable: 'the secret in the settings cannot be used',
}

function verdictOf(verdict: SignatureVerdict): Authentication {
  return verdict === 'ok'
    ? ok
    : { is: 'refused', why: words[verdict], status: verdict === 'header_missing' ? 401 : 403 }
}
