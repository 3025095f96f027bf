/**
 * Turning a request away costs a good part of what taking it does: thousands of refusals a second would leave no time for what was let in, and every commit
 * would wait behind them. So few are told at once, and of many so many a second, in their order; who waits for one asks nothing else meanwhile.
 */
export type RefusalPace = {
  /**
   * Does it now while such refusals are few, and else when its turn comes. False: too many wait already, of this connection or in all, and it is never
   * done.
   */
  tell(refuse: () => void, connection: object): boolean
}

/**
 * `most` is as many as there may be connections, so that who asks one thing at a time is always told. Only who asks on without waiting for answers comes to
 * `mostOfOne`, which nobody's client does.
 */
const usual = { perSecond: 1_000, atOnce: 200, mostMs: 5_000, most: 10_000, mostOfOne: 100 }
const lookAgainMs = 20

export function createRefusalPace(options: Partial<typeof usual> = {}): RefusalPace {
  const { perSecond, atOnce, mostMs, most, mostOfOne } = { ...usual, ...options }
  let waiting: { since: number; refuse(): void; connection: object }[] = []
  const waitingOf = new WeakMap<object, number>()
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
    for (const { refuse, connection } of going) {
      waitingOf.set(connection, (waitingOf.get(connection) ?? 1) - 1)
      refuse()
    }
  }
  return {
    tell: (refuse, connection) => {
      const now = performance.now()
      count(now)
      if (waiting.length === 0 && left >= 1) {
        left -= 1
        refuse()
        return true
      }
      const ofThis = waitingOf.get(connection) ?? 0
      if (waiting.length >= most || ofThis >= mostOfOne) return false
      waitingOf.set(connection, ofThis + 1)
      waiting.push({ since: now, refuse, connection })
      if (!isLooking) setTimeout(look, lookAgainMs)
      isLooking = true
      return true
    },
  }
}
