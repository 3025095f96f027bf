import { QueryCache, QueryClient } from '@tanstack/react-query'
import { whenBack } from './connection.ts'
import { ApiProblem } from './problem.ts'

/** A session that ended while a page was open: signing in is the only way on. */
function signInAgain(error: unknown): void {
  if (error instanceof ApiProblem && error.status === 401 && window.location.pathname !== '/signin')
    window.location.assign('/signin')
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: signInAgain }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A problem is an answer: only silence is asked again, and the connection store decides when.
      retry: (count, error) => !(error instanceof ApiProblem) && count < 1,
    },
    mutations: { retry: false },
  },
})

whenBack(() => void queryClient.invalidateQueries())
