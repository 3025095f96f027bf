/** Who agreed to texts. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import { csvText } from './csv-chunks.ts'
import { queryClient } from './query-client.ts'
import type { ConsentExport, ConsentStanding, ConsentsImported } from './types.ts'

export const useConsents = () =>
  useInfiniteQuery({
    queryKey: ['consents'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/v1/consents', { params: { query: { limit: 50, ...(pageParam !== null && { after: pageParam }) } } }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const checkConsent = (number: string): Promise<ConsentStanding> =>
  answer(api.POST('/v1/consents/check', { body: { number } }))

const changed = () => queryClient.invalidateQueries()

export type ConsentTerms = {
  purpose: string
  wording: string | null
  evidence: string | null
  expiresAt: string | null
  source: 'call' | null
}

export async function giveConsent(number: string, terms: ConsentTerms): Promise<ConsentStanding> {
  const standing = await answer(api.POST('/v1/consents', { body: { number, ...terms } }))
  await changed()
  return standing
}

export async function revokeConsent(number: string): Promise<ConsentStanding> {
  const standing = await answer(api.POST('/v1/consents/revoke', { body: { number } }))
  await changed()
  return standing
}

export async function revokeConsentById(id: string): Promise<void> {
  await answer(api.DELETE('/v1/consents/{id}', { params: { path: { id } } }))
  await changed()
}

export const exportConsent = (number: string): Promise<ConsentExport> =>
  answer(api.POST('/v1/consents/export', { body: { number } }))

/** What one request may hold; JSON writes quotes and line breaks as two characters. */
export const longestConsentFile = 600_000

export async function importConsents(file: File, purpose: string): Promise<ConsentsImported> {
  const csv = await csvText(file)
  const done = await answer(api.POST('/v1/consents/import', { body: { csv, ...(purpose !== '' && { purpose }) } }))
  await changed()
  return done
}
