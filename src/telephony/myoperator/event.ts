/** One event of MyOperator's version 2: what of it is kept as a part of a call. */
import type { Json, RawRequest } from '../../core/adapter.ts'
import { longestSeconds } from '../../core/call.ts'
import { defined, parseJson } from '../fields.ts'
import { durationSeconds, instant } from '../instants.ts'
import type { Parsed } from '../source.ts'

const kinds = new Map<string, EventKind>([
  ['call.initiated', 'began'],
  ['call.answered', 'answered'],
  ['call.responded', 'answered'],
  ['call.end', 'ended'],
  ['call.ended', 'ended'],
  ['call.summary', 'summary'],
])
const directions = new Map<string, 'incoming' | 'outgoing'>([
  ['incoming', 'incoming'],
  ['inbound', 'incoming'],
  ['outgoing', 'outgoing'],
  ['outbound', 'outgoing'],
])
export type EventKind = 'began' | 'answered' | 'ended' | 'summary'
export type Leg = {
  name?: string
  email?: string
  phone?: string
  extension?: string
  talkSeconds?: number
  /** Undefined where neither a status nor a talk time is told, which is not a no. */
  answered?: boolean
}

/** What is kept of an event: one part of a call. */
export type Event = {
  session: string
  kind: EventKind
  direction?: 'incoming' | 'outgoing'
  caller?: string
  did?: string
  department?: string
  totalSeconds?: number
  voicemail?: boolean
  legs?: Leg[]
  /** Of a summary, which would name them: no agent's phone rang. */
  rangNobody?: boolean
}

export function parseEvent(request: RawRequest, { menuFirst }: { menuFirst: boolean }): Parsed {
  const told = recordOf(parseJson(new TextDecoder().decode(request.body)))
  if (!told) return problem('', 'not_json', 'the body must be one event as a JSON object')
  const type = textOf(told['event_type'])
  if (!type) return problem('event_type', 'missing', 'is not in the body; is this a webhook of version 2?')
  const kind = kinds.get(type)
  if (!kind)
    return {
      is: 'ignored',
      why: type === 'call.disposition' ? 'not_a_call_end' : 'unknown_event',
      words: type.slice(0, 100),
    }
  const session = textOf(told['session_id'])
  if (!session || session.length > 200)
    return problem('session_id', 'missing', 'is needed to know which call this is about')
  const direction = textOf(told['direction'])
  if (direction !== undefined && !directions.has(direction.toLowerCase()))
    return problem('direction', 'unknown_word', `"${direction.slice(0, 60)}" is neither incoming nor outgoing`)
  const sentAt = instant(textOf(told['timestamp']) ?? '', 'any', 'UTC')
  if (sentAt.is === 'unreadable')
    return problem('timestamp', 'unreadable_time', 'is no time such as 2026-11-23T10:15:10.123456789Z')
  const event: Event = { session, ...eventOf(kind, told) }
  return {
    is: 'part',
    session,
    partId: (textOf(told['event_id']) ?? `${type}:${textOf(told['timestamp']) ?? ''}`).slice(0, 200),
    at: sentAt.is === 'at' ? sentAt.at : request.receivedAt,
    data: event,
    closes: kind === 'ended' || kind === 'summary',
    ...(event.caller !== undefined && isTalk(event, menuFirst) && { reached: event.caller }),
  }
}

/**
 * Whether a person talks to the caller from now on. The answer to an incoming call may be the menu's, and nothing in the event says so: there it takes a
 * user's leg, or an account without a menu. An outgoing call is answered by whom it was for.
 */
function isTalk({ kind, direction, voicemail, legs = [] }: Event, menuFirst: boolean): boolean {
  if (kind !== 'answered' || voicemail) return false
  if (legs.some((leg) => leg.answered !== undefined)) return legs.some((leg) => leg.answered)
  return direction === 'outgoing' || (direction === 'incoming' && !menuFirst)
}

function eventOf(kind: EventKind, told: Record<string, Json>): Omit<Event, 'session'> {
  const payload = recordOf(told['payload']) ?? {}
  const status = textOf(payload['status']) ?? ''
  const totalSeconds = durationSeconds(textOf(payload['duration']) ?? '')
  return defined({
    kind,
    direction: directions.get(textOf(told['direction'])?.toLowerCase() ?? ''),
    caller: textOf(told['customer_identifier'])?.slice(0, 80),
    did: textOf(told['system_identifier'])?.slice(0, 40),
    department: (textOf(payload['department']) ?? textOf(recordOf(payload['department'])?.['name']))?.slice(0, 200),
    // The call is kept, whatever a length says that no call has.
    totalSeconds: totalSeconds !== undefined && totalSeconds <= longestSeconds ? totalSeconds : undefined,
    voicemail: /voicemail/i.test(status) || undefined,
    legs: legsOf(payload['legs']),
    rangNobody: (kind === 'summary' && !(Array.isArray(payload['legs']) && payload['legs'].length > 0)) || undefined,
  }) as Omit<Event, 'session'>
}

function legsOf(value: Json | undefined): Leg[] | undefined {
  if (!Array.isArray(value)) return undefined
  // The last decide: who answered stands behind all who did not.
  return value.slice(-100).flatMap((one): Leg[] => {
    const leg = recordOf(one)
    const agent = recordOf(leg?.['agent'])
    if (!leg || !agent) return []
    // `duration` includes the ringing: no talk time, but where it is nothing nobody talked either.
    const talkSeconds =
      durationSeconds(textOf(leg['talk_duration']) ?? '') ??
      (durationSeconds(textOf(leg['duration']) ?? '') === 0 ? 0 : undefined)
    const answered = isAnsweredBy(textOf(leg['status']) ?? textOf(leg['action']) ?? '') ?? hasLasted(talkSeconds)
    const name = textOf(agent['name'])?.slice(0, 200)
    const email = textOf(agent['email'])?.slice(0, 200)
    const phone = (textOf(agent['phone']) ?? textOf(agent['contact_number']))?.slice(0, 40)
    const extension = textOf(agent['extension'])?.slice(0, 40)
    return name || email || phone || extension
      ? [defined({ name, email, phone, extension, talkSeconds, answered }) as Leg]
      : []
  })
}

const yes = /^(1|answer(ed)?|received|connected|completed)$/i
const no =
  /^(2|missed|(not|no|un)[ _-]?answer(ed)?|busy|cancell?ed|failed|rejected|declined|abandoned|unreachable|voicemail)$/i

/** Undefined for a word that is not known: the words of a leg are not documented, and the talk time may tell. */
function isAnsweredBy(status: string): boolean | undefined {
  return yes.test(status) ? true : no.test(status) ? false : undefined
}

function hasLasted(seconds: number | undefined): boolean | undefined {
  return seconds === undefined ? undefined : seconds > 0
}

function recordOf(value: Json | undefined): Record<string, Json> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}

function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function problem(path: string, code: string, message: string): Parsed {
  return { is: 'invalid', problems: [{ path, code, message }] }
}
