/** Within this a list is there anew, or nobody waits for it any more. */
const listReadMs = 10_000

/** All who wait, in the order in which they began: once the focus was helped on nobody helps it again. */
const waiting = new Map<() => void, { from: Element | null; next: () => void }>()

const focusMain = () => document.querySelector('main')?.focus()

/**
 * What somebody acted by may go away with it, such as the row of what was removed, once its list is read anew; the focus would be nowhere then,
 * and goes on to `next` instead, once: where somebody leaves it after that is their own choice. Of several who wait the last to begin knows best where
 * to. Answers how to stop waiting for that.
 */
export function keepFocus(from: Element | null, next: () => void = focusMain): () => void {
  const stop = () => {
    waiting.delete(stop)
    clearTimeout(timer)
    changes.disconnect()
  }
  const look = () => {
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (from?.isConnected !== false || !isLost) return
    const last = [...waiting.values()].findLast((one) => one.from?.isConnected === false)
    for (const each of [...waiting.keys()]) each()
    last?.next()
  }
  const changes = new MutationObserver(look)
  changes.observe(document.body, { childList: true, subtree: true })
  const timer = setTimeout(stop, listReadMs)
  waiting.set(stop, { from, next })
  look()
  return stop
}

/** What has the focus goes away by its own deed: it goes on to the last thing that can be used in what is around it, such as the way to add another. */
export function keepFocusIn(around: string): () => void {
  const from = document.activeElement
  const room = from?.closest(around)
  return keepFocus(from, () => {
    const left = room?.isConnected ? [...room.querySelectorAll<HTMLElement>(usable)] : []
    const next = left.at(-1)
    if (next === undefined) focusMain()
    else next.focus()
  })
}

const usable = 'a[href], button:not(:disabled), input:not([type=hidden], :disabled)'
