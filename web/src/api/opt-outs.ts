/** Who wants no more texts, and what people replied. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { answer, api, send } from './client.ts'
import { inPages } from './in-pages.ts'
import { ApiProblem } from './problem.ts'
import { queryClient } from './query-client.ts'
import type { OptOutImport, OptOutStanding, Reply } from './types.ts'

export const useOptOuts = () =>
  useInfiniteQuery({
    queryKey: ['opt-outs'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/v1/opt-outs', { params: { query: { limit: 50, ...(pageParam !== null && { after: pageParam }) } } }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

/** Replies that may be opt-outs and wait for a person. */
export const useOpenReplies = () =>
  useQuery({
    queryKey: ['replies', 'open'],
    queryFn: () => answer(api.GET('/v1/replies', { params: { query: { limit: 50, open: 'true' } } })),
  })

export const useReplies = () =>
  useInfiniteQuery({
    queryKey: ['replies', 'all'],
    queryFn: ({ pageParam: after }) =>
      answer(api.GET('/v1/replies', { params: { query: { limit: 50, ...(after !== undefined && { after }) } } })),
    ...inPages,
  })

export const checkNumber = (number: string): Promise<OptOutStanding> =>
  answer(api.POST('/v1/opt-outs/check', { body: { number } }))

/** How a number stands, or that it is no whole number. Nothing of it stays in this page. */
export const useOptOutStanding = (number: string | null) =>
  useQuery({
    queryKey: ['opt-outs', 'standing', number],
    queryFn: () => checkNumber(number ?? ''),
    enabled: number !== null,
    gcTime: 0,
  })

const changed = () => queryClient.invalidateQueries()

export async function optOut(number: string): Promise<OptOutStanding> {
  const standing = await answer(api.POST('/v1/opt-outs', { body: { number } }))
  await changed()
  return standing
}

export async function optIn(number: string): Promise<OptOutStanding> {
  const standing = await answer(api.POST('/v1/opt-outs/remove', { body: { number } }))
  await changed()
  return standing
}

export async function optInById(id: string): Promise<void> {
  await answer(api.DELETE('/v1/opt-outs/{id}', { params: { path: { id } } }))
  await changed()
}

export async function settleReply({ id }: Pick<Reply, 'id'>, optOut: boolean): Promise<void> {
  await answer(api.POST('/v1/replies/{id}/settle', { params: { path: { id } }, body: { optOut } }))
  await changed()
}

/** The file goes as it is; the program reads it while it comes. */
export async function importOptOuts(file: File): Promise<OptOutImport> {
  const url = new URL('/v1/opt-outs/import', window.location.origin)
  const response = await send(new Request(url, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: file }))
  // What stands in front of the program may answer in its own words.
  const body = await response.json().catch(() => null)
  if (!response.ok || body === null) throw new ApiProblem(response.status, body ?? {})
  await changed()
  return body
}

/** Replies to a text of the sandbox, as its phone would; answers what the reply was taken for. */
export async function replyInSandbox(from: string, text: string): Promise<Reply['meaning'] | 'repeated'> {
  const { meaning, repeated } = await answer(api.POST('/v1/sandbox/replies', { body: { from, text } }))
  await changed()
  return repeated ? 'repeated' : meaning
}
