/** Answers remembered for a few seconds. */
export type Memory<T> = {
  /**
   * The remembered answer, or `find`'s, which is remembered unless it is undefined. Those who ask meanwhile wait for the same answer; and where half of its time is
   * over it is asked for anew while it still holds, so that nobody has to wait.
   */
  get(key: string, find: () => Promise<T | undefined>): Promise<T | undefined>
  /** The remembered answer, at once; asked for anew as `get` does where `find` is given. */
  peek(key: string, find?: () => Promise<T | undefined>): T | undefined
  set(key: string, value: T): void
  forget(key: string): void
  clear(): void
}

/** The least recently written go first when there are too many; an answer that `isKept` says no of is given to those who asked, and to nobody later. */
export function rememberFor<T>(ms: number, most: number, isKept: (value: T) => boolean = () => true): Memory<T> {
  const kept = new Map<string, { value: T; until: number }>()
  const asked = new Map<string, Promise<T | undefined>>()
  const fresh = (key: string) => {
    const one = kept.get(key)
    return one && one.until > performance.now() ? one : undefined
  }
  const set = (key: string, value: T) => {
    kept.delete(key)
    kept.set(key, { value, until: performance.now() + ms })
    if (kept.size > most) kept.delete(kept.keys().next().value as string)
  }
  const ask = async (key: string, find: () => Promise<T | undefined>): Promise<T | undefined> => {
    // An answer that was forgotten while it was on its way is not kept.
    const isWanted = () => asked.get(key) === answer
    const answer = find()
    asked.set(key, answer)
    try {
      const value = await answer
      if (isWanted() && value !== undefined && isKept(value)) set(key, value)
      return value
    } finally {
      if (isWanted()) asked.delete(key)
    }
  }
  const peek = (key: string, find?: () => Promise<T | undefined>): T | undefined => {
    const known = fresh(key)
    // Where that fails, or finds nobody any more, whoever asks at its end is told.
    if (known && find && known.until - performance.now() < ms / 2 && !asked.has(key))
      ask(key, find).catch(() => undefined)
    return known?.value
  }
  return {
    get: async (key, find) => peek(key, find) ?? asked.get(key) ?? ask(key, find),
    peek,
    set,
    forget: (key) => {
      kept.delete(key)
      asked.delete(key)
    },
    clear: () => {
      kept.clear()
      asked.clear()
    },
  }
}
