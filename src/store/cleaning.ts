/** What is over and kept for nobody is thrown away, a bounded piece at a time. */
import type { Database } from './database.ts'
import { clockBound, statement } from './statement.ts'

// Bounded, so that no round is long; the next takes the rest.
const clearSessions = statement(
  'clear_call_sessions_over',
  { session: 'text' },
  `with over as (
     select account_id, source_id, session from call_session
     where due_at is null and keep_until < ${clockBound} limit 1000
   ), parts as (
     delete from call_part p using over o where p.account_id = o.account_id and p.source_id = o.source_id and p.session = o.session
   )
   delete from call_session s using over o
   where s.account_id = o.account_id and s.source_id = o.source_id and s.session = o.session
   returning s.session`,
  { acrossAccounts: 'throws away what is over, of every account' },
)

/** Throws away sessions, with their parts, whose last late part is past being noted. */
export async function clearCallSessions(db: Database): Promise<number> {
  return (await db.console.run(clearSessions, [])).length
}

const clearDnd = statement(
  'clear_dnd_over',
  { number_hash: 'text' },
  `delete from dnd_learnt d using (
     select account_id, number_hash from dnd_learnt where expires_at < ${clockBound} limit 1000) o
   where d.account_id = o.account_id and d.number_hash = o.number_hash and d.expires_at < clock_timestamp()
   returning d.number_hash`,
  { acrossAccounts: 'throws away what is over, of every account' },
)

/** Throws away what refusals taught of preferences once it is believed no more. */
export async function clearDndOver(db: Database): Promise<number> {
  return (await db.console.run(clearDnd, [])).length
}
