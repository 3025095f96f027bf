/** What a route is asked, drawn part by part: each parameter of its address for itself, its query, its headers and its body. */
import fc from 'fast-check'
import type { Answer, Asker } from '../support/api.ts'
import type { Ask } from './good-asks.ts'
import type { Operation } from './operations.ts'
import { numbers, type Room } from './room.ts'
import { csvs, json, nasty, spoilt, type Values } from './values.ts'

/** The n-th of what there is, or whatever comes to mind. */
type Part = { nth: number } | { text: string }
export type Drawn = {
  /** In which of the rooms. */
  room: number
  parts: Record<string, Part>
  query: Record<string, unknown>
  headers: Record<string, unknown>
  body: unknown
}

const placeOf = (place: string) => Buffer.from(place).toString('base64url')

/** What fields and parameters of these names mean in a room. */
export const wordsOf = ({ callId, caller, messages, accountKey }: Room): Record<string, string[]> => ({
  account: [accountKey],
  after: [placeOf('1'), placeOf('sorry'), placeOf('00000000-0000-7000-8000-000000000000')],
  call: [callId],
  callId: [callId],
  caller: [caller],
  calls: [callId, `${callId},call_1`],
  from: [caller],
  'if-match': ['*', '"1"', '"2"', 'W/"2"', '"999999999"'],
  ids: Object.values(messages),
  kind: ['sandbox', 'native', 'kannel', 'myoperator'],
  messageId: [messages.queued],
  number: Object.values(numbers),
  subject: [''],
})

const parts: fc.Arbitrary<Part> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ nth: fc.nat({ max: 20 }) }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('sales', 'asha', 'sorry', 'sandbox', '1', 'call_00', '00000000-0000-7000-8000-000000000000')
      .map((text) => ({ text })),
  },
  { weight: 1, arbitrary: nasty.map((text) => ({ text })) },
)

const partNames = ({ path }: Operation): string[] => [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)

export function asksOf(operation: Operation, values: Values, room: Room, good: Ask | undefined): fc.Arbitrary<Drawn> {
  const drawn = (place: 'query' | 'header') =>
    operation.parameters
      .filter((one) => one.in === place)
      .map((one) => [one.name, fc.oneof(values.of(one.schema, one.name), nasty)] as const)
  const account = fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.oneof(fc.constantFrom(room.accountKey, room.accountId), nasty) },
  )
  return fc.record({
    room: fc.nat(),
    parts: fc.record(Object.fromEntries(partNames(operation).map((name) => [name, parts]))),
    query: fc.record(Object.fromEntries(drawn('query')), { requiredKeys: [] }),
    headers: fc.record({
      ...Object.fromEntries(drawn('header').map(([name, one]) => [name, fc.option(one, { nil: undefined })])),
      // Every route reads it.
      'aftercall-account': account,
    }),
    body: bodiesOf(operation, values, good),
  })
}

function bodiesOf({ body }: Operation, values: Values, good: Ask | undefined): fc.Arbitrary<unknown> {
  if (!body) return fc.constant(undefined)
  const bytes = fc.uint8Array({ maxLength: 200 }).map((one) => Buffer.from(one))
  if (body.type !== 'application/json') return fc.oneof({ weight: 3, arbitrary: csvs }, { weight: 1, arbitrary: bytes })
  const allowed = values.of(body.schema)
  const nearly = good ? [fc.constant(good.body), spoilt(fc.constant(good.body))] : []
  return fc.oneof(allowed, spoilt(allowed), json, ...nearly)
}

/** One that is known to be good, as if it had been drawn. */
export const asDrawn = (operation: Operation, good: Ask): Drawn => ({
  room: 0,
  parts: Object.fromEntries(
    partNames(operation).map((name) => {
      const text = good.parts?.[name]
      return [name, text === undefined ? { nth: 0 } : { text }]
    }),
  ),
  query: {},
  headers: good.headers ?? {},
  body: good.body,
})

/** The address with its parameters: what there is, is what the address before the parameter lists. */
export async function addressOf({ path }: Operation, drawn: Drawn, room: Room, asker: Asker): Promise<string> {
  let address = ''
  for (const segment of path.split('/').slice(1)) {
    const name = /^\{(.+)\}$/.exec(segment)?.[1]
    const part = name === undefined ? { text: segment } : drawn.parts[name]
    const there = name === undefined ? [] : await room.namesAt(asker, address, name)
    const text = part && 'text' in part ? part.text : (there[(part?.nth ?? 0) % Math.max(1, there.length)] ?? 'nobody')
    address += `/${encodeURIComponent(text.toWellFormed()) || 'x'}`
  }
  const query = Object.entries(drawn.query).map(([key, value]): [string, string] => [key, String(value).toWellFormed()])
  return `${address}?${new URLSearchParams(query)}`
}

/** Headers as a server can get them: no line ends, and nothing that does not fit into a byte. */
export function headersOf({ headers }: Drawn): Record<string, string> {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    given.map(([name, value]) => [name, String(value).replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?')]),
  )
}

export function ask(asker: Asker, { method, body }: Operation, url: string, drawn: Drawn): Promise<Answer> {
  const headers = headersOf(drawn)
  if (method === 'GET') return asker.get(url, headers)
  if (drawn.body === undefined || !body) return asker.send(method as 'POST', url, undefined, headers)
  const payload = body.type === 'application/json' ? JSON.stringify(drawn.body) : drawn.body
  return asker.send(method as 'POST', url, payload, { ...headers, 'content-type': body.type })
}
