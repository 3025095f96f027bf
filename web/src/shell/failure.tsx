import { Button } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { ApiProblem } from '../api/problem.ts'
import { PageHead } from '../ui/parts.tsx'

/** What a page shows when it could not be: what happened, then what to do. */
export function Failure({ error }: { error: unknown }) {
  const router = useRouter()
  const problem = error instanceof ApiProblem ? error : undefined
  const isSilent = problem?.code === 'no_answer'
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
        <Button onClick={() => void router.invalidate()}>Try again</Button>
        <Button variant="default" component="a" href="/">
          Go to the start
        </Button>
      </div>
    </div>
  )
}

/** The same where there is not even a shell around it. */
export function FailurePage({ error }: { error: unknown }) {
  return (
    <main>
      <Failure error={error} />
    </main>
  )
}
