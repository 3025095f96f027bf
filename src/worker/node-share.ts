/**
 * Which due texts this process looks after where several send by one database. All would pick the same oldest rows and all but one claim them in vain; so
 * every text has one process that goes first, by its id. It is no promise and nothing rests on it: a claim is a compare-and-set in any case, and a text that
 * its own process leaves lying is taken over by the next one after some seconds.
 */
export type NodeShare = {
  isAlone(): boolean
  /** How many look at the same rows. */
  nodes(): number
  /** Whether this process may take it now: it goes first, or those before it have had their time. */
  isOurs(one: Waiting): boolean
  /**
   * Of what was found what this process is to take: the texts that it goes first with; only where there are none, those that others left lying (`borrowed`),
   * and these from the other end, since the others may be at work on them.
   */
  ours<T>(found: readonly T[], waitingOf: (one: T) => Waiting): { texts: T[]; borrowed: boolean }
  /** Processes whose heart has beaten lately. */
  update(owners: readonly string[]): void
}

export type Waiting = {
  messageId: string
  waitedMs: number
  /** The process that accepted its call may know it by its key, and claim it the moment a place is free. */
  isFresh: boolean
  /** This process is the one. */
  isKnownByKey: boolean
}

/** A text of a call just accepted is left for so long to the process that accepted it. */
const headStartMs = 1_000
/** So long each process leaves a text to those that go before it. */
const turnMs = 4_000

export function createNodeShare(owner: string): NodeShare {
  let owners: readonly string[] = [owner]

  /** How many go before this process, 0 for its own. */
  const placeFor = ({ messageId, waitedMs, isFresh, isKnownByKey }: Waiting): number | undefined => {
    if (waitedMs < headStartMs && isKnownByKey) return 0
    if (waitedMs < headStartMs && isFresh) return undefined
    const first = Number.parseInt(messageId.slice(-8), 16) % owners.length
    const place = (owners.indexOf(owner) - first + owners.length) % owners.length
    return place * turnMs <= waitedMs ? place : undefined
  }
  return {
    isAlone: () => owners.length < 2,
    nodes: () => owners.length,
    isOurs: (one) => owners.length < 2 || placeFor(one) !== undefined,
    ours: (found, waitingOf) => {
      if (owners.length < 2) return { texts: [...found], borrowed: false }
      const byPlace = Map.groupBy(found, (one) => placeFor(waitingOf(one)))
      for (let place = 0; place < owners.length; place++) {
        const those = byPlace.get(place)
        if (those)
          return place === 0 ? { texts: those, borrowed: false } : { texts: those.toReversed(), borrowed: true }
      }
      return { texts: [], borrowed: false }
    },
    update: (beating) => {
      owners = beating.includes(owner) ? beating : [owner]
    },
  }
}
