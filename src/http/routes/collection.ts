/** Lists of small objects, each with a key: read, made, changed and removed alike. Every change goes through the account's document. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { FieldProblem } from '../../core/adapter.ts'
import type { Configuration } from '../../core/configuration.ts'
import { key } from '../../core/rule.ts'
import type { AccountDocument } from '../../store/account-document.ts'
import { type Changed, changeConfiguration, InvalidConfiguration } from '../../store/configuration.ts'
import { exportConfiguration } from '../../store/configuration-export.ts'
import type { Api, Context } from '../context.ts'
import { pageFrom, pageOf, pageQuery, placeFrom } from '../paging.ts'
import type { Permission } from '../permissions.ts'
import { notFound, problem } from '../problems.ts'
import { freeSlug, slugOf } from '../slug.ts'
import { accountOf, isOperator, whoOf } from '../who.ts'

export type Section = 'users' | 'departments' | 'dids' | 'headers' | 'templates' | 'gateways' | 'sources'
type Item<S extends Section> = NonNullable<Configuration[S]>[number]
type Stored = { id: string; key: string; shared?: boolean }

export type Collection<S extends Section, View extends Stored> = {
  section: S
  /** How one is called, such as `department`. */
  one: string
  tag: string
  /** Who may read them; whoever reads the configuration, unless told otherwise. */
  readBy?: Permission
  /** What is answered, what makes one (the key may be left out), and what changes one. */
  shape: z.ZodType<unknown, View>
  create: z.ZodType<Omit<Item<S>, 'key'> & { key?: string | undefined }>
  patch: z.ZodType<Partial<Omit<Item<S>, 'key'>>>
  nameOf(item: Omit<Item<S>, 'key'>): string
  list(context: Context, request: FastifyRequest): Promise<View[]>
  /** One as it is answered after a change. */
  view(context: Context, document: AccountDocument, key: string): View | undefined
  /** What a patch makes of one; by default its fields replace those that were there. */
  merge?(item: Item<S>, patch: Partial<Item<S>>, account: AccountDocument['account']): Item<S>
  /** Other sections that removing one changes, such as a user's places in departments. */
  remove?(document: Configuration, key: string): Configuration
  changed?(context: Context): Promise<void>
}

const keyParams = z.object({ key: key.describe('The key of the object') })

export function addCollection<S extends Section, View extends Stored>(
  api: Api,
  context: Context,
  collection: Collection<S, View>,
): void {
  // The schemas of a section that is a parameter give handlers no types; the collection's own do.
  const at = { api: api as unknown as FastifyInstance, context, collection, url: `/v1/${collection.section}` }
  addReading(at)
  addMaking(at)
  addChanging(at)
  addRemoving(at)
}

type At<S extends Section, View extends Stored> = {
  api: FastifyInstance
  context: Context
  collection: Collection<S, View>
  url: string
}

function addReading<S extends Section, View extends Stored>({ api, context, collection, url }: At<S, View>): void {
  const { section, one, tag, shape, list, readBy = 'configuration:read' } = collection
  const config = { permission: readBy }
  api.get(
    url,
    {
      config,
      schema: {
        tags: [tag],
        summary: `List ${section}`,
        querystring: z.object(pageQuery),
        response: { 200: pageOf(shape) },
      },
    },
    async (request) => pageInMemory(await list(context, request), request.query as PageQuery),
  )
  api.get(
    `${url}/:key`,
    { config, schema: { tags: [tag], summary: `Read a ${one}`, params: keyParams, response: { 200: shape } } },
    async (request) => {
      const { key } = request.params as { key: string }
      const found = (await list(context, request)).findLast((each) => each.key === key)
      if (!found) throw notFound(`${one} "${key}"`)
      return found
    },
  )
}

const config = { permission: 'configuration:write' } as const

function addMaking<S extends Section, View extends Stored>({ api, context, collection, url }: At<S, View>): void {
  const { section, one, tag, shape } = collection
  api.post(
    url,
    { config, schema: { tags: [tag], summary: `Add a ${one}`, body: collection.create, response: { 201: shape } } },
    async (request, reply) => {
      const item = request.body as Omit<Item<S>, 'key'> & { key?: string }
      let made = ''
      const changed = await inOne(
        section,
        () => made,
        () =>
          changeDocument(context, request, `${one} added`, (document) => {
            const all = itemsOf(document, section)
            const taken = new Set(all.map((each) => each.key))
            made = item.key ?? freeSlug(slugOf(collection.nameOf(item), one.toLowerCase()), taken)
            if (taken.has(made)) throw keyTaken(one, made)
            return { [section]: [...all, { ...item, key: made }] }
          }),
      )
      await collection.changed?.(context)
      return reply.code(201).send(shown(context, collection, changed, made))
    },
  )
}

export function keyTaken(one: string, key: string) {
  return problem('key_taken', {
    detail: `There is a ${one} with the key "${key}" already.`,
    errors: [{ path: 'key', code: 'key_taken', message: 'is taken' }],
  })
}

