import type { Instant } from '../core/instant.ts'
import type { Database, Runner } from './database.ts'
import { statement } from './statement.ts'

const ping = statement('ping', { now: 'timestamptz' }, 'select clock_timestamp() as now', {
  acrossAccounts: 'asks only for the time',
})

/** Whether the database answers, and its time. */
export async function pingDatabase(db: Database): Promise<Instant> {
  return await readClock(db.health)
}

/** The database's time. */
export async function readClock(db: Runner): Promise<Instant> {
  return (await db.run(ping, []))[0]?.now ?? 0
}
