/** What texts cost is kept as an amount; in which currency, the account says. So it cannot be another while any cost is kept. */
import type { FieldProblem } from '../core/adapter.ts'
import type { Sections } from './account-document.ts'
import type { Runner } from './database.ts'
import { statement } from './statement.ts'

const anyPriced = statement(
  'find_priced_message',
  { id: 'uuid' },
  'select id from message where account_id = $1 and price > 0 limit 1',
)

export async function currencyProblems(
  { tx, accountId }: { tx: Runner; accountId: string },
  { account }: Pick<Sections, 'account'>,
  before: Pick<Sections, 'account'>,
): Promise<FieldProblem[]> {
  const { currency } = before.account
  if (account.currency === currency || (await tx.run(anyPriced, [accountId])).length === 0) return []
  const message = `stays ${currency} while texts that cost ${currency} are kept: make another account for another currency`
  return [{ path: 'account.currency', code: 'in_use', message }]
}
