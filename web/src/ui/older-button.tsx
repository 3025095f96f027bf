import './table.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeed } from '../shell/use-deed.ts'
import { keepFocusIn } from './keep-focus.ts'
import { WaitingButton } from './waiting-button.tsx'

/** What is read of a list that comes in pages. */
type Pages = {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: (options: { throwOnError: true }) => Promise<unknown>
}

type Props = { pages: Pages; words?: string; note?: ReactNode }

/** The way to older rows, while there are any. */
export function OlderButton({ pages, words, note }: Props) {
  const { t } = useTranslation()
  const { run } = useDeed()
  if (!pages.hasNextPage) return null
  const readOn = () => {
    // Once the list is whole it goes away, and the last row is where it was.
    keepFocusIn('.card')
    void run(() => pages.fetchNextPage({ throwOnError: true }))
  }
  return (
    <div className="table-more">
      {note !== undefined && (
        <span className="table-more-note" role="status">
          {note}
        </span>
      )}
      <WaitingButton variant="default" isWaiting={pages.isFetchingNextPage} onClick={readOn}>
        {words ?? t('ui.older')}
      </WaitingButton>
    </div>
  )
}
