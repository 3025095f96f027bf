/**
 * A call that is reported again. It was judged by its first report and stays so; what a later one tells otherwise is worth a note. What that one leaves out it
 * does not take back, and a time that was inferred, or moved because a clock ran ahead, is nothing that anybody told.
 */
import type { Json } from './adapter.ts'
import { type Call, endedBy, sameClockMs } from './call.ts'
import { formatInstant, type Instant } from './instant.ts'

export type News = { [name: string]: Json }

const times = ['startedAt', 'answeredAt', 'endedAt'] as const

/** What `again` tells otherwise than the call as it was `kept` at `receivedAt`, as fields of a report; undefined where that is nothing. */
export function toldOtherwise(kept: Call, again: Call, receivedAt: Instant): News | undefined {
  const { sourceCallId: _id, approximate: _a, startedAt: _s, answeredAt: _t, endedAt: _e, ...rest } = again
  // As it would be stored: an adapter may have left fields in it that say nothing.
  const news = newsIn(kept as unknown as News, JSON.parse(JSON.stringify(rest)) as News)
  const all = { ...(isRecord(news) ? news : {}), ...newTimes(kept, again, receivedAt) }
  return Object.keys(all).length === 0 ? undefined : all
}

function newTimes(kept: Call, again: Call, receivedAt: Instant): News {
  // The first report was held against the database's clock; the same one told again is so by the same moment.
  const then = endedBy(again, receivedAt)
  return Object.fromEntries(
    times.flatMap((name) => {
      const told = again[name]
      if (told === undefined || again.approximate.includes(name)) return []
      const isKnown = isNear(kept[name], told) || isNear(kept[name], then[name])
      return isKnown ? [] : [[name, formatInstant(told)]]
    }),
  )
}

const isNear = (kept: Instant | undefined, told: Instant | undefined): boolean =>
  kept !== undefined && told !== undefined && Math.abs(kept - told) <= sameClockMs

/** Of an object only the fields that are new or different; anything else whole. */
function newsIn(kept: Json | undefined, told: Json): Json | undefined {
  if (kept === told) return undefined
  if (Array.isArray(told)) return told.length === 0 || isSameList(kept, told) ? undefined : told
  if (!isRecord(told)) return told
  const fields = Object.entries(told).flatMap(([name, value]) => {
    const news = newsIn(isRecord(kept) ? kept[name] : undefined, value)
    return news === undefined ? [] : [[name, news] as const]
  })
  return fields.length === 0 ? undefined : Object.fromEntries(fields)
}

const isSameList = (kept: Json | undefined, told: readonly Json[]): boolean =>
  Array.isArray(kept) &&
  kept.length === told.length &&
  told.every((one, place) => newsIn(kept[place], one) === undefined)

function isRecord(value: Json | undefined): value is News {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
