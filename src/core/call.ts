/**
 * One phone call that has ended, as told by a source. `POST /v1/calls` takes exactly this and every source adapter makes it.
 */
import { z } from 'zod'
import { type Instant, parseInstant } from './instant.ts'

export const directions = ['incoming', 'outgoing'] as const
export type Direction = (typeof directions)[number]

export const outcomes = ['connected', 'missed', 'voicemail'] as const
export type Outcome = (typeof outcomes)[number]

export const missedBecauses = [
  'no_answer',
  'busy',
  'caller_hung_up',
  'queue_abandoned',
  'menu_only',
  'out_of_hours',
  'rejected',
  'failed',
  'unknown',
] as const

/** Why nobody talked, as people are told. */
export const missedBecauseWords: Readonly<Record<(typeof missedBecauses)[number], string>> = {
  no_answer: 'nobody answered',
  busy: 'the line was busy',
  caller_hung_up: 'the caller hung up',
  queue_abandoned: 'the caller left the queue',
  menu_only: 'the call ended in the menu',
  out_of_hours: 'it came outside opening hours',
  rejected: 'it was turned down',
  failed: 'the call failed',
  unknown: 'the phone system does not know',
}

export const rungResults = ['answered', 'no_answer', 'busy', 'rejected', 'failed'] as const

export const transferKinds = ['blind', 'attended', 'queue'] as const

// U+0000 cannot be stored as text by PostgreSQL; refusing it here keeps one poisoned call from refusing its whole batch.
const storable = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes('\u0000'), { message: 'must not contain the character U+0000' })
// Half of an emoji, where a system cut a name in its middle. UTF-8 has no such thing: what is judged would not be what is stored.
const clean = (max: number) => storable(max).overwrite((text) => text.toWellFormed())
const byteLength = (text: string) => new TextEncoder().encode(text).length

/** A source's own id of a call: 1 to 200 bytes of UTF-8. Refused where it is none, since two that were mended would be one. */
const sourceCallId = storable(200)
  .min(1)
  .refine((text) => text.isWellFormed(), { message: 'must be well-formed text' })
  .refine((text) => text.length < 67 || byteLength(text) <= 200, { message: 'must be at most 200 bytes' })

const instant = z
  .string()
  .max(40)
  .refine((text) => parseInstant(text) !== undefined, {
    message: 'must be a date and time with an offset, such as 2026-11-23T15:45:10+05:30',
  })
/** A hundred days. */
export const longestSeconds = 8_640_000
const seconds = z.int().min(0).max(longestSeconds)

/** A department as the source knows it; at least one of id and name. */
export const partyRef = z
  .strictObject({ id: clean(200).min(1).optional(), name: clean(200).min(1).optional() })
  .refine((ref) => ref.id !== undefined || ref.name !== undefined, { message: 'needs an id or a name' })

/** A user as the source knows them: any of these, looked up in this order: id, extension, phone, email, name. */
export const userRef = z.strictObject({
  id: clean(200).min(1).optional(),
  name: clean(200).min(1).optional(),
  extension: clean(40).min(1).optional(),
  phone: clean(40).min(1).optional(),
  email: clean(200).min(1).optional(),
})

export type PartyRef = z.infer<typeof partyRef>
export type UserRef = z.infer<typeof userRef>

/** As many times as a call may be passed on; more is a loop of a phone system. */
export const mostTransfers = 50

/** As many values of its own as a call may have. */
export const mostVariables = 50

/** The wire shape of a call: what a source sends and what is kept as its raw report's meaning. */
export const callReport = z
  .strictObject({
    sourceCallId,
    direction: z.enum(directions),
    outcome: z.enum(outcomes),
    missedBecause: z.enum(missedBecauses).optional(),
    caller: clean(80).nullable().describe('The outside party as received, whoever dialled; null when withheld'),
    callerName: clean(200).optional(),
    callerLanguage: clean(40)
      .min(1)
      .optional()
      .describe('What the caller asked to be spoken to in, as a tag (hi) or a name (Hindi); kept with the caller'),
    did: clean(40).min(1).optional(),
    department: partyRef.optional(),
    user: userRef.optional().describe('Who talked last; without it, whom the call was passed on to last'),
    rung: z
      .array(
        z.strictObject({
          ...userRef.shape,
          at: instant.optional(),
          seconds: seconds.optional(),
          result: z.enum(rungResults).optional(),
        }),
      )
      .max(200)
      .optional(),
    transfers: z
      .array(
        z.strictObject({
          at: instant.optional(),
          from: clean(200).optional(),
          to: clean(200).optional(),
          kind: z.enum(transferKinds).optional(),
        }),
      )
      .max(mostTransfers)
      .optional(),
    startedAt: instant.optional(),
    answeredAt: instant.optional(),
    endedAt: instant.optional(),
    ringSeconds: seconds.optional(),
    waitSeconds: seconds.optional(),
    talkSeconds: seconds.optional(),
    totalSeconds: seconds.optional(),
    voicemail: z
      .strictObject({ seconds: seconds.optional(), url: clean(2000).optional(), sure: z.boolean().optional() })
      .optional(),
    recordingUrl: clean(2000).optional(),
    variables: z
      .record(z.string().regex(/^[a-z0-9_]{1,40}$/, 'names are 1 to 40 of a-z, 0-9 and _'), clean(500))
      .refine((variables) => Object.keys(variables).length <= mostVariables, {
        message: `at most ${mostVariables} variables`,
      })
      .optional(),
    approximate: z.array(clean(40)).max(30).optional().describe('Names of fields that were inferred'),
  })
  .check((ctx) => {
    if (ctx.value.startedAt === undefined && ctx.value.endedAt === undefined)
      ctx.issues.push({
        code: 'custom',
        path: ['endedAt'],
        input: ctx.value.endedAt,
        message: 'one of startedAt and endedAt is needed',
      })
    if (ctx.value.outcome !== 'connected' && (ctx.value.talkSeconds ?? 0) > 0)
      ctx.issues.push({
        code: 'custom',
        path: ['talkSeconds'],
        input: ctx.value.talkSeconds,
        message: 'only a connected call has talk time',
      })
  })

