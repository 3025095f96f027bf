/** Who holds a credential: asked of the database, and remembered for a few seconds by its hash. */
import { parsePublicId } from '../core/public-id.ts'
import { findAccountByKey, readAccount, type StoredAccount } from '../store/accounts.ts'
import type { Database } from '../store/database.ts'
import { findKey, noteKeyUsed, type Role } from '../store/keys.ts'
import { findSession, noteSessionSeen } from '../store/sessions.ts'
import { hashToken } from '../store/tokens.ts'
import { rememberFor } from './memory.ts'
import type { Who } from './who.ts'

const rememberMs = 5_000
const touchMs = 60_000
const goodMs = 600_000
const mostRemembered = 10_000

type Account = NonNullable<Who['account']>
type Holder = { role: Role; name: string; accountId: string | null }

export type Credentials = {
  byKey(key: string): Promise<Who | undefined>
  bySession(token: string): Promise<Who | undefined>
  /** Whether this key let somebody in within the last ten minutes. */
  wasGood(key: string): boolean
  /** The account with this key or public id. */
  accountNamed(name: string): Promise<Account | undefined>
  /** Drops what is remembered of a credential. */
  forget(hash: Buffer): void
}

export function createCredentials(db: Database): Credentials {
  const holders = rememberFor<Omit<Who, 'by' | 'hash'>>(rememberMs, mostRemembered)
  const accounts = rememberFor<Account>(rememberMs, mostRemembered)
  const touched = rememberFor<true>(touchMs, mostRemembered)
  const good = rememberFor<true>(goodMs, mostRemembered)

  const account = (name: string, find: () => Promise<StoredAccount | undefined>) =>
    accounts.get(name, async () => {
      const found = await find()
      return found && { id: found.accountId, key: found.key }
    })
  const accountById = (id: string) => account(id, () => readAccount(db.console, id))

  const who = async (
    token: string,
    by: Who['by'],
    find: (hash: Buffer) => Promise<Holder | undefined>,
  ): Promise<Who | undefined> => {
    const hash = hashToken(token)
    const holder = await holders.get(`${by} ${hash.toString('base64')}`, async () => {
      const found = await find(hash)
      if (!found) return undefined
      const ofAccount = found.accountId === null ? null : await accountById(found.accountId)
      return ofAccount === undefined ? undefined : { role: found.role, name: found.name, account: ofAccount }
    })
    if (!holder) return undefined
    touch(hash, by)
    return { ...holder, by, hash }
  }

  /** When it was last used is known to the minute, and noted behind the request. */
  const touch = (hash: Buffer, by: Who['by']) => {
    const id = hash.toString('base64')
    if (touched.has(id)) return
    good.set(id, true)
    touched.set(id, true)
    const note = by === 'key' ? noteKeyUsed : noteSessionSeen
    note(db, hash).catch(() => touched.forget(id))
  }

  return {
    byKey: (key) =>
      who(key, 'key', async (hash) => {
        const found = await findKey(db, hash)
        return found && { ...found, name: `API key “${found.name}”` }
      }),
    bySession: (token) =>
      who(token, 'session', async (hash) => {
        const found = await findSession(db, hash)
        return found && { ...found, name: sessionNames[found.role] }
      }),
    wasGood: (key) => good.has(hashToken(key).toString('base64')),
    accountNamed: (name) => {
      const id = parsePublicId('acct', name)
      return id === undefined ? account(name, () => findAccountByKey(db.console, name)) : accountById(id)
    },
    forget: (hash) => {
      for (const by of ['key', 'session']) holders.forget(`${by} ${hash.toString('base64')}`)
    },
  }
}

const sessionNames: Record<Role, string> = { operator: 'Operator', owner: 'Owner' }
