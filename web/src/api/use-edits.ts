import { useState } from 'react'
import { isSame } from '../same.ts'

/**
 * What a form changes of something stored, and nothing else: what was not touched shows, and keeps, what is stored now, also when another
 * person stored it while the form was open.
 */
export function useEdits<T extends object>(stored: T) {
  const [edits, setEdits] = useState<Partial<T>>({})
  // What is stored by now, as after a save, is no edit any more: whatever becomes of it later is somebody else's.
  const left = without(edits, (name, value) => isSame(value, stored[name]))
  if (!isSame(left, edits)) setEdits(left)

  const change = (part: Partial<T>) => setEdits((before) => ({ ...before, ...part }))

  /** After a save: what was typed while it was under way stays. */
  const saved = (sent: Partial<T>) => setEdits((before) => without(before, (name, value) => isSame(value, sent[name])))
  return { draft: { ...stored, ...edits }, edits, isChanged: Object.keys(edits).length > 0, change, saved }
}

function without<T extends object>(edits: Partial<T>, isLeft: (name: keyof T, value: unknown) => boolean): Partial<T> {
  return Object.fromEntries(
    Object.entries(edits).filter(([name, value]) => !isLeft(name as keyof T, value)),
  ) as Partial<T>
}
