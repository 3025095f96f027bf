/**
 * Fairness in one gateway's window: while another account waits, none holds more than half of the places. An account waits from the moment it
 * is refused places (its text then lies in the table) until it gets some, until the table has nothing due, or until it was not refused for a while: another
 * process may have taken its text, or it lapsed.
 */
export type FairShare = {
  /** Whether this account may take so many more places now. */
  allows(accountId: string, count: number): boolean
  took(accountId: string, count: number): void
  gaveBack(accountId: string, count: number): void
  waits(accountId: string): void
  nobodyWaits(): void
  /** Who holds nothing while another holds so much that there may be none left for it: a quarter of the window. */
  crowdedOut(): (accountId: string) => boolean
}

/** A text that waits is looked at with every place that is freed. */
const waitsMs = 5_000

/** `places`: how many there are now, with those that are promised ahead of the window. */
export function fairShare(window: number, places: () => number, now: () => number): FairShare {
  const held = new Map<string, number>()
  /** Since when each was last refused. */
  const waiting = new Map<string, number>()
  const half = () => Math.max(1, Math.floor(places() / 2))
  const othersWait = (accountId: string): boolean => {
    const since = now() - waitsMs
    for (const [other, at] of waiting) {
      if (at < since) waiting.delete(other)
      else if (other !== accountId) return true
    }
    return false
  }
  return {
    allows: (accountId, count) => {
      const has = held.get(accountId) ?? 0
      // A text of more parts than half a window must still get through when nothing of its account is under way.
      return has === 0 || has + count <= half() || !othersWait(accountId)
    },
    took: (accountId, count) => {
      waiting.delete(accountId)
      held.set(accountId, (held.get(accountId) ?? 0) + count)
    },
    gaveBack: (accountId, count) => {
      const left = (held.get(accountId) ?? 0) - count
      if (left > 0) held.set(accountId, left)
      else held.delete(accountId)
    },
    waits: (accountId) => void waiting.set(accountId, now()),
    nobodyWaits: () => waiting.clear(),
    crowdedOut: () => {
      const isCrowded = Math.max(0, ...held.values()) >= window / 4
      return (accountId) => isCrowded && !held.has(accountId)
    },
  }
}