export type CallReport = z.infer<typeof callReport>

/** A call inside the program: the report with both instants known. What was inferred is named in `approximate`. */
export type Call = Omit<CallReport, 'startedAt' | 'answeredAt' | 'endedAt' | 'approximate'> & {
  startedAt: Instant
  endedAt: Instant
  answeredAt?: Instant
  approximate: string[]
}

type Transfers = Pick<CallReport, 'transfers'>

/** Whom the call was passed on to last, as the source names them. Who took it out of a queue no transfer says. */
export function passedOnTo({ transfers }: Transfers): UserRef | undefined {
  return refOf(transfers?.findLast((one) => one.kind !== 'queue' && one.to?.trim())?.to)
}

/** Who passed the call on first, as the source names them. */
export function passedOnBy({ transfers }: Transfers): UserRef | undefined {
  return refOf(transfers?.find((one) => one.from?.trim())?.from)
}

/** A transfer names its people by one word, which may be any that a user goes by. */
function refOf(word: string | undefined): UserRef | undefined {
  if (word === undefined) return undefined
  if (word.includes('@')) return { email: word }
  return /^[+\d][\d ()-]*$/.test(word.trim()) ? { extension: word.trim(), phone: word } : { id: word, name: word }
}

/** Clocks of phone systems run ahead: by more than this a report is refused, by less it is taken, and `endedBy` decides. */
const aheadLimitMs = 24 * 3_600_000

/** Why a well-formed report cannot be a call at this moment. */
export type CallProblem = { path: string; code: string; message: string }

/**
 * Completes a report: a missing instant is derived from the other and `totalSeconds` (else equal to it) and named in `approximate`; an end more than 24 h
 * ahead is a problem, as is a start after the end. One that is less ahead is left as it was told: the clock that is wrong may be that of this process, and
 * a call that it moved an hour back would be too old for its text. The database's clock decides, by `endedBy`.
 */
export function completeCall(report: CallReport, now: Instant): { call: Call } | { problem: CallProblem } {
  const approximate = new Set(report.approximate ?? [])
  const totalMs = (report.totalSeconds ?? 0) * 1000
  const started = report.startedAt === undefined ? undefined : parseInstant(report.startedAt)
  const ended = report.endedAt === undefined ? undefined : parseInstant(report.endedAt)
  if (started === undefined) approximate.add('startedAt')
  if (ended === undefined) approximate.add('endedAt')
  const endedAt = ended ?? (started ?? now) + totalMs
  const startedAt = started ?? endedAt - totalMs
  if (Math.max(startedAt, endedAt) > now + aheadLimitMs)
    return {
      problem: {
        path: ended === undefined ? 'startedAt' : 'endedAt',
        code: 'in_the_future',
        message: 'is more than 24 hours ahead; check the phone system’s clock and time zone',
      },
    }
  if (startedAt > endedAt)
    return { problem: { path: 'startedAt', code: 'after_the_end', message: 'is later than endedAt' } }
  if (startedAt < Date.UTC(2000, 0, 1))
    return {
      problem: {
        path: 'startedAt',
        code: 'too_old',
        message: 'is before the year 2000; leave out instants that are not known',
      },
    }
  const { startedAt: _s, endedAt: _e, answeredAt, approximate: _a, ...rest } = report
  const answered = answeredAt === undefined ? undefined : parseInstant(answeredAt)
  const call = {
    ...rest,
    startedAt,
    endedAt,
    ...(answered === undefined ? {} : { answeredAt: answered }),
    approximate: [...approximate],
  }
  return { call }
}

/** Clocks differ by less than this without anybody's noticing. */
export const sameClockMs = 1_000

/**
 * The call as it can have been at `now`: one that ends later was told by a clock that runs ahead. The length of the call is truer than that clock,
 * so both ends move together, and are named in `approximate` where they moved by more than clocks usually differ.
 */
export function endedBy(call: Call, now: Instant): Call {
  const ahead = call.endedAt - now
  if (ahead <= 0)
    return call.answeredAt === undefined || call.answeredAt <= call.endedAt
      ? call
      : { ...call, answeredAt: call.endedAt }
  return {
    ...call,
    startedAt: call.startedAt - ahead,
    endedAt: now,
    ...(call.answeredAt === undefined ? {} : { answeredAt: Math.min(call.answeredAt - ahead, now) }),
    approximate: ahead <= sameClockMs ? call.approximate : [...new Set([...call.approximate, 'startedAt', 'endedAt'])],
  }
}
