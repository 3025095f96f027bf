import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { ApiProblem } from '../api/problem.ts'
import { PageHead } from '../ui/parts.tsx'
import { usePageTitle } from './page-title.ts'

/** What a page shows when it could not be: what happened, then what to do. */
export function Failure({ error }: { error: unknown }) {
  const router = useRouter()
  const queries = useQueryClient()
  const problem = error instanceof ApiProblem ? error : undefined
  const isSilent = problem?.code === 'no_answer'
  // What a page shows is asked by its parts, not by its route: both begin anew.
  const again = () => {
    void router.invalidate()
    void queries.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' })
  }
  const lead = isSilent
    ? 'The program may be stopped or starting. Calls that phone systems report meanwhile wait with them.'
    : problem !== undefined
      ? `The program answered ${problem.status}, ${problem.code}.`
      : String(error)
  return (
    <div className="failure">
      <PageHead
        title={
          isSilent ? 'Aftercall does not answer' : (problem?.message ?? 'This page met something it does not know')
        }
        lead={lead}
      />
      <div className="page-actions">
        <Button onClick={again}>Try again</Button>
        <Button variant="default" component="a" href="/">
          Go to the start
        </Button>
      </div>
    </div>
  )
}

/** The same where there is not even a shell around it. */
export function FailurePage({ error }: { error: unknown }) {
  usePageTitle('Not shown')
  return (
    <main>
      <Failure error={error} />
    </main>
  )
}
