import { queryOptions, useQuery } from '@tanstack/react-query'
import { exchange, get, post } from './client.ts'
import { itemsOf } from './me.ts'
import { queryClient } from './query-client.ts'
import type { Plan, Rule, RuleCounts, RuleSet, RuleSetEntry } from './types.ts'

export const ruleSetQuery = queryOptions({ queryKey: ['rule-set'], queryFn: () => get<RuleSet>('/v1/rule-set') })
export const useRuleSet = () => useQuery(ruleSetQuery)

export const useRuleCounts = (days = 30) =>
  useQuery({
    queryKey: ['rule-counts', days],
    queryFn: () => get<RuleCounts>('/v1/rule-set/counts', { days }),
    staleTime: 60_000,
  })

export const useRuleSetHistory = () =>
  useQuery({
    queryKey: ['rule-sets'],
    queryFn: () => get<{ items: RuleSetEntry[] } | RuleSetEntry[]>('/v1/rule-sets', { limit: 100 }).then(itemsOf),
  })

export const getRuleSet = (number: number) => get<RuleSet>(`/v1/rule-sets/${number}`)

/** Saves the whole ordered list over the version it was made from; a 412 problem when somebody saved meanwhile. */
export async function saveRules(rules: readonly Rule[], madeFrom: number): Promise<RuleSet> {
  const { data } = await exchange<RuleSet>('PUT', '/v1/rule-set', {
    body: { rules },
    headers: { 'if-match': `"${madeFrom}"` },
  })
  queryClient.setQueryData(ruleSetQuery.queryKey, data)
  void queryClient.invalidateQueries({ queryKey: ['rule-sets'] })
  return data
}

/** What a made-up call would get, by the rules in force or by a draft. Writes nothing. */
export const planCall = (call: Record<string, unknown>, rules?: readonly Rule[]) =>
  post<Plan>('/v1/plan', { call, ...(rules === undefined ? {} : { rules }) })
