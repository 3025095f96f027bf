/** Who did what to a template, and when. */
import type { Instant } from '../core/instant.ts'
import type { HistoryEntry } from '../core/template-history.ts'
import type { Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { newId } from './uuid.ts'

const insert = statement(
  'insert_template_history',
  {},
  `insert into template_history (account_id, template_id, id, who, action, version, status, reason)
   select $1::uuid, u.t, u.i, $2::text, u.a, u.v, u.s, u.r
   from (select * from unnest($3::uuid[], $4::uuid[], $5::text[], $6::integer[], $7::text[], $8::text[]) as x(t, i, a, v, s, r)) u`,
)

export type TemplateEntry = HistoryEntry & { templateId: string }

export async function writeHistory(
  tx: Runner,
  accountId: string,
  who: string,
  entries: readonly TemplateEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await tx.run(insert, [
    accountId,
    who,
    ...columnsOf(entries, [
      (one) => one.templateId,
      newId,
      (one) => one.action,
      (one) => one.version,
      (one) => one.status,
      (one) => one.reason,
    ]),
  ])
}

const read = statement(
  'read_template_history',
  { id: 'uuid', at: 'timestamptz', who: 'text', action: 'text', version: 'integer', status: 'text', reason: 'text?' },
  `select h.id, h.at, h.who, h.action, h.version, h.status, h.reason from template t
   join template_history h on h.account_id = t.account_id and h.template_id = t.id
   where t.account_id = $1 and t.key = $2 and ($3::uuid is null or h.id < $3)
   order by h.id desc limit $4`,
)

export type StoredEntry = HistoryEntry & { id: string; at: Instant; who: string }

/** Newest first, also of a template that is retired; `before` is the id of the last one seen. */
export async function readHistoryOf(
  db: Runner,
  accountId: string,
  key: string,
  { limit, before }: { limit: number; before?: string | undefined },
): Promise<StoredEntry[]> {
  const rows = await db.run(read, [accountId, key, before ?? null, limit])
  return rows as StoredEntry[]
}

const readVersions = statement(
  'read_template_versions',
  {
    version: 'integer',
    body: 'text',
    header: 'text',
    dlt_template_id: 'text?',
    category: 'text',
    registered: 'text?',
    created_at: 'timestamptz',
    is: 'text',
  },
  `select v.version, v.body, h.key as header, v.dlt_template_id, v.category, v.registered, v.created_at,
     case when t.retired_at is null and v.version = t.version then 'own' when v.version = t.waiting_version then 'waiting' else 'former' end as is
   from template t
   join template_version v on v.account_id = t.account_id and v.template_id = t.id
   join header h on h.account_id = v.account_id and h.id = v.header_id
   where t.account_id = $1 and t.key = $2 and v.version < $3 order by v.version desc limit $4`,
)

/** Every wording that a template ever had, newest first. */
export async function readVersionsOf(
  db: Runner,
  accountId: string,
  key: string,
  { limit, before = 2_147_483_647 }: { limit: number; before?: number | undefined },
) {
  return await db.run(readVersions, [accountId, key, before, limit])
}

const exists = statement(
  'template_exists',
  { id: 'uuid' },
  'select id from template where account_id = $1 and key = $2',
)

/** Whether there is or ever was a template with this key. */
export async function knowsTemplate(db: Runner, accountId: string, key: string): Promise<boolean> {
  return (await db.run(exists, [accountId, key])).length > 0
}
