import type { Instant } from '../core/instant.ts'
import { type Runner, timestamp } from './database.ts'
import { statement } from './statement.ts'

const noteReached = statement(
  'note_reached',
  { last_reached_at: 'timestamptz' },
  `insert into caller as c (account_id, number, last_reached_at) values ($1, $2, least($3::timestamptz, clock_timestamp()))
   on conflict (account_id, number) do update set last_reached_at = greatest(c.last_reached_at, excluded.last_reached_at)
   returning last_reached_at`,
)

/** A call with this caller was answered, by default just now: texts that wait "unless reached" are cancelled at their gate. */
export async function noteCallerReached(tx: Runner, accountId: string, number: string, at?: Instant): Promise<void> {
  // Of the told and its own time the database takes the earlier, and of none its own.
  await tx.run(noteReached, [accountId, number, at === undefined ? null : timestamp(at)])
}
