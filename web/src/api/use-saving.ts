import { useState } from 'react'
import { ApiProblem, type FieldError } from './problem.ts'

/** The state of a form's save: busy, refused as a whole, or refused field by field. */
export function useSaving() {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ message: string; errors: FieldError[] } | null>(null)

  /** Runs the save; true when it went through. */
  const run = async (save: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setProblem(null)
    try {
      await save()
      return true
    } catch (error) {
      setProblem(
        error instanceof ApiProblem
          ? { message: error.message, errors: error.errors }
          : { message: error instanceof Error ? error.message : String(error), errors: [] },
      )
      return false
    } finally {
      setBusy(false)
    }
  }

  /** What was said of one field, by its path or anything below it. */
  const errorOf = (path: string): string | undefined =>
    problem?.errors.find(
      (one) => one.path === path || one.path.startsWith(`${path}.`) || one.path.startsWith(`${path}[`),
    )?.message
  return { isBusy, run, errorOf, failed: problem === null ? null : problem.message, errors: problem?.errors ?? [] }
}
