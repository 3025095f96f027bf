import { Button } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { ApiProblem } from '../api/problem.ts'
import { EmptyState } from '../ui/parts.tsx'

/** A page that could not be shown: what happened, then what to do. */
export function Failure({ error }: { error: unknown }) {
  const router = useRouter()
  const problem = error instanceof ApiProblem ? error : undefined
  const isSilent = problem?.code === 'no_answer'
  return (
    <div className="failure">
      <EmptyState
        title={
          isSilent ? 'Aftercall does not answer' : (problem?.message ?? 'This page met something it does not know')
        }
        action={
          <>
            <Button onClick={() => void router.invalidate()}>Try again</Button>
            <Button variant="default" component="a" href="/">
              Go to the start
            </Button>
          </>
        }
      >
        <p>
          {isSilent
            ? 'The program may be stopped or starting. Calls that phone systems report meanwhile wait with them.'
            : problem !== undefined
              ? `The program answered ${problem.status}, ${problem.code}.`
              : String(error)}
        </p>
      </EmptyState>
    </div>
  )
}
