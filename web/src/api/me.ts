import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { chooseAccount, chosenAccountKey, forgetAccount, get, patch, post, remove } from './client.ts'
import { isProblem } from './problem.ts'
import { queryClient } from './query-client.ts'
import type { Account, ApiKey, Me } from './types.ts'

/** Who is signed in and in which account. An operator who has chosen none begins in the first, which is the demo. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 30_000,
  queryFn: async (): Promise<Me> => {
    const me = await get<Me>('/v1/me').catch(async (error: unknown) => {
      // The account this tab remembers may be gone, or belong to another installation on the same address.
      if (chosenAccountKey() === null || !isProblem(error) || error.status === 401) throw error
      forgetAccount()
      return get<Me>('/v1/me')
    })
    const first = me.accounts?.[0]
    if (me.account !== null || first === undefined) return me
    chooseAccount(first.key)
    return get<Me>('/v1/me')
  },
})

export const useMe = (): Me => useSuspenseQuery(meQuery).data

/** The account being worked in. Pages below the shell always have one. */
export function useAccount(): Account {
  const { account } = useMe()
  if (account === null) throw new Error('There is no account yet: create one first.')
  return account
}

export function switchAccount(key: string): void {
  chooseAccount(key)
  queryClient.clear()
}

export const signIn = (key: string): Promise<unknown> => post('/v1/session', { key })

export async function signOut(): Promise<void> {
  await remove('/v1/session')
  forgetAccount()
  queryClient.clear()
}

export const createAccount = (account: {
  name: string
  zone: string
  language: string
  country: string
  currency: string
}) => post<{ account: { id: string; key: string; name: string }; key: string }>('/v1/accounts', account)

export async function saveAccount(change: Partial<Account>): Promise<void> {
  await patch('/v1/account', change)
  await queryClient.invalidateQueries()
}

export const useKeys = () =>
  useQuery({ queryKey: ['keys'], queryFn: () => get<{ items: ApiKey[] } | ApiKey[]>('/v1/keys').then(itemsOf) })

export const makeKey = (name: string) => post<{ id: string; key: string }>('/v1/keys', { name })
export const revokeKey = (id: string) => remove(`/v1/keys/${id}`)

/** A list, whether the API pages it or not. */
export const itemsOf = <T>(answer: { items: T[] } | T[]): T[] => (Array.isArray(answer) ? answer : answer.items)
