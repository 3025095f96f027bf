import { Button } from '@mantine/core'
import { PageHead } from '../ui/parts.tsx'
import { usePageTitle } from './page-title.ts'

export function NotFound() {
  return (
    <div className="failure">
      <PageHead title="There is nothing at this address" lead="The link may be old, or a letter may be missing." />
      <div className="page-actions">
        <Button component="a" href="/">
          Go to the start
        </Button>
      </div>
    </div>
  )
}

/** The same within the shell, at an address that no page has. */
export function NotFoundHere() {
  usePageTitle('Nothing here')
  return <NotFound />
}

/** The same where no page has this address, and there is no shell around it. */
export function NotFoundPage() {
  usePageTitle('Nothing here')
  return (
    <main>
      <NotFound />
    </main>
  )
}
