/** A key ends with all that it opened: the browser sessions and the links that came of it. */
import type { Runner } from './database.ts'
import { endSessionsOfKeys } from './sessions.ts'
import { statement } from './statement.ts'

const revoke = statement(
  'revoke_key',
  { key_hash: 'bytea', name: 'text' },
  `update api_key set revoked_at = clock_timestamp()
   where account_id is not distinct from $1 and id = $2 and revoked_at is null returning key_hash, name`,
  { acrossAccounts: 'an installation table; null names the operator’s own' },
)

/** `hashes` are those of every credential that is none any more. */
export type RevokedKey = { name: string; hashes: Buffer[] }

/** Revokes a key of this account; undefined when there is none such. */
export async function revokeKey(tx: Runner, accountId: string | null, id: string): Promise<RevokedKey | undefined> {
  const [row] = await tx.run(revoke, [accountId, id])
  if (!row) return undefined
  return { name: row.name, hashes: [row.key_hash, ...(await endSessionsOfKeys(tx, [row.key_hash]))] }
}
