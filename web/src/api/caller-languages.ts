/** What callers read. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import { queryClient } from './query-client.ts'
import type { CallerLanguageStanding, CallerLanguagesImported } from './types.ts'

export const useCallerLanguages = () =>
  useInfiniteQuery({
    queryKey: ['caller-languages'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/v1/caller-languages', {
          params: { query: { limit: 50, ...(pageParam !== null && { after: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

const changed = () => queryClient.invalidateQueries({ queryKey: ['caller-languages'] })

export const checkLanguage = (number: string): Promise<CallerLanguageStanding> =>
  answer(api.POST('/v1/caller-languages/check', { body: { number } }))

export async function sayLanguage(number: string, language: string): Promise<CallerLanguageStanding> {
  const standing = await answer(api.POST('/v1/caller-languages', { body: { number, language } }))
  await changed()
  return standing
}

export async function forgetLanguage(id: string): Promise<void> {
  await answer(api.DELETE('/v1/caller-languages/{id}', { params: { path: { id } } }))
  await changed()
}

export const importLanguages = (chunk: { csv: string; skippedLines: number }): Promise<CallerLanguagesImported> =>
  answer(api.POST('/v1/caller-languages/import', { body: chunk }))

export const languagesImported = changed
