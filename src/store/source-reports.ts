/** The debugging window: what came in by a source lately, and what was made of it. */
import type { Instant } from '../core/instant.ts'
import { type Database, type Runner, timestamp } from './database.ts'
import { type RowOf, statement } from './statement.ts'
import { highestId, newId } from './uuid.ts'

const insert = statement(
  'insert_source_report',
  {},
  'insert into source_report (account_id, source_id, id, received_at, request, result) values ($1, $2, $3, $4, $5, $6)',
)

const touch = statement('touch_source', {}, 'update source set last_report_at = $3 where account_id = $1 and id = $2')

// Served by the primary key: ids are UUIDv7, so the oldest go first.
const trim = statement(
  'trim_source_reports',
  {},
  `delete from source_report where account_id = $1 and source_id = $2 and id < (
     select id from source_report where account_id = $1 and source_id = $2 order by id desc offset $3 limit 1)`,
)

const columns = { id: 'uuid', received_at: 'timestamptz', request: 'text', result: 'text' } as const

const read = statement(
  'read_source_reports',
  columns,
  'select id, received_at, request, result from source_report where account_id = $1 and source_id = $2 and id < $3 order by id desc limit $4',
)

export type SourceReport = { id: string; receivedAt: Instant; request: string; result: string }

const keptReports = 200

/** Keeps a report, and of each source the newest 200. `request` and `result` are JSON. */
export async function keepSourceReport(
  db: Database,
  where: { accountId: string; sourceId: string },
  report: Omit<SourceReport, 'id'>,
): Promise<void> {
  const { accountId, sourceId } = where
  await db.console.run(insert, [
    accountId,
    sourceId,
    newId(),
    timestamp(report.receivedAt),
    report.request,
    report.result,
  ])
  await db.console.run(touch, [accountId, sourceId, timestamp(report.receivedAt)])
  await db.console.run(trim, [accountId, sourceId, keptReports])
}

const readOne = statement(
  'read_source_report',
  columns,
  'select id, received_at, request, result from source_report where account_id = $1 and source_id = $2 and id = $3',
)

export async function readSourceReport(
  tx: Runner,
  where: { accountId: string; sourceId: string },
  id: string,
): Promise<SourceReport | undefined> {
  const [row] = await tx.run(readOne, [where.accountId, where.sourceId, id])
  return row && reportOf(row)
}

/** The newest first, older than `before`. */
export async function readSourceReports(
  db: Database,
  { accountId, sourceId }: { accountId: string; sourceId: string },
  { limit, before = highestId }: { limit: number; before: string | undefined },
): Promise<SourceReport[]> {
  return (await db.console.run(read, [accountId, sourceId, before, limit])).map(reportOf)
}

const reportOf = ({ received_at, ...row }: RowOf<typeof columns>): SourceReport => ({ ...row, receivedAt: received_at })
