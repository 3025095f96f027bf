import type { Runner } from './database.ts'
import { statement } from './statement.ts'
import { newId } from './uuid.ts'

const insertAudit = statement(
  'insert_audit',
  {},
  'insert into audit (account_id, id, who, what, subject, detail) values ($1, $2, $3, $4, $5, $6)',
)

/** Records what a person did, in the transaction that did it. */
export async function addAudit(
  tx: Runner,
  entry: { accountId: string; who: string; what: string; subject: string; detail?: string },
): Promise<void> {
  await tx.run(insertAudit, [entry.accountId, newId(), entry.who, entry.what, entry.subject, entry.detail ?? ''])
}
