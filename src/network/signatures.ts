/**
 * Standard Webhooks signatures over raw bytes (standardwebhooks.com): the one scheme in which calls are signed to us and in which we sign what we send.
 * `webhook-signature` holds one or several `v1,<base64>` of HMAC-SHA256 over `id.timestamp.body`, keyed by the base64 after `whsec_`.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** A signature is good for this long before and after its own time; longer would let a captured request be replayed. */
const toleranceMs = 300_000

export type WebhookHeaders = { id: string; timestamp: string; signature: string }

/** Why a signature was not accepted; `ok` when it was. */
export type SignatureVerdict =
  | 'ok'
  | 'header_missing'
  | 'timestamp_unreadable'
  | 'too_old'
  | 'too_new'
  | 'no_match'
  | 'secret_unreadable'

/** Whether `body` was signed by the holder of `secret` at about `now` (ms since 1970). Any of several `v1` signatures may match; the comparison takes the same time for each. */
export function verifyWebhook(
  secret: string,
  headers: Partial<WebhookHeaders>,
  body: Uint8Array,
  now: number,
): SignatureVerdict {
  const key = keyOf(secret)
  if (!key) return 'secret_unreadable'
  const { id, timestamp, signature } = headers
  if (!id || !timestamp || !signature) return 'header_missing'
  if (!/^\d{1,12}$/.test(timestamp)) return 'timestamp_unreadable'
  const at = Number(timestamp) * 1000
  if (at < now - toleranceMs) return 'too_old'
  if (at > now + toleranceMs) return 'too_new'
  const expected = digest(key, id, timestamp, body)
  const matches = signature
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3), 'base64'))
    // Not `some` with a short cut: each candidate is compared, whichever matched.
    .filter((given) => given.length === expected.length && timingSafeEqual(given, expected))
  return matches.length > 0 ? 'ok' : 'no_match'
}

/** The three headers that prove `body` was sent by the holder of `secret`. Throws on a secret that is not `whsec_` and base64. */
export function signWebhook(secret: string, message: { id: string; at: number; body: Uint8Array }): WebhookHeaders {
  const key = keyOf(secret)
  if (!key) throw new Error('the signing secret must be whsec_ followed by base64')
  const timestamp = String(Math.floor(message.at / 1000))
  const signature = `v1,${digest(key, message.id, timestamp, message.body).toString('base64')}`
  return { id: message.id, timestamp, signature }
}

/** Whether two secrets are the same, without telling by the time taken how much of them is. */
export function sameSecret(given: string, expected: string): boolean {
  const hash = (text: string) => createHmac('sha256', 'compare').update(text).digest()
  return timingSafeEqual(hash(given), hash(expected))
}

function digest(key: Buffer, id: string, timestamp: string, body: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()
}

/** Whether a text can be a signing secret: `whsec_` (may be left out) and the base64 of 16 bytes or more. */
export function isSigningSecret(text: string): boolean {
  return keyOf(text) !== undefined
}

function keyOf(secret: string): Buffer | undefined {
  const text = secret.replace(/^whsec_/, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined
  const key = Buffer.from(text, 'base64')
  return key.length >= 16 ? key : undefined
}
