/**
 * Accounts whose texts cannot be claimed just now: somebody holds their row (a document is being saved, a node froze within its transaction), or something of
 * theirs cannot be read. Their texts are left in the table meanwhile, since a claim with one of them fails for all.
 */
import type { claim } from '../store/claims.ts'
import { classify, type Database, mayStay } from '../store/database.ts'
import type { Picked } from '../store/due-messages.ts'
import { freeAccounts } from '../store/usage.ts'

export type HeldAccounts = {
  /** Those that may be claimed now. */
  without(picked: readonly Picked[]): Promise<readonly Picked[]>
  /** A claim of these failed: whoever is held is left out from now on, until it is free, and one account that cannot be claimed by itself for a while. */
  failed(picked: readonly Picked[], error: unknown): Promise<void>
}

/** For so long an account is left out that cannot be claimed by itself: its texts would cost each claim of the others a second try. */
const leftOutMs = 30_000

export function createHeldAccounts(db: Database): HeldAccounts {
  const held = new Set<string>()
  const leftOutUntil = new Map<string, number>()
  const isLeftOut = (accountId: string) => (leftOutUntil.get(accountId) ?? 0) > performance.now()
  return {
    without: async (picked) => {
      for (const accountId of leftOutUntil.keys()) if (!isLeftOut(accountId)) leftOutUntil.delete(accountId)
      if (held.size > 0) for (const accountId of await freeAccounts(db, [...held])) held.delete(accountId)
      return picked.filter((one) => !held.has(one.accountId) && !isLeftOut(one.accountId))
    },
    failed: async (picked, error) => {
      const accounts = [...new Set(picked.map((one) => one.accountId))]
      if (mayStay(error)) {
        const [only, ...others] = accounts
        if (only !== undefined && others.length === 0) leftOutUntil.set(only, performance.now() + leftOutMs)
        return
      }
      if (classify(error) !== 'busy') return
      const free = await freeAccounts(db, accounts)
      for (const accountId of accounts) if (!free.has(accountId)) held.add(accountId)
    },
  }
}

type Claims = Awaited<ReturnType<typeof claim>>
type ClaimTogether = (picked: readonly Picked[]) => Promise<Claims>
type Warn = { warn(fields: object, words: string): void }

/**
 * Claims for all these accounts together. Where that fails by what may be one account's doing, each has a claim of its own, so that the others' texts go all
 * the same. Answers as one claim; `failed` says how many texts stayed in the table for such a claim.
 */
export async function claimApart(
  picked: readonly Picked[],
  claimTogether: ClaimTogether,
  log: Warn,
): Promise<Claims & { failed: number }> {
  try {
    return { ...(await claimTogether(picked)), failed: 0 }
  } catch (error) {
    const byAccount = Map.groupBy(picked, (one) => one.accountId)
    if (byAccount.size === 1 || !mayStay(error)) throw error
    return await claimEach(byAccount, claimTogether, log)
  }
}

async function claimEach(
  byAccount: ReadonlyMap<string, readonly Picked[]>,
  claimTogether: ClaimTogether,
  log: Warn,
): Promise<Claims & { failed: number }> {
  const all: Claims = { permits: [], stopped: [], collided: 0 }
  let failed = [...byAccount.values()].flat().length
  for (const [accountId, texts] of byAccount) {
    try {
      const { permits, stopped, collided } = await claimTogether(texts)
      all.permits.push(...permits)
      all.stopped.push(...stopped)
      all.collided += collided
      failed -= texts.length
    } catch (error) {
      log.warn({ accountId, err: String(error) }, 'due texts of an account could not be claimed')
      // What the database cannot do now it cannot do for the next either, and permits that were given are not to wait for it.
      if (!mayStay(error)) break
    }
  }
  return { ...all, failed }
}
