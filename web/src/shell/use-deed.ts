import { useState } from 'react'
import { isProblem } from '../api/problem.ts'
import { toast } from './toast.tsx'

/** Does it, and says so when it could not be done; true when it was. */
export async function attempt(deed: () => Promise<unknown>): Promise<boolean> {
  try {
    await deed()
    return true
  } catch (problem) {
    const details = isProblem(problem) ? problem.errors.map((one) => one.message).join(' ') : ''
    const words = problem instanceof Error ? problem.message : String(problem)
    toast({ tone: 'bad', words: `Not done. ${words} ${details}`.trimEnd() })
    return false
  }
}

/** One deed outside a form: what it is done with is held while it is under way. */
export function useDeed() {
  const [isBusy, setBusy] = useState(false)
  const run = async (deed: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    const isDone = await attempt(deed)
    setBusy(false)
    return isDone
  }
  return { isBusy, run }
}
