import { useDaily } from '../api/calls.ts'
import type { States } from '../story/states.ts'
import { useFormat } from '../ui/format-context.tsx'
import { type Days, isDaysOnly, lengthOf } from './period.ts'

type Counted = { calls: number; texts: States }

/** The program counts so many days, the last of them today. */
const mostCounted = 31

/** What the days hold that nothing but days is filtered by: what is shown where that is all, else as it is counted; undefined where that is not known. */
export function useHeld<Shown>(filter: Days, shown: Shown, hasMore: boolean): Shown | Counted | undefined {
  const isOfDays = Object.keys(filter).length > 0 && isDaysOnly(filter)
  const counted = useCountedDays(filter, isOfDays && hasMore)
  if (!isOfDays) return undefined
  return hasMore ? counted : shown
}

/** How many calls and texts the days hold, where they are among those that are counted for Home too: a list is read page by page. */
function useCountedDays(days: Days, isWanted: boolean): Counted | undefined {
  const format = useFormat()
  const length = lengthOf(days, format.date(Date.now())) ?? 0
  const isCounted = isWanted && length >= 1 && length <= mostCounted
  const { data } = useDaily(isCounted ? length : 1, isCounted)
  if (!isCounted || data === undefined) return undefined
  const { to = '9999' } = days
  const within = data.spans.filter(({ startsAt }) => format.date(startsAt) <= to)
  const calls = within.reduce((sum, one) => sum + one.listed, 0)
  return { calls, texts: sumOf(within.map((one) => one.texts)) }
}

function sumOf(all: readonly Readonly<Record<string, number>>[]): States {
  const sum: Record<string, number> = {}
  for (const one of all) for (const [state, count] of Object.entries(one)) sum[state] = (sum[state] ?? 0) + count
  return sum
}
