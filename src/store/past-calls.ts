/** An account's past calls in the order in which they were judged, with what they were judged by: for trying rules on them. */

import type { PastCall } from '../core/history-trial.ts'
import type { Instant } from '../core/instant.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'
import { idAt, lowestId } from './uuid.ts'

const findFirst = statement(
  'find_first_past_call',
  { id: 'uuid' },
  `select id from (
     select id from call where account_id = $1 and id >= $2 and (rule is not null or reason is not null) order by id desc limit $3
   ) c order by id limit 1`,
)

const readNext = statement(
  'read_past_calls',
  { id: 'uuid', source_id: 'uuid', report: 'text', facts: 'text' },
  `select id, source_id, report, facts from call
   where account_id = $1 and id >= $2 and id > $3 and (rule is not null or reason is not null) order by id limit $4`,
)

/**
 * Calls since then, at most the newest so many of them, page by page, the oldest first. Ids are UUIDv7, so their order is that of acceptance. Calls that
 * were made up to try a template have neither rule nor reason, and are left out.
 */
export async function* pastCalls(
  db: Database,
  accountId: string,
  { since, atMost, perPage }: { since: Instant; atMost: number; perPage: number },
): AsyncGenerator<PastCall[]> {
  const [first] = await db.console.run(findFirst, [accountId, idAt(since), atMost])
  let last = lowestId
  while (first) {
    const rows = await db.console.run(readNext, [accountId, first.id, last, perPage])
    if (rows.length === 0) return
    yield rows.map((row) => ({
      id: row.id,
      sourceId: row.source_id,
      call: JSON.parse(row.report),
      facts: JSON.parse(row.facts),
    }))
    last = rows.at(-1)?.id ?? last
  }
}
