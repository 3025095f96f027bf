/** What was typed and not saved, on the whole page: the shell asks once before it is left, however many forms were changed. */
import { useEffect, useId, useState } from 'react'
import { t } from '../i18n/i18n.ts'

const unsaved = new Set<string>()

export const hasUnsaved = (): boolean => unsaved.size > 0

/** Asks whether to leave what is not saved; true where nothing is lost. */
export const mayLeave = (): boolean => !hasUnsaved() || window.confirm(t('ui.leaveUnsaved'))

/** While `isChanged`, leaving the page asks first. */
export function useUnsaved(isChanged: boolean): void {
  const id = useId()
  useEffect(() => {
    if (!isChanged) return
    unsaved.add(id)
    return () => void unsaved.delete(id)
  }, [id, isChanged])
}

/** `isLeft`: it was asked about and left, which is no failure, but saved it is not. */
type Save = { isBusy: boolean; failed: string | null | undefined; isLeft: boolean }

/** Whether a draft differs from how the form began, or from what was saved last. */
export function useChanged(draft: unknown, { isBusy, failed, isLeft }: Save): boolean {
  const now = JSON.stringify(draft)
  const [kept, setKept] = useState(now)
  // What is on its way; typing goes on meanwhile.
  const [sent, setSent] = useState<string | null>(null)
  if (isBusy && sent === null) setSent(now)
  if (!isBusy && sent !== null) {
    setSent(null)
    if (failed == null && !isLeft) setKept(sent)
  }
  return now !== kept
}
