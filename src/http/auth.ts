/**
 * Lets requests in: an API key (`Authorization: Bearer ac_…`) or a browser session from a one-time link. Runs before the body is read. Keys are
 * remembered for a few seconds by their hash, so that the path of a call asks the database seldom and a revoked key is soon refused everywhere.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parsePublicId } from '../core/public-id.ts'
import { findAccountByKey, readAccount } from '../store/accounts.ts'
import type { Database } from '../store/database.ts'
import { findKey, noteKeyUsed, type Role } from '../store/keys.ts'
import { findSession, noteSessionSeen } from '../store/sessions.ts'
import { hashToken } from '../store/tokens.ts'
import { rememberFor } from './memory.ts'
import { may, needsAccount } from './permissions.ts'
import { problem } from './problems.ts'
import type { Who } from './who.ts'
import { createWrongKeys } from './wrong-keys.ts'

export const sessionCookie = 'aftercall_session'
const rememberMs = 5_000
const touchMs = 60_000

type Holder = { role: Role; name: string; account: Who['account'] }

export type Auth = {
  /** Adds the check to every route of the server. */
  install(server: FastifyInstance): void
  /** Finds the holder of a key, or counts a wrong one against the address. */
  enter(key: string, ip: string): Promise<{ who: Who } | undefined>
  /** The account with this key or public id. */
  accountNamed(name: string): Promise<NonNullable<Who['account']> | undefined>
  /** Drops what is remembered of a credential: it was revoked, or signed out. */
  forget(hash: Buffer): void
}

export function createAuth(db: Database): Auth {
  const keys = rememberFor<Holder>(rememberMs, 10_000)
  const sessions = rememberFor<Holder>(rememberMs, 10_000)
  const accounts = rememberFor<NonNullable<Who['account']>>(rememberMs, 10_000)
  const touched = rememberFor<true>(touchMs, 10_000)
  const wrongKeys = createWrongKeys()

  const accountById = (id: string) =>
    accounts.get(id, async () => {
      const found = await readAccount(db.console, id)
      return found && { id: found.accountId, key: found.key }
    })
  const accountNamed = (name: string) =>
    accounts.get(name, async () => {
      const id = parsePublicId('acct', name)
      const found = id === undefined ? await findAccountByKey(db.console, name) : await readAccount(db.console, id)
      return found && { id: found.accountId, key: found.key }
    })

  const byKey = async (key: string): Promise<Who | undefined> => {
    const hash = hashToken(key)
    const id = hash.toString('base64')
    const holder = await keys.get(id, async () => {
      const found = await findKey(db, hash)
      if (!found) return undefined
      const account = found.accountId === null ? null : await accountById(found.accountId)
      return account === undefined ? undefined : { role: found.role, name: `API key “${found.name}”`, account }
    })
    if (!holder) return undefined
    if (!touched.has(id)) {
      touched.set(id, true)
      void noteKeyUsed(db, hash).catch(() => undefined)
    }
    return { ...holder, by: 'key', hash }
  }

  const bySession = async (token: string): Promise<Who | undefined> => {
    const hash = hashToken(token)
    const id = hash.toString('base64')
    const holder = await sessions.get(id, async () => {
      const found = await findSession(db, hash)
      if (!found) return undefined
      const account = found.accountId === null ? null : await accountById(found.accountId)
      return account === undefined ? undefined : { role: found.role, name: sessionNames[found.role], account }
    })
    if (!holder) return undefined
    if (!touched.has(id)) {
      touched.set(id, true)
      void noteSessionSeen(db, hash).catch(() => undefined)
    }
    return { ...holder, by: 'session', hash }
  }

  const find = async (request: FastifyRequest): Promise<Who> => {
    const key = bearerOf(request)
    if (key !== undefined) {
      if (wrongKeys.isOver(request.ip)) throw tooMany(wrongKeys.secondsLeft(request.ip))
      const who = await byKey(key)
      if (who) return who
      wrongKeys.count(request.ip)
      throw unauthorised()
    }
    const token = cookieOf(request, sessionCookie)
    const who = token === undefined ? undefined : await bySession(token)
    if (!who) throw unauthorised()
    refuseCrossSite(request)
    return who
  }

  const inAccount = async (request: FastifyRequest, who: Who): Promise<Who> => {
    const named = request.headers['aftercall-account']
    if (typeof named !== 'string' || named === '') return who
    if (who.role !== 'operator') {
      // An account's own key may name its account, and no other.
      if (who.account && (named === who.account.key || parsePublicId('acct', named) === who.account.id)) return who
      throw problem('not_found', { detail: `There is no account "${named.slice(0, 80)}" for this key or session.` })
    }
    const account = await accountNamed(named)
    if (!account) throw problem('not_found', { detail: `There is no account "${named.slice(0, 80)}".` })
    return { ...who, account }
  }

  return {
    install: (server) => {
      server.decorateRequest('who', null)
      server.addHook('onRequest', async (request) => {
        const { permission } = request.routeOptions.config
        if (request.is404 || permission === 'anyone') return
        if (permission === undefined) throw problem('forbidden', { detail: 'This route has no permission.' })
        const who = await inAccount(request, await find(request))
        if (!may(who.role, permission)) throw problem('forbidden')
        if (needsAccount(permission) && !who.account)
          throw problem('account_needed', {
            detail: 'Name the account in the header Aftercall-Account, by its key or its id.',
          })
        request.who = who
      })
    },
    enter: async (key, ip) => {
      if (wrongKeys.isOver(ip)) throw tooMany(wrongKeys.secondsLeft(ip))
      const who = await byKey(key)
      if (!who) wrongKeys.count(ip)
      return who && { who }
    },
    accountNamed,
    forget: (hash) => {
      keys.forget(hash.toString('base64'))
      sessions.forget(hash.toString('base64'))
    },
  }
}

const sessionNames: Record<Role, string> = { operator: 'Operator', owner: 'Owner' }

const unauthorised = () => problem('unauthorised', { headers: { 'www-authenticate': 'Bearer' } })
const tooMany = (seconds: number) => problem('too_many_wrong_keys', { headers: { 'retry-after': String(seconds) } })

const longestKey = 200

function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  if (header === undefined) return undefined
  const key = /^Bearer +(\S+)$/i.exec(header)?.[1]
  return key === undefined || key.length > longestKey ? '' : key
}

/** The value of one of our cookies. */
export function cookieOf(request: FastifyRequest, name: string): string | undefined {
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
function refuseCrossSite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin') return
  const origin = request.headers.origin
  const host = origin !== undefined && URL.canParse(origin) ? new URL(origin).host : undefined
  if (site === undefined && host !== undefined && host === request.host) return
  throw problem('cross_site')
}
