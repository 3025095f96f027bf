/** Who asks: found by auth.ts before anything else of the request is read. */
import type { FastifyRequest } from 'fastify'
import { parsePublicId } from '../core/public-id.ts'
import type { Role } from '../store/keys.ts'
import { may, type Permission } from './permissions.ts'
import type { Viewer } from './views.ts'

export type Who = {
  role: Role
  /** How the history calls whoever did it. */
  name: string
  /** The name alone of the key, or of whom the link was for; null for a session by a link that names nobody. */
  givenName: string | null
  by: 'key' | 'session'
  /** The account the credential belongs to, or that the operator named. */
  account: { id: string; key: string } | null
  /** Hash of the credential: ends the session, or drops the key from memory. */
  hash: Buffer
  /** Hash of the key that it comes of: what is made with it ends with that. Null for a session by a link of the program's own. */
  keyHash: Buffer | null
}

declare module 'fastify' {
  interface FastifyRequest {
    who: Who | null
  }
  interface FastifyContextConfig {
    permission?: Permission
    /** Who else may come in, without any credential of ours. */
    alsoOpenTo?: (request: FastifyRequest) => boolean
    /** Which share of admission the route's requests take: calls that phone systems push, or everything else. */
    intake?: 'api' | 'webhook'
    /** Its body is read as it comes and never held, however long it is. */
    streams?: true
    /** It waits for a gateway, or does as much as one account may ask for at a time: others of the account do not wait for it. */
    waits?: true
    /** Believes no browser, and shows nothing of an account to whoever has no link or key: answered by whatever name it is asked. */
    anyHost?: true
  }
}

/** Whether this is the account's key or its public id. */
export const isCalled = (account: NonNullable<Who['account']>, named: string): boolean =>
  named === account.key || parsePublicId('acct', named) === account.id

const roleNames: Record<Role, string> = { operator: 'Operator', owner: 'Owner', support: 'Support' }

/** What the history calls whoever is signed in. The role leads, and only the program writes it: nobody is taken for the operator by the name of a key. */
export const sessionName = (role: Role, name: string | null): string =>
  name === null ? roleNames[role] : `${roleNames[role]} “${name}”`

/** Whoever asks, on a route that needs a credential. */
export function whoOf(request: FastifyRequest): Who {
  if (!request.who) throw new Error('the route lets anyone in, and nobody was asked who they are')
  return request.who
}

/** The account that the request speaks for, on a route whose permission needs one. */
export function accountOf(request: FastifyRequest): string {
  const { account } = whoOf(request)
  if (!account) throw new Error('the route’s permission needs no account')
  return account.id
}

/** Whether it is who runs the installation that asks, whatever the account. */
export const isOperator = (request: FastifyRequest): boolean => whoOf(request).role === 'operator'

/** For whom the answer is, in an account that counts in this currency. */
export const viewerOf = (request: FastifyRequest, currency: string): Viewer => ({
  seesNumbers: seesNumbers(request),
  isOperator: isOperator(request),
  currency,
})

/** Numbers are whole for systems that have a key which may see them; the console shows them masked, and asks for each by itself. */
export function seesNumbers(request: FastifyRequest): boolean {
  const { by, role } = whoOf(request)
  return by === 'key' && may(role, 'numbers:reveal')
}
