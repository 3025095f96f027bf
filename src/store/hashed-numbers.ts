/** Looks numbers up in lists that are kept by keyed hash. */
import type { Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import type { HashNumber } from './seal.ts'
import type { Statement } from './statement.ts'

export type Asked = { accountId: string; number: string }

/**
 * By account: which of these numbers the list holds. The statement is given accounts and hashes, and answers those that are on it. Without a question
 * there is no statement.
 */
export async function findNumbers(
  tx: Runner,
  list: Statement<{ account_id: 'uuid'; number_hash: 'text' }>,
  hashNumber: HashNumber,
  asked: readonly Asked[],
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  if (asked.length === 0) return found
  const numbers = new Map(
    asked.map(({ accountId, number }) => [hashNumber(accountId, number), { accountId, number }] as const),
  )
  const rows = await tx.run(list, columnsOf([...numbers], [([, one]) => one.accountId, ([hash]) => hash]))
  for (const { account_id, number_hash } of rows) {
    const one = numbers.get(number_hash)
    if (one) found.set(account_id, (found.get(account_id) ?? new Set()).add(one.number))
  }
  return found
}
