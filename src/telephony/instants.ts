/**
 * How phone systems write times and durations. One reader for all of them: a source says in its settings which form its system uses and, for local
 * times, in which zone; what is empty, 1970 or the year 1 was never filled in and counts as absent.
 */
import { Temporal } from 'temporal-polyfill'
import { type Instant, parseInstant } from '../core/instant.ts'

/**
 * `any` tells the others apart by their shape. `local` is `YYYY-MM-DD HH:mm:ss` and `local_dmy` `DD-MM-YYYY HH:mm:ss` (also with `/` and `.`), both in the
 * source's zone; the epochs count seconds, milliseconds or microseconds since 1970 UTC; `iso` carries its offset; `rfc2822` is the form of mail headers.
 */
export const timeForms = ['any', 'iso', 'local', 'local_dmy', 'epoch_s', 'epoch_ms', 'epoch_us', 'rfc2822'] as const
export type TimeForm = (typeof timeForms)[number]

/**
 * What a text says of a moment. `ambiguous` when a local time was skipped, or happened twice (clocks set back): then `at` is the earlier and `later` the other.
 */
export type ReadInstant =
  | { is: 'at'; at: Instant; ambiguous: boolean; later?: Instant }
  | { is: 'absent' }
  | { is: 'unreadable' }

const absent: ReadInstant = { is: 'absent' }
const unreadable: ReadInstant = { is: 'unreadable' }

/** No form of a moment comes near it: an instant with nanoseconds and an offset has 35 characters. */
const longestMoment = 64

/** Reads a moment in the given form; `zone` (IANA, e.g. `Asia/Kolkata`) is needed for local times. Never throws. */
export function instant(text: string, form: TimeForm, zone?: string): ReadInstant {
  const told = text.trim()
  // Before any pattern runs: one that looks for an end from every blank of half a million would take minutes.
  if (told.length > longestMoment) return unreadable
  if (isNothing(told)) return absent
  const read = readers[form](told, zone)
  // 1970 is a zero, the year 1 a zero date of .NET and Go: nobody measured these.
  return read.is === 'at' && new Date(read.at).getUTCFullYear() <= 1970 ? absent : read
}

/** Words and zeros that stand for "no value" in one system or another; some send the name of a variable that they did not fill, such as `$answered_seconds`. */
export function isNothing(text: string): boolean {
  return /^(|0|-|null|none|nil|undefined|n\/a|na|\$[a-z_]+|0000-00-00([ t]00:00(:00)?)?)$/i.test(text)
}

/** A duration in whole seconds: `42`, `42.6`, `42s`, `00:01:05` or `01:05`; undefined when it is none of these, or negative. */
export function durationSeconds(text: string): number | undefined {
  const told = text.trim()
  const number = /^(\d{1,9})(\.\d{1,9})?\s*(s|sec|secs|seconds)?$/i.exec(told)
  if (number) return Math.round(Number(`${number[1]}${number[2] ?? ''}`))
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:\.\d+)?$/.exec(told)
  if (!clock) return undefined
  return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
}

const readers: Record<TimeForm, (told: string, zone?: string) => ReadInstant> = {
  any: readAny,
  iso: readIso,
  local: (told, zone) => readLocal(yearFirst.exec(told), zone),
  local_dmy: (told, zone) => readLocal(dayFirst.exec(told), zone),
  epoch_s: (told) => readEpoch(told, 1_000),
  epoch_ms: (told) => readEpoch(told, 1),
  epoch_us: (told) => readEpoch(told, 1 / 1_000),
  rfc2822: readMailDate,
}

