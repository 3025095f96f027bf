/**
 * A group commit that clocks itself: work flushes at once, and what arrives while the allowed number of batches is in flight is collected
 * and goes with the next. No timer where somebody waits: it measured better in rate and in latency than a fixed window.
 */
export type GroupCommit<Item> = {
  /** Resolves when the item's batch has been committed; rejects with what the batch failed with. */
  add(item: Item): Promise<void>
  /** Items between `add` and commit. */
  waiting(): number
  /** Something changed that `readyNow` asks about. */
  look(): void
  drain(): Promise<void>
}

/** How often items that are held back are looked at, should nobody call `look`. */
const lookAgainMs = 10

export function groupCommit<Item>(options: {
  limit: number
  inFlight: number
  /** Where nobody waits for the answer a batch may first gather for a moment: fewer and larger batches cost less. */
  gatherMs?: number
  /** Asked for each new batch: tells of what waits, oldest first, whether it may go with it. */
  readyNow?(): (item: Item) => boolean
  /** Whose items take turns where not all that wait may go with one batch. */
  whose?(item: Item): string
  commit(items: Item[]): Promise<void>
}): GroupCommit<Item> {
  type Waiting = { item: Item; resolve(): void; reject(error: unknown): void }
  let queue: Waiting[] = []
  let inFlight = 0
  let isFlushSoon = false
  let isLookingAgain = false
  let count = 0
  const idle: (() => void)[] = []

  const run = async (batch: Waiting[]) => {
    try {
      await options.commit(batch.map((one) => one.item))
      for (const one of batch) one.resolve()
    } catch (error) {
      for (const one of batch) one.reject(error)
    }
  }
  const take = (): Waiting[] => {
    const { whose } = options
    if (whose && (options.readyNow || queue.length > options.limit)) queue = inTurns(queue, ({ item }) => whose(item))
    if (!options.readyNow) return queue.splice(0, options.limit)
    const isReady = options.readyNow()
    const batch: Waiting[] = []
    queue = queue.filter((one) => {
      const goes = batch.length < options.limit && isReady(one.item)
      if (goes) batch.push(one)
      return !goes
    })
    return batch
  }
  const flush = () => {
    while (inFlight < options.inFlight && queue.length > 0) {
      const batch = take()
      if (batch.length === 0) return lookAgain()
      inFlight += 1
      void run(batch).finally(() => {
        inFlight -= 1
        count -= batch.length
        if (count === 0) for (const resolve of idle.splice(0)) resolve()
        flush()
      })
    }
  }
  const lookAgain = () => {
    if (isLookingAgain) return
    isLookingAgain = true
    setTimeout(() => {
      isLookingAgain = false
      flush()
    }, lookAgainMs)
  }
  // Items of one turn (the answers in one network packet) share a batch.
  const flushSoon = () => {
    if (isFlushSoon) return
    isFlushSoon = true
    const then = () => {
      isFlushSoon = false
      flush()
    }
    if (options.gatherMs === undefined) queueMicrotask(then)
    else setTimeout(then, options.gatherMs)
  }
  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        count += 1
        queue.push({ item, resolve, reject })
        flushSoon()
      }),
    waiting: () => count,
    look: flush,
    drain: () => (count === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
  }
}

/** One of each, then a second of each, and so on; of each in the order in which they came. */
function inTurns<Item>(items: readonly Item[], whose: (item: Item) => string): Item[] {
  const turns: Item[][] = []
  const taken = new Map<string, number>()
  for (const item of items) {
    const of = whose(item)
    const turn = taken.get(of) ?? 0
    taken.set(of, turn + 1)
    const others = turns[turn]
    if (others) others.push(item)
    else turns[turn] = [item]
  }
  return turns.flat()
}
