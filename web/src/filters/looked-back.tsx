import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useDeed } from '../shell/use-deed.ts'
import { useFormat } from '../ui/format-context.tsx'
import { keepFocus } from '../ui/keep-focus.ts'
import { EmptyList } from '../ui/parts.tsx'

/** What is read of a list that is looked through for what a filter wants. */
type Pages = {
  data: { pages: { lookedBackTo: string | null }[] } | undefined
  isFetchingNextPage: boolean
  fetchNextPage: (options: { throwOnError: true }) => Promise<unknown>
}

const lookedBackTo = ({ data }: Pick<Pages, 'data'>) => data?.pages.at(-1)?.lookedBackTo ?? null

/** Under a list: where the program stopped looking before it had found as many as were wanted. */
export function LookedBack({ pages }: { pages: Pages }) {
  const format = useFormat()
  const to = lookedBackTo(pages)
  return to === null ? null : <>Looked back to {format.moment(to)}.</>
}

type Props = { pages: Pages; what: 'call' | 'text'; way: ReactNode }

/** Instead of a list that holds nothing as far as it was looked through: that nothing is there nobody knows yet. */
export function NoneSoFar({ pages, what, way }: Props) {
  const format = useFormat()
  const { run } = useDeed()
  const to = lookedBackTo(pages)
  const lookOn = () => {
    // What is found stands in place of the button.
    keepFocus(document.activeElement)
    void run(() => pages.fetchNextPage({ throwOnError: true }))
  }
  return (
    <EmptyList
      title="None found so far"
      action={
        <>
          <Button loading={pages.isFetchingNextPage} onClick={lookOn}>
            Look further back
          </Button>
          {way}
        </>
      }
    >
      <p role="status">
        No {what}
        {to !== null && ` since ${format.moment(to)}`} matches these filters. Older ones have not been looked at yet.
      </p>
    </EmptyList>
  )
}
