import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/problem.ts'
import { PageHead } from '../ui/parts.tsx'
import { usePageTitle } from './page-title.ts'

/** What a page shows when it could not be: what happened, then what to do. */
export function Failure({ error }: { error: unknown }) {
  const { t } = useTranslation()
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
    ? t('failed.silent')
    : problem !== undefined
      ? t('failed.answered', { status: problem.status, code: problem.code })
      : String(error)
  return (
    <div className="failure">
      <PageHead title={isSilent ? t('lost.title') : (problem?.message ?? t('failed.unknown'))} lead={lead} />
      <div className="page-actions">
        <Button onClick={again}>{t('failed.again')}</Button>
        <Button variant="default" component="a" href="/">
          {t('failed.toStart')}
        </Button>
      </div>
    </div>
  )
}

/** The same where there is not even a shell around it. */
export function FailurePage({ error }: { error: unknown }) {
  const { t } = useTranslation()
  usePageTitle(t('failed.notShown'))
  return (
    <main>
      <Failure error={error} />
    </main>
  )
}
