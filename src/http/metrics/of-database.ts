/** What everything stands on. */
import { gauge, labelled, type Metric } from './metric.ts'

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
      'The pools have at most 3, 4, 4 and 1; several processes add up.',
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
      'What the database answered amiss: `repeat` (deadlock or collision; done again by itself), `busy` (a lock or time limit), `unavailable`, `full` (disk or memory), `read_only`, `poison` (a value it cannot store), `commit_unknown` (the answer to a COMMIT never came; read back by itself), `other`.',
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
