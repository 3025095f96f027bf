import { Button } from '@mantine/core'
import { EmptyState } from '../ui/parts.tsx'

export function NotFound() {
  return (
    <div className="failure">
      <EmptyState
        title="There is no page at this address"
        action={
          <Button component="a" href="/">
            Go to the start
          </Button>
        }
      >
        <p>The link may be old, or a letter may be missing.</p>
      </EmptyState>
    </div>
  )
}
