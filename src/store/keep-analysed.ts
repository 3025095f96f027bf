/**
 * Statistics that keep up with young tables. PostgreSQL looks once a minute whether a table has changed enough to be analysed; until it has, statements are
 * planned as if the tables were nearly empty, and a session keeps such a plan. In the first minute of a new installation, or of a restored one, a backlog
 * then grew faster than it was claimed. Large tables are left to PostgreSQL: here an analysis waits for twice as many changes as there were rows.
 */
import type { Database } from './database.ts'
import { type Statement, statement } from './statement.ts'

const findOutgrown = statement(
  'find_outgrown_tables',
  { name: 'text' },
  `select s.relname::text as name from pg_stat_user_tables s join pg_class c on c.oid = s.relid
   where s.schemaname = current_schema() and s.relname = any($1::text[]) and s.n_mod_since_analyze > 1000 + 2 * greatest(c.reltuples, 0)`,
  { acrossAccounts: 'the server’s own statistics' },
)

const analyses: Record<string, Statement<Record<string, never>>> = {
  call: statement('analyse_call', {}, 'analyze call'),
  caller: statement('analyse_caller', {}, 'analyze caller'),
  message: statement('analyse_message', {}, 'analyze message'),
  submission: statement('analyse_submission', {}, 'analyze submission'),
  receipt: statement('analyse_receipt', {}, 'analyze receipt'),
}

/** Analyses the tables of the hot path that have outgrown what is known of them; answers their names. */
export async function keepAnalysed(db: Database): Promise<string[]> {
  const outgrown = await db.console.run(findOutgrown, [Object.keys(analyses)])
  for (const { name } of outgrown) {
    const analyse = analyses[name]
    if (analyse) await db.console.run(analyse, [])
  }
  return outgrown.map((one) => one.name)
}
