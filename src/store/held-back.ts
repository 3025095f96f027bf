/**
 * What keeps the server from cleaning up after itself: dead rows cannot go while somebody might still look at them, nor the log while a slot wants it.
 * One forgotten transaction, prepared transaction or replication slot makes every look for due texts slower, and in the end fills the disk.
 */
import { backupName } from './backup.ts'
import type { Database } from './database.ts'
import { type RowOf, statement } from './statement.ts'

/**
 * Asked by the program and, as it stands, by `doctor`. A backup of ours is no forgotten transaction, however long it takes: ended, it would be gone. Transactions of other
 * roles show no time to an ordinary one: they count by theirs alone.
 */
export const heldBackBy = statement(
  'held_back_by',
  {
    transaction_seconds: 'bigint',
    prepared: 'bigint',
    prepared_seconds: 'bigint',
    idle_slots: 'bigint',
    slot_bytes: 'bigint',
  },
  `select
     coalesce((select extract(epoch from clock_timestamp() - min(a.xact_start)) from pg_stat_activity a
       where a.datname = current_database() and a.backend_type = 'client backend' and a.pid <> pg_backend_pid()
         and a.application_name is distinct from '${backupName}'
         and (a.backend_xmin is not null or a.backend_xid is not null)), 0)::bigint as transaction_seconds,
     p.count as prepared, p.seconds as prepared_seconds, s.idle as idle_slots, s.bytes as slot_bytes
   from (select count(*) as count, coalesce(extract(epoch from clock_timestamp() - min(prepared)), 0)::bigint as seconds
         from pg_prepared_xacts where database = current_database()) p,
     (select count(*) filter (where not active) as idle,
        coalesce(max(pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end, restart_lsn)), 0)::bigint
          as bytes from pg_replication_slots) s`,
  { acrossAccounts: 'the server’s own views' },
)

export type HeldBack = {
  /** How long the oldest transaction that sees or has changed rows has been open. */
  transactionSeconds: number
  prepared: number
  preparedSeconds: number
  /** Replication slots that nobody reads from. */
  idleSlots: number
  /** The most that a slot keeps of the server's log. */
  slotBytes: number
}

/** Numbers may come as the text that the driver makes of a bigint. */
export const readHeldBackRow = (row: Record<keyof RowOf<typeof heldBackBy.columns>, string | number>): HeldBack => ({
  transactionSeconds: Number(row.transaction_seconds),
  prepared: Number(row.prepared),
  preparedSeconds: Number(row.prepared_seconds),
  idleSlots: Number(row.idle_slots),
  slotBytes: Number(row.slot_bytes),
})

/** What holds the server back now; null where it does not say. */
export async function readHeldBack(db: Database): Promise<HeldBack | null> {
  const [row] = await db.console.run(heldBackBy, [])
  return row ? readHeldBackRow(row) : null
}
