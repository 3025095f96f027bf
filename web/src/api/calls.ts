import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { answer, api, items } from './client.ts'
import { inPages } from './in-pages.ts'
import { follow, type LiveEvent } from './live.ts'
import { queryClient } from './query-client.ts'
import type { CallReport } from './rules.ts'
import type { operations } from './schema.generated.d.ts'
import type { CallRow, CallStory } from './types.ts'

type CallQuery = NonNullable<operations['getCalls']['parameters']['query']>
type MessageQuery = NonNullable<operations['getMessages']['parameters']['query']>
/** Filters stand in the URL, where they are any text; the API says which it does not know. */
export type CallFilter = { [K in Exclude<keyof CallQuery, 'limit' | 'after'>]?: string | undefined }
export type MessageFilter = { [K in Exclude<keyof MessageQuery, 'limit' | 'after'>]?: string | undefined }

const pageSize = 50

export const useCalls = (filter: CallFilter) =>
  useInfiniteQuery({
    queryKey: ['calls', filter],
    queryFn: ({ pageParam }) => {
      const query = { limit: pageSize, ...(pageParam !== undefined && { after: pageParam }), ...filter } as CallQuery
      return answer(api.GET('/v1/calls', { params: { query } }))
    },
    ...inPages,
    // A list that is read stays as it is; one that is searched is searched anew, since nobody says which new calls it would hold.
    staleTime: Object.keys(filter).length === 0 ? Number.POSITIVE_INFINITY : 0,
    refetchOnWindowFocus: false,
  })

/** The newest calls for a page that only looks in: unlike the list of calls, whose rows wait until they are wanted, it follows by itself. */
export const useLatestCalls = (follows = true) =>
  useQuery({
    queryKey: ['calls', 'latest'],
    queryFn: () => items(api.GET('/v1/calls', { params: { query: { limit: pageSize } } })),
    refetchInterval: follows && 10_000,
  })

/** The latest calls of a number. Who asked is recorded where numbers are masked, and nothing of it stays in this page. */
export const useCallsOf = (caller: string | null) =>
  useQuery({
    queryKey: ['calls', 'of', caller],
    queryFn: () => items(api.GET('/v1/calls', { params: { query: { limit: 5, caller: caller ?? '' } } })),
    enabled: caller !== null,
    gcTime: 0,
  })

export const useMessages = (filter: MessageFilter) =>
  useInfiniteQuery({
    queryKey: ['messages', filter],
    queryFn: ({ pageParam }) => {
      const query = { limit: pageSize, ...(pageParam !== undefined && { after: pageParam }), ...filter } as MessageQuery
      return answer(api.GET('/v1/messages', { params: { query } }))
    },
    ...inPages,
    // Looking for a number may be recorded, so it is done only when a person does; and what is read further down stays where it is.
    ...(filter.number === undefined ? {} : { refetchOnWindowFocus: false, staleTime: 0 }),
    refetchInterval: ({ state }) =>
      filter.number !== undefined || (state.data?.pages.length ?? 0) > 1 ? false : 10_000,
  })

/** All the calls, or texts, that a filter finds, as CSV. */
export const callsCsv = (filter: CallFilter) =>
  answer(api.GET('/v1/calls.csv', { params: { query: filter as CallQuery }, parseAs: 'blob' }))

export const messagesCsv = (filter: MessageFilter) =>
  answer(api.GET('/v1/messages.csv', { params: { query: filter as MessageQuery }, parseAs: 'blob' }))

const callKey = (id: string) => ['call', id] as const

export const useCall = (id: string | undefined) =>
  useQuery({
    queryKey: callKey(id ?? ''),
    queryFn: () => answer(api.GET('/v1/calls/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== undefined,
  })

/** Keeps a call's story up to date while somebody looks at it. */
export function useLiveCall(id: string | undefined): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (id === undefined) return
    const ended = new AbortController()
    const take = (story: CallStory) => queries.setQueryData(callKey(story.call.id), story)
    void follow({ calls: id }, ({ event, data }) => event === 'call' && take(data as CallStory), ended.signal)
    return () => ended.abort()
  }, [id, queries])
}

