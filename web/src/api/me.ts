import { queryOptions, useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { answer, api, chooseAccount, chosenAccountKey, forgetAccount, items } from './client.ts'
import { inPages } from './in-pages.ts'
import { isProblem } from './problem.ts'
import { queryClient } from './query-client.ts'
import type { Account, ApiKey, Me, Permission } from './types.ts'

const getMe = () => answer(api.GET('/v1/me'))

/** Who is signed in and in which account. An operator who has chosen none begins in the first, which is the demo. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 30_000,
  queryFn: async (): Promise<Me> => {
    const me = await getMe().catch(async (error: unknown) => {
      // The account this tab remembers may be gone, or belong to another installation on the same address. Silence says nothing of it.
      if (chosenAccountKey() === null || !isProblem(error, 'not_found')) throw error
      forgetAccount()
      return getMe()
    })
    const first = me.accounts?.[0]
    if (me.account !== null || first === undefined) return me
    chooseAccount(first.key)
    return getMe()
  },
})

export const useMe = (): Me => useSuspenseQuery(meQuery).data

/** Whether whoever is signed in may do this: what they may not is not offered. */
export const useMay = (permission: Permission): boolean => useMe().permissions.includes(permission)

/** The account being worked in. Pages below the shell always have one. */
export function useAccount(): Account {
  const { account } = useMe()
  if (account === null) throw new Error('There is no account yet: create one first.')
  return account
}

/** The accounts of the installation whose name, key or id holds what was typed, newest first. */
export const useAccounts = (search: string, enabled: boolean) =>
  useInfiniteQuery({
    queryKey: ['accounts', search],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: 50,
        ...(pageParam !== undefined && { after: pageParam }),
        ...(search !== '' && { search }),
      }
      return answer(api.GET('/v1/accounts', { params: { query } }))
    },
    ...inPages,
    placeholderData: (before) => before,
    enabled,
  })

export function switchAccount(key: string): void {
  chooseAccount(key)
  queryClient.clear()
}

export const signIn = (key: string) => answer(api.POST('/v1/session', { body: { key } }))

export async function signOut(): Promise<void> {
  await answer(api.DELETE('/v1/session'))
  forgetAccount()
  queryClient.clear()
}

type NewAccount = Pick<
  Account,
  'name' | 'zone' | 'language' | 'country' | 'currency' | 'pricePerPart' | 'operatorSetsPrices'
>

const presets = { smsOn: true, hours: null }

/** Makes an account. Its API key is in this answer and never again. */
export const createAccount = (account: NewAccount) =>
  answer(api.POST('/v1/accounts', { body: { ...presets, ...account } }))

/** The account as it is stored now: for a change that depends on it. */
export const readAccount = () => answer(api.GET('/v1/account'))

export async function saveAccount(
  change: Partial<Omit<Account, 'id' | 'key' | 'isDemo' | 'createdAt'>>,
): Promise<void> {
  await answer(api.PATCH('/v1/account', { body: change }))
  await queryClient.invalidateQueries()
}

/** How many days things are kept, by this account and where an account says nothing. */
export const useRetention = () => useQuery({ queryKey: ['retention'], queryFn: () => answer(api.GET('/v1/retention')) })

export const useKeys = () =>
  useQuery({ queryKey: ['keys'], queryFn: () => items(api.GET('/v1/keys', { params: { query: { limit: 200 } } })) })

/** The roles that an account gives. */
export type AccountRole = Exclude<ApiKey['role'], 'operator'>
export const makeKey = (name: string, role: AccountRole) => answer(api.POST('/v1/keys', { body: { name, role } }))
export const revokeKey = (id: string) => answer(api.DELETE('/v1/keys/{id}', { params: { path: { id } } }))

/** Browsers that are signed in to the account. */
export const useSessions = () => useQuery({ queryKey: ['sessions'], queryFn: () => items(api.GET('/v1/sessions')) })
export const endSession = (id: string) => answer(api.DELETE('/v1/sessions/{id}', { params: { path: { id } } }))
/** A one-time link into an account. It is in this answer and never again. */
export const makeLink = (wanted: { account: string; name: string; role: AccountRole }) =>
  answer(api.POST('/v1/links', { body: wanted }))
