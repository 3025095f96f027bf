/** What a page keeps in this browser because the program does not answer: one sentence for the banner. */
import { useEffect, useSyncExternalStore } from 'react'

let kept: string | null = null
const watchers = new Set<() => void>()

function become(words: string | null): void {
  kept = words
  for (const tell of watchers) tell()
}

/** While `words` is not null the banner says it. */
export function useKeeping(words: string | null): void {
  useEffect(() => {
    become(words)
    return () => become(null)
  }, [words])
}

export const useKeptWork = (): string | null =>
  useSyncExternalStore(
    (tell) => {
      watchers.add(tell)
      return () => void watchers.delete(tell)
    },
    () => kept,
  )
