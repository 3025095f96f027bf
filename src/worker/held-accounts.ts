/**
 * Accounts whose row somebody holds: a document is being saved, a node froze within its transaction. Their texts are left in the table meanwhile, since a claim
 * that waits for one of them fails for all.
 */
import { classify, type Database } from '../store/database.ts'
import type { Picked } from '../store/due-messages.ts'
import { freeAccounts } from '../store/usage.ts'

export type HeldAccounts = {
  /** Those that may be claimed now. */
  without(picked: readonly Picked[]): Promise<readonly Picked[]>
  /** A claim of these failed: whoever is held is left out from now on, until it is free. */
  failed(picked: readonly Picked[], error: unknown): Promise<void>
}

export function createHeldAccounts(db: Database): HeldAccounts {
  const held = new Set<string>()
  return {
    without: async (picked) => {
      if (held.size === 0) return picked
      for (const accountId of await freeAccounts(db, [...held])) held.delete(accountId)
      return picked.filter((one) => !held.has(one.accountId))
    },
    failed: async (picked, error) => {
      if (classify(error) !== 'busy') return
      const accounts = [...new Set(picked.map((one) => one.accountId))]
      const free = await freeAccounts(db, accounts)
      for (const accountId of accounts) if (!free.has(accountId)) held.add(accountId)
    },
  }
}
