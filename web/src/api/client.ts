/** How the console speaks to the program: one door for every request, so that an account, a lost connection and a problem are treated alike. */
import { reached, unreachable } from './connection.ts'
import { ApiProblem } from './problem.ts'

type Query = Record<string, string | number | boolean | undefined>
type Options = { query?: Query; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal | undefined }

const accountKey = 'aftercall-account'
let chosenAccount = sessionStorage.getItem(accountKey) ?? localStorage.getItem(accountKey)

/** The account an operator works in. Each tab keeps its own; a new tab begins with the last one chosen. */
export function chooseAccount(key: string): void {
  chosenAccount = key
  sessionStorage.setItem(accountKey, key)
  localStorage.setItem(accountKey, key)
}
export const chosenAccountKey = (): string | null => chosenAccount

function accountHeader(): Record<string, string> {
  return chosenAccount === null ? {} : { 'aftercall-account': chosenAccount }
}

/** Forgets the account, after signing out or when it no longer exists. */
export function forgetAccount(): void {
  chosenAccount = null
  sessionStorage.removeItem(accountKey)
  localStorage.removeItem(accountKey)
}

function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value))
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/** One exchange. Resolves with the parsed answer and its headers; rejects with an ApiProblem. */
export async function exchange<T>(
  method: string,
  path: string,
  options: Options = {},
): Promise<{ data: T; headers: Headers; status: number }> {
  const response = await send(method, path, options)
  const type = response.headers.get('content-type') ?? ''
  const answer: unknown = type.includes('json') ? await response.json() : undefined
  if (!response.ok) throw new ApiProblem(response.status, (answer ?? {}) as Record<string, unknown>)
  return { data: answer as T, headers: response.headers, status: response.status }
}

/** A response whose body is read by the caller (server-sent events). */
export async function send(method: string, path: string, options: Options = {}): Promise<Response> {
  const init: RequestInit = {
    method,
    headers: {
      accept: 'application/json, text/event-stream',
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...accountHeader(),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }
  let response: Response
  try {
    response = await fetch(address(path, options.query), init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    unreachable()
    throw new ApiProblem(0, { code: 'no_answer', title: 'Aftercall did not answer.' })
  }
  if ([502, 504].includes(response.status)) unreachable()
  else reached()
  return response
}

export const get = async <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  (await exchange<T>('GET', path, { ...(query === undefined ? {} : { query }), signal })).data
export const post = async <T>(path: string, body?: unknown): Promise<T> =>
  (await exchange<T>('POST', path, { body })).data
export const put = async <T>(path: string, body: unknown): Promise<T> => (await exchange<T>('PUT', path, { body })).data
export const patch = async <T>(path: string, body: unknown): Promise<T> =>
  (await exchange<T>('PATCH', path, { body })).data
export const remove = async (path: string): Promise<void> => void (await exchange('DELETE', path))
