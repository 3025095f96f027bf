import { QueryClient } from '@tanstack/react-query'
import { whenBack } from './connection.ts'
import { ApiProblem } from './problem.ts'

export const queryClient = new QueryClient({
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
