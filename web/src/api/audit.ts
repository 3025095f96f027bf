/** Who did what. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export const useAudit = () =>
  useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/v1/audit', { params: { query: { limit: 50, ...(pageParam !== null && { after: pageParam }) } } }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
