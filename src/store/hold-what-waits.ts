/**
 * After a database went back (a backup restored, a failover that lost commits) what it holds as waiting may long be on the wire. It is put
 * before a person, and so will be the texts of calls that ended before this moment and are told again.
 */
import type pg from 'pg'
import { giveUpAfterMs } from '../core/delivery.ts'

export type Held = { queued: number; sending: number; unconfirmed: number }

// Not through the one door of messages.ts: no program runs on this database, and there may be any number of rows.
// Found by the indexes of what is looked at again, since no other row waits: the table holds a year of texts, and nobody takes a call meanwhile.
const hold = `with waiting as (
    select account_id, id, state from message where due_at is not null and state = 'queued'
    union all
    select account_id, id, state from message where watch_at is not null and state in ('sending', 'unconfirmed')
  ), held as (
    update message m set state = 'unconfirmed', doubt = 'restored', due_at = null, watch_at = clock_timestamp() + make_interval(secs => $1)
    from waiting w where m.account_id = w.account_id and m.id = w.id returning w.state
  )
  select count(*) filter (where state = 'queued')::int as queued, count(*) filter (where state = 'sending')::int as sending,
    count(*) filter (where state = 'unconfirmed')::int as unconfirmed from held`

/** In the caller's transaction, before any program runs on the database. */
export async function holdWhatWaits(client: pg.Client, backupTakenAt: string | null): Promise<Held> {
  const { rows } = await client.query<Held>(hold, [giveUpAfterMs / 1000])
  await client.query(
    'update installation set restored_at = clock_timestamp(), backup_taken_at = $1, went_back_at = null',
    [backupTakenAt],
  )
  const [held] = rows as [Held]
  return held
}
