import { Button, Modal } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { type WhatIfAsk, whatIf } from '../api/billing.ts'
import { isProblem, LeftAsItWas } from '../api/problem.ts'
import type { WhatIf } from '../api/types.ts'
import { useFormat } from '../ui/format-context.tsx'
import { useLast } from '../ui/use-last.ts'

/** What a change does to the rental, or why that is not known. */
type Question = { costs: WhatIf | Error; settle: (isAgreed: boolean) => void }

let asked: Question | null = null
const watchers = new Set<() => void>()

function become(next: Question | null): void {
  asked = next
  for (const tell of watchers) tell()
}

const isMore = ({ more }: WhatIf['thisCycle']) => Number(more.amount) > 0

/** Asks, with the figure, before a change that raises the rental, and rejects with `LeftAsItWas` where it may not be made. Where it raises nothing, nobody is asked. */
export async function agreeToRental(change: WhatIfAsk): Promise<void> {
  const costs = await whatIf(change).catch((problem: unknown) => {
    // What is wrong with a draft is said of its fields where it is saved.
    if (isProblem(problem) && problem.status >= 400 && problem.status < 500) return null
    if (isProblem(problem, 'no_answer') || !(problem instanceof Error)) throw problem
    return problem
  })
  if (costs === null || (!(costs instanceof Error) && !isMore(costs.thisCycle) && !isMore(costs.nextCycle))) return
  // One question at a time: the one before was overtaken, and is left.
  asked?.settle(false)
  const isAgreed = await new Promise<boolean>((settle) => become({ costs, settle }))
  if (!isAgreed) throw new LeftAsItWas()
}

/** Stands once in the shell: a change may be saved after its page was left. */
export function RentalQuestion() {
  const { t } = useTranslation()
  const wordsOf = useWords()
  const question = useSyncExternalStore(
    (tell) => {
      watchers.add(tell)
      return () => void watchers.delete(tell)
    },
    () => asked,
  )
  const shown = useLast(question)
  const said = shown === null ? null : wordsOf(shown.costs)
  const answer = (isAgreed: boolean) => {
    become(null)
    question?.settle(isAgreed)
  }
  return (
    <Modal
      opened={question !== null}
      onClose={() => answer(false)}
      title={said?.title}
      // Above the drawer in which it may be asked, below the layer of an ended session.
      zIndex={350}
      closeButtonProps={{ 'aria-label': t('word.close') }}
    >
      {said?.words.map((one) => (
        <p key={one} className="confirm-words">
          {one}
        </p>
      ))}
      <div className="confirm-ways">
        <Button onClick={() => answer(true)}>{said?.action}</Button>
        <Button variant="default" onClick={() => answer(false)} data-autofocus>
          {t('ui.leaveIt')}
        </Button>
      </div>
    </Modal>
  )
}

function useWords() {
  const { t } = useTranslation()
  const { money } = useFormat()
  const figures = ({ rental, before }: WhatIf['thisCycle']) => ({
    rental: money(rental.amount, rental.currency),
    before: money(before.amount, before.currency),
  })
  return (costs: WhatIf | Error) => {
    if (costs instanceof Error)
      return {
        title: t('billing.askUnknown'),
        words: [t('billing.askUnknownWords', { why: costs.message })],
        action: t('billing.askUnknownYes'),
      }
    const { thisCycle, nextCycle } = costs
    const isNow = isMore(thisCycle)
    const { amount, currency } = (isNow ? thisCycle : nextCycle).more
    return {
      title: t('billing.ask'),
      words: [
        ...(isNow ? [t('billing.askThis', figures(thisCycle))] : []),
        ...(isMore(nextCycle) ? [t('billing.askNext', figures(nextCycle))] : []),
      ],
      action: t(isNow ? 'billing.askYes' : 'billing.askYesNext', { more: money(amount, currency) }),
    }
  }
}
