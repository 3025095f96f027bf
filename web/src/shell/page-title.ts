import { useEffect, useSyncExternalStore } from 'react'

let current = ''
const watchers = new Set<() => void>()

/** Names the page in the browser's tab and at the end of the path. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    current = title
    document.title = title === '' ? 'Aftercall' : `${title} · Aftercall`
    for (const tell of watchers) tell()
  }, [title])
}

export const useCurrentTitle = (): string =>
  useSyncExternalStore(
    (tell) => {
      watchers.add(tell)
      return () => void watchers.delete(tell)
    },
    () => current,
  )
