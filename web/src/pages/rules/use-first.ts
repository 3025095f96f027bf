import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ruleSetQuery } from '../../api/rules.ts'
import type { RuleSet } from '../../api/types.ts'

/**
 * What a draft stands on: the version in force when it was begun. What others save meanwhile must not change it under the hand, and
 * what this browser remembers from before may be older. While the program does not answer, what is remembered must do.
 */
export function useFirstRuleSet() {
  const asked = useQuery({ ...ruleSetQuery, refetchOnMount: 'always' })
  const [first, setFirst] = useState<RuleSet>()
  if (first === undefined && asked.isFetchedAfterMount && asked.data !== undefined) setFirst(asked.data)
  return { data: first, error: first === undefined && asked.data === undefined ? asked.error : null }
}
