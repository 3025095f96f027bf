/**
 * Finds values in a request, wherever the sender put them: query, form, JSON, JSON in a form field. A place is a plain name (`call_status`) or a JSON
 * pointer (`/legs/0/agent/name`; a negative number counts from the end, `/legs/-1/agent/name`). Numbers that JavaScript cannot hold stay text.
 */
import type { Json, RawRequest } from '../core/adapter.ts'
import { isNothing } from './instants.ts'

/** What a request says, one for each call in it (a JSON array may hold several). */
export type Fields = {
  /** The text at a place, trimmed; undefined where there is none, or only a word for nothing. */
  text(place: string): string | undefined
  /** The items of a list at a place; empty where there is none. */
  items(place: string): Fields[]
  /** Every place that holds a value, for the console's map. */
  places(): { place: string; value: string }[]
}

/** Reads query and body. Undefined when the body is meant to be JSON and is not. */
export function fieldsOf(request: RawRequest): Fields[] | undefined {
  const body = readBody(request)
  if (body === undefined) return undefined
  const query: [string, Json][] = request.query
  const records = Array.isArray(body.json) ? body.json : [body.json]
  return records.map((record) => fieldsIn(new Map([...query, ...body.form, ...entriesOf(record)])))
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

function fieldsIn(root: Map<string, Json>): Fields {
  // Smartflo really sends a key that ends in a blank; nobody can see that in a form.
  const trimmed = new Map([...root].map(([name, value]) => [name.trim(), value]))
  const named = (name: string) => root.get(name) ?? trimmed.get(name.trim())
  const at = (place: string): Json | undefined => (place.startsWith('/') ? walk(named, place) : named(place))
  return {
    text: (place) => textOf(at(place)),
    items: (place) => itemsOf(at(place)).map((item) => fieldsIn(new Map(entriesOf(item)))),
    places: () => [...root].flatMap(([name, value]) => leaves(name, value)).slice(0, 500),
  }
}

function walk(named: (name: string) => Json | undefined, pointer: string): Json | undefined {
  const [first, ...rest] = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return rest.reduce<Json | undefined>(stepInto, named(first ?? ''))
}

function stepInto(value: Json | undefined, step: string): Json | undefined {
  const here = opened(value)
  if (Array.isArray(here)) return /^-?\d{1,6}$/.test(step) ? here.at(Number(step)) : undefined
  if (typeof here !== 'object' || here === null) return undefined
  return Object.hasOwn(here, step) ? here[step] : undefined
}

/** JSON that was put into a text is opened where a pointer leads through it. */
function opened(value: Json | undefined): Json | undefined {
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? parseJson(value) : value
}

function itemsOf(value: Json | undefined): Json[] {
  const list = opened(value)
  if (Array.isArray(list)) return list.slice(0, 200)
  // One item without its list is how some systems write a list of one.
  return typeof list === 'object' && list !== null ? [list] : []
}

function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return isNothing(text) && text !== '0' ? undefined : text
}

function leaves(name: string, value: Json): { place: string; value: string }[] {
  const inside = opened(value)
  if (typeof inside !== 'object' || inside === null) return [{ place: name, value: String(value ?? '') }]
  return leavesBelow(`/${escaped(name)}`, inside, 1)
}

function leavesBelow(path: string, value: Json, depth: number): { place: string; value: string }[] {
  const inside = opened(value)
  if (typeof inside !== 'object' || inside === null) return [{ place: path, value: String(value ?? '') }]
  if (depth > 8) return []
  return Object.entries(inside)
    .slice(0, 100)
    .flatMap(([step, item]) => leavesBelow(`${path}/${escaped(step)}`, item as Json, depth + 1))
}

function escaped(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1')
}
