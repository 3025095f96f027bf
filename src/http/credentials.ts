/** Who holds a credential: asked of the database, and remembered for a few seconds by its hash. */
import { parsePublicId } from '../core/public-id.ts'
import { findAccountByKey, readAccount, type StoredAccount } from '../store/accounts.ts'
import type { Database } from '../store/database.ts'
import { findKey, noteKeyUsed } from '../store/keys.ts'
import { findSession, noteSessionSeen } from '../store/sessions.ts'
import { hashToken } from '../store/tokens.ts'
import { rememberFor } from './memory.ts'
import { sessionName, type Who } from './who.ts'

const rememberMs = 5_000
const touchMs = 60_000
const mostRemembered = 10_000

type Account = NonNullable<Who['account']>
type Holder = Pick<Who, 'role' | 'name' | 'givenName' | 'keyHash'> & { accountId: string | null }

export type Credentials = {
  /** The holder of a key that is remembered: the path of a call waits for nothing. */
  remembered(key: string): Who | undefined
  byKey(key: string): Promise<Who | undefined>
  bySession(token: string): Promise<Who | undefined>
  /** The account with this key or public id. */
  accountNamed(name: string): Promise<Account | undefined>
  /** Whether the credential still lets its holder in. Asking is no use of it: a page left open keeps no session from ending. */
  isStillGood(who: Pick<Who, 'by' | 'hash'>): Promise<boolean>
  /** Drops what is remembered of a credential. */
  forget(hash: Buffer): void
  /** Calls `listener` with whatever is forgotten from now on. */
  onForget(listener: (hash: Buffer) => void): void
}

type Known = Omit<Who, 'by' | 'hash'>

export function createCredentials(db: Database): Credentials {
  const known = {
    key: rememberFor<Known>(rememberMs, mostRemembered),
    session: rememberFor<Known>(rememberMs, mostRemembered),
  }
  const accounts = rememberFor<Account>(rememberMs, mostRemembered)
  const touched = rememberFor<true>(touchMs, mostRemembered)
  const hashes = rememberFor<Buffer>(rememberMs, mostRemembered)
  const listeners: ((hash: Buffer) => void)[] = []

  // An account's key may look like another's id: each is remembered under its kind.
  const account = (kind: 'id' | 'key', name: string, find: () => Promise<StoredAccount | undefined>) =>
    accounts.get(`${kind}:${name}`, async () => {
      const found = await find()
      return found && { id: found.accountId, key: found.key }
    })
  // By the connections of calls, as the key before it: those of the console may be taken by somebody's long lists.
  const accountById = (id: string) => account('id', id, () => readAccount(db.intake, id))

  const holderOf = async (asked: Promise<Holder | undefined>): Promise<Known | undefined> => {
    const found = await asked
    const ofAccount = found && (found.accountId === null ? null : await accountById(found.accountId))
    if (!found || ofAccount === undefined) return undefined
    const { role, name, givenName, keyHash } = found
    return { role, name, givenName, account: ofAccount, keyHash }
  }

  /** When it was last used is known to the minute, and noted behind the request. */
  const touch = (hash: Buffer, id: string, by: Who['by']) => {
    const one = `${by}:${id}`
    if (touched.peek(one)) return
    touched.set(one, true)
    const note = by === 'key' ? noteKeyUsed : noteSessionSeen
    note(db, hash).catch(() => touched.forget(one))
  }

  /** What a key hashes to, for as long as its holder is remembered: hashing is most of what letting a known one in would cost. */
  const hashOf = (key: string): Buffer => {
    const kept = hashes.peek(key)
    if (kept) return kept
    const hash = hashToken(key)
    if (known.key.peek(idOf(hash))) hashes.set(key, hash)
    return hash
  }

  const ask: Record<Who['by'], (hash: Buffer) => Promise<Holder | undefined>> = {
    key: async (hash) => {
      const found = await findKey(db, hash)
      return found && { ...found, name: `API key “${found.name}”`, givenName: found.name, keyHash: hash }
    },
    session: async (hash) => {
      const found = await findSession(db, hash)
      return found && { ...found, name: sessionName(found.role, found.name), givenName: found.name }
    },
  }
  const lookUp = (hash: Buffer, by: Who['by']) => known[by].get(idOf(hash), () => holderOf(ask[by](hash)))

  const find = async (token: string, by: Who['by']) => {
    const hash = hashToken(token)
    const holder = await lookUp(hash, by)
    if (holder) touch(hash, idOf(hash), by)
    return holder && { ...holder, by, hash }
  }

  return {
    remembered: (key) => {
      const hash = hashOf(key)
      const id = idOf(hash)
      const holder = known.key.peek(id, () => holderOf(ask.key(hash)))
      if (holder) touch(hash, id, 'key')
      return holder && { ...holder, by: 'key', hash }
    },
    byKey: (key) => find(key, 'key'),
    bySession: (token) => find(token, 'session'),
    accountNamed: (name) => {
      const id = parsePublicId('acct', name)
      return id === undefined ? account('key', name, () => findAccountByKey(db.console, name)) : accountById(id)
    },
    isStillGood: async ({ hash, by }) => (await lookUp(hash, by)) !== undefined,
    forget: (hash) => {
      known.key.forget(idOf(hash))
      known.session.forget(idOf(hash))
      for (const listener of listeners) listener(hash)
    },
    onForget: (listener) => void listeners.push(listener),
  }
}

/** A credential's hash as a key of a map. */
export const idOf = (hash: Buffer): string => hash.toString('latin1')
