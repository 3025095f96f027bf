/** Running processes. A heartbeat's counter may only grow: a stored one below what was acknowledged means that the database went back. */
import type { Database, Runner } from './database.ts'
import { statement } from './statement.ts'

const installation = 'an installation table'

const insertNode = statement(
  'insert_node',
  {},
  'insert into node (owner, host, pid, started_at, seen_at) values ($1, $2, $3, clock_timestamp(), clock_timestamp())',
  { acrossAccounts: installation },
)
// One row a start would be kept for ever else. Of a process that never stopped nobody knows that it is dead: cut off for weeks it may come back, and would
// take its row that is gone for a database that went back, which stops them all.
const forgetNodes = statement(
  'forget_nodes',
  {},
  `delete from node where seen_at < clock_timestamp() - case when stopped_at is null then interval '1 year' else interval '7 days' end`,
  { acrossAccounts: installation },
)
/** Some process has found that the database went back, and nobody has seen to it yet. */
export const hasWentBack = 'exists (select 1 from installation where went_back_at is not null)'
const beat = statement(
  'beat',
  { beats: 'bigint', went_back: 'boolean' },
  `update node set seen_at = clock_timestamp(), beats = beats + 1 where owner = $1 returning beats, ${hasWentBack} as went_back`,
  { acrossAccounts: installation },
)
const readBeats = statement(
  'read_beats',
  { beats: 'bigint', went_back: 'boolean' },
  `select coalesce((select beats from node where owner = $1), 0) as beats, ${hasWentBack} as went_back`,
  { acrossAccounts: installation },
)
const markWentBack = statement(
  'mark_went_back',
  {},
  'update installation set went_back_at = clock_timestamp() where went_back_at is null',
  { acrossAccounts: installation },
)
// The timeline of what is written now: the one in the control data is the last checkpoint's, which may be from before a promotion.
const whichServer = statement(
  'which_server',
  { system: 'text', timeline: 'text?' },
  `select (select system_identifier::text from pg_control_system()) as system,
     case when not pg_is_in_recovery() then substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end as timeline`,
  { acrossAccounts: 'the server’s own views' },
)
const stopNode = statement('stop_node', {}, 'update node set stopped_at = clock_timestamp() where owner = $1', {
  acrossAccounts: installation,
})
// Three beats long a silent one may be on its way.
const beatingNodes = statement(
  'beating_nodes',
  { owner: 'uuid' },
  `select owner from node where stopped_at is null and seen_at > clock_timestamp() - interval '15 seconds' order by owner`,
  { acrossAccounts: installation },
)

export type Beaten = { beats: number; wentBack: boolean }

export const nodes = {
  /** Also forgets those that stopped a week ago, and those that have been silent for a year. */
  start: async (db: Database, owner: string, host: string, pid: number) => {
    await db.health.run(forgetNodes, [])
    await db.health.run(insertNode, [owner, host, pid])
  },
  /** The counter after this beat, 0 when the row is gone; and whether some process has found that the database went back. */
  beat: async (db: Database, owner: string): Promise<Beaten> => {
    const [row] = await db.health.run(beat, [owner])
    return row ? { beats: row.beats, wentBack: row.went_back } : { beats: 0, wentBack: false }
  },
  /** The same as this transaction sees it, without a beat. */
  beaten: async (tx: Runner, owner: string): Promise<Beaten> => {
    const [row] = await tx.run(readBeats, [owner])
    return { beats: row?.beats ?? 0, wentBack: row?.went_back ?? false }
  },
  /** From the commit on no process gives a permit. */
  markWentBack: (runner: Runner) => runner.run(markWentBack, []),
  /** Which cluster answers, and on which timeline of its it writes: another one after each promotion. Undefined where this role may not ask. */
  whichServer: async (db: Database): Promise<{ system: string; timeline: string | null } | undefined> => {
    try {
      return (await db.health.run(whichServer, []))[0]
    } catch (error) {
      if ((error as { code?: string }).code === '42501') return undefined
      throw error
    }
  },
  stop: (db: Database, owner: string) => db.health.run(stopNode, [owner]),
  /** Processes whose heart has beaten lately, in an order that all agree on. */
  beating: async (db: Database) => (await db.health.run(beatingNodes, [])).map((row) => row.owner),
}
