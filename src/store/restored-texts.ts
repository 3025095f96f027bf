/** Texts that a restore put before a person: those that waited when the backup was made, and those of calls that ended before the restore. */
import type { Database } from './database.ts'
import type { MessageKey } from './messages.ts'
import { statement } from './statement.ts'
import { lowestId } from './uuid.ts'

// Served by message_open_doubt, which holds only texts that are in doubt.
const find = statement(
  'find_restored_texts',
  { id: 'uuid', count: 'bigint' },
  `select id, count(*) over () as count from message
   where account_id = $1 and doubt is not null and watch_at is not null and doubt in ('restored', 'restored_window') and state = 'unconfirmed' and id > $2
   order by id limit $3`,
)

/** The oldest behind `after`, and how many there are from there on. */
export async function findRestoredTexts(
  db: Database,
  accountId: string,
  page: { limit: number; after?: string | undefined },
): Promise<{ ids: string[]; waiting: number }> {
  const rows = await db.console.run(find, [accountId, page.after ?? lowestId, page.limit])
  return { ids: rows.map((row) => row.id), waiting: rows[0]?.count ?? 0 }
}

const among = statement(
  'restored_texts_among',
  { id: 'uuid' },
  `select id from message where account_id = $1 and id = any($2::uuid[]) and doubt in ('restored', 'restored_window') and state = 'unconfirmed'
   order by id`,
)

/** Those of these messages that still wait. */
export async function restoredTextsAmong(
  db: Database,
  accountId: string,
  ids: readonly string[],
): Promise<MessageKey[]> {
  return (await db.console.run(among, [accountId, ids])).map(({ id }) => ({ accountId, messageId: id }))
}
