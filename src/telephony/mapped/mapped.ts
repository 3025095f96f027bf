/**
 * The mapped webhook: any system that can call an address when a call has ended, by GET, form or JSON. The administrator says where each value sits and
 * what its words mean; known systems are presets of it. It is also where "answered" is not believed: connected is a call in which a person talked.
 */
import { createHash } from 'node:crypto'
import type { RawRequest } from '../../core/adapter.ts'
import type { Instant } from '../../core/instant.ts'
import { type Fields, fieldsOf } from '../fields.ts'
import { authenticateBy, withoutProof } from '../proof.ts'
import { readReport } from '../report.ts'
import type { Parsed, SourceKind } from '../source.ts'
import { presets } from './presets.ts'
import { firstText, Reading } from './reading.ts'
import { type MappedSettings, newSettings, settings } from './settings.ts'

export const mapped: SourceKind<MappedSettings> = {
  kind: 'mapped',
  title: 'Mapped webhook',
  about:
    'Any phone system that can call an address when a call has ended: say where each value sits, and paste a sample to see the call it makes.',
  settings,
  newSettings,
  presets,
  setup: ({ webhook }) => [
    `In the phone system, let the end of each call (answered or missed) call ${webhook} by GET or POST.`,
    'Send at least an id, the direction, the outcome, the caller’s number and a time; see that each is in the map below.',
    'Paste what it sends under "Try a sample" and look at the call that comes out.',
  ],
  webhook: {
    authenticate: (request, by) => authenticateBy(by, request),
    parse: parseMapped,
    redact: (request, by) => withoutProof(by, request),
  },
}

function parseMapped(request: RawRequest, by: MappedSettings, now: Instant): Parsed[] {
  const read = fieldsOf(request)
  if ('problem' in read) return [{ is: 'invalid', problems: [read.problem] }]
  return numberEqualIds(read.records.map((fields) => callFrom(fields, by, now)))
}

function callFrom(fields: Fields, by: MappedSettings, now: Instant): Parsed {
  for (const { field, is } of by.ignore) {
    const value = firstText(fields, field)
    const lowered = value?.toLowerCase()
    if (is.some((word) => word.toLowerCase() === lowered))
      return { is: 'ignored', why: 'not_a_call_end', words: `${field} is ${value}` }
  }
  const read = new Reading(fields, by)
  const direction = read.direction()
  if (direction === 'internal') return { is: 'ignored', why: 'internal_call' }
  const outcome = read.outcome()
  if (outcome === 'ignore') return { is: 'ignored', why: 'not_a_call_end' }
  const report = read.report(direction, outcome, now)
  const sourceCallId = read.text('sourceCallId') ?? (by.deriveId ? derivedId(read, direction) : undefined)
  if (sourceCallId === undefined) read.missing('sourceCallId')
  if (read.problems.length > 0) return { is: 'invalid', problems: read.problems }
  return readReport({ sourceCallId, ...report })
}

/**
 * An id for a call that has none, from what its system tells of it, and never from when it was told (facts: E.3). Reported again, it is the same
 * call; two calls equal in all of these cannot be told apart.
 */
function derivedId(read: Reading, direction: string | undefined): string | undefined {
  const at = read.instantOf('startedAt') ?? read.instantOf('endedAt')
  if (at === undefined) return undefined
  const parts = [
    direction,
    read.text('caller') ?? 'withheld',
    read.text('did') ?? '',
    Math.floor(at / 1_000),
    read.seconds('totalSeconds') ?? '',
    read.text('userExtension') ?? '',
  ]
  return `drv_${base32(createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 20))}`
}

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five, 2)])
    .join('')
}

/** Equal derived ids within one request are several calls: they get -2, -3 in their order, which is the same when the request is repeated. */
function numberEqualIds(parsed: Parsed[]): Parsed[] {
  const seen = new Map<string, number>()
  return parsed.map((one) => {
    if (one.is !== 'call' || !one.call.sourceCallId.startsWith('drv_')) return one
    const count = (seen.get(one.call.sourceCallId) ?? 0) + 1
    seen.set(one.call.sourceCallId, count)
    return count === 1 ? one : { is: 'call', call: { ...one.call, sourceCallId: `${one.call.sourceCallId}-${count}` } }
  })
}
