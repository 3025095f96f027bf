import './table.css'
import { Button } from '@mantine/core'

/** What is read of a list that comes in pages. */
type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }

/** The way to older rows, while there are any. */
export function OlderButton({ pages, words = 'Show older ones' }: { pages: Pages; words?: string }) {
  if (!pages.hasNextPage) return null
  return (
    <div className="table-more">
      <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {words}
      </Button>
    </div>
  )
}
