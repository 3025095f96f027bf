/** What all runs share: one PostgreSQL database whose clock is the schedule's, emptied between them. */
import type pg from 'pg'
import { newId } from '../../src/store/uuid.ts'
import { insertAccounts } from '../support/engine-rig.ts'
import { quietPool } from '../support/message-rows.ts'
import { type TestDatabase, testDatabase } from '../support/postgres.ts'

export type Playground = {
  url: string
  sql: pg.Pool
  /** Empties it; answers the one account and gateway of the next run. */
  clear(rule: Parameters<typeof insertAccounts>[3]): Promise<{ accountId: string; gatewayId: string }>
  tellTime(now: number): Promise<void>
  /** Sessions that wait for a lock, and those that are held. */
  lockWaits(): Promise<number>
  /** Stops the server's processes of the sessions that wait for a lock. */
  holdWaiters(): Promise<void>
  /** Those of them that were given theirs meanwhile: each goes on when told. */
  woken(): Promise<(() => void)[]>
  letAllGoOn(): void
  /** Ends every session of a process, as its death or a cut line would; resolves when the server has noticed. */
  endSessions(owner: string, only?: 'in transaction'): Promise<number>
  close(): Promise<void>
}

// Found before the one of PostgreSQL itself, which is looked for second: so every clock_timestamp() of the program's statements is this.
const clock = `
  create schema played;
  create sequence played.clock;
  create function played.clock_timestamp() returns timestamptz language sql volatile
    as $$ select to_timestamp(last_value / 1000.0) from played.clock $$;
  do $$ begin execute format('alter database %I set search_path = played, pg_catalog, public', current_database()); end $$`

export async function openPlayground(): Promise<Playground> {
  const database: TestDatabase = await testDatabase()
  const sql = quietPool(database.url)
  await sql.query(clock)
  const { rows } = await sql.query<{ names: string }>(
    `select string_agg(format('public.%I', tablename), ', ') as names from pg_tables where schemaname = 'public' and tablename not in ('migration', 'installation')`,
  )
  const tables = rows[0]?.names ?? ''
  const sessions = `from pg_stat_activity where datname = current_database() and application_name like 'aftercall/%/' || $1`
  /** Longest first. */
  const waiting = async (): Promise<number[]> => {
    const { rows: found } = await sql.query<{ pid: number }>(
      `select pid from pg_locks l join pg_stat_activity a using (pid)
       where a.datname = current_database() and a.application_name like 'aftercall/%' and not l.granted order by l.waitstart`,
    )
    return found.map((one) => one.pid)
  }
  const held = new Set<number>()
  const hold = (pid: number) => {
    if (!held.has(pid) && signal(pid, 'SIGSTOP')) held.add(pid)
  }
  const goOn = (pid: number) => {
    if (held.delete(pid)) signal(pid, 'SIGCONT')
  }
  return {
    url: database.url,
    sql,
    clear: async (rule) => {
      await sql.query(`truncate ${tables}`)
      const [accountId, gatewayId] = [newId(), newId()]
      await sql.query(
        `insert into public.gateway (gateway_id, key, title, kind, settings) values ($1, 'played', 'played', 'played', '{}')`,
        [gatewayId],
      )
      await insertAccounts(sql, [accountId], gatewayId, rule)
      return { accountId, gatewayId }
    },
    tellTime: async (now) => void (await sql.query(`select setval('played.clock', $1)`, [now])),
    lockWaits: async () => {
      // Whom a lock was just given is not shown as waiting here, though it may not have woken yet.
      const free = (await waiting()).filter((pid) => !held.has(pid))
      return free.length + held.size
    },
    holdWaiters: async () => {
      for (const pid of await waiting()) hold(pid)
    },
    woken: async () => {
      const still = await waiting()
      return [...held].filter((pid) => !still.includes(pid)).map((pid) => () => goOn(pid))
    },
    letAllGoOn: () => held.forEach(goOn),
    endSessions: async (owner, only) => {
      const those = `${sessions}${only ? ` and state like 'idle in transaction%'` : ''}`
      const { rows: ended } = await sql.query<{ pid: number }>(`select pg_terminate_backend(pid), pid ${those}`, [
        owner.slice(0, 8),
      ])
      const pids = ended.map((one) => one.pid)
      pids.forEach(goOn)
      const left = async () =>
        (await sql.query('select count(*)::int as count from pg_stat_activity where pid = any($1)', [pids])).rows[0]
          .count
      while (pids.length > 0 && (await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 2))
      return pids.length
    },
    close: async () => {
      held.forEach(goOn)
      await sql.end()
      await database.drop()
    },
  }
}

/** False where the process has gone, or is somebody else's. */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}
