import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { whenBack } from '../../api/connection.ts'
import { useAccount } from '../../api/me.ts'
import { LeftAsItWas } from '../../api/problem.ts'
import { queryClient } from '../../api/query-client.ts'
import { ruleSetQuery, saveRules, useRuleSet } from '../../api/rules.ts'
import { whenSignedIn } from '../../api/session.ts'
import { t } from '../../i18n/i18n.ts'
import { useKeeping } from '../../shell/kept-work.ts'
import { agreeToRental } from '../../shell/rental-question.tsx'
import { toast } from '../../shell/toast.tsx'
import { sayRefused } from '../../shell/use-deed.ts'
import { useUnsaved } from '../../ui/use-unsaved.ts'
import { createRuleSaver, type RuleSaver } from './rule-saver.ts'

/** What was done, for the toast, once the number of the new rule set is known. */
export type Said = (number: number) => ReactNode

/** The rules of this page with their saver. `restored` says that a change was undone. */
export function useRules(restored: Said) {
  const { key: account } = useAccount()
  const { data: saved, error, isPending } = useRuleSet()
  const undone = useRef(restored)
  undone.current = restored
  const [saver] = useState(() => makeSaver(account, (number) => undone.current(number)))
  const { draft, conflict, isKept, isOnlyHere } = useSyncExternalStore(saver.watch, saver.state)
  useKeeping(isKept ? t('rules.kept') : isOnlyHere ? t('rules.notKept') : null)
  useUnsaved(isOnlyHere)
  useEffect(() => {
    saver.retry()
    const unwatch = [whenBack(saver.retry), whenSignedIn(saver.retry)]
    return () => {
      for (const end of unwatch) end()
    }
  }, [saver])
  return { saved, rules: draft ?? saved?.rules, error, isPending, conflict, change: saver.change, settle: saver.settle }
}

function makeSaver(account: string, restored: Said): RuleSaver<Said> {
  const place = `aftercall-kept-rules:${account}`
  const saver: RuleSaver<Said> = createRuleSaver<Said>({
    current: () => queryClient.getQueryData(ruleSetQuery.queryKey),
    save: async (rules, madeFrom) => {
      await agreeToRental({ rules: [...rules] })
      return saveRules(rules, madeFrom)
    },
    reload: () => queryClient.fetchQuery({ ...ruleSetQuery, staleTime: 0 }),
    saved: (made, { base, what }) =>
      toast({
        words: what?.(made.number) ?? t('rules.keptSaved', { number: made.number }),
        // Over the version that is undone: what somebody else saved after it is a conflict, not something to overwrite.
        undo: () => saver.change(base.rules, restored, made),
      }),
    refused: (problem) => problem instanceof LeftAsItWas || sayRefused(t('word.notSaved'), problem),
    notUndone: () => toast({ tone: 'bad', words: t('rules.notUndone') }),
    keep: {
      read: () => localStorage.getItem(place),
      write: (text) => (text === null ? localStorage.removeItem(place) : localStorage.setItem(place, text)),
    },
  })
  return saver
}
