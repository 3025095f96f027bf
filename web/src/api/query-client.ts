import { QueryClient } from '@tanstack/react-query'
import { whenBack } from './connection.ts'
import { ApiProblem } from './problem.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    // A browser that says it is offline may still reach the program, in its own house for one; what is not answered says so, and nothing waits to be
    // done later by itself.
    queries: {
      networkMode: 'always',
      staleTime: 5_000,
      // A problem is an answer: only silence is asked again, and the connection store decides when.
      retry: (count, error) => !(error instanceof ApiProblem) && count < 1,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

whenBack(() => void queryClient.invalidateQueries())
