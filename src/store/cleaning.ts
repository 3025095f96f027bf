/** What is over and kept for nobody is thrown away, a bounded piece at a time. */
import type { Database } from './database.ts'
import { clockBound, type Statement, statement } from './statement.ts'
import { whileFull } from './while-full.ts'

/** More than comes between two cleanings. A round that is full is followed by another at once: what is told of callers must not pile up. */
const rounds = { full: 1_000, atMost: 1_000 }

// Served by call_session_keep. The session goes first and takes its parts along: one that became due again meanwhile keeps both.
const clearSessions = statement(
  'clear_call_sessions_over',
  { gone: 'text' },
  `with over as (
     select account_id, source_id, session from call_session
     where due_at is null and keep_until < ${clockBound} order by keep_until limit 1000
   ), gone as (
     delete from call_session s using over o
     where s.account_id = o.account_id and s.source_id = o.source_id and s.session = o.session and s.due_at is null
     returning s.account_id, s.source_id, s.session
   ), parts as (
     delete from call_part p using gone g where p.account_id = g.account_id and p.source_id = g.source_id and p.session = g.session
   )
   select session as gone from gone`,
  { acrossAccounts: 'throws away what is over, of every account' },
)

/** Throws away sessions, with their parts, whose last late part is past being noted. Answers how many. */
export async function clearCallSessions(db: Database, isStopping?: () => boolean): Promise<number> {
  return await clear(db, clearSessions, isStopping)
}

// Served by dnd_learnt_over.
const clearDnd = statement(
  'clear_dnd_over',
  { gone: 'text' },
  `with over as (
     select account_id, number_hash from dnd_learnt where expires_at < ${clockBound} order by expires_at limit 1000
   )
   delete from dnd_learnt d using over o
   where d.account_id = o.account_id and d.number_hash = o.number_hash and d.expires_at < ${clockBound}
   returning d.number_hash as gone`,
  { acrossAccounts: 'throws away what is over, of every account' },
)

/** Throws away what refusals taught of preferences once it is believed no more. Answers how many. */
export async function clearDndOver(db: Database, isStopping?: () => boolean): Promise<number> {
  return await clear(db, clearDnd, isStopping)
}

// Served by mapping_unknown. A source has room for so many of them (mappings.ts).
const clearUnknownNames = statement(
  'clear_unknown_names',
  { gone: 'text' },
  `with over as (
     select account_id, source_id, kind, external from mapping
     where target_id is null and last_seen_at < ${clockBound} - interval '90 days' order by last_seen_at limit 1000
   )
   delete from mapping m using over o
   where m.account_id = o.account_id and m.source_id = o.source_id and m.kind = o.kind and m.external = o.external
     and m.target_id is null and m.last_seen_at < ${clockBound} - interval '90 days'
   returning m.external as gone`,
  { acrossAccounts: 'throws away what is over, of every account' },
)

/** Takes names that nobody knows off the list once no call has said them for a quarter. Answers how many. */
export async function clearNamesUnsaid(db: Database, isStopping?: () => boolean): Promise<number> {
  return await clear(db, clearUnknownNames, isStopping)
}

function clear(db: Database, over: Statement<{ gone: 'text' }>, isStopping?: () => boolean): Promise<number> {
  // Each round in a transaction, so that one which met another node's in a deadlock is repeated.
  const round = async () => (await db.transaction('console', (tx) => tx.run(over, []))).length
  return whileFull(round, { ...rounds, isStopping })
}
