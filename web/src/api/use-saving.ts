import { useState } from 'react'
import { ApiProblem, LeftAsItWas } from './problem.ts'
import { type RefusedFields, useShownErrors } from './use-shown-errors.ts'

/** The state of a form's save: busy, refused as a whole, or refused field by field. */
export function useSaving() {
  const [isBusy, setBusy] = useState(false)
  const [isLeft, setLeft] = useState(false)
  const [problem, setProblem] = useState<Pick<ApiProblem, 'message' | 'isOfFieldsAlone' | 'errors'> | null>(null)

  /** Runs the save; true when it went through. */
  const run = async (save: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setProblem(null)
    setLeft(false)
    try {
      await save()
      return true
    } catch (error) {
      if (error instanceof LeftAsItWas) {
        setLeft(true)
        return false
      }
      setProblem(
        error instanceof ApiProblem
          ? error
          : { message: error instanceof Error ? error.message : String(error), isOfFieldsAlone: false, errors: [] },
      )
      return false
    } finally {
      setBusy(false)
    }
  }

  const errors = problem?.errors ?? []
  const { errorOf, refused } = useShownErrors(errors)
  return {
    isBusy,
    run,
    /** Somebody was asked whether to save it, and left it. */
    isLeft,
    errorOf,
    failed: problem === null ? null : problem.message,
    errors,
    /** Other problems than of fields say all in their own words. */
    refused: (): RefusedFields | null => (problem?.isOfFieldsAlone === true ? refused() : null),
  }
}
