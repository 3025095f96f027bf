/** What the month costs, and what a change would add to it. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import { inPages } from './in-pages.ts'
import type { operations } from './schema.generated.d.ts'

/** A cycle is named by its first day; `current` is today's. */
export const useBill = (start: string) =>
  useQuery({
    queryKey: ['bill', start],
    queryFn: () => answer(api.GET('/v1/billing/cycles/{start}', { params: { path: { start } } })),
    staleTime: 30_000,
  })

export const useCycles = () =>
  useInfiniteQuery({
    queryKey: ['billing-cycles'],
    queryFn: ({ pageParam }) => {
      const query = { limit: 12, ...(pageParam !== null && { after: pageParam }) }
      return answer(api.GET('/v1/billing/cycles', { params: { query } }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 30_000,
  })

/** What each account comes to: its cycle that began in this month, or the one that runs. */
export const useAccountBills = (month: string | undefined) =>
  useInfiniteQuery({
    queryKey: ['account-bills', month ?? 'current'],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: 50,
        ...(pageParam !== undefined && { after: pageParam }),
        ...(month !== undefined && { month }),
      }
      return answer(api.GET('/v1/billing/accounts', { params: { query } }))
    },
    ...inPages,
    staleTime: 30_000,
  })

/** The bill's listed lines as CSV. */
export const billCsv = (start: string) =>
  answer(api.GET('/v1/billing/cycles/{start}/lines.csv', { params: { path: { start } }, parseAs: 'blob' }))

export type WhatIfAsk = operations['postBillingWhatIf']['requestBody']['content']['application/json']

/** What the rental would be after a change. Writes nothing. */
export const whatIf = (ask: WhatIfAsk) => answer(api.POST('/v1/billing/what-if', { body: ask }))

export const useWhatIf = (ask: WhatIfAsk) =>
  useQuery({
    queryKey: ['what-if', ask],
    queryFn: () => whatIf(ask),
    enabled: Object.keys(ask).length > 0,
    placeholderData: (before) => before,
  })
