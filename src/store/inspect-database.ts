/** What `doctor` asks a database: does it answer, does a commit stay, is the schema this program's, does its clock agree. Reads only. */
import { type HeldBack, heldBackBy, readHeldBackRow } from './held-back.ts'
import { withLoneClient } from './lone-client.ts'
import { missingMigrations } from './migrate.ts'

export type DatabaseFindings = {
  /** As the server says it: `18.4`. */
  version: string
  /** One round trip. */
  milliseconds: number
  /** Names of migrations that are not applied yet. */
  missing: string[]
  /** The server's clock less this process's, give or take half a round trip. */
  clockAheadMs: number
  fsync: boolean
  fullPageWrites: boolean
  /** As the server has it for this role and database: on, off, local, remote_write or remote_apply. */
  synchronousCommit: string
  /** It waits for a standby before it says that a commit is done. */
  waitsForStandby: boolean
  isReadOnly: boolean
  /** What keeps the server from cleaning up. */
  heldBack: HeldBack
}

type Row = {
  version: string
  at: string
  fsync: string
  full_page_writes: string
  synchronous_commit: string
  standbys: string
  read_only: boolean
}

/** Connects once and asks. Rejects with the driver's error, or with a MigrationError where the schema is not one of ours. */
export async function inspectDatabase(url: string): Promise<DatabaseFindings> {
  return await withLoneClient(
    {
      connectionString: url,
      application_name: 'aftercall/doctor',
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
    },
    async (client) => {
      // The first question also prepares the session; the second is the round trip that is measured.
      await client.query('select 1')
      const askedAt = Date.now()
      const { rows } = await client.query<Row>(
        `select current_setting('server_version') as version, (extract(epoch from clock_timestamp()) * 1000)::bigint::text as at,
         current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
         current_setting('synchronous_commit') as synchronous_commit, current_setting('synchronous_standby_names') as standbys,
         current_setting('transaction_read_only') = 'on' or pg_is_in_recovery() as read_only`,
      )
      const milliseconds = Date.now() - askedAt
      const [row] = rows as [Row]
      const { rows: held } = await client.query(heldBackBy.text)
      return {
        version: row.version.split(' ')[0] ?? row.version,
        milliseconds,
        missing: await missingMigrations(client),
        clockAheadMs: Number(row.at) - (askedAt + milliseconds / 2),
        fsync: row.fsync === 'on',
        fullPageWrites: row.full_page_writes === 'on',
        synchronousCommit: row.synchronous_commit,
        waitsForStandby: row.standbys !== '',
        isReadOnly: row.read_only,
        heldBack: readHeldBackRow(held[0]),
      }
    },
  )
}
