/**
 * What a lane knows to be due. Texts of this node's own calls that found no place are known by their keys; whatever else is due (from before
 * the start, from other nodes, retries, delays) is found by searching the table. The accounts take turns in both. Where several processes look, each
 * takes its share.
 */
import type { FoundDue, Picked } from '../store/due-messages.ts'
import { createNodeShare, type NodeShare } from './node-share.ts'
import { Turns } from './turns.ts'

export type DueTexts = {
  /** Whether texts wait, as far as is known. New calls then leave room in the window. */
  areWaiting(): boolean
  /** Whether all that waits is known, and is no more than so many. */
  areFew(most: number): boolean
  /** These are due, in the table, and known by their keys. */
  add(texts: readonly Picked[]): void
  /** The table may hold due texts whose keys are not known here. */
  search(): void
  /** The next ones to claim, at most so many. None means that nothing is due. */
  pick(limit: number): Promise<Picked[]>
  /** Picked, and no place was free: they come first at the next pick, and before all others the one that there was no room for. */
  putBack(texts: readonly Picked[], first?: Picked): void
}

/** Keys kept in memory; beyond it the table is searched. */
const knownLimit = 5_000
/** Rows that a search looks at, however few are wanted: an account whose texts are younger must be seen beside those with an old backlog. */
const searchAtLeast = 100

export function createDueTexts(
  findInTable: (limit: number) => Promise<FoundDue[]>,
  share: NodeShare = createNodeShare(''),
): DueTexts {
  const known = createKnown()
  let waiting = true
  let tableHasMore = true

  /** When each account was last served from the table: of two accounts in the same turn the one that waited longer comes first. */
  const servedAt = new Map<string, number>()
  let served = 0

  /** Since when the texts that are known have been due, where more than one process may claim them. */
  const dueSince = new Map<string, number>()

  const searchTable = async (limit: number): Promise<Picked[]> => {
    // All that is due now is found there; what is left in the table from here on is added by its key.
    tableHasMore = false
    known.clear()
    const byKey = new Set(dueSince.keys())
    dueSince.clear()
    try {
      const asked = Math.max(limit, searchAtLeast) * share.nodes()
      const found = await findInTable(asked)
      const { texts, borrowed } = share.ours(found, (one) => ({ ...one, isKnownByKey: byKey.has(one.messageId) }))
      const ours = inTurns(texts, (accountId) => servedAt.get(accountId) ?? 0)
      // What belongs to others is looked at anew each time: they may be at work on it.
      if (found.length >= asked || borrowed) tableHasMore = true
      const taken = ours.slice(0, limit)
      // What was added since the search began may have been found by it as well.
      known.remove(taken)
      if (!tableHasMore) known.add(ours.slice(limit))
      if (servedAt.size > knownLimit) servedAt.clear()
      for (const { accountId } of taken) {
        served += 1
        servedAt.set(accountId, served)
      }
      return taken
    } catch (error) {
      tableHasMore = true
      throw error
    }
  }
  /** What others have taken in hand meanwhile is left to them; should they not, it is found in the table. */
  const takeKnown = (limit: number): Picked[] => {
    for (;;) {
      const taken = known.take(limit)
      if (share.isAlone() || taken.length === 0) return taken
      const ours = taken.filter(isStillOurs)
      if (ours.length < taken.length) tableHasMore = true
      if (ours.length > 0) return ours
    }
  }
  const isStillOurs = ({ messageId }: Picked): boolean => {
    const since = dueSince.get(messageId)
    if (since === undefined) return true
    return share.isOurs({ messageId, waitedMs: performance.now() - since, isFresh: true, isKnownByKey: true })
  }
  return {
    areWaiting: () => waiting,
    areFew: (most) => !tableHasMore && known.size <= most,
    add: (texts) => {
      waiting = true
      if (!share.isAlone()) for (const { messageId } of texts) dueSince.set(messageId, performance.now())
      if (known.size + texts.length <= knownLimit) return known.add(texts)
      known.clear()
      dueSince.clear()
      tableHasMore = true
    },
    search: () => {
      tableHasMore = true
    },
    pick: async (limit) => {
      const picked = tableHasMore ? await searchTable(limit) : takeKnown(limit)
      waiting = picked.length > 0 || known.size > 0
      return picked
    },
    putBack: (texts, first) => {
      const inOrder = first ? [first, ...texts.filter((one) => one !== first)] : texts
      if (!tableHasMore) return known.addFirst(inOrder)
      // The next search finds them again, and their accounts have not been served.
      for (const { accountId } of texts) servedAt.delete(accountId)
      if (first) servedAt.set(first.accountId, -1)
    },
  }
}

/** Texts known by their keys, each once: a search may find what is added while it runs, and one text claimed twice would take places for two. */
function createKnown() {
  const texts = new Turns<Picked>()
  const ids = new Set<string>()
  const fresh = (some: readonly Picked[]) =>
    some.filter(({ messageId }) => {
      const isNew = !ids.has(messageId)
      ids.add(messageId)
      return isNew
    })
  const take = (limit: number) => {
    const taken = texts.take(limit)
    for (const { messageId } of taken) ids.delete(messageId)
    return taken
  }
  return {
    get size() {
      return texts.size
    },
    add: (some: readonly Picked[]) => texts.add(fresh(some)),
    addFirst: (some: readonly Picked[]) => texts.addFirst(fresh(some)),
    take,
    remove: (some: readonly Picked[]) => {
      if (!some.some(({ messageId }) => ids.has(messageId))) return
      const gone = new Set(some.map(({ messageId }) => messageId))
      texts.add(fresh(take(texts.size).filter(({ messageId }) => !gone.has(messageId))))
    },
    clear: () => {
      texts.clear()
      ids.clear()
    },
  }
}

/** One of every account, then a second of every account, and so on; within a turn those served longest ago first. */
function inTurns(found: readonly Picked[], servedAt: (accountId: string) => number): Picked[] {
  const seen = new Map<string, number>()
  return found
    .map((one) => {
      const turn = (seen.get(one.accountId) ?? 0) + 1
      seen.set(one.accountId, turn)
      return { one, turn, servedAt: servedAt(one.accountId) }
    })
    .sort((a, b) => a.turn - b.turn || a.servedAt - b.servedAt)
    .map(({ one }) => one)
}
