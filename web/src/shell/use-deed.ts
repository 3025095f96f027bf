import { useState } from 'react'
import { LeftAsItWas } from '../api/problem.ts'
import { t } from '../i18n/i18n.ts'
import { keepFocus } from '../ui/keep-focus.ts'
import { errorWords } from '../ui/place-words.ts'
import { toast } from './toast.tsx'

/** Says that something was not done, why, and what it was refused for. */
export function sayRefused(what: string, problem: unknown): void {
  const why = problem instanceof Error ? errorWords(problem) : String(problem)
  toast({ tone: 'bad', words: t('failed.refused', { what }), why })
}

/** Does it, and says so when it could not be done; true when it was. */
export async function attempt(deed: () => Promise<unknown>): Promise<boolean> {
  try {
    await deed()
    return true
  } catch (problem) {
    if (!(problem instanceof LeftAsItWas)) sayRefused(t('ui.notDone'), problem)
    return false
  }
}

/** One deed outside a form: what it is done with is held while it is under way, and may go away with it. */
export function useDeed() {
  const [isBusy, setBusy] = useState(false)
  const run = async (deed: () => Promise<unknown>): Promise<boolean> => {
    // A question that asked for it goes away as well, and gives the focus back to where it was asked from: it waits for that itself.
    if (!document.activeElement?.closest('.confirm-ways')) keepFocus(document.activeElement)
    setBusy(true)
    const isDone = await attempt(deed)
    setBusy(false)
    return isDone
  }
  return { isBusy, run }
}
