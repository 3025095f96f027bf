import type { Database } from '../store/database.ts'
import { readRuleSetVersion } from '../store/rule-sets.ts'

export type RuleName = { key: string; name: string; enabled: boolean }
/** The rules of a version, in their order. */
export type RuleNames = { of(accountId: string, number: number): Promise<readonly RuleName[]> }

const mostVersions = 500

/** Versions are immutable, so their names are read once and remembered. */
export function createRuleNames(db: Database): RuleNames {
  const kept = new Map<string, Promise<readonly RuleName[]>>()
  const read = async (accountId: string, number: number) => {
    const version = await readRuleSetVersion(db.console, accountId, number)
    return (version?.snapshot.rules ?? []).map(({ key, name, enabled }) => ({ key, name, enabled }))
  }
  return {
    of: (accountId, number) => {
      const id = `${accountId} ${number}`
      const known = kept.get(id)
      if (known) return known
      const found = read(accountId, number)
      kept.set(id, found)
      found.catch(() => kept.delete(id))
      if (kept.size > mostVersions) kept.delete(kept.keys().next().value as string)
      return found
    },
  }
}