const time = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?<fraction>\.\d{1,9})?)?`
const yearFirst = new RegExp(String.raw`^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})[T ]+${time}$`, 'i')
const dayFirst = new RegExp(String.raw`^(?<day>\d{1,2})[-/.](?<month>\d{1,2})[-/.](?<year>\d{4})[T ,]+${time}$`, 'i')
const mailDate = /^(?:[A-Za-z]{3}, *)?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UTC|UT|Z)$/

// Only with AM or PM: without, 7/11/2026 is as often the seventh of November.
const monthFirst =
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})[ ,]+(?<hour>0?[1-9]|1[0-2]):(?<minute>\d{2})(?::(?<second>\d{2}))?[ \u202f]?(?<half>[AP])M$/i

function yearFirstOf({ year, month, day, hour, minute, second = '00', half }: Record<string, string>): string {
  const hours = (Number(hour) % 12) + (half?.toUpperCase() === 'P' ? 12 : 0)
  return `${year}-${month}-${day} ${hours}:${minute}:${second}`
}

function readAny(told: string, zone?: string): ReadInstant {
  const digits = /^(\d+)(?:\.\d+)?$/.exec(told)?.[1]?.length
  // 11 digits of seconds are the year 5138; 14 of milliseconds likewise.
  if (digits !== undefined) return readEpoch(told, digits <= 11 ? 1_000 : digits <= 14 ? 1 : 1 / 1_000)
  if (yearFirst.test(told)) return readers.local(told, zone)
  const american = monthFirst.exec(told)?.groups
  if (american) return readers.local(yearFirstOf(american), zone)
  return /^\d{4}/.test(told) ? readIso(told) : readMailDate(told)
}

function readIso(told: string): ReadInstant {
  // `+0530`, and a blank before the offset, are not RFC 3339 and are written all the same.
  const at = parseInstant(told.replace(/\s*([+-]\d{2}):?(\d{2})$/, '$1:$2'))
  return at === undefined ? unreadable : { is: 'at', at, ambiguous: false }
}

function readEpoch(told: string, toMs: number): ReadInstant {
  if (!/^\d{1,17}(\.\d{1,9})?$/.test(told)) return unreadable
  const at = Math.trunc(Number(told) * toMs)
  return at > 8_640_000_000_000_000 ? unreadable : { is: 'at', at, ambiguous: false }
}

function readMailDate(told: string): ReadInstant {
  const at = mailDate.test(told) ? Date.parse(told) : Number.NaN
  return Number.isNaN(at) ? unreadable : { is: 'at', at, ambiguous: false }
}

function readLocal(match: RegExpExecArray | null, zone: string | undefined): ReadInstant {
  if (!match?.groups || !zone) return unreadable
  const { year, month, day, hour, minute, second, fraction } = match.groups
  const wall = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
  }
  const millisecond = Number((fraction ?? '.0').slice(1, 4).padEnd(3, '0'))
  try {
    const local = Temporal.PlainDateTime.from(
      { ...wall, second: Number(second ?? 0), millisecond },
      { overflow: 'reject' },
    )
    const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds
    // `compatible` moves a time that the clocks skipped forward; `earlier` would move it back.
    const at = local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
    const later = local.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds
    const isTwice = at === earlier && later > at
    return { is: 'at', at, ambiguous: earlier !== later, ...(isTwice && { later }) }
  } catch {
    return unreadable
  }
}

type Span = { startedAt?: Instant | undefined; endedAt?: Instant | undefined }

/** How far the clock of a phone system may be ahead of ours and still be believed. */
const aheadMs = 60_000

/**
 * Start and end of a call as they most likely were, of all that local times told twice can mean: nothing after `now`, no end before its start, the length that
 * was told where one was, and else the latest, since calls are reported soon. Where nothing fits, the earlier of both.
 */
export function likelySpan(
  started: readonly Instant[],
  ended: readonly Instant[],
  { now, totalMs }: { now: Instant; totalMs?: number | undefined },
): Span {
  const orNone = (some: readonly Instant[]) => (some.length > 0 ? some : [undefined])
  const spans = orNone(ended).flatMap((endedAt) => orNone(started).map((startedAt) => ({ startedAt, endedAt })))
  const lastOf = ({ startedAt, endedAt }: Span) => endedAt ?? (startedAt ?? 0) + (totalMs ?? 0)
  const amiss = ({ startedAt, endedAt }: Span) =>
    totalMs === undefined || startedAt === undefined || endedAt === undefined
      ? 0
      : Math.abs(endedAt - startedAt - totalMs)
  const fitting = spans.filter((one) => lastOf(one) <= now + aheadMs && (one.startedAt ?? 0) <= lastOf(one))
  const [likely] = fitting.toSorted(
    (a, b) => amiss(a) - amiss(b) || lastOf(b) - lastOf(a) || (b.startedAt ?? 0) - (a.startedAt ?? 0),
  )
  return likely ?? { startedAt: started[0], endedAt: ended[0] }
}
