import type { Runner } from './database.ts'
import { statement } from './statement.ts'
import { newId } from './uuid.ts'

const insertAudit = statement(
  'insert_audit',
  {},
  'insert into audit (account_id, id, who, what, subject, detail) values ($1, $2, $3, $4, $5, $6)',
)

/** Under this stands what concerns no account: the operator's own keys and links, shared gateways. It is kept for good. */
export const installation = '00000000-0000-0000-0000-000000000000'

/** Records what a person did, in the transaction that did it. `accountId` null: for the installation. */
export async function addAudit(
  tx: Runner,
  entry: { accountId: string | null; who: string; what: string; subject: string; detail?: string },
): Promise<void> {
  const { accountId, who, what, subject, detail } = entry
  await tx.run(insertAudit, [accountId ?? installation, newId(), who, what, subject, detail ?? ''])
}
