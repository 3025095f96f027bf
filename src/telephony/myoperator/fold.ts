/** The call that MyOperator's events tell together. Pure, and the same for every order in which they came. */
import { type CallReport, mostTransfers } from '../../core/call.ts'
import { formatInstant } from '../../core/instant.ts'
import { readReport } from '../report.ts'
import type { Part } from '../source.ts'
import type { Event, Leg } from './event.ts'

type Told = Event & { at: number }

/** `menuFirst`: a menu or a greeting picks up what comes in. Null where the parts make no call: they do not say which way it went, or a field of it cannot be taken. */
export function foldEvents(parts: readonly Part[], { menuFirst }: { menuFirst: boolean }): CallReport | null {
  const events = inOrder(parts)
  const first = events[0]
  const direction = firstOf(events, 'direction')
  if (!first || !direction) return null
  const ended = events.find((event) => event.kind === 'ended') ?? events.find((event) => event.kind === 'summary')
  const answered = events.find((event) => event.kind === 'answered')
  // The last list of legs is the fullest; a summary comes after the end.
  const legs = events.findLast((event) => event.legs && event.legs.length > 0)?.legs ?? []
  const isMenuAlone = menuFirst && direction === 'incoming' && events.some((event) => event.rangNobody)
  const outcome = outcomeOf(events, legs, isMenuAlone)
  const endedAt = ended?.at ?? events.at(-1)?.at ?? first.at
  const department = firstOf(events, 'department')
  const report = readReport({
    sourceCallId: first.session,
    direction,
    outcome,
    missedBecause: outcome === 'missed' && isMenuAlone && answered ? 'menu_only' : undefined,
    caller: firstOf(events, 'caller') ?? null,
    did: firstOf(events, 'did'),
    department: department === undefined ? undefined : { name: department },
    ...peopleOf(outcome, legs),
    answeredAt: outcome === 'connected' && answered && answered.at <= endedAt ? formatInstant(answered.at) : undefined,
    endedAt: formatInstant(endedAt),
    talkSeconds: outcome === 'connected' ? talkOf(legs) : undefined,
    totalSeconds: firstOf(events, 'totalSeconds'),
    // Times are those of sending, a little late each; and without an end, or legs that tell, the rest is the best that is known.
    approximate: ['endedAt', ...(ended && areSure(legs) ? [] : ['outcome'])],
  })
  return report.is === 'call' ? report.call : null
}

function inOrder(parts: readonly Part[]): Told[] {
  return [...parts]
    .sort((a, b) => a.at - b.at || (a.partId < b.partId ? -1 : 1))
    .map((part) => ({ ...(part.data as unknown as Event), at: part.at }))
}

function firstOf<K extends keyof Event>(events: readonly Told[], field: K): Event[K] | undefined {
  return events.find((event) => event[field] !== undefined)?.[field]
}

/**
 * A person talked: a leg of an agent that was answered and did not last no time. Only where no leg tells, "answered" has to be believed, unless it was the
 * menu's and no phone rang behind it.
 */
function outcomeOf(events: readonly Told[], legs: readonly Leg[], isMenuAlone: boolean): CallReport['outcome'] {
  if (events.some((event) => event.voicemail)) return 'voicemail'
  const wasAnswered = !isMenuAlone && events.some((event) => event.kind === 'answered')
  const talked = legs.some(isTold) ? legs.some(hasTalked) : wasAnswered
  return talked ? 'connected' : 'missed'
}

function isTold(leg: Leg): boolean {
  return leg.answered !== undefined
}

function hasTalked(leg: Leg): boolean {
  return leg.answered === true && leg.talkSeconds !== 0
}

/** One that talked is enough for a connected call; for a missed one every leg must say that it did not. */
function areSure(legs: readonly Leg[]): boolean {
  return legs.some(hasTalked) || (legs.length > 0 && legs.every(isTold))
}

function talkOf(legs: readonly Leg[]): number | undefined {
  const told = legs.filter(hasTalked).flatMap((leg) => leg.talkSeconds ?? [])
  return told.length > 0 ? told.reduce((sum, seconds) => sum + seconds, 0) : undefined
}

/** Who rang, in order; who talked last, where no leg tells the last of all; and each handing over from one who talked to the next. */
function peopleOf(
  outcome: CallReport['outcome'],
  legs: readonly Leg[],
): Pick<CallReport, 'user' | 'rung' | 'transfers'> {
  if (legs.length === 0) return {}
  const rung = legs.map((leg) => ({
    ...userOf(leg),
    // Somebody answered a connected call, and it may be one of whom nothing is told.
    ...(outcome !== 'connected' || isTold(leg)
      ? { result: hasTalked(leg) ? ('answered' as const) : ('no_answer' as const) }
      : {}),
  }))
  const talkers = legs.filter(hasTalked)
  const last = talkers.at(-1) ?? legs.at(-1)
  if (outcome !== 'connected' || !last) return { rung }
  const transfers = talkers.slice(1).flatMap((to, index) => {
    const from = talkers[index]
    return from ? [{ from: nameOf(from), to: nameOf(to) }] : []
  })
  return { user: userOf(last), rung, ...(transfers.length > 0 ? { transfers: transfers.slice(-mostTransfers) } : {}) }
}

function userOf({ name, email, phone, extension }: Leg): NonNullable<CallReport['user']> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(extension === undefined ? {} : { extension }),
  }
}

function nameOf({ name, email, phone, extension }: Leg): string {
  return name ?? email ?? phone ?? extension ?? ''
}
