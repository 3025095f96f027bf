import type { Database } from './database.ts'
import { statement } from './statement.ts'

const ping = statement('ping', { now: 'timestamptz' }, 'select clock_timestamp() as now', {
  acrossAccounts: 'asks only for the time',
})

/** Whether the database answers, and its time. */
export async function pingDatabase(db: Database): Promise<number> {
  return (await db.health.run(ping, []))[0]?.now ?? 0
}
