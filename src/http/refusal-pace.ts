/**
 * Turning a request away costs a good part of what taking it does: thousands of refusals a second would leave no time for what was let in, and every commit
 * would wait behind them. So few are told at once, and of many so many a second, in their order; who waits for one asks nothing else meanwhile.
 */
export type RefusalPace = {
  /** Does it now while such refusals are few, and else when its turn comes. */
  tell(refuse: () => void): void
}

const usual = { perSecond: 1_000, atOnce: 200, mostMs: 5_000 }
const lookAgainMs = 20

export function createRefusalPace(options: Partial<typeof usual> = {}): RefusalPace {
  const { perSecond, atOnce, mostMs } = { ...usual, ...options }
  let waiting: { since: number; refuse(): void }[] = []
  let left = atOnce
  let countedAt = performance.now()
  let isLooking = false

  const count = (now: number) => {
    left = Math.min(atOnce, left + ((now - countedAt) * perSecond) / 1000)
    countedAt = now
  }
  /** Who has waited longest goes in any case, a few at a time, so that no turn of the loop is long. */
  const look = () => {
    const now = performance.now()
    count(now)
    const fresh = waiting.findIndex((one) => now - one.since < mostMs)
    const overdue = Math.min(atOnce, fresh < 0 ? waiting.length : fresh)
    const goes = Math.max(Math.floor(left), overdue)
    const going = waiting.slice(0, goes)
    waiting = waiting.slice(goes)
    left = Math.max(0, left - going.length)
    isLooking = waiting.length > 0
    if (isLooking) setTimeout(look, overdue === atOnce ? 0 : lookAgainMs)
    for (const one of going) one.refuse()
  }
  return {
    tell: (refuse) => {
      const now = performance.now()
      count(now)
      if (waiting.length === 0 && left >= 1) {
        left -= 1
        return refuse()
      }
      waiting.push({ since: now, refuse })
      if (isLooking) return
      isLooking = true
      setTimeout(look, lookAgainMs)
    },
  }
}
