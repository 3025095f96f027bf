/** One-time links, and the browser sessions that they become. The database holds hashes; a session ends after twelve hours or eight idle ones. */
import type { Database } from './database.ts'
import type { Role } from './keys.ts'
import { statement } from './statement.ts'
import { hashToken, newToken } from './tokens.ts'

export type SessionHolder = { accountId: string | null; role: Role }

const beforeAnyAccount = 'a link or a session is looked up before any account is known'
const linkMinutes = 15
export const sessionHours = 12
const idleHours = 8

const insertLink = statement(
  'insert_login_link',
  {},
  'insert into login_link (token_hash, account_id, role, expires_at) values ($1, $2, $3, clock_timestamp() + make_interval(mins => $4))',
  { acrossAccounts: beforeAnyAccount },
)

/** A token for `/enter/<token>`: good once, for 15 minutes. */
export async function createLink(db: Database, holder: SessionHolder): Promise<string> {
  const token = newToken()
  await db.console.run(insertLink, [hashToken(token), holder.accountId, holder.role, linkMinutes])
  return token
}

// One statement, so that of two who follow the link at once only one gets in.
const useLink = statement(
  'use_login_link',
  { account_id: 'uuid?', role: 'text' },
  `update login_link set used_at = clock_timestamp()
   where token_hash = $1 and used_at is null and expires_at > clock_timestamp() returning account_id, role`,
  { acrossAccounts: beforeAnyAccount },
)

const insertSession = statement(
  'insert_login_session',
  {},
  'insert into login_session (token_hash, account_id, role, expires_at) values ($1, $2, $3, clock_timestamp() + make_interval(hours => $4))',
  { acrossAccounts: beforeAnyAccount },
)

export async function createSession(db: Database, holder: SessionHolder): Promise<string> {
  const token = newToken()
  await db.console.run(insertSession, [hashToken(token), holder.accountId, holder.role, sessionHours])
  return token
}

/** Turns a link into a session; undefined when it was used, is too old, or never was. */
export async function enterByLink(db: Database, token: string): Promise<string | undefined> {
  const [row] = await db.console.run(useLink, [hashToken(token)])
  return row && (await createSession(db, { accountId: row.account_id, role: row.role as Role }))
}

const find = statement(
  'find_login_session',
  { account_id: 'uuid?', role: 'text' },
  `select account_id, role from login_session
   where token_hash = $1 and expires_at > clock_timestamp() and seen_at > clock_timestamp() - make_interval(hours => $2)`,
  { acrossAccounts: beforeAnyAccount },
)

export async function findSession(db: Database, hash: Buffer): Promise<SessionHolder | undefined> {
  const [row] = await db.console.run(find, [hash, idleHours])
  return row && { accountId: row.account_id, role: row.role as Role }
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
