import { useMutation } from '@tanstack/react-query'
import { tryOnHistory } from '../../api/rules.ts'
import type { HistoryTrial, Rule } from '../../api/types.ts'
import { useWhileHere } from '../../api/use-while-here.ts'
import { days, type Effect } from './effect-words.ts'

/** The calls of the last days as either change decides them: theirs beside what both began from, mine on top of theirs. Asked one after the other: one is tried at a time. */
export function useEffects(base: readonly Rule[], merged: readonly Rule[]) {
  const whileHere = useWhileHere()
  return useMutation({
    mutationFn: async () => {
      const signal = whileHere()
      // Theirs are the rules in force: what they do is what is gone without them.
      const before = effectOf(await tryOnHistory(base, days, signal))
      const mine = effectOf(await tryOnHistory(merged, days, signal))
      return { theirs: { ...before, texts: -before.texts, cost: -before.cost }, mine }
    },
  })
}

const effectOf = ({ calls, onlyNewest, changed, inForce, draft, difference }: HistoryTrial): Effect => ({
  calls,
  onlyNewest,
  changed,
  texts: draft.texts - inForce.texts,
  cost: Number(difference.amount),
})
