import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import { tryOnHistory, useRuleCounts } from '../../api/rules.ts'
import type { HistoryTrial, Rule } from '../../api/types.ts'
import { useWhileHere } from '../../api/use-while-here.ts'

const days = 30

export type Counts = {
  total: number
  /** There may be more calls of these days than are ever counted. */
  onlyNewest: boolean
  /** Calls that no rule caught. */
  none: number
  of: (key: string) => number
}

/** How many calls each rule caught: as it was then, or, once that is asked for, as these rules would have had it. */
export function useCounts(rules: readonly Rule[]) {
  const fired = useRuleCounts(days)
  const whileHere = useWhileHere()
  const these = useMemo(() => JSON.stringify(rules), [rules])
  const trial = useMutation({
    mutationFn: async () => ({ these, found: await tryOnHistory(rules, days, whileHere()) }),
  })
  const tried = trial.data?.these === these ? trial.data.found : undefined
  return {
    counts: tried === undefined ? countsOf(fired.data) : countsOfTrial(tried),
    isInThisOrder: tried !== undefined,
    /** Why there are no counts, or none in this order. */
    error: fired.data === undefined ? fired.error : trial.error,
    isAsking: fired.isFetching || trial.isPending,
    askAgain: () => void fired.refetch(),
    /** Told right before the figures are shown. */
    countInThisOrder: (onCounted: () => void) => trial.mutate(undefined, { onSuccess: onCounted }),
  }
}

function countsOf(fired: ReturnType<typeof useRuleCounts>['data']): Counts | undefined {
  return (
    fired && {
      total: fired.total,
      onlyNewest: fired.onlyNewest.calls,
      none: fired.none,
      of: (key) => fired.counts[key] ?? 0,
    }
  )
}

const countsOfTrial = ({ calls, onlyNewest, draft }: HistoryTrial): Counts => ({
  total: calls,
  onlyNewest,
  none: draft.none,
  of: (key) => draft.rules[key]?.calls ?? 0,
})
