/**
 * Lets requests in: an API key (`Authorization: Bearer ac_…`) or a browser session from a one-time link. Runs before the body is read.
 */
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { Database } from '../store/database.ts'
import { type Credentials, createCredentials } from './credentials.ts'
import { may, needsAccount, type Permission } from './permissions.ts'
import { notFound, problem } from './problems.ts'
import { isCalled, type Who } from './who.ts'
import { createWrongKeys } from './wrong-keys.ts'

/** Cookies know no port: while nobody gave the program an address of its own, others may run beside it under the same name. */
export const cookieNameOf = (sharesHost: boolean) => (request: FastifyRequest) =>
  sharesHost ? `aftercall_session_${request.port ?? 80}` : 'aftercall_session'

export type Auth = {
  /** Adds the check to every route of the server. */
  install(server: FastifyInstance): void
  /** Finds the holder of a key, or counts a wrong one against the address. */
  enter(key: string, ip: string): Promise<Who | undefined>
  /** The account with this key or public id. */
  accountNamed: Credentials['accountNamed']
  /** Drops what is remembered of a credential: it was revoked, or signed out. */
  forget: Credentials['forget']
  /** For what goes on after a request was let in. */
  isStillGood: Credentials['isStillGood']
  onForget: Credentials['onForget']
}

export function createAuth(db: Database, cookieName = cookieNameOf(false)): Auth {
  const credentials = createCredentials(db)
  const wrongKeys = createWrongKeys()

  const enter = async (key: string, ip: string): Promise<Who | undefined> => {
    // Behind a proxy everybody may have one address: a right key is never shut out by a stranger's wrong ones.
    const who = await credentials.byKey(key)
    if (who) return who
    if (wrongKeys.isOver(ip))
      throw problem('too_many_wrong_keys', { headers: { 'retry-after': String(wrongKeys.secondsLeft(ip)) } })
    wrongKeys.count(ip)
    return undefined
  }

  const find = async (request: FastifyRequest): Promise<Who> => {
    const key = bearerOf(request)
    const token = key === undefined ? cookieOf(request, cookieName(request)) : undefined
    const who =
      key !== undefined
        ? await enter(key, request.ip)
        : token === undefined
          ? undefined
          : await credentials.bySession(token)
    if (!who) throw problem('unauthorised', { headers: { 'www-authenticate': 'Bearer' } })
    if (who.by === 'session') refuseCrossSite(request)
    return who
  }

  /** The holder of a key that is remembered, where the request names no account. */
  const knownHere = (request: FastifyRequest): Who | undefined => {
    const key = request.headers['aftercall-account'] === undefined ? bearerOf(request) : undefined
    return key === undefined ? undefined : credentials.remembered(key)
  }

  return {
    install: (server) => {
      server.decorateRequest('who', null)
      refuseRoutesForNobody(server)
      // Not an async function: on the path of a call the key is remembered, and nothing is waited for.
      server.addHook('onRequest', (request, _reply, done) => {
        const { permission, alsoOpenTo } = request.routeOptions.config
        if (request.is404 || permission === 'anyone' || alsoOpenTo?.(request)) return done()
        const known = knownHere(request)
        const found = known ?? find(request).then((who) => inAccount(request, who, credentials))
        if (found instanceof Promise)
          return void found.then((who) => letIn(request, who, permission)).then(() => done(), done)
        try {
          letIn(request, found, permission)
          done()
        } catch (error) {
          done(error as Error)
        }
      })
    },
    enter,
    accountNamed: credentials.accountNamed,
    forget: credentials.forget,
    isStillGood: credentials.isStillGood,
    onForget: credentials.onForget,
  }
}

function letIn(request: FastifyRequest, who: Who, permission: Permission | undefined): void {
  if (permission === undefined || !may(who.role, permission)) throw problem('forbidden')
  if (needsAccount(permission) && !who.account)
    throw problem('account_needed', {
      detail: 'Name the account in the header Aftercall-Account, by its key or its id.',
    })
  request.who = who
}

/** A server with a route that names no permission does not start. */
function refuseRoutesForNobody(server: FastifyInstance): void {
  const routes: RouteOptions[] = []
  server.addHook('onRoute', (route) => {
    routes.push(route)
  })
  server.addHook('onReady', async () => {
    const bare = routes.filter((one) => one.config?.permission === undefined)
    if (bare.length > 0)
      throw new Error(`routes without a permission: ${bare.map((one) => `${one.method} ${one.url}`).join(', ')}`)
  })
}

/** The operator names an account; an account's own key may name its account, and no other. */
async function inAccount(request: FastifyRequest, who: Who, { accountNamed }: Credentials): Promise<Who> {
  const named = request.headers['aftercall-account']
  if (typeof named !== 'string' || named === '') return who
  if (who.account && isCalled(who.account, named)) return who
  const account = who.role === 'operator' ? await accountNamed(named) : undefined
  if (!account) throw notFound(`account "${named.slice(0, 80)}"`)
  return { ...who, account }
}

const longestKey = 200

function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  if (header === undefined) return undefined
  const key = /^Bearer +(\S+)$/i.exec(header)?.[1]
  return key === undefined || key.length > longestKey ? '' : key
}

/** The value of one of our cookies. */
function cookieOf(request: FastifyRequest, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name)
      return pair
        .slice(at + 1)
        .trim()
        .slice(0, longestKey)
  }
  return undefined
}

/** A cookie is sent by the browser whoever wrote the page: what changes something must come from our own. */
export function refuseCrossSite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin') return
  const origin = request.headers.origin
  const host = origin !== undefined && URL.canParse(origin) ? new URL(origin).host : undefined
  if (site === undefined && host !== undefined && host === request.host) return
  throw problem('cross_site')
}
