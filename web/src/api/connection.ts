/** Whether the program answers. A page stays readable without it; this says since when, and when it is asked again. */
import { useSyncExternalStore } from 'react'

export type Connection = { since: number | null; lastAnswerAt: number; nextTryAt: number | null }

const retryEveryMs = 5_000
let state: Connection = { since: null, lastAnswerAt: Date.now(), nextTryAt: null }
let timer: ReturnType<typeof setTimeout> | undefined
const watchers = new Set<() => void>()
const onBack = new Set<() => void>()

function become(next: Connection): void {
  state = next
  for (const tell of watchers) tell()
}

/** A request was answered, whatever the answer was. */
export function reached(): void {
  const wasAway = state.since !== null
  clearTimeout(timer)
  timer = undefined
  // Watchers are told only of changes: every answer passes here.
  state = { since: null, lastAnswerAt: Date.now(), nextTryAt: null }
  if (!wasAway) return
  become(state)
  for (const act of onBack) act()
}

/** A request was not answered. The next look is already set when another was not answered just before. */
export function unreachable(): void {
  if (timer !== undefined) return
  timer = setTimeout(() => void tryNow(), retryEveryMs)
  const { since, lastAnswerAt } = state
  become({ since: since ?? lastAnswerAt, lastAnswerAt, nextTryAt: Date.now() + retryEveryMs })
}

/** Asks once, now. */
export async function tryNow(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  try {
    const answer = await fetch('/livez')
    if ([502, 504].includes(answer.status)) unreachable()
    else reached()
  } catch {
    unreachable()
  }
}

/** Runs when the program answers again. */
export function whenBack(act: () => void): () => void {
  onBack.add(act)
  return () => void onBack.delete(act)
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell)
      return () => void watchers.delete(tell)
    },
    () => state,
  )
}
