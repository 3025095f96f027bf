import { useState } from 'react'
import type { RuleSet } from '../../api/types.ts'

/** A draft stands on the version it was begun from: what others save meanwhile must not change it under the hand. */
export function useFirst(data: RuleSet | undefined): RuleSet | undefined {
  const [first, setFirst] = useState(data)
  if (first === undefined && data !== undefined) setFirst(data)
  return first
}
