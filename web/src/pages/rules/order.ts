/** Moving in an ordered list. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const next = [...items]
  const [item] = next.splice(from, 1)
  if (item !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, item)
  return next
}

/** The place of one in the order as it is now, below what it was put below in an order that may be an older one. */
export function placeIn(now: readonly string[], put: readonly string[], key: string): number {
  const others = now.filter((one) => one !== key)
  const above = put.slice(0, put.indexOf(key)).findLast((one) => others.includes(one))
  return above === undefined ? 0 : others.indexOf(above) + 1
}

/** The keys that changed their order: all that are not in the longest run that kept it. */
export function movedKeys(before: readonly string[], after: readonly string[]): Set<string> {
  const place = new Map(before.map((key, index) => [key, index]))
  const common = after.filter((key) => place.has(key))
  const kept = longestRising(common.map((key) => place.get(key) as number))
  return new Set(common.filter((_, index) => !kept.has(index)))
}

/** Indexes of one longest rising subsequence. Of two neighbours that changed places the one that went up counts as moved: that is what people do. */
function longestRising(values: readonly number[]): Set<number> {
  const length: number[] = []
  const previous: number[] = []
  let best = -1
  values.forEach((value, i) => {
    length[i] = 1
    previous[i] = -1
    for (let j = 0; j < i; j++)
      if ((values[j] as number) < value && (length[j] as number) + 1 >= (length[i] as number)) {
        length[i] = (length[j] as number) + 1
        previous[i] = j
      }
    if (best < 0 || (length[i] as number) > (length[best] as number)) best = i
  })
  const kept = new Set<number>()
  for (let i = best; i >= 0; i = previous[i] as number) kept.add(i)
  return kept
}
