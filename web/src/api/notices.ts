/** What the administrator should know without looking for it. */
import { useQuery } from '@tanstack/react-query'
import { answer, api, items } from './client.ts'
import { useMe } from './me.ts'
import { queryClient } from './query-client.ts'
import type { Notice } from './types.ts'

/** Before there is any account there are none. */
export const useNotices = () =>
  useQuery({
    queryKey: ['notices'],
    queryFn: () => items(api.GET('/v1/notices')),
    refetchInterval: 60_000,
    enabled: useMe().account !== null,
  })

export async function dismissNotice({ kind, subject }: Pick<Notice, 'kind' | 'subject'>): Promise<void> {
  await answer(api.POST('/v1/notices/dismiss', { body: { kind, subject } }))
  await queryClient.invalidateQueries({ queryKey: ['notices'] })
}