function addChanging<S extends Section, View extends Stored>({ api, context, collection, url }: At<S, View>): void {
  const { section, one, tag, shape } = collection
  const merge = collection.merge ?? ((before: Item<S>, after: Partial<Item<S>>) => ({ ...before, ...after }))
  const description = 'Fields that are absent stay as they are.'
  api.patch(
    `${url}/:key`,
    {
      config,
      schema: {
        tags: [tag],
        summary: `Change a ${one}`,
        description,
        params: keyParams,
        body: collection.patch,
        response: { 200: shape },
      },
    },
    async (request) => {
      const { key } = request.params as { key: string }
      const patch = request.body as Partial<Item<S>>
      const changed = await inOne(
        section,
        () => key,
        () =>
          changeDocument(context, request, `${one} changed`, (document, { account }) => {
            const all = withOne(document, section, { one, key })
            return { [section]: all.map((each) => (each.key === key ? merge(each, patch, account) : each)) }
          }),
      )
      await collection.changed?.(context)
      return shown(context, collection, changed, key)
    },
  )
}

function addRemoving<S extends Section, View extends Stored>({ api, context, collection, url }: At<S, View>): void {
  const { section, one, tag } = collection
  const description = 'It is retired: calls that name it keep its name.'
  api.delete(
    `${url}/:key`,
    {
      config,
      schema: { tags: [tag], summary: `Remove a ${one}`, description, params: keyParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { key } = request.params as { key: string }
      await changeDocument(context, request, `${one} removed`, (document) => {
        const rest = withOne(document, section, { one, key }).filter((each) => each.key !== key)
        return { ...collection.remove?.(document, key), [section]: rest }
      }).catch((error: unknown) => {
        throw error instanceof InvalidConfiguration ? inUse(error, `the ${one} "${key}"`) : error
      })
      await collection.changed?.(context)
      return reply.code(204).send(null)
    },
  )
}

function changeDocument(
  context: Context,
  request: FastifyRequest,
  what: string,
  wanted: (document: Configuration, current: AccountDocument) => Configuration,
): Promise<Changed> {
  return changeAccount(context, request, what, (current) => wanted(exportConfiguration(current), current))
}

function shown<S extends Section, View extends Stored>(
  context: Context,
  { one, view }: Collection<S, View>,
  { document }: Changed,
  key: string,
): View {
  const found = view(context, document, key)
  if (!found) throw notFound(`${one} "${key}"`)
  return found
}

/** The objects of a section, among which the wanted one must be. */
function withOne<S extends Section>(
  document: Configuration,
  section: S,
  { one, key }: { one: string; key: string },
): Item<S>[] {
  const all = itemsOf(document, section)
  if (!all.some((each) => each.key === key)) throw notFound(`${one} "${key}"`)
  return all
}

function itemsOf<S extends Section>(document: Configuration, section: S): Item<S>[] {
  return (document[section] ?? []) as Item<S>[]
}

type PageQuery = { limit: number; after?: string }

/** Newest first, as every list; the account's documents are small enough to be read whole. */
function pageInMemory<T extends Stored>(
  all: readonly T[],
  { limit, after }: PageQuery,
): { items: T[]; next: string | null } {
  const place = placeFrom(after, /^[01] [a-z]{2,6}_[0-9a-f]{32}$/)
  // What comes after the place, and not what comes after its object: that may have been removed meanwhile.
  const rows = all.toReversed().filter((one) => place === undefined || placeOf(one) < place)
  return pageFrom(rows, limit, { item: (one) => one, place: placeOf })
}

/** Ids begin with the time they were made at. What is shared comes after all that is the account's own. */
const placeOf = ({ id, shared }: Stored): string => `${shared === true ? 0 : 1} ${id}`

/** One change of the account that the request speaks for. */
export async function changeAccount(
  context: Context,
  request: FastifyRequest,
  what: string,
  change: (current: AccountDocument) => Configuration,
): Promise<Changed> {
  const changed = await changeConfiguration(
    context.store,
    accountOf(request),
    { who: whoOf(request).name, what, isOperator: isOperator(request) },
    change,
  )
  if (!changed) throw notFound('account')
  context.addresses.changed()
  return changed
}

/** Runs a change of one object: what is wrong with it is told by paths within it. */
export async function inOne(section: Section, keyOf: () => string, run: () => Promise<Changed>): Promise<Changed> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof InvalidConfiguration)) throw error
    const index = error.sections[section].findIndex((one) => one.key === keyOf())
    throw problem('invalid', { errors: error.problems.map((one) => within(one, `${section}[${index}]`)) })
  }
}

function within({ path, ...rest }: FieldProblem, prefix: string): FieldProblem {
  if (path === prefix) return { path: '', ...rest }
  return { path: path.startsWith(`${prefix}.`) ? path.slice(prefix.length + 1) : path, ...rest }
}

/** What cannot be removed because something refers to it: says what does. */
function inUse(error: InvalidConfiguration, what: string) {
  const rules = new Set(error.problems.flatMap(({ path }) => /^rules\[(\d+)\]/.exec(path)?.[1] ?? []))
  const templates = new Set(error.problems.flatMap(({ path }) => /^templates\[(\d+)\]/.exec(path)?.[1] ?? []))
  const users = [
    ...[...rules].map((at) => `rule "${error.sections.rules[Number(at)]?.name}"`),
    ...[...templates].map((at) => `template "${error.sections.templates[Number(at)]?.name}"`),
  ]
  const detail =
    users.length === 0
      ? undefined
      : `It cannot be removed: ${users.slice(0, 10).join(', ')} still ${users.length === 1 ? 'refers' : 'refer'} to ${what}.`
  return problem('in_use', { errors: error.problems, ...(detail === undefined ? {} : { detail }) })
}
