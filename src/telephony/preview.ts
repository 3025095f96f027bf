/** What a pasted sample would become: the console shows the call while its map is still being written. Nothing is stored. */
import type { RawRequest } from '../core/adapter.ts'
import type { CallReport } from '../core/call.ts'
import type { Instant } from '../core/instant.ts'
import { firstFieldsOf } from './fields.ts'
import type { Parsed, Part, SourceKind } from './source.ts'

export type Preview = {
  /** Every place in the sample that holds a value, to choose from in the map. */
  places: { place: string; value: string }[]
  parsed: Parsed[]
  /** The calls that come out; for a source that learns in parts, of these parts alone. */
  calls: CallReport[]
}

/**
 * Reads a sample as the source would. `sample` is a raw HTTP request, a URL with a query, a JSON body or a form body; `settings` are the kind's, parsed.
 * The proof is not asked for: a pasted sample seldom has it.
 */
export function preview<S>(sample: string, kind: SourceKind<S>, settings: S, now: Instant): Preview {
  const request = readSample(sample, now)
  const parsed: Parsed[] = kind.webhook
    ? kind.webhook.parse(request, settings, now)
    : [
        {
          is: 'invalid',
          problems: [
            { path: '', code: 'no_webhook', message: `${kind.title} holds a connection and takes no requests` },
          ],
        },
      ]
  return { places: firstFieldsOf(request)?.places() ?? [], parsed, calls: callsOf(parsed, kind, settings) }
}

function callsOf<S>(parsed: readonly Parsed[], kind: SourceKind<S>, settings: S): CallReport[] {
  const told = parsed.flatMap((one) => (one.is === 'call' ? [one.call] : []))
  const parts: Part[] = parsed.flatMap((one) => (one.is === 'part' ? [one] : []))
  const folded = parts.length > 0 ? (kind.assemble?.fold(parts, settings) ?? null) : null
  return folded ? [...told, folded] : told
}

const requestLine = /^(GET|POST|PUT|PATCH)\s+(\S+)(?:\s+HTTP\/[\d.]+)?\s*$/i

/** A request from whatever an administrator has at hand: a raw request, a URL, JSON or form text. */
export function readSample(sample: string, receivedAt: Instant): RawRequest {
  const text = sample.replaceAll('\r\n', '\n').trimStart()
  const [firstLine = ''] = text.split('\n', 1)
  const line = requestLine.exec(firstLine.trim())
  if (line) {
    const [head = '', ...rest] = text.slice(firstLine.length + 1).split(/\n\n/)
    const hasHeaders = /^[\w-]+:/.test(head) || head === ''
    return requestFrom({
      method: line[1] ?? 'POST',
      target: line[2] ?? '/',
      head: hasHeaders ? head : '',
      body: hasHeaders ? rest.join('\n\n') : [head, ...rest].join('\n\n'),
      receivedAt,
    })
  }
  const url = /^https?:\/\/\S+$/i.test(text.trim()) ? text.trim() : undefined
  return requestFrom({ method: url ? 'GET' : 'POST', target: url ?? '/', head: '', body: url ? '' : text, receivedAt })
}

function requestFrom(by: {
  method: string
  target: string
  head: string
  body: string
  receivedAt: Instant
}): RawRequest {
  const base = 'https://sample.invalid'
  const url = URL.canParse(by.target, base) ? new URL(by.target, base) : new URL(base)
  const headers = by.head.split('\n').flatMap((line): [string, string][] => {
    const colon = line.indexOf(':')
    return colon > 0 ? [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]] : []
  })
  return {
    method: by.method.toUpperCase(),
    url: url.href,
    query: [...url.searchParams],
    headers,
    body: new TextEncoder().encode(by.body.trimEnd()),
    ip: '127.0.0.1',
    receivedAt: by.receivedAt,
  }
}
