/** What everything stands on. */
import type { HeldBack } from '../../store/held-back.ts'
import { gauge, labelled, type Metric } from './metric.ts'

/** Of the whole installation, whichever process asks; nothing while the database does not answer. */
const heldBack = (name: string, words: Metric['words'], read: (one: HeldBack) => number): Metric => ({
  name,
  type: 'gauge',
  labels: [],
  words,
  read: ({ installation }) => (installation?.heldBack ? [{ labels: {}, value: read(installation.heldBack) }] : []),
})

export const databaseMetrics: readonly Metric[] = [
  gauge(
    'aftercall_database_up',
    [
      '1 where the database answered within the last three seconds.',
      '0.',
      'Is PostgreSQL up, and is its disk full? `aftercall doctor` looks at both. Calls are answered 503 meanwhile; nothing that was accepted is lost.',
    ],
    ({ health }) => Number(health.databaseAnsweredMsAgo < 3_000),
  ),
  gauge(
    'aftercall_database_answer_seconds',
    [
      'How long the database took for its last "are you there".',
      'Above 0.1 s for minutes.',
      'Its machine is busy, or far away.',
    ],
    ({ health }) => health.databaseMs / 1000,
  ),
  labelled(
    'gauge',
    'aftercall_database_connections{pool}',
    [
      'Open connections by pool: `intake` (calls), `send` (texts, answers, receipts), `console`, `health`.',
      'Never by itself.',
      'The pools have at most 3, 4, 6 and 1; several processes add up.',
    ],
    ({ database: { pools } }) => Object.entries(pools).map(([pool, { total }]) => [pool, total]),
  ),
  labelled(
    'gauge',
    'aftercall_database_connections_in_use{pool}',
    [
      'Connections that are working now, by pool.',
      'All of a pool, for minutes.',
      'The database is the limit: its disk first, then its processor.',
    ],
    ({ database: { pools } }) => Object.entries(pools).map(([pool, { total, idle }]) => [pool, total - idle]),
  ),
  labelled(
    'gauge',
    'aftercall_database_waiting{pool}',
    [
      'Work that waits for a connection, by pool.',
      'Above 10 for minutes.',
      'As above. Many on `console`: somebody runs reports; calls and texts have pools of their own.',
    ],
    ({ database: { pools } }) => Object.entries(pools).map(([pool, { waiting }]) => [pool, waiting]),
  ),
  labelled(
    'counter',
    'aftercall_database_errors_total{kind}',
    [
      'What the database answered amiss: `repeat` (deadlock or collision; done again by itself), `stale` (a statement prepared before a migration; done again on a new connection), `busy` (a lock or time limit; tried once more), `unavailable`, `full` (disk or memory), `read_only`, `poison` (a value it cannot store), `commit_unknown` (the answer to a COMMIT never came; read back by itself), `other`.',
      '`full`, `read_only` or `other` at all; `unavailable` for longer than a restart; `busy` and `repeat` in numbers.',
      '`full`: make room. `read_only`: this is a standby; name the primary. `other`: the log has the words, and it may be a fault of ours.',
    ],
    ({ database: { errors } }) => Object.entries(errors),
  ),
  gauge(
    'aftercall_database_went_back',
    [
      '1 where the database has lost commits that it had acknowledged: nothing is sent any more.',
      'At all, and at once.',
      'Stop, run `aftercall quarantine`, then start again: docs/operating/backup.md.',
    ],
    ({ sender }) => Number(sender.databaseWentBack),
  ),
  heldBack(
    'aftercall_database_oldest_transaction_seconds',
    [
      'How long the oldest transaction of the database’s own role has been open.',
      'Above 600.',
      'End it (`pg_stat_activity`): until then no dead row can be cleaned away, and every look for due texts reads over them.',
    ],
    (one) => one.transactionSeconds,
  ),
  heldBack(
    'aftercall_database_oldest_prepared_seconds',
    [
      'How long the oldest prepared transaction has waited for its end.',
      'Above 600.',
      '`commit prepared` or `rollback prepared` (`pg_prepared_xacts`): it holds back cleaning as an open one does, and outlives a restart.',
    ],
    (one) => one.preparedSeconds,
  ),
  heldBack(
    'aftercall_database_idle_slots',
    [
      'Replication slots that nobody reads from.',
      'Above 0 for longer than a standby’s restart.',
      'Drop it (`pg_drop_replication_slot`) unless its standby comes back: it keeps the log, and fills the disk.',
    ],
    (one) => one.idleSlots,
  ),
  heldBack(
    'aftercall_database_slot_bytes',
    [
      'The most that a replication slot keeps of the server’s log.',
      'Above 10 GB.',
      'See to its standby; `max_slot_wal_keep_size` bounds it.',
    ],
    (one) => one.slotBytes,
  ),
  {
    name: 'aftercall_disk_free_bytes',
    type: 'gauge',
    labels: [],
    words: [
      'Room on the disk of the own PostgreSQL; absent where another computer holds the database.',
      'Below 2 GB. At 256 MiB calls are refused.',
      'Make room, or move the data folder. What was accepted is kept.',
    ],
    read: ({ health }) => (health.freeDiskBytes === null ? [] : [{ labels: {}, value: health.freeDiskBytes }]),
  },
]
