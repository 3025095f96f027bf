/** What a restore put before a person. */
import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import { queryClient } from './query-client.ts'

/** The oldest of those that wait, as many as are settled at once. */
export const useRestored = () =>
  useQuery({
    queryKey: ['restored'],
    queryFn: () => answer(api.GET('/v1/restored', { params: { query: { limit: 200 } } })),
    refetchInterval: 60_000,
  })

export type RestoredDeed = 'send' | 'drop'

/** Does it with these texts, or with all, a request for as many as go at once. Answers with how many it was done. */
export async function settleRestored(deed: RestoredDeed, ids: readonly string[] | undefined): Promise<number> {
  const chosen = ids === undefined ? {} : { ids: [...ids] }
  let sum = 0
  try {
    for (;;) {
      const { done, left } = await answer(
        deed === 'send'
          ? api.POST('/v1/restored/send', { body: { ...chosen, confirm: 'may arrive twice', validMinutes: 60 } })
          : api.POST('/v1/restored/drop', { body: chosen }),
      )
      sum += done
      if (ids !== undefined || left === 0 || done === 0) break
    }
  } finally {
    // What was done before it failed is done.
    await queryClient.invalidateQueries()
  }
  return sum
}