type Came = { newest: CallRow[]; changed: ReadonlyMap<CallRow, CallRow> }

/**
 * What a list of calls shows by itself: the newest as they come, for the reader to take in when they like, and those watched as they change. What
 * one became stands by the row as it was read: read anew, at `readAt`, it is another row, and what it became before is no news of it.
 */
export function useLiveRows(watched: readonly CallRow[], readAt: number): Came {
  const [came, setCame] = useState<Came>({ newest: [], changed: new Map() })
  const shown = useRef(watched)
  useEffect(() => {
    shown.current = watched
  })
  const calls = watched.map((row) => row.id).join(',')
  // biome-ignore lint/correctness/useExhaustiveDependencies: what became of a row between its reading and its showing is told again
  useEffect(() => {
    const ended = new AbortController()
    const take = ({ event, data }: LiveEvent) => {
      if (event === 'newest') setCame((before) => ({ ...before, newest: data as CallRow[] }))
      if (event !== 'call') return
      const { call } = data as CallStory
      const row = shown.current.find((one) => one.id === call.id)
      if (row !== undefined) setCame((before) => ({ ...before, changed: new Map(before.changed).set(row, call) }))
    }
    void follow(calls === '' ? {} : { calls }, take, ended.signal)
    return () => ended.abort()
  }, [calls, readAt])
  return came
}

/** Reports a call that ended. Answers its id. */
export async function placeCall(call: CallReport): Promise<string> {
  const taken = await answer(api.POST('/v1/calls', { body: call }))
  if (!('id' in taken)) throw new Error('The answer to one call names no call.')
  for (const queryKey of [['calls'], ['overview']]) void queryClient.invalidateQueries({ queryKey })
  return taken.id
}

const byId = (id: string) => ({ path: { id } })

export type Settlement = operations['postMessagesIdSettle']['requestBody']['content']['application/json']['as']
type Read = { id: string; attempt: number }
/** The attempt goes along: what the person decided is about that one. */
export const settleMessage = ({ id, attempt }: Read, as: Settlement) =>
  answer(api.POST('/v1/messages/{id}/settle', { params: byId(id), body: { as, attempt } }))
/** `confirm` only where the person was asked about a doubt: the text may have come to be in one since. */
export const resendMessage = ({ id, attempt }: Read, confirm?: 'may arrive twice') =>
  answer(
    api.POST('/v1/messages/{id}/resend', {
      params: byId(id),
      body: { validMinutes: 60, attempt, ...(confirm !== undefined && { confirm }) },
    }),
  )
export const cancelMessage = (id: string) => answer(api.POST('/v1/messages/{id}/cancel', { params: byId(id) }))

export const callOfMessage = (id: string) => answer(api.GET('/v1/messages/{id}', { params: byId(id) }))

/** The whole number behind a call's masked one. The program records who looked. */
export const revealCaller = (callId: string) => answer(api.POST('/v1/numbers/reveal', { body: { callId } }))

const forever = { staleTime: Number.POSITIVE_INFINITY }
export const useEndings = () =>
  useQuery({ queryKey: ['endings'], queryFn: () => items(api.GET('/v1/sandbox/endings')), ...forever })
export const useReasons = () =>
  useQuery({ queryKey: ['reasons'], queryFn: () => items(api.GET('/v1/reasons')), ...forever })

/** What became of the calls of so many days, the last of them today; while others are asked for, those before stay. */
export const useOverview = (days = 1) =>
  useQuery({
    queryKey: ['overview', days],
    queryFn: ({ signal }) => answer(api.GET('/v1/overview', { params: { query: { days } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: days === 1 ? 10_000 : 60_000,
  })

/** The same day by day, without what it is compared with. */
export const useDaily = (days: number, enabled: boolean) =>
  useQuery({
    queryKey: ['overview', 'daily', days],
    queryFn: ({ signal }) => answer(api.GET('/v1/overview', { params: { query: { days, before: 'false' } }, signal })),
    enabled,
    refetchInterval: 60_000,
  })
