import './table.css'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeed } from '../shell/use-deed.ts'

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
  return (
    <div className="table-more">
      {note !== undefined && (
        <span className="table-more-note" role="status">
          {note}
        </span>
      )}
      <Button
        variant="default"
        loading={pages.isFetchingNextPage}
        onClick={() => void run(() => pages.fetchNextPage({ throwOnError: true }))}
      >
        {words ?? t('ui.older')}
      </Button>
    </div>
  )
}
