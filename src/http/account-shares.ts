/** Calls between socket and commit, counted once a body has told how many it holds: in all, and for each account, so that one leaves room to others. */
import { problem, retryAfter } from './problems.ts'

/** What one account, or one source, may hold of the room that there is for all. */
export const shareOfOne = 0.75

/** How much each of many has in hand; who has nothing costs nothing. */
export function createCounts() {
  const counts = new Map<string, number>()
  const of = (whose: string) => counts.get(whose) ?? 0
  return {
    of,
    add: (whose: string, more: number): void => {
      const sum = of(whose) + more
      if (sum > 0) counts.set(whose, sum)
      else counts.delete(whose)
    },
  }
}

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
  refused(cause: 'full' | 'account'): void
}): AccountShares {
  const inHand = createCounts()
  const demandShare = (accountId: string, calls: number): void => {
    const before = inHand.of(accountId)
    // Who has nothing in hand is never too much, however many calls one array holds.
    if (before === 0 || before + calls <= options.most * shareOfOne) return
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
      inHand.add(accountId, calls)
      try {
        return await work()
      } finally {
        inHand.add(accountId, -calls)
      }
    },
  }
}
