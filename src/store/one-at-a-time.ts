/** Work that is done one piece at a time, in the order in which it was asked for. */
export type Line = {
  /** Whether as much is under way or waits as ever may. */
  isFull(): boolean
  run<T>(work: () => Promise<T>): Promise<T>
}

/** `most`: with the piece that is under way. Whoever asks looks first whether it is full, and says so in words of their own. */
export function oneAtATime(most: number): Line {
  let last: Promise<unknown> = Promise.resolve()
  let underWay = 0
  return {
    isFull: () => underWay >= most,
    run: async (work) => {
      underWay += 1
      const mine = last.then(work)
      last = mine.catch(() => undefined)
      try {
        return await mine
      } finally {
        underWay -= 1
      }
    },
  }
}
