/** What an account's DLT portal says is registered. A row is told again by each export; the last one counts. */
import type { SlotTag } from '../core/dlt-slots.ts'
import type { Instant } from '../core/instant.ts'
import type { RegisteredStatus, RegisteredText } from '../core/registered-import.ts'
import type { TemplateCategory } from '../core/rule-set.ts'
import type { Database, Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { type RowOf, statement } from './statement.ts'

const values = `(select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
  as t(i, n, x, g, h, c, s, e, r))`

const compare = statement(
  'compare_registered_texts',
  { template_id: 'text', is_same: 'boolean' },
  `select r.template_id, (r.name, r.text, r.headers, r.category, r.status) = (u.n, u.x, string_to_array(u.h, ' '), u.c, u.s)
     and (r.tags, r.entity_id, r.reason) is not distinct from (u.g, u.e, u.r) as is_same
   from ${values} u join registered_text r on r.account_id = $1::uuid and r.template_id = u.i`,
)

const write = statement(
  'write_registered_texts',
  {},
  `insert into registered_text (account_id, template_id, name, text, tags, headers, category, status, entity_id, reason)
   select $1::uuid, u.i, u.n, u.x, u.g, string_to_array(u.h, ' '), u.c, u.s, u.e, u.r from ${values} u order by u.i
   on conflict (account_id, template_id) do update set name = excluded.name, text = excluded.text, tags = excluded.tags, headers = excluded.headers,
     category = excluded.category, status = excluded.status, entity_id = excluded.entity_id, reason = excluded.reason, imported_at = clock_timestamp()`,
)

export type Imported = { added: number; changed: number; same: number }

/** Writes rows that are new or differ, or in a dry run only counts them. An id may be there once. */
export async function importRegisteredTexts(
  db: Database,
  accountId: string,
  rows: readonly RegisteredText[],
  dryRun: boolean,
): Promise<Imported> {
  if (rows.length === 0) return { added: 0, changed: 0, same: 0 }
  return await db.transaction('console', async (tx) => {
    const known = new Map(
      (await tx.run(compare, [accountId, ...columns(rows)])).map((row) => [row.template_id, row.is_same]),
    )
    const wanted = rows.filter((one) => known.get(one.templateId) !== true)
    if (!dryRun && wanted.length > 0) await tx.run(write, [accountId, ...columns(wanted)])
    const added = rows.filter((one) => !known.has(one.templateId)).length
    return { added, changed: wanted.length - added, same: rows.length - wanted.length }
  })
}

function columns(rows: readonly RegisteredText[]) {
  return columnsOf(rows, [
    (one) => one.templateId,
    (one) => one.name,
    (one) => one.text,
    (one) => one.tags && JSON.stringify(one.tags),
    (one) => one.headers.join(' '),
    (one) => one.category,
    (one) => one.status,
    (one) => one.entityId,
    (one) => one.reason,
  ])
}

const rowColumns = {
  template_id: 'text',
  name: 'text',
  text: 'text',
  tags: 'text?',
  headers: 'text[]',
  category: 'text',
  status: 'text',
  entity_id: 'text?',
  reason: 'text?',
  imported_at: 'timestamptz',
} as const
const shown = 'template_id, name, text, tags, headers, category, status, entity_id, reason, imported_at'

const list = statement(
  'list_registered_texts',
  rowColumns,
  `select ${shown} from registered_text
   where account_id = $1 and template_id > $2 and ($3::text is null or status = $3)
     and ($4::text is null or template_id like $4 or name ilike $4 or text ilike $4)
   order by template_id limit $5`,
)

export type StoredRegistered = RegisteredText & { importedAt: Instant }
type Filter = { search?: string | undefined; status?: RegisteredStatus | undefined }

/** By id, from the one behind `after`. */
export async function listRegisteredTexts(
  db: Database,
  accountId: string,
  { search, status }: Filter,
  { limit, after = '' }: { limit: number; after?: string | undefined },
): Promise<StoredRegistered[]> {
  const pattern = search === undefined ? null : `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return (await db.console.run(list, [accountId, after, status ?? null, pattern, limit])).map(registeredOf)
}

const count = statement(
  'count_registered_texts',
  { status: 'text', texts: 'bigint' },
  'select status, count(*) as texts from registered_text where account_id = $1 group by status',
)

export async function countRegisteredTexts(
  db: Database,
  accountId: string,
): Promise<{ status: string; texts: number }[]> {
  return await db.console.run(count, [accountId])
}

const readOne = statement(
  'read_registered_text',
  rowColumns,
  `select ${shown} from registered_text where account_id = $1 and template_id = $2`,
)

export async function readRegisteredText(
  db: Runner,
  accountId: string,
  templateId: string,
): Promise<StoredRegistered | undefined> {
  const [row] = await db.run(readOne, [accountId, templateId])
  return row && registeredOf(row)
}

function registeredOf(row: RowOf<typeof rowColumns>): StoredRegistered {
  return {
    templateId: row.template_id,
    name: row.name,
    text: row.text,
    tags: row.tags === null ? null : (JSON.parse(row.tags) as (SlotTag | null)[]),
    headers: row.headers,
    category: row.category as TemplateCategory,
    status: row.status as RegisteredStatus,
    entityId: row.entity_id,
    reason: row.reason,
    importedAt: row.imported_at,
  }
}
