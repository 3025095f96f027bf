import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { get, post } from './client.ts'
import { follow } from './live.ts'
import { itemsOf } from './me.ts'
import type { CallRow, CallStory, Ending, Message, Page, ReasonEntry } from './types.ts'

export type CallFilter = {
  outcome?: string | undefined
  direction?: string | undefined
  department?: string | undefined
  rule?: string | undefined
  reason?: string | undefined
  caller?: string | undefined
}
export type MessageFilter = { state?: string | undefined; reason?: string | undefined; call?: string | undefined }

export const useCalls = (filter: CallFilter) =>
  useInfiniteQuery({
    queryKey: ['calls', filter],
    queryFn: ({ pageParam }) => get<Page<CallRow>>('/v1/calls', { limit: 50, after: pageParam, ...filter }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })

export const useMessages = (filter: MessageFilter) =>
  useInfiniteQuery({
    queryKey: ['messages', filter],
    queryFn: ({ pageParam }) => get<Page<Message>>('/v1/messages', { limit: 50, after: pageParam, ...filter }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const callKey = (id: string) => ['call', id] as const

export const useCall = (id: string | undefined) =>
  useQuery({ queryKey: callKey(id ?? ''), queryFn: () => get<CallStory>(`/v1/calls/${id}`), enabled: id !== undefined })

/** Keeps a call's story up to date while somebody looks at it. */
export function useLiveCall(id: string | undefined): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (id === undefined) return
    const ended = new AbortController()
    void follow(
      { calls: id },
      ({ event, data }) => event === 'call' && queries.setQueryData(callKey((data as CallStory).call.id), data),
      ended.signal,
    )
    return () => ended.abort()
  }, [id, queries])
}

/** The newest calls as they come, for lists that say "2 new calls" and let the reader decide when. */
export function useNewestCalls(): CallRow[] {
  const [newest, setNewest] = useState<CallRow[]>([])
  useEffect(() => {
    const ended = new AbortController()
    void follow(
      {},
      ({ event, data }) => event === 'newest' && setNewest(itemsOf(data as CallRow[] | { items: CallRow[] })),
      ended.signal,
    )
    return () => ended.abort()
  }, [])
  return newest
}

export const placeCall = (call: Record<string, unknown>) => post<{ id: string; outcome: string }>('/v1/calls', call)

export const useMessage = (id: string) =>
  useQuery({ queryKey: ['message', id], queryFn: () => get<Message>(`/v1/messages/${id}`) })
export const settleMessage = (id: string, as: 'sent' | 'delivered' | 'undelivered' | 'rejected') =>
  post(`/v1/messages/${id}/settle`, { as })
export const resendMessage = (id: string) => post(`/v1/messages/${id}/resend`, { confirm: 'may arrive twice' })
export const cancelMessage = (id: string) => post(`/v1/messages/${id}/cancel`)

/** The whole number behind a masked one. The program records who looked. */
export const revealNumber = (of: { callId: string } | { messageId: string }) =>
  post<{ number: string }>('/v1/numbers/reveal', of)

export const useEndings = () =>
  useQuery({
    queryKey: ['endings'],
    queryFn: () => get<{ items: Ending[] } | Ending[]>('/v1/sandbox/endings').then(itemsOf),
    staleTime: Number.POSITIVE_INFINITY,
  })
export const useReasons = () =>
  useQuery({
    queryKey: ['reasons'],
    queryFn: () => get<{ items: ReasonEntry[] } | ReasonEntry[]>('/v1/reasons').then(itemsOf),
    staleTime: Number.POSITIVE_INFINITY,
  })
