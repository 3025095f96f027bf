import { useState } from 'react'
import { isProblem, LeftAsItWas } from '../api/problem.ts'
import { toast } from './toast.tsx'

/** Says that something was not done, why, and which fields it was refused for. */
export function sayRefused(what: string, problem: unknown): void {
  const details = isProblem(problem) ? problem.errors.map((one) => one.message).join(' ') : ''
  const words = problem instanceof Error ? problem.message : String(problem)
  toast({ tone: 'bad', words: `${what}. ${words} ${details}`.trimEnd() })
}

/** Does it, and says so when it could not be done; true when it was. */
export async function attempt(deed: () => Promise<unknown>): Promise<boolean> {
  try {
    await deed()
    return true
  } catch (problem) {
    if (!(problem instanceof LeftAsItWas)) sayRefused('Not done', problem)
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
