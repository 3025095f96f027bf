/** Times as people read them on a terminal: once absolute in the account's zone, then as what passed since. */
import type { Instant } from '../core/instant.ts'

/** `Sat 21 Nov 2026 18:42:10 IST`. An instant as the API writes it, or milliseconds; a zone that is not known falls back to UTC. */
export function dayAndTime(at: Instant | string, zone: string): string {
  const parts = new Map(
    formatIn(zone)
      .formatToParts(new Date(at))
      .map((part) => [part.type, part.value]),
  )
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  const clock = `${of('hour')}:${of('minute')}:${of('second')}`
  return `${of('weekday')} ${of('day')} ${of('month')} ${of('year')} ${clock} ${of('timeZoneName')}`
}

function formatIn(zone: string): Intl.DateTimeFormat {
  const fields = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  } as const
  try {
    // Of the English locales this one knows IST by its name.
    return new Intl.DateTimeFormat('en-IN', { ...fields, timeZone: zone })
  } catch {
    return new Intl.DateTimeFormat('en-IN', { ...fields, timeZone: 'UTC' })
  }
}

/** A span with its unit: `41 ms`, `2.31 s`, `26 min`, `3 h`, `2 d`. */
export function spanWords(milliseconds: number): string {
  const ms = Math.max(0, Math.round(milliseconds))
  if (ms < 1_000) return `${ms} ms`
  if (ms < 60_000) return `${(ms / 1_000).toFixed(2)} s`
  if (ms < 3_600_000)
    return `${Math.floor(ms / 60_000)} min${ms < 600_000 ? ` ${Math.floor((ms % 60_000) / 1_000)} s` : ''}`
  return ms < 172_800_000 ? `${Math.floor(ms / 3_600_000)} h` : `${Math.floor(ms / 86_400_000)} d`
}

/** What passed since a moment that was told in full: `+ 41 ms`. */
export function sinceWords(at: Instant | string, since: Instant | string): string {
  return `+ ${spanWords(new Date(at).getTime() - new Date(since).getTime())}`
}
