import './page-loading.css'
import { Skeleton } from '@mantine/core'
import { PageHead } from './parts.tsx'

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** A page of which the title alone is known: where it is to stand, rows of the size of what is to come. */
export function PageLoading({ title }: { title: string }) {
  return (
    <div aria-busy="true">
      <PageHead title={title} />
      <div className="page-loading">
        {rows.map((row) => (
          <Skeleton key={row} height={38} />
        ))}
      </div>
    </div>
  )
}
