import { useState } from 'react'
import type { Filling } from '../../api/setup.ts'
import type { CallRow, Rule } from '../../api/types.ts'
import { useCallsThatWere } from '../templates/filled-from.tsx'
import { mayAskFor } from './rule-draft.ts'

/** Which call the texts of a rule are filled from: the newest that it may ask for, until somebody chooses another or the sample. */
export function useFilling({ key, conditions }: Pick<Rule, 'key' | 'conditions'>) {
  const known = useCallsThatWere()
  const calls = known ?? []
  const [chosen, setChosen] = useState<{ of: string; call: CallRow | null } | null>(null)
  const [newest, setNewest] = useState<CallRow | null>(null)
  // A newer call does not change a text that is being read.
  const own = newest !== null && mayAskFor(conditions, newest) ? newest : null
  const found = own ?? calls.find((one) => mayAskFor(conditions, one)) ?? null
  if (found !== newest) setNewest(found)
  const call = chosen?.of === key ? chosen.call : found
  const choose = (next: CallRow | null) => setChosen({ of: key, call: next })
  return { filling: known && fillingOf(call, conditions), call, calls, choose }
}

/** A sample is one that the rule asks for, too. */
function fillingOf(call: CallRow | null, { departments, dids }: Rule['conditions']): Filling {
  if (call !== null) return { callId: call.id }
  return { ...(departments?.[0] && { department: departments[0] }), ...(dids?.[0] && { did: dids[0] }) }
}
