/** Days and hours, counted once and remembered for a while: a page that shows a month is asked for again and again, and what is over hardly changes. */
import { giveUpAfterMs } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Span, SpanCounts } from '../store/overview.ts'
import { rememberFor } from './memory.ts'
import { problem } from './problems.ts'

type Count = (accountId: string, span: Span) => Promise<SpanCounts>

const hourMs = 3_600_000
const mostSpans = 1_000

/** Whoever settles a text in doubt looks at once whether it is. */
const hasNoDoubt = ({ texts }: SpanCounts) => !texts.some(({ state }) => state === 'unconfirmed')

/** One after the other, what is over once however many want it at the same time; ends between two where nobody waits any more. */
export function rememberSpans(count: Count) {
  // One looks on as the newest hours change. Receipts come for three days; of older ones only a person, or retention, changes something.
  const young = rememberFor<SpanCounts>(60_000, mostSpans, hasNoDoubt)
  const old = rememberFor<SpanCounts>(hourMs, mostSpans, hasNoDoubt)
  const memoryOf = ({ endsAt }: Span, now: Instant) => {
    if (now - endsAt < 2 * hourMs) return undefined
    return now - endsAt > giveUpAfterMs ? old : young
  }
  return async (
    accountId: string,
    spans: readonly Span[],
    { now, isGone }: { now: Instant; isGone(): boolean },
  ): Promise<SpanCounts[]> => {
    const counts: SpanCounts[] = []
    for (const span of spans) {
      if (isGone()) throw problem('not_now', { detail: 'Nobody waits for the answer any more.' })
      const key = `${accountId} ${span.startsAt} ${span.endsAt}`
      const find = () => count(accountId, span)
      const counted = await (memoryOf(span, now)?.get(key, find) ?? find())
      counts.push(counted as SpanCounts)
    }
    return counts
  }
}
