/** Within this a list is there anew, or nobody waits for it any more. */
const listReadMs = 10_000

/** All who wait: once the focus was helped on, by whichever of them, nobody helps it again. */
const waiting = new Set<() => void>()

const focusMain = () => document.querySelector('main')?.focus()

/**
 * What somebody acted by may go away with it, such as the row of what was removed, once its list is read anew; the focus would be nowhere then,
 * and goes on to `next` instead, once: where somebody leaves it after that is their own choice. Answers how to stop waiting for that.
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
    for (const each of [...waiting]) each()
    next()
  }
  const changes = new MutationObserver(look)
  changes.observe(document.body, { childList: true, subtree: true })
  const timer = setTimeout(stop, listReadMs)
  waiting.add(stop)
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
