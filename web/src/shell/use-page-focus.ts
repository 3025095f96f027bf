import { useRouterState } from '@tanstack/react-router'
import { type RefObject, useEffect, useRef } from 'react'

/** On another page the focus begins at its top, as it would had the browser loaded it, unless the page has put it somewhere itself. */
export function usePageFocus(page: RefObject<HTMLElement | null>): void {
  const shown = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const before = useRef(shown)
  useEffect(() => {
    const isFirst = before.current === undefined
    if (before.current === shown) return
    before.current = shown
    const focused = document.activeElement
    // A dialog may have been opened while the page was still coming.
    const isTaken = page.current?.contains(focused) || focused?.closest('[aria-modal="true"]')
    if (!isFirst && !isTaken) page.current?.focus({ preventScroll: true })
  }, [shown, page])
}
