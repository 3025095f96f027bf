/** Days, and hours of today, that are over, counted once and remembered for a while: a page that shows a month is asked for again and again, and its days hardly change. */
import { giveUpAfterMs } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Span, SpanCounts } from '../store/overview.ts'

type Count = (accountId: string, of: readonly Span[]) => Promise<SpanCounts[]>

/** Receipts still come for texts of the last three days; of older ones only a person, or retention, changes something. */
const rememberedMs = { young: 60_000, old: 3_600_000 } as const
const mostDays = 20_000

/** One day after the other, each asked once however many want it at the same time. */
export function rememberDays(count: Count) {
  const known = new Map<string, { until: Instant; counted: Promise<SpanCounts> }>()
  const countOf = (accountId: string, day: Span, now: Instant): Promise<SpanCounts> => {
    const key = `${accountId} ${day.startsAt} ${day.endsAt}`
    const found = known.get(key)
    if (found && now < found.until) return found.counted
    const counted = count(accountId, [day]).then(([only]) => only as SpanCounts)
    const forMs = now - day.endsAt > giveUpAfterMs ? rememberedMs.old : rememberedMs.young
    known.delete(key)
    known.set(key, { until: now + forMs, counted })
    counted.catch(() => {
      if (known.get(key)?.counted === counted) known.delete(key)
    })
    for (const oldest of known.keys()) {
      if (known.size <= mostDays) break
      known.delete(oldest)
    }
    return counted
  }
  return async (accountId: string, days: readonly Span[], now: Instant): Promise<SpanCounts[]> => {
    const counts: SpanCounts[] = []
    for (const day of days) counts.push(await countOf(accountId, day, now))
    return counts
  }
}
