/** Within this a list is there anew, or nobody waits for it any more. */
const listReadMs = 10_000

const focusMain = () => document.querySelector('main')?.focus()

/**
 * What somebody acted by may go away with it, such as the row of what was removed, once its list is read anew; the focus would be nowhere then,
 * and goes on to `next` instead. Answers how to stop waiting for that.
 */
export function keepFocus(from: Element | null, next: () => void = focusMain): () => void {
  const look = () => {
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (from?.isConnected === false && isLost) next()
  }
  look()
  const changes = new MutationObserver(look)
  changes.observe(document.body, { childList: true, subtree: true })
  const timer = setTimeout(() => changes.disconnect(), listReadMs)
  return () => {
    clearTimeout(timer)
    changes.disconnect()
  }
}
