/** Calls between socket and commit, counted once a body has told how many it holds: in all, and for each account, so that one leaves room to others. */
import { problem, retryAfter } from './problems.ts'

/** What one account, or one source, may hold of the room that there is for all. */
export const shareOfOne = 0.75

/** What each of many has in hand, and since when; who has nothing costs nothing. */
export function createHolders() {
  const holders = new Map<string, { calls: number; since: Set<{ at: number }> }>()
  return {
    calls: (whose: string): number => holders.get(whose)?.calls ?? 0,
    /** How long its oldest has been in hand. */
    oldestMs: (whose: string): number => {
      const [oldest] = holders.get(whose)?.since ?? []
      return oldest ? performance.now() - oldest.at : 0
    },
    /** Takes them in hand; what it answers lets them go. */
    take: (whose: string, calls: number): (() => void) => {
      const holder = holders.get(whose) ?? { calls: 0, since: new Set() }
      const since = { at: performance.now() }
      holder.calls += calls
      holder.since.add(since)
      holders.set(whose, holder)
      return () => {
        if (!holder.since.delete(since)) return
        holder.calls -= calls
        if (holder.since.size === 0) holders.delete(whose)
      }
    },
  }
}

export type Holders = ReturnType<typeof createHolders>

export type AccountShares = {
  /** Throws where the account could not have a single call more; asked before the body is read, which costs less than half. */
  demandRoom(accountId: string): void
  /** Does the work while so many calls of the account are counted. Throws where there is no room for them. */
  whileCounted<T>(accountId: string, calls: number, work: () => Promise<T>): Promise<T>
}

export function createAccountShares(options: {
  /** Calls between socket and commit, of all accounts. */
  waiting(): number
  most: number
  /** So many are never too much: that they wait is another's doing. */
  few: number
  /** An account with more than a few, whose oldest has waited so long, has enough in hand. */
  oldestMs: number
  refused(cause: 'full' | 'account'): void
}): AccountShares {
  const inHand = createHolders()
  const demandShare = (accountId: string, calls: number): void => {
    const before = inHand.calls(accountId)
    // Nor is one array to who has nothing in hand, however many calls it holds.
    if (before === 0 || before + calls <= options.few) return
    if (before + calls <= options.most * shareOfOne && inHand.oldestMs(accountId) < options.oldestMs) return
    options.refused('account')
    throw problem('account_busy', { headers: retryAfter(1, 5) })
  }
  return {
    demandRoom: (accountId) => demandShare(accountId, 1),
    whileCounted: async (accountId, calls, work) => {
      demandShare(accountId, calls)
      const waiting = options.waiting()
      if (waiting > 0 && waiting + calls > options.most) {
        options.refused('full')
        throw problem('busy', { headers: retryAfter(1, 30) })
      }
      const letGo = inHand.take(accountId, calls)
      try {
        return await work()
      } finally {
        letGo()
      }
    },
  }
}
