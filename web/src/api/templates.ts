/** A template's life: what is done with it, and what was. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import { everyPage, inPages } from './in-pages.ts'
import { queryClient } from './query-client.ts'
import type { paths } from './schema.generated.d.ts'
import type { Template, TestSent } from './types.ts'

export type TemplateMove = 'submit' | 'approve' | 'reject' | 'pause' | 'resume' | 'discard'
export type MoveWith = { reason?: string; dltTemplateId?: string }

/** The routes of the six moves are alike; each is called by the first one's types. */
const movePath = (move: TemplateMove) => `/v1/templates/{key}/${move}` as '/v1/templates/{key}/submit'

export async function moveTemplate(key: string, move: TemplateMove, given: MoveWith = {}): Promise<Template> {
  const done = await answer(api.POST(movePath(move), { params: { path: { key } }, body: given as never }))
  await queryClient.invalidateQueries()
  return done
}

export const useTemplateHistory = (key: string) =>
  useInfiniteQuery({
    queryKey: ['template-history', key],
    queryFn: ({ pageParam }) => {
      const query = { limit: 50, ...(pageParam !== undefined && { after: pageParam }) }
      return answer(api.GET('/v1/templates/{key}/history', { params: { path: { key }, query } }))
    },
    ...inPages,
  })

/** Every wording that it had, for who asks for one. */
export const useTemplateVersions = (key: string, isAsked: boolean) =>
  useQuery({
    queryKey: ['template-versions', key],
    queryFn: () =>
      everyPage((query) => answer(api.GET('/v1/templates/{key}/versions', { params: { path: { key }, query } }))),
    enabled: isAsked,
  })

type TestAsk = paths['/v1/templates/{key}/test']['post']['requestBody']['content']['application/json']

export type { TestSent }

/** Sends one real text; what becomes of it is told by its call. */
export const testTemplate = (key: string, body: TestAsk): Promise<TestSent> =>
  answer(api.POST('/v1/templates/{key}/test', { params: { path: { key } }, body }))

/** Lets every template of a header send again that was paused after its refusals. */
export async function resumeHeader(key: string): Promise<void> {
  await answer(api.POST('/v1/headers/{key}/resume', { params: { path: { key } } }))
  await queryClient.invalidateQueries()
}
