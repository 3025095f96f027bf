/** A moment in time as milliseconds since the Unix epoch, UTC. Core never asks for the time; `now` is an argument of this type. */
export type Instant = number

/** RFC 3339 in UTC with milliseconds, e.g. `2026-11-23T10:15:10.120Z`: the only form in which instants leave the program. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString()
}

const rfc3339 = /^(\d{4}-\d{2}-(\d{2}))[Tt ]((?:[01]\d|2[0-3]):\d{2}:\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/

/** Reads an RFC 3339 instant (an offset is required; up to nine fractional digits, cut to milliseconds). Undefined when it is not one. */
export function parseInstant(text: string): Instant | undefined {
  const match = rfc3339.exec(text)
  if (!match) return undefined
  const [, date = '', day, time, fraction, offset] = match
  // 30 February would be read as 2 March.
  if (new Date(Date.parse(date)).getUTCDate() !== Number(day)) return undefined
  // Date.parse of more than three fractional digits is left to the engine by ECMA-262, so the digits are cut here.
  const at = Date.parse(`${date}T${time}${(fraction ?? '').slice(0, 4)}${offset?.toUpperCase()}`)
  return Number.isNaN(at) ? undefined : at
}
