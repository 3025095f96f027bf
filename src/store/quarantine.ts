import type pg from 'pg'
import { BackupError } from './backup-file.ts'
import { type Held, holdWhatWaits } from './hold-what-waits.ts'
import { withLoneClient } from './lone-client.ts'
import { migrate } from './migrate.ts'
import { settleSession } from './table-columns.ts'

/** For a database that went back in another way than by a restore of ours. No program may run on it. */
export async function quarantine(url: string): Promise<Held> {
  await migrate(url)
  return await withLoneClient({ connectionString: url, application_name: 'aftercall/quarantine' }, async (client) => {
    await settleSession(client)
    await demandNobody(client)
    await client.query('begin')
    const held = await holdWhatWaits(client, null)
    await client.query('commit')
    return held
  })
}

/** A program that sends could give permits meanwhile, and would not know that the texts of old calls are to wait. */
async function demandNobody(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ pid: number }>(
    `select distinct pid from pg_stat_activity where datname = current_database() and application_name ~ '^aftercall/(intake|send|console|health)/' limit 1`,
  )
  if (rows.length > 0)
    throw new BackupError(
      'in_use',
      'A program runs on this database. Stop every one first, then run this, then start again.',
    )
}
