import { useState } from 'react'
import { ApiProblem, type FieldError, LeftAsItWas } from './problem.ts'

/** The state of a form's save: busy, refused as a whole, or refused field by field. */
export function useSaving() {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Pick<ApiProblem, 'message' | 'code' | 'errors'> | null>(null)

  /** Runs the save; true when it went through. */
  const run = async (save: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setProblem(null)
    try {
      await save()
      return true
    } catch (error) {
      if (error instanceof LeftAsItWas) return false
      setProblem(
        error instanceof ApiProblem
          ? error
          : { message: error instanceof Error ? error.message : String(error), code: 'unknown', errors: [] },
      )
      return false
    } finally {
      setBusy(false)
    }
  }

  const [shown] = useState(() => new WeakSet<FieldError>())
  /** What was said of one field, by its path or anything below it: the field shows it. */
  const errorOf = (path: string): string | undefined => {
    const error = problem?.errors.find(
      (one) => one.path === path || one.path.startsWith(`${path}.`) || one.path.startsWith(`${path}[`),
    )
    if (error !== undefined) shown.add(error)
    return error?.message
  }
  const errors = problem?.errors ?? []
  /** What no field shows, once they have all been drawn. Other problems than of fields say all in their own words. */
  const unshown = (): FieldError[] => (problem?.code === 'invalid' ? errors.filter((one) => !shown.has(one)) : [])
  return { isBusy, run, errorOf, failed: problem === null ? null : problem.message, errors, unshown }
}
