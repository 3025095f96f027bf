import './table.css'
import { Button, Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeed } from '../shell/use-deed.ts'
import { keepFocusIn } from './keep-focus.ts'

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
  const isBusy = pages.isFetchingNextPage
  const readOn = () => {
    if (isBusy) return
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
      <Button
        variant="default"
        // Not `loading`: that takes the focus from what was pressed.
        aria-disabled={isBusy}
        leftSection={isBusy && <Loader size={16} />}
        onClick={readOn}
      >
        {words ?? t('ui.older')}
      </Button>
    </div>
  )
}
