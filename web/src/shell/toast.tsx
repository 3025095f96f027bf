import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { keepFocus } from '../ui/keep-focus.ts'
import { languageOf } from '../ui/languages.ts'
import { isCommand, withCommand } from './key-names.ts'

export type Toast = {
  words: ReactNode
  /** What the program says of it itself. */
  why?: string
  undo?: () => void
  tone?: 'plain' | 'bad'
}

const staysMs = 10_000
let shown: (Toast & { id: number }) | null = null
let ids = 0
const watchers = new Set<() => void>()

function become(next: typeof shown): void {
  shown = next
  for (const tell of watchers) tell()
}

/** Says what was done, for ten seconds and for as long as it is focused or pointed at. */
export function toast(next: Toast): void {
  ids += 1
  become({ ...next, id: ids })
}

export function ToastPlace() {
  const current = useSyncExternalStore(
    (tell) => {
      watchers.add(tell)
      return () => void watchers.delete(tell)
    },
    () => shown,
  )
  return (
    <div className="toast-place" role="status">
      {current !== null && <ToastView key={current.id} toast={current} />}
    </div>
  )
}

/** Where typed words are undone instead. */
const typedIn = 'textarea, select, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="button"])'

/** Ctrl-Z, or the command key and Z, from wherever the focus is: a keyboard hardly comes to the end of the page in time. */
function useUndoKey(undo: (() => void) | undefined) {
  useEffect(() => {
    if (undo === undefined) return
    const press = (event: KeyboardEvent) => {
      if (!isCommand(event, 'z') || (event.target as Element).closest?.(typedIn)) return
      if (document.querySelector('[aria-modal="true"]') !== null) return
      event.preventDefault()
      undo()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [undo])
}

function ToastView({ toast: { words, why, undo, tone = 'plain' } }: { toast: Toast }) {
  const { t } = useTranslation()
  const [isHeld, setHeld] = useState(false)
  const began = useRef(Date.now())
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => become(null), Math.max(1500, staysMs - (Date.now() - began.current)))
    return () => clearTimeout(timer)
  }, [isHeld])
  const back = useMemo(() => {
    if (undo === undefined) return undefined
    return () => {
      keepFocus(document.activeElement)
      become(null)
      undo()
    }
  }, [undo])
  useUndoKey(back)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the toast while it is pointed at
    <div
      className="toast"
      data-tone={tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>
        {words}
        {why !== undefined && <span lang={languageOf(why)}> {why}</span>}
      </span>
      {back !== undefined && (
        <button type="button" aria-keyshortcuts="Control+Z Meta+Z" onClick={back}>
          {t('word.undo')}
          <span className="key only-wide" aria-hidden="true">
            {withCommand('Z')}
          </span>
        </button>
      )}
    </div>
  )
}
