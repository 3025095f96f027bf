/** What is true of the whole installation. */
import type { Instant } from '../core/instant.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'

const read = statement(
  'read_installation',
  { restored_at: 'timestamptz?', backup_taken_at: 'timestamptz?' },
  'select restored_at, backup_taken_at from installation',
  { acrossAccounts: 'an installation table' },
)

export type Installation = {
  /** Texts of calls that ended before this wait for a person. It changes only while no program runs. */
  restoredAt: Instant | null
  /** Null where another program than ours put the database back. */
  backupTakenAt: Instant | null
}

export async function readInstallation(db: Database): Promise<Installation> {
  const [row] = await db.console.run(read, [])
  return { restoredAt: row?.restored_at ?? null, backupTakenAt: row?.backup_taken_at ?? null }
}
