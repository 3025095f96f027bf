import { useState } from 'react'
import { isSame } from '../same.ts'
import { useUnsaved } from './use-unsaved.ts'

/**
 * A draft of `there`, what the program has. An untouched draft follows what others save; a changed one is kept,
 * and `isOvertaken` says that it began from what is there no more.
 */
export function useFollowedDraft<T>(there: T, isBusy: boolean) {
  const [base, setBase] = useState(there)
  const [draft, setDraft] = useState(there)
  const follow = (next: T) => {
    setBase(next)
    setDraft(next)
  }
  /** After a save: what was typed while it was under way stays. */
  const saved = (sent: T, kept: T) => {
    setBase(kept)
    setDraft((before) => (isSame(before, sent) ? kept : before))
  }
  const isChanged = !isSame(draft, base)
  const isOvertaken = !isSame(there, base)
  if (isOvertaken && (!isChanged || isSame(draft, there))) follow(there)
  useUnsaved(isChanged && !isBusy)
  return { draft, setDraft, follow, saved, isChanged, isOvertaken: isOvertaken && isChanged && !isBusy }
}
