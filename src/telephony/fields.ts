/**
 * Finds values in a request, wherever the sender put them: query, form, JSON, JSON in a form field. A place is a plain name (`call_status`) or a JSON
 * pointer (`/legs/0/agent/name`; a negative number counts from the end, `/legs/-1/agent/name`). Numbers that JavaScript cannot hold stay text.
 */
import type { FieldProblem, Json, RawRequest } from '../core/adapter.ts'
import { isNothing } from './instants.ts'
import { mostCalls } from './source.ts'

/** What a request says, one for each call in it (a JSON array may hold several). */
export type Fields = {
  /** The text at a place, trimmed; undefined where there is none, or only a word for nothing. */
  text(place: string): string | undefined
  /** The items of a list at a place, of a very long one the last; empty where there is none. */
  items(place: string): Fields[]
  /** Every place that holds a value, for the console's map. */
  places(): { place: string; value: string }[]
}

/** More query parameters and form fields than any phone system sends. */
const mostNamed = 1_000

export type ReadFields = { records: Fields[] } | { problem: FieldProblem }

/** Reads query and body; or says why they are not read. */
export function fieldsOf(request: RawRequest): ReadFields {
  const read = readRequest(request)
  if ('problem' in read) return read
  const { shared, records, open } = read
  if (records.length > mostCalls)
    return refused('too_many', `an array may hold ${mostCalls} calls; this one holds ${records.length}`)
  return { records: records.map((record) => fieldsIn(entriesOf(record), shared, open)) }
}

/** The fields of the first call alone, for whoever asks before it is known who sent the request; undefined where nothing can be read. */
export function firstFieldsOf(request: RawRequest): Fields | undefined {
  const read = readRequest(request)
  if ('problem' in read || read.records.length === 0) return undefined
  return fieldsIn(entriesOf(read.records[0] ?? null), read.shared, read.open)
}

type ReadRequest = { records: Json[]; shared: Named; open: Open }

/** Query and form stand once beside all records: a copy for each would multiply what a sender may make us hold. */
function readRequest(request: RawRequest): ReadRequest | { problem: FieldProblem } {
  const body = readBody(request)
  if (body === undefined) return refused('not_json', 'the body says it is JSON and cannot be read as such')
  const named = request.query.length + body.form.length
  if (named > mostNamed)
    return refused(
      'too_many_fields',
      `a request may have ${mostNamed} query parameters and form fields; this one has ${named}`,
    )
  const records = Array.isArray(body.json) ? body.json : [body.json]
  return { records, shared: namedIn([...request.query, ...body.form]), open: opener() }
}

function refused(code: string, message: string): { problem: FieldProblem } {
  return { problem: { path: '', code, message } }
}

/** JSON text as it is, but with integers beyond 2^53 as text: a 19-digit id must not lose its last digits. Undefined when it is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text, keepBigNumbers as (key: string, value: unknown) => unknown)
  } catch {
    // Not JSON, or nested so deeply that reading it overflows the stack: nobody's call looks like that.
    return undefined
  }
}

function keepBigNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  const isBig = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
  return isBig ? context?.source : value
}

type Body = { json: Json; form: [string, Json][] }

function readBody(request: RawRequest): Body | undefined {
  const text = new TextDecoder().decode(request.body).trim()
  const nothing: Body = { json: {}, form: [] }
  if (text === '') return nothing
  if (/^[[{]/.test(text)) {
    const json = parseJson(text)
    return json === undefined ? undefined : { json, form: [] }
  }
  const type = request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  if (/json/i.test(type)) return undefined
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(type)?.[1]
  return { ...nothing, form: boundary === undefined ? [...new URLSearchParams(text)] : multipartFields(text, boundary) }
}

/** The plain fields of a multipart form; files are passed over. */
function multipartFields(text: string, boundary: string): [string, string][] {
  return text.split(`--${boundary}`).flatMap((part): [string, string][] => {
    const [head, ...rest] = part.split(/\r?\n\r?\n/)
    const name = /name="([^"]*)"/.exec(head ?? '')?.[1]
    const isFile = /filename=/.test(head ?? '')
    return name === undefined || isFile ? [] : [[name, rest.join('\n\n').trim()]]
  })
}

