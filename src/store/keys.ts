/** API keys: 256 random bits behind a prefix, of which the database holds the hash. They are looked up before any account is known. */
import type { Instant } from '../core/instant.ts'
import type { Database, Runner } from './database.ts'
import { statement } from './statement.ts'
import { hashToken, newToken } from './tokens.ts'
import { highestId, newId } from './uuid.ts'

/** The roles that an account gives: its owner's, and one for whoever answers its callers, who reads and changes nothing. */
export const accountRoles = ['owner', 'support'] as const
export const roles = ['operator', ...accountRoles] as const
export type AccountRole = (typeof accountRoles)[number]
export type Role = (typeof roles)[number]
export type KeyHolder = { id: string; accountId: string | null; name: string; role: Role }

const beforeAnyAccount = 'a key is looked up before any account is known'
const keyPrefix = 'ac_'

const insert = statement(
  'insert_key',
  {},
  'insert into api_key (key_hash, id, account_id, name, role) values ($1, $2, $3, $4, $5)',
  {
    acrossAccounts: beforeAnyAccount,
  },
)

export const newKey = (): string => keyPrefix + newToken()

/** Makes a key. It is answered once and can never be read again. */
export async function createKey(
  tx: Runner,
  holder: Omit<KeyHolder, 'id'>,
  key: string = newKey(),
): Promise<{ id: string; key: string }> {
  const id = newId()
  await tx.run(insert, [hashToken(key), id, holder.accountId, holder.name, holder.role])
  return { id, key }
}

const adopt = statement(
  'adopt_key',
  {},
  `insert into api_key (key_hash, id, account_id, name, role) values ($1, $2, $3, $4, $5)
   on conflict (key_hash) do nothing`,
  { acrossAccounts: beforeAnyAccount },
)

/**
 * Makes a key that somebody else made known here: the operator key that stands in the data folder, after the database was replaced. False for one that was
 * revoked: it stays so.
 */
export async function adoptKey(db: Database, key: string, holder: Omit<KeyHolder, 'id'>): Promise<boolean> {
  await db.console.run(adopt, [hashToken(key), newId(), holder.accountId, holder.name, holder.role])
  return (await findKey(db, hashToken(key))) !== undefined
}

const find = statement(
  'find_key',
  { id: 'uuid', account_id: 'uuid?', name: 'text', role: 'text' },
  'select id, account_id, name, role from api_key where key_hash = $1 and revoked_at is null',
  { acrossAccounts: beforeAnyAccount },
)

/** Who holds the key with this hash; undefined when nobody does, or no longer. */
export async function findKey(db: Database, hash: Buffer): Promise<KeyHolder | undefined> {
  const [row] = await db.intake.run(find, [hash])
  return row && { id: row.id, accountId: row.account_id, name: row.name, role: row.role as Role }
}

const touch = statement('touch_key', {}, 'update api_key set last_used_at = clock_timestamp() where key_hash = $1', {
  acrossAccounts: beforeAnyAccount,
})

export async function noteKeyUsed(db: Database, hash: Buffer): Promise<void> {
  await db.console.run(touch, [hash])
}

const list = statement(
  'list_keys',
  { id: 'uuid', name: 'text', role: 'text', created_at: 'timestamptz', last_used_at: 'timestamptz?' },
  `select id, name, role, created_at, last_used_at from api_key
   where account_id is not distinct from $1 and revoked_at is null and id < $2 order by id desc limit $3`,
  { acrossAccounts: 'an installation table; null names the operator’s own' },
)

export type KeyView = { id: string; name: string; role: Role; createdAt: Instant; lastUsedAt: Instant | null }

/** Newest first; `before` is the id of the last one seen. */
export async function listKeys(
  db: Database,
  accountId: string | null,
  limit: number,
  before = highestId,
): Promise<KeyView[]> {
  return (await db.console.run(list, [accountId, before, limit])).map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role as Role,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }))
}

const everMade = statement(
  'find_any_key_of_account',
  { id: 'uuid' },
  'select id from api_key where account_id = $1 limit 1',
  { acrossAccounts: 'an installation table' },
)

/** Whether the account ever had a key, revoked ones among them. */
export async function everHadKey(db: Database, accountId: string): Promise<boolean> {
  return (await db.console.run(everMade, [accountId])).length > 0
}

const revokeOthers = statement(
  'revoke_other_operator_keys',
  { key_hash: 'bytea' },
  `update api_key set revoked_at = clock_timestamp()
   where account_id is null and key_hash <> $1 and revoked_at is null returning key_hash`,
  { acrossAccounts: 'an installation table; null names the operator’s own' },
)

/** Revokes every key without an account but this one; answers their hashes. */
export async function revokeOtherOperatorKeys(tx: Runner, kept: Buffer): Promise<Buffer[]> {
  return (await tx.run(revokeOthers, [kept])).map((row) => row.key_hash)
}
