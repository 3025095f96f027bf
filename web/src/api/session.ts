/** Whether the program still knows who this is. When a session ends, a page stays as it was, with all that was typed; this lets it say so, and wait. */
import { useSyncExternalStore } from 'react'

let isEnded = false
const watchers = new Set<() => void>()

function become(next: boolean): void {
  if (next === isEnded) return
  isEnded = next
  for (const tell of watchers) tell()
}

/** A request was refused because nobody is signed in. */
export const sessionEnded = (): void => become(true)
/** Somebody is signed in again, here or in another tab: both share the cookie. */
export const sessionBack = (): void => become(false)

function watch(tell: () => void): () => void {
  watchers.add(tell)
  return () => void watchers.delete(tell)
}

export const useSessionEnded = (): boolean => useSyncExternalStore(watch, () => isEnded)

/** Runs when somebody is signed in again. */
export const whenSignedIn = (act: () => void): (() => void) => watch(() => isEnded || act())

/** Waits until somebody is signed in again, or the signal ends the wait. */
export async function untilBack(signal: AbortSignal): Promise<void> {
  if (!isEnded || signal.aborted) return
  await new Promise<void>((resolve) => {
    const unwatch = watch(() => {
      unwatch()
      resolve()
    })
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
