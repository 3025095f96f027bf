/** What an administrator sets up: lists of small objects, each with a key, all spoken to alike. */
import { useQuery } from '@tanstack/react-query'
import { get, patch, post, put, remove } from './client.ts'
import { itemsOf } from './me.ts'
import { queryClient } from './query-client.ts'
import type {
  Check,
  Department,
  Did,
  Gateway,
  Header,
  Kind,
  Mapping,
  Page,
  Preview,
  Route,
  Source,
  SourcePreview,
  Template,
  User,
} from './types.ts'

type Things = {
  users: User
  departments: Department
  dids: Did
  headers: Header
  templates: Template
  gateways: Gateway
  sources: Source
}
export type ThingKind = keyof Things

/** All pages of a list, in the order in which an administrator made them: the API gives the newest first. */
async function wholeList<T>(path: string): Promise<T[]> {
  const all: T[] = []
  let after: string | undefined
  do {
    const page = await get<Page<T>>(path, { limit: 200, after })
    all.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return all.toReversed()
}

const listOf =
  <K extends ThingKind>(kind: K) =>
  () =>
    useQuery({
      queryKey: [kind],
      queryFn: () => wholeList<Things[K]>(`/v1/${kind}`),
    })

export const useUsers = listOf('users')
export const useDepartments = listOf('departments')
export const useDids = listOf('dids')
export const useHeaders = listOf('headers')
export const useTemplates = listOf('templates')
export const useGateways = listOf('gateways')
export const useSources = listOf('sources')

const changed = () => queryClient.invalidateQueries()

/** Makes one (no key yet) or changes one. Answers what is now stored. */
export async function saveThing<K extends ThingKind>(
  kind: K,
  key: string | null,
  thing: Partial<Things[K]>,
): Promise<Things[K]> {
  const saved =
    key === null ? await post<Things[K]>(`/v1/${kind}`, thing) : await patch<Things[K]>(`/v1/${kind}/${key}`, thing)
  await changed()
  return saved
}

export async function removeThing(kind: ThingKind, key: string): Promise<void> {
  await remove(`/v1/${kind}/${key}`)
  await changed()
}

const kindsOf = (path: string) => () =>
  useQuery({
    queryKey: [path],
    queryFn: () => get<{ items: Kind[] } | Kind[]>(path).then(itemsOf),
    staleTime: Number.POSITIVE_INFINITY,
  })
export const useGatewayKinds = kindsOf('/v1/gateway-kinds')
export const useSourceKinds = kindsOf('/v1/source-kinds')

export const useRoutes = () =>
  useQuery({ queryKey: ['routes'], queryFn: () => get<{ items: Route[] } | Route[]>('/v1/routes').then(itemsOf) })
export async function saveRoutes(routes: Route[]): Promise<void> {
  await put('/v1/routes', { routes })
  await changed()
}

export const checkGateway = (key: string) =>
  post<{ items: Check[] } | Check[]>(`/v1/gateways/${key}/check`).then(itemsOf)
export async function pauseGateway(key: string, paused: boolean): Promise<void> {
  await post(`/v1/gateways/${key}/${paused ? 'pause' : 'resume'}`)
  await changed()
}

export const rotateSourceUrl = (key: string) =>
  post<{ webhookUrl: string }>(`/v1/sources/${key}/rotate-url`).finally(() => void changed())
export const previewSource = (kind: string, settings: Record<string, unknown>, sample: string) =>
  post<SourcePreview>('/v1/sources/preview', { kind, settings, sample })

export const useUnmapped = () =>
  useQuery({
    queryKey: ['mappings'],
    queryFn: () => get<{ items: Mapping[] } | Mapping[]>('/v1/mappings', { unmapped: true }).then(itemsOf),
  })
export async function saveMapping(mapping: Pick<Mapping, 'source' | 'kind' | 'external' | 'to'>): Promise<void> {
  await put('/v1/mappings', mapping)
  await changed()
}

export type PreviewAsk = {
  body: string
  values?: Record<string, string>
  callId?: string
  department?: string
  did?: string
  user?: string
}

/** The template as it would be read, with its parts and price, and what is wrong with it. */
export const usePreview = (ask: PreviewAsk | undefined) =>
  useQuery({
    queryKey: ['preview', ask],
    queryFn: () => post<Preview>('/v1/templates/preview', ask),
    enabled: ask !== undefined && ask.body !== '',
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
