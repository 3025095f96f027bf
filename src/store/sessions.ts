/**
 * One-time links, and the browser sessions that they become. The database holds hashes; a session ends after twelve hours or eight idle ones, and with the
 * key that it came of.
 */
import type { Instant } from '../core/instant.ts'
import type { Database, Runner } from './database.ts'
import type { AccountRole, Role } from './keys.ts'
import { statement } from './statement.ts'
import { hashToken, newToken } from './tokens.ts'

/**
 * `name` is that of the key which was typed, or what whoever made the link called its holder; null where they gave no name. `keyHash` is that of the key by
 * which they came in, or that asked for their link; null where it was none.
 */
export type SessionHolder = { accountId: string | null; role: Role; name: string | null; keyHash: Buffer | null }

const beforeAnyAccount = 'a link or a session is looked up before any account is known'
const linkMinutes = 15
export const sessionHours = 12
const idleHours = 8
/** Of a link or a session `x`: what was revoked after it was made opens nothing. */
const keyHolds =
  '(x.key_hash is null or exists (select from api_key k where k.key_hash = x.key_hash and k.revoked_at is null))'

const insertLink = statement(
  'insert_login_link',
  {},
  `insert into login_link (token_hash, account_id, role, name, key_hash, expires_at)
   values ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(mins => $6))`,
  { acrossAccounts: beforeAnyAccount },
)

/** A token for `/enter/<token>`: good once, for 15 minutes. */
export async function createLink(tx: Runner, { accountId, role, name, keyHash }: SessionHolder): Promise<string> {
  const token = newToken()
  await tx.run(insertLink, [hashToken(token), accountId, role, name, keyHash, linkMinutes])
  return token
}

const holder = { account_id: 'uuid?', role: 'text', name: 'text?', key_hash: 'bytea?' } as const

const peek = statement(
  'read_login_link',
  { role: 'text', name: 'text?', account: 'text?', language: 'text?' },
  `select x.role, x.name, a.name as account, a.language from login_link x left join account a on a.account_id = x.account_id
   where x.token_hash = $1 and x.used_at is null and x.expires_at > clock_timestamp() and ${keyHolds}`,
  { acrossAccounts: beforeAnyAccount },
)

/** Whom a link would let in, and into which account (its name, and '' for the operator); undefined when it lets nobody in. */
export async function readLink(
  db: Database,
  token: string,
): Promise<{ role: Role; name: string | null; account: string; language: string } | undefined> {
  const [row] = await db.console.run(peek, [hashToken(token)])
  return row && { role: row.role as Role, name: row.name, account: row.account ?? '', language: row.language ?? 'en' }
}

// One statement, so that of two who follow the link at once only one gets in.
const useLink = statement(
  'use_login_link',
  holder,
  `update login_link x set used_at = clock_timestamp()
   where token_hash = $1 and used_at is null and expires_at > clock_timestamp() and ${keyHolds} returning account_id, role, name, key_hash`,
  { acrossAccounts: beforeAnyAccount },
)

const insertSession = statement(
  'insert_login_session',
  {},
  `insert into login_session (token_hash, account_id, role, name, key_hash, expires_at)
   values ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(hours => $6))`,
  { acrossAccounts: beforeAnyAccount },
)

export async function createSession(db: Database, { accountId, role, name, keyHash }: SessionHolder): Promise<string> {
  const token = newToken()
  await db.console.run(insertSession, [hashToken(token), accountId, role, name, keyHash, sessionHours])
  return token
}

/** Turns a link into a session; undefined when it was used, is too old, or never was. */
export async function enterByLink(db: Database, token: string): Promise<string | undefined> {
  const [row] = await db.console.run(useLink, [hashToken(token)])
  return row && (await createSession(db, holderOf(row)))
}

type HolderRow = { account_id: string | null; role: string; name: string | null; key_hash: Buffer | null }

const holderOf = (row: HolderRow): SessionHolder => ({
  accountId: row.account_id,
  role: row.role as Role,
  name: row.name,
  keyHash: row.key_hash,
})

const find = statement(
  'find_login_session',
  holder,
  `select account_id, role, name, key_hash from login_session x
   where token_hash = $1 and expires_at > clock_timestamp() and seen_at > clock_timestamp() - make_interval(hours => $2) and ${keyHolds}`,
  { acrossAccounts: beforeAnyAccount },
)