function entriesOf(value: Json): [string, Json][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}

/** Values by name, and how they are told: `find` also by a name that differs only in blanks around it. */
type Named = { find(name: string): Json | undefined; entries: ReadonlyMap<string, Json> }

function namedIn(all: readonly [string, Json][]): Named {
  const entries = new Map(all)
  let trimmed: Map<string, Json> | undefined
  // Smartflo really sends a key that ends in a blank; nobody can see that in a form.
  const byTrimmed = () => (trimmed ??= new Map([...entries].map(([name, value]) => [name.trim(), value])))
  return { find: (name) => (entries.has(name) ? entries.get(name) : byTrimmed().get(name.trim())), entries }
}

/** What a record says itself counts before what stands beside all of them. */
function fieldsIn(record: readonly [string, Json][], shared: Named | undefined, open: Open): Fields {
  const own = namedIn(record)
  const named = (name: string) => {
    const told = own.find(name)
    return told === undefined ? shared?.find(name) : told
  }
  const at = (place: string): Json | undefined => (place.startsWith('/') ? walk(named, place, open) : named(place))
  const all = () => [...new Map([...(shared?.entries ?? []), ...own.entries])]
  return {
    text: (place) => textOf(at(place)),
    items: (place) => itemsOf(at(place), open).map((item) => fieldsIn(entriesOf(item), undefined, open)),
    places: () =>
      all()
        .flatMap(([name, value]) => leaves(name, value, open))
        .slice(0, 500),
  }
}

function walk(named: (name: string) => Json | undefined, pointer: string, open: Open): Json | undefined {
  const [first, ...rest] = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return rest.reduce<Json | undefined>((value, step) => stepInto(open(value), step), named(first ?? ''))
}

function stepInto(here: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(here)) return /^-?\d{1,6}$/.test(step) ? here.at(Number(step)) : undefined
  if (typeof here !== 'object' || here === null) return undefined
  return Object.hasOwn(here, step) ? here[step] : undefined
}

/** JSON that was put into a text is opened where a pointer leads through it. */
type Open = (value: Json | undefined) => Json | undefined

/** Opens each text once, however many places of a map lead through it. */
function opener(): Open {
  const known = new Map<string, Json | undefined>()
  return (value) => {
    if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
    if (!known.has(value)) known.set(value, parseJson(value))
    return known.get(value)
  }
}

function itemsOf(value: Json | undefined, open: Open): Json[] {
  const list = open(value)
  // The last decide: who answered stands behind all who did not.
  if (Array.isArray(list)) return list.slice(-200)
  // One item without its list is how some systems write a list of one.
  return typeof list === 'object' && list !== null ? [list] : []
}

function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return isNothing(text) && text !== '0' ? undefined : text
}

function leaves(name: string, value: Json, open: Open): { place: string; value: string }[] {
  const inside = open(value)
  if (typeof inside !== 'object' || inside === null) return [{ place: name, value: String(value ?? '') }]
  return leavesBelow({ path: `/${escaped(name)}`, value: inside, depth: 1 }, open)
}

type Branch = { path: string; value: Json; depth: number }

function leavesBelow({ path, value, depth }: Branch, open: Open): { place: string; value: string }[] {
  const inside = open(value)
  if (typeof inside !== 'object' || inside === null) return [{ place: path, value: String(value ?? '') }]
  if (depth > 8) return []
  return Object.entries(inside)
    .slice(0, 100)
    .flatMap(([step, item]) =>
      leavesBelow({ path: `${path}/${escaped(step)}`, value: item as Json, depth: depth + 1 }, open),
    )
}

function escaped(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** Without what is undefined. */
export function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>
}
