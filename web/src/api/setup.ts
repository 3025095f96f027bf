/** What an administrator sets up: lists of small objects, each with a key, all spoken to alike. */
import { useQuery } from '@tanstack/react-query'
import { answer, api, items } from './client.ts'
import { everyPage } from './in-pages.ts'
import { queryClient } from './query-client.ts'
import type { paths } from './schema.generated.d.ts'
import type {
  Department,
  Did,
  Gateway,
  Header,
  Json,
  Mapping,
  Preview,
  Route,
  Source,
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
/** What is written of one: its fields, and secrets as text. */
export type Written<K extends ThingKind> = Partial<Omit<Things[K], 'secrets'>> & { secrets?: Record<string, string> }

/** The routes of the seven lists are alike; each is called by the first one's types and told what it is. */
const listPath = (kind: ThingKind) => `/v1/${kind}` as '/v1/users'
const onePath = (kind: ThingKind) => `/v1/${kind}/{key}` as '/v1/users/{key}'

/** A list in the order in which an administrator made it: the API gives the newest first. */
async function wholeList<K extends ThingKind>(kind: K): Promise<Things[K][]> {
  const all = await everyPage((query) => answer(api.GET(listPath(kind), { params: { query } })))
  return (all as unknown as Things[K][]).toReversed()
}

const listOf =
  <K extends ThingKind>(kind: K, over: { refetchInterval?: number; staleTime?: number } = {}) =>
  () =>
    useQuery({ queryKey: [kind], queryFn: () => wholeList(kind), ...over })

// An account may have thousands of these: they are read again when something is saved here, and not for each page that names them.
const long = { staleTime: 30_000 }
export const useUsers = listOf('users', long)
export const useDepartments = listOf('departments', long)
export const useDids = listOf('dids', long)
export const useHeaders = listOf('headers')
export const useTemplates = listOf('templates')
/** With their health, which changes by itself. */
export const useGateways = listOf('gateways', { refetchInterval: 15_000 })
export const useSources = listOf('sources')

const changed = () => queryClient.invalidateQueries()

/** Makes one (no key yet) or changes one. Answers what is now stored. */
export async function saveThing<K extends ThingKind>(
  kind: K,
  key: string | null,
  thing: Written<K>,
): Promise<Things[K]> {
  const body = thing as never
  const saved =
    key === null
      ? await answer(api.POST(listPath(kind), { body }))
      : await answer(api.PATCH(onePath(kind), { params: { path: { key } }, body }))
  await changed()
  return saved as unknown as Things[K]
}

/** One as it is stored now: for a change that depends on it. */
export const readThing = async <K extends ThingKind>(kind: K, key: string): Promise<Things[K]> =>
  (await answer(api.GET(onePath(kind), { params: { path: { key } } }))) as unknown as Things[K]

/** `leave` goes away from its page, before that learns that there is nothing at its address any more. */
export async function removeThing(kind: ThingKind, key: string, leave?: () => Promise<unknown>): Promise<void> {
  await answer(api.DELETE(onePath(kind), { params: { path: { key } } }))
  await leave?.()
  await changed()
}

const forever = { staleTime: Number.POSITIVE_INFINITY }
export const useGatewayKinds = () =>
  useQuery({ queryKey: ['gateway-kinds'], queryFn: () => items(api.GET('/v1/gateway-kinds')), ...forever })
export const useSourceKinds = () =>
  useQuery({ queryKey: ['source-kinds'], queryFn: () => items(api.GET('/v1/source-kinds')), ...forever })

/** How routes, addresses and requests name a gateway: the account may have one of its own by the key of a shared one. */
export const gatewayName = ({ key, shared }: Pick<Gateway, 'key' | 'shared'>): string =>
  shared ? `shared:${key}` : key

/** The shared gateways with their settings, for whoever runs the installation. */
export const useSharedGateways = (enabled: boolean) =>
  useQuery({ queryKey: ['shared-gateways'], queryFn: () => items(api.GET('/v1/shared-gateways')), enabled })

/** Changes a shared gateway. What is not written stays as it is stored, and so do secrets. */
export async function saveSharedGateway(key: string, written: Written<'gateways'>): Promise<Gateway> {
  const stored = (await items(api.GET('/v1/shared-gateways'))).find((one) => one.key === key)
  if (stored === undefined) throw new Error('This gateway was removed meanwhile.')
  const { title, kind, settings, paused, ratherTwice } = stored
  const body = {
    title,
    kind,
    settings,
    paused,
    ratherTwice,
    ...written,
    secrets: { ...stored.secrets, ...written.secrets },
  }
  const saved = await answer(api.PUT('/v1/shared-gateways/{key}', { params: byKey(key), body }))
  await changed()
  return saved
}

export async function removeSharedGateway(key: string, leave: () => Promise<unknown>): Promise<void> {
  await answer(api.DELETE('/v1/shared-gateways/{key}', { params: byKey(key) }))
  await leave()
  await changed()
}

export const getRoutes = () => items(api.GET('/v1/routes'))
export const useRoutes = () => useQuery({ queryKey: ['routes'], queryFn: getRoutes })
/** The gateway that texts leave by. */
export const firstWayOut = (
  gateways: readonly Gateway[] | undefined,
  routes: readonly Route[] | undefined,
): Gateway | undefined => gateways?.find((one) => gatewayName(one) === routes?.[0]?.gateway)
/** Answers what is now stored. */
export async function saveRoutes(routes: Route[]): Promise<Route[]> {
  const { items: kept } = await answer(api.PUT('/v1/routes', { body: { routes } }))
  await changed()
  return kept
}

const byKey = (key: string) => ({ path: { key } })

export const checkGateway = (key: string) => items(api.POST('/v1/gateways/{key}/check', { params: byKey(key) }))
type TryOutBody = NonNullable<paths['/v1/gateways/{key}/test']['post']['requestBody']>['content']['application/json']
export const testGateway = (key: string, body: TryOutBody) =>
  answer(api.POST('/v1/gateways/{key}/test', { params: byKey(key), body }))
export const gatewayAddress = (key: string) => answer(api.GET('/v1/gateways/{key}/address', { params: byKey(key) }))
export async function pauseGateway(key: string, isPaused: boolean): Promise<void> {
  const params = byKey(key)
  await (isPaused
    ? answer(api.POST('/v1/gateways/{key}/pause', { params }))
    : answer(api.POST('/v1/gateways/{key}/resume', { params })))
  await changed()
}

export async function rotateSourceUrl(key: string): Promise<void> {
  await answer(api.POST('/v1/sources/{key}/rotate-url', { params: byKey(key) }))
  await changed()
}
export const useReports = (key: string) =>
  useQuery({
    queryKey: ['reports', key],
    queryFn: () => items(api.GET('/v1/sources/{key}/reports', { params: byKey(key) })),
    refetchInterval: 5_000,
  })
/** A report with its numbers whole. The program records who looked. */
export const revealReport = (key: string, report: string) =>
  answer(api.POST('/v1/sources/{key}/reports/{report}/reveal', { params: { path: { key, report } } }))

type PreviewPath = paths['/v1/sources/preview']['post']
type PreviewedSource = PreviewPath['responses'][200]['content']['application/json']
/** What one part of a sample is; what belongs to each kind of part depends on it. */
type ParsedPart = { is: string; why?: string; words?: string; problems?: { path: string; message: string }[] }
export type SourcePreview = Omit<PreviewedSource, 'parsed'> & { parsed: ParsedPart[] }
/** The calls that come out of a pasted sample, what in it is none, and what stands where in it. */
export async function previewSource(
  kind: string,
  settings: Record<string, Json>,
  sample: string,
): Promise<SourcePreview> {
  const { parsed, ...rest } = await answer(api.POST('/v1/sources/preview', { body: { kind, settings, sample } }))
  return { ...rest, parsed: parsed as ParsedPart[] }
}

const mappings = (filter: { unmapped?: 'true' }) =>
  everyPage((query) => answer(api.GET('/v1/mappings', { params: { query: { ...query, ...filter } } })))
export const useUnmapped = () =>
  useQuery({
    queryKey: ['mappings', 'unmapped'],
    queryFn: () => mappings({ unmapped: 'true' }),
  })
export const useMappings = () => useQuery({ queryKey: ['mappings', 'all'], queryFn: () => mappings({}) })
/** Says what a name means; to nothing: the name is forgotten until a call says it again. */
export async function saveMapping(mapping: Pick<Mapping, 'source' | 'kind' | 'external' | 'to'>): Promise<void> {
  await answer(api.PUT('/v1/mappings', { body: mapping }))
  await changed()
}

export type PreviewAsk = paths['/v1/templates/preview']['post']['requestBody']['content']['application/json']
/** Which call a text is filled from, or what is chosen of the sample. */
export type Filling = Pick<PreviewAsk, 'callId' | 'department' | 'did' | 'user'>
/** With what was asked: while the next answer is under way, this one is of an earlier wording. */
export type Previewed = Preview & { of: PreviewAsk }

/** The template as it would be read, with its parts and price, and what is wrong with it. */
export const usePreview = (ask: PreviewAsk | undefined) =>
  useQuery({
    queryKey: ['preview', ask],
    queryFn: async (): Promise<Previewed> => {
      const of = ask ?? { body: '' }
      return { ...(await answer(api.POST('/v1/templates/preview', { body: of }))), of }
    },
    enabled: ask !== undefined && ask.body !== '',
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
