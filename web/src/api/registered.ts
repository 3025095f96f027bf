/** What the DLT portal says is registered: imported, searched, and made into templates. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import { inPages } from './in-pages.ts'
import { queryClient } from './query-client.ts'
import type { operations, paths } from './schema.generated.d.ts'
import type { Imported, MappedText, Template } from './types.ts'

type Query = NonNullable<operations['getRegisteredTexts']['parameters']['query']>
export type RegisteredFilter = { search?: string | undefined; status?: string | undefined }

export const useRegisteredTexts = (filter: RegisteredFilter) =>
  useInfiniteQuery({
    queryKey: ['registered', filter],
    queryFn: ({ pageParam }) => {
      const query = { limit: 50, ...(pageParam !== undefined && { after: pageParam }), ...filter } as Query
      return answer(api.GET('/v1/registered-texts', { params: { query } }))
    },
    ...inPages,
    placeholderData: (before) => before,
  })

type ImportAsk = paths['/v1/registered-texts/import']['post']['requestBody']['content']['application/json']
export const importChunk = (body: ImportAsk): Promise<Imported> =>
  answer(api.POST('/v1/registered-texts/import', { body }))

export const importDone = () => queryClient.invalidateQueries()

type UseAsk = paths['/v1/registered-texts/{templateId}/use']['post']['requestBody']['content']['application/json']
export async function makeTemplateOf(templateId: string, body: UseAsk): Promise<Template> {
  const made = await answer(
    api.POST('/v1/registered-texts/{templateId}/use', { params: { path: { templateId } }, body }),
  )
  await queryClient.invalidateQueries()
  return made
}

type MapAsk = paths['/v1/templates/from-registered']['post']['requestBody']['content']['application/json']
/** The variables of a registered text, and its two forms. */
export const useMapped = (ask: MapAsk) =>
  useQuery({
    queryKey: ['mapped', ask],
    queryFn: (): Promise<MappedText> => answer(api.POST('/v1/templates/from-registered', { body: ask })),
    enabled: ask.text !== '',
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
  })
