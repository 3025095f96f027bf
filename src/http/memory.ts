/** Answers remembered for a few seconds; the least recently written go first when there are too many. */
export type Memory<T> = {
  /** The remembered answer, or `find`'s, which is remembered unless it is undefined. */
  get(key: string, find: () => Promise<T | undefined>): Promise<T | undefined>
  /** The remembered answer, at once. */
  peek(key: string): T | undefined
  set(key: string, value: T): void
  forget(key: string): void
  clear(): void
}

export function rememberFor<T>(ms: number, most: number): Memory<T> {
  const kept = new Map<string, { value: T; until: number }>()
  const fresh = (key: string) => {
    const one = kept.get(key)
    return one && one.until > performance.now() ? one : undefined
  }
  const set = (key: string, value: T) => {
    kept.delete(key)
    kept.set(key, { value, until: performance.now() + ms })
    if (kept.size > most) kept.delete(kept.keys().next().value as string)
  }
  return {
    get: async (key, find) => {
      const known = fresh(key)
      if (known) return known.value
      const value = await find()
      if (value !== undefined) set(key, value)
      return value
    },
    peek: (key) => fresh(key)?.value,
    set,
    forget: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  }
}
