/** Reading what people did. Kept beside who did it: a look at a number is a deed too. */
import type { Instant } from '../core/instant.ts'
import { installation } from './audit-entry.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'
import { highestId } from './uuid.ts'

const columns = { id: 'uuid', at: 'timestamptz', who: 'text', what: 'text', subject: 'text', detail: 'text' } as const

/** `subject`: the id of a message, the public id of a call, a key, or whatever else it was done to. */
export type AuditRow = { id: string; at: Instant; who: string; what: string; subject: string; detail: string }

const list = statement(
  'list_audit',
  columns,
  'select id, at, who, what, subject, detail from audit where account_id = $1 and id < $2 order by id desc limit $3',
)

/** Newest first; `before` is the id of the last one seen. `accountId` null: what concerns no account. */
export async function listAudit(
  db: Database,
  accountId: string | null,
  limit: number,
  before = highestId,
): Promise<AuditRow[]> {
  return await db.console.run(list, [accountId ?? installation, before, limit])
}
