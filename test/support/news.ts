/** News of attempts as the store takes it: what a gateway answered, and what its receipts said. */
import type { Database, Runner } from '../../src/store/database.ts'
import type { MessageKey } from '../../src/store/messages.ts'
import type { StoredOutcome } from '../../src/store/outcomes.ts'
import type { NewReceipt } from '../../src/store/receipts.ts'

/** A message put into the table, the gateway's id of its text, and the number it goes to. */
export type Known = MessageKey & { gatewayId: string; id: string; number: string }

type Ending =
  | { is: 'accepted' }
  | { is: 'refused_for_now' | 'refused_for_good' }
  | { is: 'doubted'; doubt?: StoredOutcome extends infer O ? (O extends { doubt: infer D } ? D : never) : never }

/** What was answered to attempt `attempt` of a message. Accepted names the id, or one for each of `ids`. */
export function answerOf(
  of: Known,
  ending: Ending = { is: 'accepted' },
  more: { attempt?: number; ids?: readonly string[]; perPartReceipts?: boolean } = {},
): StoredOutcome {
  const { attempt = 1, ids, perPartReceipts = true } = more
  const named = ids ?? (ending.is === 'accepted' ? [of.id] : [])
  const base = {
    accountId: of.accountId,
    messageId: of.messageId,
    attempt,
    gatewayId: of.gatewayId,
    to: of.number,
    answer: JSON.stringify({ words: ending.is }),
    at: Date.now(),
    keys: named.map((id, i) => ({ id, ...(named.length > 1 && { part: i + 1 }) })),
    perPartReceipts,
  }
  switch (ending.is) {
    case 'accepted':
      return { ...base, is: 'accepted' }
    case 'refused_for_now':
      return { ...base, is: 'refused_for_now', reason: 'throttled', inMs: 0 }
    case 'refused_for_good':
      return { ...base, is: 'refused_for_good', reason: 'number_invalid' }
    case 'doubted':
      return { ...base, is: 'doubted', doubt: ending.doubt ?? 'timeout' }
  }
}

/** A receipt by the gateway's id. Two that differ in nothing are the same receipt. */
export function newReceipt(
  of: { id: string; number: string },
  state: NewReceipt['state'],
  more: Partial<NewReceipt> = {},
): NewReceipt {
  return {
    keys: [`i:${of.id}`],
    part: 0,
    state,
    final: state !== 'sent',
    status: state,
    reason: state === 'undelivered' ? 'number_unreachable' : null,
    number: of.number,
    doneAt: 1_764_000_000_000,
    submittedAt: null,
    textBegins: null,
    raw: '{}',
    ...more,
  }
}

/** The same database, except that `meanwhile` happens in the first transaction right after the statement of that name. */
export function interrupted(db: Database, statementName: string, meanwhile: () => Promise<unknown>): Database {
  let happened = false
  return {
    ...db,
    transaction: (purpose, work) =>
      db.transaction(purpose, (tx) => {
        const run: Runner['run'] = async (statement, parameters) => {
          const rows = await tx.run(statement, parameters)
          if (statement.name === statementName && !happened) {
            happened = true
            await meanwhile()
          }
          return rows
        }
        // What happens meanwhile happens before COMMIT.
        return work({ run, lastAsked: () => undefined })
      }),
  }
}

/** Every order in which these can come. */
export function ordersOf<T>(of: readonly T[]): T[][] {
  if (of.length <= 1) return [[...of]]
  return of.flatMap((one, i) => ordersOf(of.toSpliced(i, 1)).map((rest) => [one, ...rest]))
}
