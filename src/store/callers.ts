/** One row per account and outside number. It is locked by the accepting transaction, so the plans of one caller are serial. */
import type { Caller, CallerText } from '../core/caller.ts'
import { type Runner, timestampOrNull } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { newId } from './uuid.ts'

export type CallerRow = Caller & { accountId: string; number: string }

// The update writes nothing new: it takes the row lock and makes the row come back. Served by the primary key. Of a caller who never called there is nothing
// to tell, and of a call that is known nothing to ask.
const lockCallersStatement = statement(
  'lock_callers',
  {
    account_id: 'uuid',
    number: 'text',
    calls: 'bigint',
    first_call_at: 'timestamptz?',
    last_call_at: 'timestamptz?',
    last_reached_at: 'timestamptz?',
    last_reached_call: 'uuid?',
    misses: 'timestamptz[]',
    texts: 'text',
    language: 'text?',
  },
  `with fresh as (
     select distinct u.a, u.n from (select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[]) as t(a, n, s, k)) u
     where not exists (select 1 from call c where c.account_id = u.a and c.source_id = u.s and c.source_call_id = u.k)
   ), locked as (
     insert into caller (account_id, number) select a, n from fresh order by a, n
     on conflict (account_id, number) do update set calls = caller.calls
     returning account_id, number, calls, first_call_at, last_call_at, last_reached_at, last_reached_call, misses, texts, language
   )
   select * from locked where calls > 0 or last_reached_at is not null or language is not null`,
)

const writeCallersStatement = statement(
  'write_callers',
  {},
  `update caller c set calls = u.calls, first_call_at = u.first_at, last_call_at = u.last_at, last_reached_at = u.reached_at,
     last_reached_call = u.reached_call, misses = u.misses::timestamptz[], texts = u.texts
   from (select * from unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::uuid[], $8::text[], $9::text[])
     as t(a, n, calls, first_at, last_at, reached_at, reached_call, misses, texts)) u
   where c.account_id = u.a and c.number = u.n`,
)

// Few phone systems tell a language, and what they tell seldom changes: it is no column of the statement above.
const keepLanguages = statement(
  'keep_caller_languages',
  {},
  `update caller c set language = u.l, language_by = 'call', language_at = clock_timestamp(), language_id = u.i
   from (select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[]) as t(a, n, l, i)) u
   where c.account_id = u.a and c.number = u.n`,
)

export const callerKey = (accountId: string, number: string): string => `${accountId} ${number}`

/** A caller by the call that brings them. */
export type CallerOfCall = { accountId: string; number: string; sourceId: string; sourceCallId: string }

/** Locks (and where needed creates) the rows of these callers, unless their call is known, in key order: opposite orders deadlocked and were 54 times slower. */
export async function lockCallers(tx: Runner, wanted: readonly CallerOfCall[]): Promise<Map<string, CallerRow>> {
  if (wanted.length === 0) return new Map()
  const rows = await tx.run(
    lockCallersStatement,
    columnsOf(wanted, [(one) => one.accountId, (one) => one.number, (one) => one.sourceId, (one) => one.sourceCallId]),
  )
  const callers = new Map(wanted.map((one) => [callerKey(one.accountId, one.number), newCaller(one)]))
  for (const row of rows)
    callers.set(callerKey(row.account_id, row.number), {
      accountId: row.account_id,
      number: row.number,
      calls: row.calls,
      firstCallAt: row.first_call_at,
      lastCallAt: row.last_call_at,
      lastReachedAt: row.last_reached_at,
      lastReachedCall: row.last_reached_call,
      misses: row.misses,
      texts: row.texts === '[]' ? [] : (JSON.parse(row.texts) as CallerText[]),
      language: row.language,
      toldLanguage: null,
    })
  return callers
}

const newCaller = ({ accountId, number }: CallerOfCall): CallerRow => ({
  accountId,
  number,
  calls: 0,
  firstCallAt: null,
  lastCallAt: null,
  lastReachedAt: null,
  lastReachedCall: null,
  misses: [],
  texts: [],
  language: null,
  toldLanguage: null,
})

/** Writes back rows that this transaction has locked; whatever there is to send leaves in this turn. */
export async function writeCallers(tx: Runner, rows: readonly CallerRow[]): Promise<void> {
  if (rows.length === 0) return
  const told = rows.filter((one) => one.toldLanguage !== null)
  await Promise.all([
    told.length > 0 &&
      tx.run(
        keepLanguages,
        columnsOf(told, [(one) => one.accountId, (one) => one.number, (one) => one.toldLanguage, newId]),
      ),
    tx.run(
      writeCallersStatement,
      columnsOf(rows, [
        (one) => one.accountId,
        (one) => one.number,
        (one) => one.calls,
        (one) => timestampOrNull(one.firstCallAt),
        (one) => timestampOrNull(one.lastCallAt),
        (one) => timestampOrNull(one.lastReachedAt),
        (one) => one.lastReachedCall,
        (one) => (one.misses.length === 0 ? '{}' : `{${one.misses.map((at) => new Date(at).toISOString()).join(',')}}`),
        (one) => (one.texts.length === 0 ? '[]' : JSON.stringify(one.texts)),
      ]),
    ),
  ])
}
