/** How long things took, counted in buckets: plain numbers, so that noting one costs a few comparisons and no memory. */
export type Histogram = {
  /** Upper bounds in seconds, rising. */
  bounds: readonly number[]
  /** How many fell into each bucket; the last counts what is above every bound. */
  counts: number[]
  sum: number
}

/** Five steps to each power of ten, from a millisecond to a minute: a percentile read from it is right within a quarter. */
const fineBounds = [
  0.001, 0.0016, 0.0025, 0.004, 0.0063, 0.01, 0.016, 0.025, 0.04, 0.063, 0.1, 0.16, 0.25, 0.4, 0.63, 1, 1.6, 2.5, 4,
  6.3, 10, 30, 60,
] as const

/** For what there is one of for each gateway. */
export const coarseBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const

export function createHistogram(bounds: readonly number[] = fineBounds): Histogram {
  return { bounds, counts: new Array<number>(bounds.length + 1).fill(0), sum: 0 }
}

export function note(into: Histogram, seconds: number, times = 1): void {
  const { bounds, counts } = into
  let at = 0
  while (at < bounds.length && seconds > (bounds[at] as number)) at += 1
  counts[at] = (counts[at] as number) + times
  into.sum += seconds * times
}

/** The value that this share of all lies below, interpolated within its bucket; undefined where nothing was noted. */
export function quantile({ bounds, counts }: Pick<Histogram, 'bounds' | 'counts'>, share: number): number | undefined {
  const total = counts.reduce((sum, one) => sum + one, 0)
  if (total === 0) return undefined
  let left = share * total
  for (const [at, count] of counts.entries()) {
    const from = bounds[at - 1] ?? 0
    const to = bounds[at] ?? from
    if (left <= count && count > 0) return from + ((to - from) * left) / count
    left -= count
  }
  return bounds.at(-1)
}
