/** The operator's key: the one that stands in the data folder, and lets commands speak for the installation. */
import { addAudit } from './audit-entry.ts'
import { CommitUnknown, type Database } from './database.ts'
import { adoptKey, createKey, newKey, revokeOtherOperatorKeys } from './keys.ts'
import { endSessionsOfKeys, endSessionsOfOperator } from './sessions.ts'
import { hashToken } from './tokens.ts'

/** Where the operator's key is kept, readable by the program's user alone. */
export type KeptOperatorKey = { readOperatorKey(): string | undefined; writeOperatorKey(key: string): void }

const holder = { accountId: null, name: 'commands', role: 'operator' } as const

/**
 * The key in the data folder opens this database, also one that was restored or replaced. One that was revoked here never does again: whoever starts the
 * program gets another.
 */
export async function ensureOperatorKey(db: Database, kept: KeptOperatorKey): Promise<void> {
  const known = kept.readOperatorKey()
  if (known !== undefined && (await adoptKey(db, known, holder))) return
  kept.writeOperatorKey((await createKey(db.console, holder)).key)
}

export type Rotated = { revokedKeys: number; endedSessions: number }

/** Puts a new key in place of the old: every other key without an account is revoked, and whoever came in as the operator is out, by whatever way. */
export async function rotateOperatorKey(db: Database, kept: KeptOperatorKey, who: string): Promise<Rotated> {
  const before = kept.readOperatorKey()
  const key = newKey()
  // First the file: were it last and the disk full, the old key would be gone and the new one nowhere. A key that no database knows yet opens nothing.
  kept.writeOperatorKey(key)
  try {
    return await db.transaction('console', async (tx) => {
      await createKey(tx, holder, key)
      const revoked = await revokeOtherOperatorKeys(tx, hashToken(key))
      const ended = [...(await endSessionsOfKeys(tx, revoked)), ...(await endSessionsOfOperator(tx))]
      await addAudit(tx, { accountId: null, who, what: 'operator_key.rotated', subject: holder.name })
      return { revokedKeys: revoked.length, endedSessions: ended.length }
    })
  } catch (error) {
    // Where nobody knows whether it was committed, the new one is right or becomes so: a start makes it known.
    if (before !== undefined && !(error instanceof CommitUnknown)) kept.writeOperatorKey(before)
    throw error
  }
}