export async function findSession(db: Database, hash: Buffer): Promise<SessionHolder | undefined> {
  const [row] = await db.console.run(find, [hash, idleHours])
  return row && holderOf(row)
}

const touch = statement(
  'touch_login_session',
  {},
  'update login_session set seen_at = clock_timestamp() where token_hash = $1',
  {
    acrossAccounts: beforeAnyAccount,
  },
)

export async function noteSessionSeen(db: Database, hash: Buffer): Promise<void> {
  await db.console.run(touch, [hash])
}

const end = statement('end_login_session', {}, 'delete from login_session where token_hash = $1', {
  acrossAccounts: beforeAnyAccount,
})

export async function endSession(db: Database, hash: Buffer): Promise<void> {
  await db.console.run(end, [hash])
}

/** Half of the hash is enough to tell sessions apart, and no way back to the token. */
const idOfSession = `encode(substring(token_hash for 16), 'hex')::uuid`

const list = statement(
  'list_login_sessions',
  { id: 'uuid', token_hash: 'bytea', role: 'text', name: 'text?', created_at: 'timestamptz', seen_at: 'timestamptz' },
  `select ${idOfSession} as id, token_hash, role, name, created_at, seen_at from login_session x
   where account_id = $1 and expires_at > clock_timestamp() and seen_at > clock_timestamp() - make_interval(hours => $2) and ${keyHolds}
   order by created_at desc, token_hash limit $3`,
)

export const mostSessions = 200
export type AccountSession = {
  id: string
  hash: Buffer
  role: AccountRole
  name: string | null
  createdAt: Instant
  seenAt: Instant
}

/** Those of an account that still let somebody in, newest first. */
export async function listSessions(db: Database, accountId: string): Promise<AccountSession[]> {
  return (await db.console.run(list, [accountId, idleHours, mostSessions])).map((row) => ({
    id: row.id,
    hash: row.token_hash,
    role: row.role as AccountRole,
    name: row.name,
    createdAt: row.created_at,
    seenAt: row.seen_at,
  }))
}

const endOne = statement(
  'end_login_session_of_account',
  { token_hash: 'bytea', role: 'text', name: 'text?' },
  `delete from login_session where account_id = $1 and ${idOfSession} = $2 returning token_hash, role, name`,
)

/** Ends a session of this account; undefined where it has none such. */
export async function endSessionOfAccount(
  tx: Runner,
  accountId: string,
  id: string,
): Promise<{ hash: Buffer; role: AccountRole; name: string | null } | undefined> {
  const [row] = await tx.run(endOne, [accountId, id])
  return row && { hash: row.token_hash, role: row.role as AccountRole, name: row.name }
}

const endOfKeys = statement(
  'end_login_sessions_of_keys',
  { token_hash: 'bytea' },
  `with l as (delete from login_link where key_hash = any($1::bytea[]))
   delete from login_session where key_hash = any($1::bytea[]) returning token_hash`,
  { acrossAccounts: beforeAnyAccount },
)

/** Ends the sessions that came of these keys, and their links; answers the hashes of the sessions. */
export async function endSessionsOfKeys(tx: Runner, keyHashes: readonly Buffer[]): Promise<Buffer[]> {
  return (await tx.run(endOfKeys, [keyHashes])).map((row) => row.token_hash)
}

const endOfOperator = statement(
  'end_login_sessions_of_operator',
  { token_hash: 'bytea' },
  `with l as (delete from login_link where account_id is null)
   delete from login_session where account_id is null returning token_hash`,
  { acrossAccounts: beforeAnyAccount },
)

/** Ends every session of the operator and the links to one, by whatever way they came. */
export async function endSessionsOfOperator(tx: Runner): Promise<Buffer[]> {
  return (await tx.run(endOfOperator, [])).map((row) => row.token_hash)
}

const clear = statement(
  'clear_logins',
  {},
  `with l as (delete from login_link where expires_at < clock_timestamp() - interval '1 day')
   delete from login_session where expires_at < clock_timestamp()`,
  { acrossAccounts: 'throws away what is over' },
)

/** Throws away links and sessions that are over. */
export async function clearLogins(db: Database): Promise<void> {
  await db.console.run(clear, [])
}
