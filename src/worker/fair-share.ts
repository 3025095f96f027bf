/**
 * Fairness in one gateway's window: while another account waits, none holds more than half of the places. An account waits from the moment it
 * is refused places (its text then lies in the table) until it gets some, or until the table has nothing due.
 */
export type FairShare = {
  /** Whether this account may take so many more places now. */
  allows(accountId: string, places: number): boolean
  took(accountId: string, places: number): void
  gaveBack(accountId: string, places: number): void
  waits(accountId: string): void
  nobodyWaits(): void
}

export function fairShare(window: number): FairShare {
  const held = new Map<string, number>()
  const waiting = new Set<string>()
  const half = Math.max(1, Math.floor(window / 2))
  return {
    allows: (accountId, places) => {
      const others = waiting.size - (waiting.has(accountId) ? 1 : 0)
      const now = held.get(accountId) ?? 0
      // A text of more parts than half a window must still get through when nothing of its account is under way.
      return others === 0 || now + places <= half || now === 0
    },
    took: (accountId, places) => {
      waiting.delete(accountId)
      held.set(accountId, (held.get(accountId) ?? 0) + places)
    },
    gaveBack: (accountId, places) => {
      const left = (held.get(accountId) ?? 0) - places
      if (left > 0) held.set(accountId, left)
      else held.delete(accountId)
    },
    waits: (accountId) => void waiting.add(accountId),
    nobodyWaits: () => waiting.clear(),
  }
}
