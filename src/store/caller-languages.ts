/** What callers read, as calls told it or somebody said. It stands on the caller's row, which the accepting transaction locks and reads anyway. */
import type { Instant } from '../core/instant.ts'
import type { PhoneNumber } from '../core/phone-number.ts'
import type { Database, Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { type RowOf, statement } from './statement.ts'
import { highestId, newId } from './uuid.ts'

/** Who said it. */
export const languageSources = ['call', 'console', 'api', 'file'] as const
export type LanguageSource = (typeof languageSources)[number]

export type CallerLanguage = { id: string; number: PhoneNumber; language: string; source: LanguageSource; at: Instant }

// In key order, as callers' rows are locked everywhere.
const set = statement(
  'set_caller_languages',
  { number: 'text' },
  `insert into caller as c (account_id, number, language, language_by, language_at, language_id)
   select * from (select $1::uuid, n, l, $2::text, clock_timestamp(), i from unnest($3::text[], $4::text[], $5::uuid[]) as t(n, l, i) order by n) u
   on conflict (account_id, number) do update set language = excluded.language, language_by = excluded.language_by, language_at = excluded.language_at,
     language_id = excluded.language_id
     where c.language is distinct from excluded.language
   returning number`,
)

type Said = { number: PhoneNumber; language: string }

/** Keeps languages with their callers, the last that is said of each; answers of how many it was news. */
export async function setCallerLanguages(
  db: Database,
  { accountId, source }: { accountId: string; source: LanguageSource },
  all: readonly Said[],
): Promise<number> {
  const each = [...new Map(all.map((one) => [one.number, one])).values()]
  if (each.length === 0) return 0
  const rows = await db.transaction('console', (tx) =>
    tx.run(set, [accountId, source, ...columnsOf(each, [(one) => one.number, (one) => one.language, () => newId()])]),
  )
  return rows.length
}

const columns = { id: 'uuid?', number: 'text', language: 'text?', source: 'text?', at: 'timestamptz?' } as const
const shown = 'language_id as id, number, language, language_by as source, language_at as at'

const list = statement(
  'list_caller_languages',
  columns,
  `select ${shown} from caller where account_id = $1 and language is not null and language_id < $2 order by language_id desc limit $3`,
)

/** Those whose language is known, the last said first; `before` is the id of the last one seen. */
export async function listCallerLanguages(
  db: Database,
  accountId: string,
  limit: number,
  before: string = highestId,
): Promise<CallerLanguage[]> {
  return (await db.console.run(list, [accountId, before, limit])).flatMap((row) => viewOf(row) ?? [])
}

const readOne = statement(
  'read_caller_language',
  columns,
  `select ${shown} from caller where account_id = $1 and number = $2`,
)

/** What a number's caller reads, or undefined where nobody said. */
export async function readCallerLanguage(
  db: Runner,
  accountId: string,
  number: PhoneNumber,
): Promise<CallerLanguage | undefined> {
  const [row] = await db.run(readOne, [accountId, number])
  return row && viewOf(row)
}

function viewOf({ id, number, language, source, at }: RowOf<typeof columns>): CallerLanguage | undefined {
  if (id === null || language === null || source === null || at === null) return undefined
  return { id, number: number as PhoneNumber, language, source: source as LanguageSource, at }
}

const clear = statement(
  'clear_caller_language',
  { number: 'text' },
  `update caller set language = null, language_by = null, language_at = null, language_id = null
   where account_id = $1 and (number = $2::text or language_id = $3::uuid) and language is not null returning number`,
)

/** Forgets a caller's language, by number or by the row of the list; false where none was known. */
export async function clearCallerLanguage(
  db: Database,
  accountId: string,
  which: { number: PhoneNumber } | { id: string },
): Promise<boolean> {
  const [number, id] = 'number' in which ? [which.number, null] : [null, which.id]
  return (await db.console.run(clear, [accountId, number, id])).length > 0
}
