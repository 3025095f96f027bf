import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import { inPages } from './in-pages.ts'
import { queryClient } from './query-client.ts'
import type { paths } from './schema.generated.d.ts'
import type { HistoryTrial, PlanAnswer, Rule, RuleSet } from './types.ts'

export const ruleSetQuery = queryOptions({ queryKey: ['rule-set'], queryFn: () => answer(api.GET('/v1/rule-set')) })
export const useRuleSet = () => useQuery(ruleSetQuery)

export const useRuleCounts = (days = 30) =>
  useQuery({
    queryKey: ['rule-counts', days],
    queryFn: () => answer(api.GET('/v1/rule-set/counts', { params: { query: { days } } })),
    staleTime: 60_000,
  })

export const useRuleSetHistory = () =>
  useInfiniteQuery({
    queryKey: ['rule-sets'],
    queryFn: ({ pageParam }) => {
      const query = { limit: 100, ...(pageParam !== undefined && { after: pageParam }) }
      return answer(api.GET('/v1/rule-sets', { params: { query } }))
    },
    ...inPages,
  })

/** A version of the rule set; there is none before the first. */
export const useRuleSetVersion = (number: number | undefined) =>
  useQuery({
    queryKey: ['rule-set', number],
    queryFn: () => answer(api.GET('/v1/rule-sets/{number}', { params: { path: { number: number ?? 0 } } })),
    enabled: number !== undefined && number > 0,
  })

/** Saves the whole ordered list over the version it was made from; a 412 problem when somebody saved meanwhile. */
export async function saveRules(rules: readonly Rule[], madeFrom: number): Promise<RuleSet> {
  const params = { header: { 'if-match': `"${madeFrom}"` } }
  const saved = await answer(api.PUT('/v1/rule-set', { params, body: { rules: [...rules] } }))
  queryClient.setQueryData(ruleSetQuery.queryKey, saved)
  // What rules decide stands on many pages: the bill, what needs somebody, what is unusual.
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'rule-set' })
  return saved
}

type Reported = paths['/v1/calls']['post']['requestBody']['content']['application/json']
/** A call as a phone system reports it. */
export type CallReport = Exclude<Reported, readonly unknown[]>

/** What a made-up call would get, by the rules in force or by a draft, of which it is also said what is amiss with it. Writes nothing. */
export const planCall = (call: CallReport, rules?: readonly Rule[]): Promise<PlanAnswer> =>
  // The API describes this call as any object, since it refuses what it does not know by name.
  answer(api.POST('/v1/plan', { body: { call: call as never, ...(rules !== undefined && { rules: [...rules] }) } }))

/** What a draft would have done with the calls of the last days, beside the rules in force. Writes nothing; takes a second for some 10,000 calls. */
export const tryOnHistory = (rules: readonly Rule[], days: number, signal: AbortSignal): Promise<HistoryTrial> =>
  answer(api.POST('/v1/rule-set/try', { body: { rules: [...rules], days }, signal }))
