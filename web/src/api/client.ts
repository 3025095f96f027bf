/** How the console speaks to the program: one door for every request, so that an account, a lost connection and a problem are treated alike. */
import createClient from 'openapi-fetch'
import { t } from '../i18n/i18n.ts'
import { reached, unreachable } from './connection.ts'
import { ApiProblem } from './problem.ts'
import type { paths } from './schema.generated.d.ts'
import { sessionEnded } from './session.ts'

const accountKey = 'aftercall-account'
const linkedAccount = new URLSearchParams(window.location.search).get('account')
// A followed link is about this tab; new tabs go on with what was chosen.
if (linkedAccount) sessionStorage.setItem(accountKey, linkedAccount)
let chosenAccount = sessionStorage.getItem(accountKey) ?? localStorage.getItem(accountKey)

/** The address of this page for a colleague, who may be at work in another account. */
export function linkHere(account: string): string {
  const url = new URL(window.location.href)
  url.searchParams.set('account', account)
  return url.href
}

/** The account an operator works in. Each tab keeps its own; a new tab begins with the last one chosen. */
export function chooseAccount(key: string): void {
  chosenAccount = key
  sessionStorage.setItem(accountKey, key)
  localStorage.setItem(accountKey, key)
}
export const chosenAccountKey = (): string | null => chosenAccount

/** Forgets the account, after signing out or when it no longer exists. */
export function forgetAccount(): void {
  chosenAccount = null
  sessionStorage.removeItem(accountKey)
  localStorage.removeItem(accountKey)
}

/** Sends one request in the chosen account. Rejects with a `no_answer` problem when the program cannot be reached. */
export async function send(request: Request): Promise<Response> {
  if (chosenAccount !== null) request.headers.set('aftercall-account', chosenAccount)
  const response = await fetch(request).catch((error: unknown) => {
    if (request.signal.aborted) throw error
  })
  // A proxy in front answers these while the program itself does not.
  if (response === undefined || [502, 504].includes(response.status)) {
    unreachable()
    throw new ApiProblem(0, { code: 'no_answer', title: t('ui.noAnswer') })
  }
  reached()
  // At signing in it is the key that is refused.
  if (response.status === 401 && !request.url.endsWith('/v1/session')) sessionEnded()
  return response
}

export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: send })

type Exchange<T> = { data?: T; error?: unknown; response: Response }

/** What was answered; rejects with the problem when it was one. */
export async function answer<T>(exchange: Promise<Exchange<T>>): Promise<T> {
  const { data, error, response } = await exchange
  if (!response.ok) throw new ApiProblem(response.status, bodyOf(error))
  return data as T
}

/** The items of an answer that is a whole short list. */
export const items = async <T>(exchange: Promise<Exchange<{ items: T[] }>>): Promise<T[]> =>
  (await answer(exchange)).items

const bodyOf = (error: unknown): Record<string, unknown> =>
  typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {}
